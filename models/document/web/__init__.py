"""A web page as the fetcher or a file hands it over: its tree, what is seen of it, its article."""
