"""A work item (任务): the smallest piece of a document to which one assignment of units belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhixing.base.words import Words
from zhixing.reading.dues import Due

#: How many characters of its words identify an item.
ANCHOR = 15


@dataclass(frozen=True, slots=True)
class Milestone:
    """Another time said within an item, beside the one it is due."""

    due_text: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One task as the document says it. Offsets are Python indexes into the text that was read.

    `start` is the first character of the numbering mark (or of the words), `end` the character after the
    assignment (or after the words). Names, `due_text` and `targets` stand as written within text[start:end].
    `assigned` is the span of the assignment, `doubts` say where a person should look twice. `due` None with
    a `due_text` means: a time is said that no calendar day follows from.
    """

    n: int
    anchor: str
    number: str | None
    start: int
    end: int
    title: str
    lead: tuple[str, ...] = ()
    co: tuple[str, ...] = ()
    joint: bool = False
    due_text: str | None = None
    due: Due | None = None
    milestones: tuple[Milestone, ...] = ()
    targets: tuple[str, ...] = ()
    assigned: tuple[int, int] | None = None
    doubts: tuple[Words, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form of the labelled documents; doubts in the reader's language, None where there are none."""
        return {
            "n": self.n,
            "anchor": self.anchor,
            "number": self.number,
            "start": self.start,
            "end": self.end,
            "lead": list(self.lead),
            "co": list(self.co),
            "joint": self.joint,
            "due_text": self.due_text,
            "due": self.due.as_json() if self.due else None,
            "milestones": [
                {"due_text": m.due_text, "due": m.due.as_json() if m.due else None} for m in self.milestones
            ],
            "targets": list(self.targets),
            "doubt": "; ".join(str(d) for d in self.doubts) or None,
        }
