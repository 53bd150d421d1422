"""Address books as JSON: this program's own, Monica's, and plain lists of people."""
