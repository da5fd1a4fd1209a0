"""Who can introduce whom, step by step, and in which words."""
