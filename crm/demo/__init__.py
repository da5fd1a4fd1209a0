"""A generated network to click through: three hundred invented people, five years, every kind and health."""
