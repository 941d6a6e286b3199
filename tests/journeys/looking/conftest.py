"""Each page is looked at: wide in Chinese and narrow in English, with `--gallery` in all four ways, for pictures in gallery/.

None fails, none runs off a telephone, none breaks the rules of accessibility, none leaves a word untold. Each of the two
ways has a file, so that two workers share them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.city import OPENED, City
from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.looking.pages import PAGES
from zhixing.base import clock
from zhixing.kernel.access.models import Grant
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.approvals.catalogue.tests.conftest import shown as catalogue_shown
from zhixing.modules.approvals.tests.conftest import shown as sources_shown
from zhixing.modules.approvals.tests.story_alerts import shown as alerts_shown
from zhixing.modules.approvals.tests.story_scores import shown as scores_shown
from zhixing.modules.correspondence.tests.conftest import shown as documents_shown
from zhixing.modules.decisions.tests.conftest import shown as decisions_shown
from zhixing.modules.meetings.actions.holding import settle_item
from zhixing.modules.meetings.tests.conftest import WEDNESDAY
from zhixing.modules.meetings.tests.conftest import Story as Meeting
from zhixing.modules.projects.actions.tables import begin_table_duty
from zhixing.modules.projects.tests.conftest import Story as ProjectStory
from zhixing.modules.projects.tests.conftest import with_projects
from zhixing.modules.supervision.tests.conftest import Story

SIZES = {"wide": WIDE, "narrow": NARROW}
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def places(city: City) -> dict[str, Any]:
    """What the addresses name: an item under way with cards, a draft, a duty, a unit."""
    today = clock.today()
    later = today.replace(year=today.year + 1)
    story = Story(city).under_way(on=date(2026, 3, 5))
    draft = Story(city).registered(on=today, limit_on=later.isoformat(), title="整治背街小巷12条")
    with clock.at(clock.moment_on(date(2026, 7, 20))):
        tick()
    owed = Obligation.objects.filter(matter_id=story.item_id, rule="supervision.sign").get()
    for who, role in (("officer", "meetings.office"), ("arbiter", "administration.findings")):
        Grant.objects.create(
            account=city.accounts[who], role=role, unit=city.gov, reach="below", from_on=OPENED
        )
    meeting = Meeting(city).convened().with_agenda("改造计划", "资金安排").held()
    meeting.do(
        settle_item, on=WEDNESDAY, agenda_item=meeting.first, outcome="adopted", decision="按方案推进。"
    )
    return {
        "item": story.item_id,
        "draft": draft.item_id,
        "owed": owed.pk,
        "unit": city.housing.pk,
        "meeting": meeting.pk,
        **documents_shown(city),
        **project_places(city),
        **decisions_shown(city),
        **alerts_shown(city),
        **scores_shown(city),
        **sources_shown(city),
        **catalogue_shown(city),
    }


def project_places(city: City) -> dict[str, int]:
    """A key project with pictures to draw, and the duty to table its meetings."""
    story = ProjectStory(with_projects(city))
    story.with_a_ledger(WEDNESDAY)
    given = {"government_office": city.gov_office.pk, "chief": city.persons["mayor"].pk}
    duty = story.do(begin_table_duty, "secretary", WEDNESDAY, **given).item
    return {"project": story.project_id, "table_duty": duty.pk}


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Iterator[Path | None]:
    folder = ROOT / "gallery" if request.config.getoption("gallery") else None
    if folder:
        folder.mkdir(exist_ok=True)
    yield folder


@pytest.fixture
def look(
    visit: Callable[..., Any],
    accessible: Callable[[Any], None],
    places: dict[str, Any],
    pictures: Path | None,
) -> Callable[[str, str], list[str]]:
    """`look("zh", "wide")`: what is wrong with any page. With `--gallery` the other size too, for its pictures."""

    def look_at_all(language: str, size: str) -> list[str]:
        wrong = []
        for looked in (size, *(other for other in SIZES if pictures and other != size)):
            eyes: dict[str, Any] = {}
            for one in PAGES:
                if one.who not in eyes:
                    eyes[one.who] = visit(one.who, viewport=SIZES[looked], language=language)
                page = eyes[one.who]
                by_axe = accessible if looked == size else None
                wrong += [f"{one.name}, {looked}: {said}" for said in faults(page, one, places, by_axe)]
                if pictures:
                    page.screenshot(path=pictures / f"{one.name}-{language}-{looked}.png", full_page=True)
        return wrong

    return look_at_all


def faults(page: Any, one: Any, places: dict[str, Any], accessible: Any) -> Iterator[str]:
    """What is wrong with a page: how it answers, runs, is headed, what it says to the console, what the rules say."""
    page.wrong.clear()
    answer = page.goto(one.path.format(**places))
    expected = 404 if one.name == "not-found" else 200
    if answer.status != expected:
        yield str(answer.status)
        return
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        yield f"runs {wide} px off the screen"
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} main headings"
    if expected == 200 and page.wrong:
        yield str(page.wrong[:2])
    if accessible:
        try:
            accessible(page, colours=page.viewport_size == WIDE)
        except AssertionError as found:
            yield str(found)[:400]
