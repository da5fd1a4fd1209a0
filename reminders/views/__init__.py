"""The pages of reminders, of what is done about what is due, and of the ways they reach the owner."""
