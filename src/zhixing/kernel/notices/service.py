"""What the rest of the product calls: tell, and read what one was told."""

from zhixing.kernel.notices.cards import cards_told
from zhixing.kernel.notices.inbox import inbox, mark_read, unread_count
from zhixing.kernel.notices.rules import told
from zhixing.kernel.notices.telling import tell

__all__ = ["cards_told", "inbox", "mark_read", "tell", "told", "unread_count"]
