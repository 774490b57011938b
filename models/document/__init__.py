"""Page -> Document: a pasted or saved page taken apart."""
