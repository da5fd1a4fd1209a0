"""Guest lists, as people paste and programs write them."""
