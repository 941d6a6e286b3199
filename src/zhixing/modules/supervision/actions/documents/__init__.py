"""What can be decided about a document that is broken down: take in, settle names, correct, accept."""

from zhixing.modules.supervision.actions.documents import accepting, correcting, naming, taking_in

__all__ = ["accepting", "correcting", "naming", "taking_in"]
