"""vCard 2.1, 3.0 and 4.0: whole address books, as their producers really write them."""
