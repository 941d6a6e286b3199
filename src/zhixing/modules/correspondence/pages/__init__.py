"""How official documents show themselves, and their places in the navigation."""

from zhixing.base.words import w
from zhixing.modules.correspondence import powers
from zhixing.modules.correspondence.pages import deliveries, duties, incoming, outgoing
from zhixing.web import navigation

__all__ = ["deliveries", "duties", "incoming", "outgoing"]

for _place, (_segment, _words, _icon, _letter) in enumerate(
    [
        ("incoming", w("Incoming documents", "来文办理"), "inbox", ""),
        ("outgoing", w("Documents of our own", "行文跟踪"), "file-export", ""),
        ("notices", w("Rules and notices", "制度通知送达"), "mail-check", ""),
        ("duties", w("Reviews and weekly report", "联审与周报"), "calendar-repeat", ""),
    ]
):
    navigation.add(
        f"correspondence-{_segment}",
        _words,
        "door-list",
        _icon,
        power=powers.VIEW,
        order=30 + _place,
        letter=_letter,
        arguments={"module": "correspondence", "segment": _segment},
    )
