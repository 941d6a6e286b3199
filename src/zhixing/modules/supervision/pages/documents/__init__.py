"""The pages of document breakdown: the ledger of documents, taking one in, and the workbench. Imported at start-up."""

from zhixing.modules.supervision.pages.documents import presenting

__all__ = ["presenting"]
