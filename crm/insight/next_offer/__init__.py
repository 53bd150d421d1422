"""Before the next offer: what the record knows about both people, and whom to ask first."""
