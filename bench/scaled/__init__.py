"""One owner's book growing, and what each page and each write costs at every size."""
