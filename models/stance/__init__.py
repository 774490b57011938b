"""Claims, and who is for and against them."""
