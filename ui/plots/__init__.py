"""Pictures: values in, the numbers of an SVG out. Every picture has a table beside it that says the same."""
