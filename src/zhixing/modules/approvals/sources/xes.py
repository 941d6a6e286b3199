"""XES (IEEE 1849) as records: one an event, the case's attributes on each under `case:…`, as process-mining tools write CSV.

Streams by expat. A document type, and so any entity of its own, is refused before it can be used, and so is a tag
without end. Attributes within attributes (XES nests them) are left out: they describe other attributes, not the event.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from zhixing.base.words import Words, w
from zhixing.modules.approvals.refusals import XmlRefused
from zhixing.modules.approvals.sources.gathering import Gathering

PIECE = 1 << 20
LONGEST = 16 << 20  # bytes without one whole tag
VALUES = frozenset({"string", "date", "int", "float", "boolean", "id"})


def gather(path: Path, name: str, into: Gathering) -> None:
    """Gather every event of every trace of a file in UTF-8. Raises XmlRefused with the line."""
    _Reading(path, name, into).run()


class _Reading:
    def __init__(self, path: Path, name: str, into: Gathering) -> None:
        self.path, self.name, self.into = path, name, into
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.StartElementHandler = self.begins
        self.parser.EndElementHandler = self.ends
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.doctype
        self.within: list[str] = []
        self.trace: dict[str, str | None] = {}
        self.event: dict[str, str | None] = {}
        self.seen_at = 0

    def run(self) -> None:
        try:
            with self.path.open("rb") as file:
                while piece := file.read(PIECE):
                    self.parser.Parse(piece, False)
                    if file.tell() - self.seen_at > LONGEST:
                        self.refuse(w("a tag without end", "标签过长，没有结束"))
                self.parser.Parse(b"", True)
        except expat.ExpatError as wrong:
            what = w("it is not well formed ({what})", "XML 格式不正确（{what}）").put(
                what=expat.errors.messages[wrong.code]
            )
            raise XmlRefused(path=self.name, line=wrong.lineno, what=what) from wrong

    def refuse(self, what: Words) -> NoReturn:
        raise XmlRefused(path=self.name, line=self.parser.CurrentLineNumber, what=what)

    def doctype(self, *_: object) -> None:
        self.refuse(w("a document type or entity stands there", "含有文档类型声明或实体"))

    def begins(self, tag: str, attributes: dict[str, str]) -> None:
        self.seen_at = self.parser.CurrentByteIndex
        tag = tag.rpartition(":")[2]
        parent = self.within[-1] if self.within else ""
        self.within.append(tag)
        if tag == "trace":
            self.trace = {}
        elif tag == "event":
            self.event = {}
        elif tag in VALUES and "key" in attributes:
            if parent == "event":
                self.event[attributes["key"]] = attributes.get("value")
            elif parent == "trace":
                self.trace[f"case:{attributes['key']}"] = attributes.get("value")

    def ends(self, tag: str) -> None:
        self.within.pop()
        if tag.rpartition(":")[2] == "event":
            self.into.add({**self.trace, **self.event})
