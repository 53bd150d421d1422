"""Opening a book and keeping up with it: what is read, worked out and looked for beside the screen."""
