"""Who lives in the demonstration city and what its government looks like: plans without a database."""
