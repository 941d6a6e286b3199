"""What a clerk corrects: edit, add, split, merge, set aside, take up again; and the names of units."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base.refusals import Refusal
from zhixing.kernel.matters.models import Event
from zhixing.modules.supervision.actions.documents.correcting import (
    add_proposal,
    discard_proposals,
    edit_proposal,
    merge_proposals,
    restore_proposals,
    split_proposal,
)
from zhixing.modules.supervision.actions.documents.naming import map_unit, map_units, set_defaults
from zhixing.modules.supervision.documents.naming import meanings_of
from zhixing.modules.supervision.documents.refusals import (
    DecidedAlready,
    MeaningUnreadable,
    NameNotThere,
    NotNeighbours,
    OneIsNotMany,
    SpanOutside,
    SpanOverlaps,
    SplitNowhere,
    UnitUnknown,
    WordsNotFound,
    WordsTwice,
)
from zhixing.modules.supervision.refusals import LimitPassed
from zhixing.modules.supervision.tests.documents import Paper


@pytest.fixture
def paper(city):
    return Paper(city).taken_in()


def refused(paper: Paper, spec, kind: type[Refusal], **given) -> Refusal:
    """The refusal; and nothing changed by it."""
    before = (Event.objects.count(), [(p.title, p.state, p.start, p.end) for p in paper.proposals])
    with pytest.raises(kind) as refusal:
        paper.do(spec, **given)
    assert (Event.objects.count(), [(p.title, p.state, p.start, p.end) for p in paper.proposals]) == before
    return refusal.value


def text_of(paper: Paper, proposal) -> str:
    return paper.document.text[proposal.start : proposal.end]


def test_words_marked_by_hand_become_an_item_in_their_place(paper):
    paper.do(add_proposal, quote="加强组织领导，\n确保落实到位。")

    added = paper.proposals[-1]
    assert added.n == 4
    assert text_of(paper, added) == "加强组织领导，确保落实到位。"
    assert added.title == "加强组织领导，确保落实到位"
    assert added.state == "edited"


def test_a_document_without_tasks_opens_empty_and_can_be_marked(city):
    paper = Paper(city).taken_in("各有关单位：现将有关情况通报如下。全市经济运行平稳。特此通报。")
    assert paper.proposals == []

    paper.do(add_proposal, start=17, end=25)

    assert [text_of(paper, p) for p in paper.proposals] == ["全市经济运行平稳"]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        pytest.param({"quote": "并无此语"}, WordsNotFound, id="words that are not there"),
        pytest.param({"quote": "园区"}, WordsTwice, id="words that stand in several places"),
        pytest.param({"quote": "新建园区道路5条"}, SpanOverlaps, id="words of another item"),
        pytest.param({"quote": ""}, WordsNotFound, id="no words"),
        pytest.param({"start": 5, "end": 5}, SpanOutside, id="an empty span"),
        pytest.param({"start": 5, "end": 90000}, SpanOutside, id="beyond the text"),
        pytest.param({"start": -3, "end": 5}, SpanOutside, id="before the text"),
    ],
)
def test_what_cannot_be_marked(paper, given, kind):
    refused(paper, add_proposal, kind, **given)


def test_an_item_is_split_where_words_say(paper):
    second = paper.proposals[1]

    paper.do(split_proposal, proposal=second.pk, words="2025年12月底前完成")

    one, two = paper.proposals[1:3]
    assert text_of(paper, one) == "（二）建设标准厂房。建成标准厂房20万平方米，"
    assert text_of(paper, two).startswith("2025年12月底前完成")
    assert two.lead_names == ["市住建委"]
    assert [p.n for p in paper.proposals] == [1, 2, 3, 4]


def test_an_item_cannot_be_split_at_its_first_character_or_outside(paper):
    first = paper.proposals[0]

    refused(paper, split_proposal, SplitNowhere, proposal=first.pk, at=first.start)
    refused(paper, split_proposal, SplitNowhere, proposal=first.pk, at=first.end)
    refused(paper, split_proposal, WordsNotFound, proposal=first.pk, words="建设标准厂房")


def test_neighbours_are_merged_with_all_their_names(paper):
    first, second, third = paper.proposals

    paper.do(merge_proposals, proposals=[second.pk, first.pk])

    merged = paper.proposals[0]
    assert (merged.start, merged.end) == (first.start, second.end)
    assert merged.lead_names == ["市住房和城乡建设局", "市住建委"]
    assert merged.co_names == ["市财政局", "市交通运输局"]
    assert merged.due_on == date(2026, 9, 30)
    assert [p.state for p in paper.proposals] == ["edited", "discarded", "proposed"]


def test_what_cannot_be_merged(paper):
    first, _, third = paper.proposals

    refused(paper, merge_proposals, OneIsNotMany, proposals=[first.pk])
    refused(paper, merge_proposals, NotNeighbours, proposals=[first.pk, third.pk])


def test_set_aside_and_taken_up_again(paper):
    first = paper.proposals[0]
    paper.do(discard_proposals, proposals=[first.pk], reason="日常工作")
    assert paper.proposals[0].state == "discarded"
    refused(paper, discard_proposals, DecidedAlready, proposals=[first.pk])
    refused(paper, edit_proposal, DecidedAlready, proposal=first.pk, title="改")

    paper.do(restore_proposals, proposals=[first.pk])

    assert paper.proposals[0].state == "edited"


def test_what_was_merged_cannot_be_taken_up_again_beside_it(paper):
    first, second, _ = paper.proposals
    paper.do(merge_proposals, proposals=[first.pk, second.pk])

    refused(paper, restore_proposals, SpanOverlaps, proposals=[second.pk])


def test_a_limit_in_the_past_is_refused_for_one_and_for_all(paper):
    first = paper.proposals[0]

    refused(paper, edit_proposal, LimitPassed, proposal=first.pk, title=first.title, limit_on="2026-03-04")
    refused(paper, set_defaults, LimitPassed, default_limit_on="2026-03-04")


def test_a_limit_in_a_year_without_a_published_calendar_is_taken(paper):
    first = paper.proposals[0]

    paper.do(edit_proposal, proposal=first.pk, title=first.title, limit_on="2027-08-31")

    assert paper.proposals[0].limit_on == date(2027, 8, 31)


def test_units_chosen_by_hand_go_before_the_names(paper):
    first, city = paper.proposals[0], paper.city

    paper.do(
        edit_proposal,
        proposal=first.pk,
        title=first.title,
        lead_unit=city.transport.pk,
        supporting_units=[city.transport.pk, city.finance.pk],
    )

    edited = paper.proposals[0]
    assert edited.lead_unit == city.transport
    assert list(edited.supporting_units.all()) == [city.finance]
    assert edited.units_chosen_on == date(2026, 3, 5)


def test_exact_names_are_settled_when_the_document_comes_in(paper):
    assert {name: [u.code for u in units] for name, units in meanings_of(paper.document).items()} == {
        "市住房和城乡建设局": ["housing"],
        "市财政局": ["finance"],
        "市交通运输局": ["transport"],
    }


def test_a_name_can_mean_several_units_or_none_of_ours(paper):
    city = paper.city

    paper.do(map_unit, name="市住建委", units=[city.housing.pk, city.transport.pk])
    paper.do(map_unit, name="市财政局", units=[])

    found = meanings_of(paper.document)
    assert {u.code for u in found["市住建委"]} == {"housing", "transport"}
    assert found["市财政局"] == ()


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        pytest.param(["市住建委"], MeaningUnreadable, id="no equals sign"),
        pytest.param(["=housing"], MeaningUnreadable, id="no name"),
        pytest.param(["市住建委=atlantis"], UnitUnknown, id="no such unit"),
        pytest.param(["市水利局=housing"], NameNotThere, id="a name the document has not"),
        pytest.param(
            ["市住建委=housing", "市财政局=atlantis"], UnitUnknown, id="one wrong line holds all back"
        ),
    ],
)
def test_what_cannot_be_settled(paper, lines, kind):
    before = meanings_of(paper.document)

    refused(paper, map_units, kind, meanings=lines)

    assert meanings_of(paper.document) == before
