"""Notes on a person, their photo, whom they know."""
