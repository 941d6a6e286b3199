"""Zhixing (知行): a government execution and accountability platform."""

__version__ = "0.1.0"
