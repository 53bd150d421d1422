"""What lies outside the app: files by their paths, the clipboard, an editor, the mail program."""
