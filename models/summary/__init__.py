"""Article -> Summary: verbatim spans that stand for the whole."""
