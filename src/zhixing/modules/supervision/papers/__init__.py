"""The official papers of supervised handling, and the events that issue them. Imported once, at start-up."""

from zhixing.modules.supervision.papers import circulars, decisions, issuing, items

__all__ = ["circulars", "decisions", "issuing", "items"]
