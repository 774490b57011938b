"""From what people give to a page: decoded text, nothing understood yet."""
