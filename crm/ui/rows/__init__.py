"""Records and findings as the rows of a list, and the words they are told with: what panes and screens share."""
