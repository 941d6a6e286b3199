"""What the tests of files share."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base.words import w
from zhixing.kernel.files.tests.town import Town, actor_in
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Unit


@pytest.fixture
def town(db, tmp_path, settings, monkeypatch) -> Town:
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(kinds, "_KINDS", {})
    kinds.register(
        "x.thing", Matter, words=w("thing", "事项"), plural=w("things", "事项"), view="x.view", segment="x"
    )
    units = [
        Unit.objects.create(
            code=f"u{n}",
            name=f"单位{n}",
            short_name=f"单位{n}",
            level="city",
            kind="department",
            path=f"{n}",
            opened_on=date(2020, 1, 1),
        )
        for n in (1, 2)
    ]
    matter = Matter.objects.create(
        kind="x.thing",
        title="修路",
        jurisdiction=units[0],
        state="open",
        opened_on=date(2026, 3, 2),
        audience=[units[0].pk],
    )
    inside, outside = (actor_in(name, unit) for name, unit in zip(("li", "wang"), units, strict=True))
    return Town(matter, inside, outside)
