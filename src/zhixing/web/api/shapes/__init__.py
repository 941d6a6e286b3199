"""What the API tells, written by hand: a new column is never published by accident."""
