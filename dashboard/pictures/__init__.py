"""What the pictures show, read from the book: values in words and numbers; ui/plots draws them."""
