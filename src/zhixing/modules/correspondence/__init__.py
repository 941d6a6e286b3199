"""Official documents with limits (公文限时办结): incoming, upward and parallel, notices with receipt, joint reviews."""
