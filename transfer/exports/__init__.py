"""Out: the whole book as an archive, and parts of it as other programs read them."""
