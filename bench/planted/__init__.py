"""A made-up book in which some people stand twice, and some only look so."""
