"""Measurements: each file says what it measures and prints a table for docs/benchmarks.md."""
