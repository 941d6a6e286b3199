"""What a person reads when asking how a last day was reached."""

from datetime import date

import pytest

from zhixing.kernel.calendars.calendar import LocalDay, national
from zhixing.kernel.calendars.counting import Extension, Term
from zhixing.kernel.calendars.explaining import explain

FIVE = Term(5, "working_days")


def told(explanation, language="zh"):
    return [(line.on.isoformat(), line.number, line.why.text(language)) for line in explanation.lines]


def test_two_working_days_over_national_day():
    explanation = explain(date(2026, 9, 30), Term(2, "working_days"), national())

    assert told(explanation) == [
        ("2026-09-30", None, "起算当日不计入（《民法典》第二百零一条）"),
        ("2026-10-01", None, "星期四，国庆节放假"),
        ("2026-10-02", None, "星期五，国庆节放假"),
        ("2026-10-03", None, "星期六，国庆节放假"),
        ("2026-10-04", None, "星期日，国庆节放假"),
        ("2026-10-05", None, "星期一，国庆节放假"),
        ("2026-10-06", None, "星期二，国庆节放假"),
        ("2026-10-07", None, "星期三，国庆节放假"),
        ("2026-10-08", 1, "星期四，工作日"),
        ("2026-10-09", 2, "星期五，工作日"),
    ]
    assert (
        explanation.sentence.text("zh")
        == "自2026年9月30日起（当日不计）2个工作日，截止日为2026年10月9日（含当日）。"
    )
    assert (
        explanation.sentence.text("en")
        == "2 working days from 30 September 2026, that day not counted: the last day is 9 October 2026."
    )
    assert explanation.notes == ()


def test_a_make_up_saturday_is_counted_and_says_for_what():
    lines = told(explain(date(2026, 10, 9), Term(1, "working_days"), national()))

    assert lines[-1] == ("2026-10-10", 1, "星期六，国庆节调休上班")


def test_a_day_that_rolls_is_shown_with_every_day_it_moves_over():
    explanation = explain(date(2026, 4, 10), Term(22, "natural_days"), national())

    assert told(explanation)[-5:] == [
        ("2026-05-02", 22, "星期六，劳动节放假"),
        ("2026-05-03", None, "星期日，劳动节放假，截止日顺延"),
        ("2026-05-04", None, "星期一，劳动节放假，截止日顺延"),
        ("2026-05-05", None, "星期二，劳动节放假，截止日顺延"),
        ("2026-05-06", None, "星期三，工作日，截止日移至此日"),
    ]


def test_pauses_and_an_extension_are_told():
    explanation = explain(
        date(2026, 3, 2),
        FIVE,
        national(),
        pauses=[(date(2026, 3, 4), date(2026, 3, 6))],
        extensions=[Extension(by=1)],
    )

    assert told(explanation)[2:4] == [
        ("2026-03-04", None, "2026年3月4日起暂停计时，2026年3月6日恢复计时"),
        ("2026-03-05", None, "2026年3月4日起暂停计时，2026年3月6日恢复计时"),
    ]
    assert [note.text("zh") for note in explanation.notes] == [
        "经批准延长1个工作日。",
        "2026年3月4日起暂停计时，2026年3月6日恢复计时。",
    ]
    assert (
        explanation.sentence.text("zh")
        == "自2026年3月2日起5个工作日，经延期，截止日为2026年3月12日（含当日）。"
    )


def test_a_pause_without_end_says_that_there_is_no_last_day_yet():
    explanation = explain(date(2026, 3, 2), FIVE, national(), pauses=[(date(2026, 3, 5), None)])

    assert told(explanation)[-1] == ("2026-03-05", None, "2026年3月5日起暂停计时，尚未恢复")
    assert (
        explanation.sentence.text("zh")
        == "自2026年3月2日起5个工作日：2026年3月5日起暂停计时，截止日暂无法确定。"
    )


def test_a_set_day_is_the_whole_story():
    explanation = explain(date(2026, 3, 2), FIVE, national(), extensions=[Extension(until=date(2026, 3, 21))])

    assert told(explanation) == [("2026-03-21", None, "延期确定的新截止日")]
    assert [note.text("en") for note in explanation.notes] == [
        "An extension set the last day to 21 March 2026."
    ]


def test_an_unpublished_year_is_said_on_the_day_and_in_a_note():
    explanation = explain(date(2026, 12, 31), Term(1, "working_days"), national())

    assert told(explanation)[-1] == ("2027-01-01", 1, "星期五，暂按工作日计（2027年节假日安排尚未公布）")
    assert [note.text("zh") for note in explanation.notes] == [
        "2027年节假日安排尚未公布，截止日为暂定，公布后可能变动。"
    ]


def test_a_roll_into_an_unpublished_year_names_that_year():
    explanation = explain(date(2027, 1, 1), Term(1, "natural_days"), national())

    assert [note.text("en") for note in explanation.notes] == [
        "2 January 2027 is a rest day (Saturday, provisionally a rest day: the holidays of 2027 are not "
        "published yet), so the last day moves to 4 January 2027 (Civil Code, art. 203).",
        "The holidays of 2027 are not published yet: the last day is provisional and may move.",
    ]


def test_a_local_day_gives_its_reason():
    local = national().with_overrides({date(2026, 3, 3): LocalDay(True, "州庆")})

    assert told(explain(date(2026, 3, 2), Term(1, "working_days"), local))[1:] == [
        ("2026-03-03", None, "星期二，本地休息日：州庆"),
        ("2026-03-04", 1, "星期三，工作日"),
    ]


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        (
            Term(3, "working_days", direction="before"),
            "2026年3月9日前3个工作日：最迟为2026年3月4日（含当日）。",
        ),
        (
            Term(1, "months", start_counts=True),
            "自2026年3月9日起（含当日）1个月，截止日为2026年4月8日（含当日）。",
        ),
    ],
)
def test_the_sentence_says_which_day_counts(term, sentence):
    assert explain(date(2026, 3, 9), term, national()).sentence.text("zh") == sentence
