"""What people do for each other, and how it stands."""
