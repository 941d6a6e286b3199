from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import Context, Template

from zhixing.base.words import speaking, w
from zhixing.web import components


def drawn(source: str, language: str = "zh", **context: Any) -> str:
    with speaking(language):
        return Template(source).render(Context(context))


def test_words_are_told_in_the_readers_language() -> None:
    assert drawn('{% w "Sign for" "签收" %}', "zh") == "签收"
    assert drawn('{% w "Sign for" "签收" %}', "en") == "Sign for"


def test_words_without_one_of_the_languages_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="both languages"):
        drawn('{% w "Sign for" "" %}')


def test_facts_are_escaped_and_the_sentence_is_not() -> None:
    source = '{% w "<b>{name}</b> signed" "<b>{name}</b> 已签收" name=name %}'

    assert drawn(source, name="<script>") == "<b>&lt;script&gt;</b> 已签收"


def test_a_fact_that_is_safe_already_is_not_escaped_twice() -> None:
    assert drawn('{% icon "bell" as bell %}{% w "{i} x" "{i} 牌" i=bell %}').startswith(
        '<i class="ti ti-bell"'
    )


def test_a_day_in_a_sentence_becomes_a_time_element() -> None:
    source = '{% w "due on {on}" "截至 {on}" on=on %}'

    assert drawn(source, on=date(2026, 5, 9)) == '截至 <time datetime="2026-05-09">2026年5月9日 周六</time>'
    assert drawn(source, "en", on=date(2026, 5, 9)) == (
        'due on <time datetime="2026-05-09">Sat 9 May 2026</time>'
    )


def test_words_inside_words_are_told_in_the_same_language() -> None:
    source = '{% w "{what} is closed" "{what}已销号" what=what %}'

    assert drawn(source, "en", what=w("The item", "事项")) == "The item is closed"


def test_one_of_something_has_its_own_english() -> None:
    source = '{% w "{n} days left" "还剩 {n} 天" one="{n} day left" n=n %}'

    assert drawn(source, "en", n=1) == "1 day left"
    assert drawn(source, "en", n=2) == "2 days left"
    assert drawn(source, "zh", n=1) == "还剩 1 天"


def test_words_can_be_kept_under_a_name() -> None:
    assert drawn('{% w "Unit" "单位" as unit %}[{{ unit }}]') == "[单位]"


def test_in_plain_text_nothing_is_escaped() -> None:
    source = '{% autoescape off %}{% w "{a} until {on}" "{a} 截至 {on}" a=a on=on %}{% endautoescape %}'

    assert drawn(source, a="R&D", on=date(2026, 5, 9)) == "R&D 截至 2026年5月9日 周六"


def test_a_short_day_keeps_the_full_one_in_its_title() -> None:
    assert drawn('{% day on "short" %}', on=date(2026, 5, 9)) == (
        '<time datetime="2026-05-09" title="2026年5月9日 周六">5月9日 周六</time>'
    )


def test_a_moment_is_told_in_the_authoritys_zone() -> None:
    late_evening_in_utc = datetime(2026, 5, 8, 17, 30, tzinfo=UTC)

    assert drawn("{% moment at %}", at=late_evening_in_utc) == (
        '<time datetime="2026-05-09T01:30+08:00">2026年5月9日 周六 01:30</time>'
    )


def test_a_day_given_as_a_moment_is_the_authoritys_day() -> None:
    assert "2026年5月9日" in drawn("{% day at %}", at=datetime(2026, 5, 8, 17, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(None, '<span class="zx-none" title="无记载">—</span>', id="what is absent says so"),
        pytest.param(True, "是", id="yes"),
        pytest.param(False, "否", id="no"),
        pytest.param(0, "0", id="zero is a figure"),
        pytest.param(1280000, "1,280,000", id="large figures are grouped"),
        pytest.param("<b>", "&lt;b&gt;", id="text is escaped"),
        pytest.param(date(2026, 5, 9), '<time datetime="2026-05-09">2026年5月9日 周六</time>', id="day"),
        pytest.param(["甲", w("B", "乙")], "甲<br>乙", id="several stand one under the other"),
        pytest.param(components.Link("局", "/u/1"), '<a href="/u/1">局</a>', id="link"),
    ],
)
def test_any_value_is_shown_by_its_type(value: object, shown: str) -> None:
    assert drawn("{% show value %}", value=value) == shown


def test_the_query_of_an_address_is_changed_and_the_rest_kept() -> None:
    from django.http import QueryDict

    assert drawn("{% query q page=2 order=None %}", q=QueryDict("order=due&unit=3")) == "?unit=3&amp;page=2"
