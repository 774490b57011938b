"""Comments from a page's own markup: what is one comment, who wrote it, whom it answers."""
