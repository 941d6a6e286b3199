"""A year of supervised handling, planned as data before anything is done: the same plan for the same day and number."""
