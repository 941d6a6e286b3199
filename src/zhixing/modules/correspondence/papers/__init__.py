"""The papers of official documents, and when each is issued."""

from zhixing.modules.correspondence.papers import documents, issuing, notices, weekly

__all__ = ["documents", "issuing", "notices", "weekly"]
