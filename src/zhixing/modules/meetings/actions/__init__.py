"""What can be done with a meeting. `sorts` and `words` come first: the form offers the sorts."""

from zhixing.modules.meetings import sorts, words
from zhixing.modules.meetings.actions import holding, planning

__all__ = ["holding", "planning", "sorts", "words"]
