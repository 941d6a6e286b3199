"""Efficiency figures (效能评分): shares with their uncertainty, what counts, waiting against working time, definitions."""
