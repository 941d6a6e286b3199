"""Obligations in bulk: the meaning of `rulebook.fold` as one relational definition, on DuckDB, PostgreSQL and Spark."""
