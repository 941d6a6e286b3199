"""Logs as they come (CSV, XES, JSONL, Parquet) into one table of text: `opened`."""

from zhixing.modules.approvals.sources.opening import Source, opened

__all__ = ["Source", "opened"]
