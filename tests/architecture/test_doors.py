"""Every door names its power; every page answers in both languages (guards 1, 2)."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from zhixing.kernel.access.powers import powers
from zhixing.web.pages import ANYONE_SIGNED_IN

# Doors without a power of their own, each with its reason.
PUBLIC_OR_OWN = {
    "zhixing.web.views": "home, language, looks, health: the shell's own",
    "zhixing.web.portal": "the public portal",
    "zhixing.web.api": "judged by each operation",
    "allauth": "sign-in and second factor",
    "zhixing.web.doors": "judged per kind and on the row",
}


def doors(resolver: URLResolver | None = None, prefix: str = "") -> list[tuple[str, object]]:
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += doors(entry, path)
        elif isinstance(entry, URLPattern):
            found.append((path, entry.callback))
    return found


@pytest.mark.parametrize(("path", "view"), [pytest.param(p, v, id=p or "/") for p, v in doors()])
def test_every_door_names_a_declared_power_or_stands_in_the_reviewed_list(path, view):
    named = getattr(view, "page_power", "unnamed")
    home = getattr(view, "__module__", "")
    if named == "unnamed":
        assert any(home.startswith(known) for known in PUBLIC_OR_OWN) or home.startswith("ninja"), (
            f"{path}: {home} names no power"
        )
    elif named not in (None, ANYONE_SIGNED_IN):
        assert named in powers()
