"""The queue: jobs are rows of the same database, written in the transaction that wants them (procrastinate)."""

from procrastinate.contrib.django import app

__all__ = ["app"]
