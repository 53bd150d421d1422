"""What the answers teach, one topic a file: the figures of it, and the finding that they lead to."""
