"""The API: the same decisions as the pages, for outside systems."""
