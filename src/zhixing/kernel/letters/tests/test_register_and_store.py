"""The register of papers, and issued papers in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from zhixing.base.refusals import NotFound
from zhixing.base.words import w
from zhixing.kernel import letters
from zhixing.kernel.letters import GlyphMissing, LetterKindUnknown, issued, letter, register
from zhixing.kernel.letters.issued import Number, NumberDiffers, VoidAlready
from zhixing.kernel.letters.models import Letter, PaperAltered
from zhixing.kernel.letters.paper import Paper, Paragraph
from zhixing.kernel.letters.tests import samples

TWELVE = Number("云川督", 2026, 12)


@pytest.fixture
def notice(monkeypatch):
    monkeypatch.setattr(register, "_kinds", {})

    @letter("tests.notice", words=w("Notice", "通知单"), of="tests.item")
    def write(matter: str, *, number: str, on: date) -> Paper:
        return replace(samples.NOTICE, number=number, dated=on, notes=matter)

    return write


def keep(paper: Paper = samples.NOTICE, number: Number | None = TWELVE) -> Letter:
    return issued.keep(paper, code="tests.notice", number=number, issued_by="督查室甲")


def test_a_declared_paper_is_found_by_code_and_by_kind_of_matter_and_written(notice):
    paper = letters.build("tests.notice", "事项", number="云川督〔2026〕3号", on=date(2026, 5, 6))

    assert paper.number == "云川督〔2026〕3号"
    assert paper.dated == date(2026, 5, 6)
    assert [kind.code for kind in letters.kinds("tests.item")] == ["tests.notice"]
    assert letters.kinds("other.item") == ()
    assert letters.kind("tests.notice").words.zh == "通知单"


def test_an_unknown_paper_is_refused(notice):
    with pytest.raises(LetterKindUnknown) as refusal:
        letters.build("tests.poem", None, number="", on=date(2026, 5, 6))

    assert "tests.poem" in str(refusal.value)


def test_one_code_cannot_name_two_papers(notice):
    with pytest.raises(ValueError, match="declared twice"):

        @letter("tests.notice", words=w("Other", "另一种"), of="tests.item")
        def another(matter: object, *, number: str, on: date) -> Paper:
            return samples.NOTICE

    assert letters.kind("tests.notice").write is notice


@pytest.mark.django_db
def test_an_issued_paper_comes_back_from_the_database_as_it_was(notice):
    kept = keep()

    again = Letter.objects.get_or_refuse(kept.pk)
    assert again.value() == samples.NOTICE
    assert (again.number, again.year, again.serial) == ("云川督〔2026〕12号", 2026, 12)
    assert again.issued_on == date(2026, 3, 5)
    assert letters.render(again.value(), "pdf") == letters.render(samples.NOTICE, "pdf")


@pytest.mark.django_db
def test_a_paper_with_another_number_than_filed_is_refused_and_not_kept(notice):
    with pytest.raises(NumberDiffers):
        keep(number=Number("云川督", 2026, 13))
    with pytest.raises(NumberDiffers):
        keep(number=None)

    assert Letter.objects.count() == 0


@pytest.mark.django_db
def test_a_paper_that_cannot_be_printed_is_not_kept(notice):
    with pytest.raises(GlyphMissing):
        keep(replace(samples.NOTICE, body=(Paragraph("🙂"),)))

    assert Letter.objects.count() == 0


@pytest.mark.django_db
def test_a_serial_is_given_once(notice):
    keep()

    with pytest.raises(IntegrityError), transaction.atomic():
        keep(replace(samples.NOTICE, notes="另一件"))

    assert Letter.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "update letters_letter set title = '改'",
        "update letters_letter set paper = '{}'",
        "update letters_letter set voided_on = '2026-04-01', void_reason = '错', title = '改'",
        "delete from letters_letter",
        "set constraints all immediate; truncate letters_letter cascade",
    ],
)
def test_the_database_refuses_to_change_an_issued_paper(notice, change):
    keep()

    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)

    assert Letter.objects.get().value() == samples.NOTICE


@pytest.mark.django_db
def test_a_paper_is_declared_void_once_with_a_reason_and_stays_readable(notice):
    kept = keep()

    issued.declare_void(kept, on=date(2026, 3, 9), reason="主送单位有误")
    with pytest.raises(VoidAlready):
        issued.declare_void(kept, on=date(2026, 3, 10), reason="再次作废")

    assert Letter.objects.in_force().count() == 0
    again = Letter.objects.get()
    assert (again.voided_on, again.void_reason) == (date(2026, 3, 9), "主送单位有误")
    assert again.value() == samples.NOTICE


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "reason"), [(date(2026, 3, 4), "早于签发"), (date(2026, 3, 9), "  ")])
def test_a_void_without_reason_or_before_the_issue_is_refused_by_the_database(notice, on, reason):
    kept = keep()

    with pytest.raises(IntegrityError), transaction.atomic():
        issued.declare_void(kept, on=on, reason=reason)

    assert Letter.objects.get().voided_on is None


@pytest.mark.django_db
def test_an_altered_paper_is_not_shown_as_if_it_were_the_issued_one(notice):
    kept = keep()
    kept.paper["title"] = "督办通知单（改）"

    with pytest.raises(PaperAltered):
        kept.value()


@pytest.mark.django_db
def test_a_letter_that_is_not_there_is_not_found():
    with pytest.raises(NotFound):
        Letter.objects.get_or_refuse(1)
