"""The official papers of supervised handling, and the events that issue them. Imported once, at start-up."""

from zhixing.modules.supervision.papers import decisions, issuing, items

__all__ = ["decisions", "issuing", "items"]
