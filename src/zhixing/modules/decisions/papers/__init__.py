"""The official papers of major decisions: written, numbered and kept in the transaction of the deed."""

from zhixing.modules.decisions.papers import issuing, writing

__all__ = ["issuing", "writing"]
