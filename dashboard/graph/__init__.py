"""The relation graph: who is in it, what goes to the browser, and the same as a table."""
