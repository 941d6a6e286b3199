"""Reading: any sort of file, nothing half, nothing that fills the disk."""

from __future__ import annotations

import gzip
import json

import duckdb
import pytest

from zhixing.modules.approvals.refusals import (
    BrokenPacking,
    EmptyLog,
    EncodingUnknown,
    NoSuchLog,
    NotALog,
    TooManyColumns,
    TooTightlyPacked,
    XmlRefused,
)
from zhixing.modules.approvals.sources import opened, plain

ROWS = "办件编号,环节,时间\nA1,受理,2026-03-05\nA1,办结,2026-03-09\n"
XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xmlns="http://www.xes-standard.org/"><global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
<trace><string key="concept:name" value="A1"><string key="inner" value="x"/></string><string key="channel" value="窗口"/>
<event><string key="concept:name" value="受理"/><date key="time:timestamp" value="2026-03-05T09:00:00+08:00"/></event>
<event><string key="concept:name" value="办结"/></event></trace></log>"""


def read(path, tmp_path):
    with duckdb.connect() as connection:
        source = opened(path, tmp_path, connection)
        names = ", ".join(f'{inner} as "{name}"' for name, inner in source.columns.items())
        table = connection.execute(f"select {names} from raw order by rowid").fetchall()
        unread = connection.execute("select line, text from unread order by line").fetchall()
    return source, table, unread


def file(tmp_path, content, name="log"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(ROWS.encode(), id="UTF-8"),
        pytest.param(ROWS.encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(ROWS.encode("gb18030"), id="GB18030"),
        pytest.param(ROWS.encode("utf-16"), id="UTF-16 with a mark"),
        pytest.param(gzip.compress(ROWS.encode()), id="gzip"),
        pytest.param(gzip.compress(ROWS.encode("gb18030")), id="gzip of GB18030"),
        pytest.param(ROWS.replace(",", ";").encode(), id="semicolons"),
        pytest.param(ROWS.replace(",", "\t").encode(), id="tabs"),
        pytest.param(ROWS.replace("\n", "\r\n").encode(), id="lines of Windows"),
    ],
)
def test_a_table_is_read_however_it_is_encoded_packed_and_cut(tmp_path, content):
    source, table, unread = read(file(tmp_path, content), tmp_path)

    assert list(source.columns) == ["办件编号", "环节", "时间"]
    assert table == [("A1", "受理", "2026-03-05"), ("A1", "办结", "2026-03-09")]
    assert unread == []


def test_a_line_with_too_few_or_too_many_cells_is_kept_apart_and_not_lost(tmp_path):
    source, table, unread = read(
        file(tmp_path, b"case,step,at\nA,x,2026-01-01\nB,x\nC,x,2026-01-02,9\nD,x,2026-01-03\n"), tmp_path
    )

    assert [row[0] for row in table] == ["A", "D"]
    assert unread == [(3, "B,x"), (4, "C,x,2026-01-02,9")]
    assert (source.records, source.unread) == (2, 2)


def test_columns_of_one_name_or_of_none_are_told_apart(tmp_path):
    source, table, _ = read(file(tmp_path, b"case,step,step,,Case\n1,2,3,4,5\n"), tmp_path)

    assert list(source.columns) == ["case", "step", "step (2)", "column 4", "Case"]
    assert table == [("1", "2", "3", "4", "5")]


def test_quotes_hold_delimiters_and_line_ends(tmp_path):
    _, table, _ = read(file(tmp_path, b'case,note\nA,"one, two\nthree ""four"""\n'), tmp_path)

    assert table == [("A", 'one, two\nthree "four"')]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_xes_gives_one_record_an_event_with_what_the_case_says(tmp_path, pack):
    source, table, _ = read(file(tmp_path, pack(XES.encode())), tmp_path)

    assert source.form == "xes"
    assert list(source.columns) == ["case:concept:name", "case:channel", "concept:name", "time:timestamp"]
    assert table == [("A1", "窗口", "受理", "2026-03-05T09:00:00+08:00"), ("A1", "窗口", "办结", None)]


def test_xes_with_another_encoding_declared_is_read_in_it(tmp_path):
    content = XES.replace("UTF-8", "GB18030").encode("gb18030")

    _, table, _ = read(file(tmp_path, content), tmp_path)

    assert table[0][1] == "窗口"


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<log><trace><string key="x" value="&b;"/></trace></log>'
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(BOMB, id="entities"),
        pytest.param(
            '<?xml version="1.0"?><!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>',
            id="a document type from elsewhere",
        ),
        pytest.param(XES[:-12], id="cut off"),
        pytest.param("<log><trace></log>", id="not closed"),
    ],
)
def test_xml_that_can_do_harm_or_is_broken_is_refused_with_its_line(tmp_path, content):
    with pytest.raises(XmlRefused) as refusal:
        read(file(tmp_path, content.encode()), tmp_path)

    assert refusal.value.facts["line"] >= 1


def test_a_tag_without_end_is_refused_before_it_fills_the_memory(tmp_path):
    content = b'<log><trace><string key="x" value="' + b"a" * (20 << 20)

    with pytest.raises(XmlRefused, match="标签过长"):
        read(file(tmp_path, content), tmp_path)


def test_a_gzip_bomb_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(plain, "FREE", 1 << 20)
    bomb = file(tmp_path, gzip.compress(b"case,step\n" + b"0" * (30 << 20)))

    with pytest.raises(TooTightlyPacked):
        read(bomb, tmp_path)


def test_a_real_log_is_packed_less_tightly_than_the_bound(tmp_path, monkeypatch):
    monkeypatch.setattr(plain, "FREE", 1 << 20)
    lines = "".join(f"case-{n % 977},step {n % 7},2026-03-{n % 28 + 1:02}\n" for n in range(100_000))

    source, _, _ = read(file(tmp_path, gzip.compress(b"case,step,at\n" + lines.encode())), tmp_path)

    assert source.records == 100_000


def test_half_a_gzip_file_is_refused(tmp_path):
    whole = gzip.compress(ROWS.encode() * 100)

    with pytest.raises(BrokenPacking):
        read(file(tmp_path, whole[: len(whole) // 2]), tmp_path)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"", EmptyLog, id="nothing"),
        pytest.param(b"case,step\n", EmptyLog, id="columns and no record"),
        pytest.param(b"PK\x03\x04rest", NotALog, id="a spreadsheet"),
        pytest.param(b"case,step\nA,\x00\n", NotALog, id="zero bytes"),
        pytest.param(b"case,step\nA,\xff\xff\xfe\n", EncodingUnknown, id="neither UTF-8 nor GB18030"),
        pytest.param(
            (",".join(f"c{n}" for n in range(1_001)) + "\n1\n").encode(),
            TooManyColumns,
            id="too many columns",
        ),
    ],
)
def test_what_is_no_log_is_refused(tmp_path, content, refusal):
    with pytest.raises(refusal):
        read(file(tmp_path, content), tmp_path)


def test_a_log_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(NoSuchLog):
        read(tmp_path / "nowhere.csv", tmp_path)


def test_json_lines_keep_what_is_no_object_apart(tmp_path):
    lines = [
        json.dumps({"case": "A", "n": 3, "more": {"x": [1]}}),
        "",
        "{broken",
        "[1]",
        json.dumps({"case": "B", "late": True}),
    ]

    _, table, unread = read(file(tmp_path, "\n".join(lines).encode()), tmp_path)

    assert table == [("A", "3", '{"x": [1]}', None), ("B", None, None, "true")]
    assert unread == [(3, "{broken\n"), (4, "[1]\n")]


def test_a_folder_of_parquet_is_read_as_one_log(tmp_path):
    folder = tmp_path / "lake" / "year=2026"
    folder.mkdir(parents=True)
    duckdb.sql("select 'A' as \"case\", timestamptz '2026-03-05 09:00+08' as at").write_parquet(
        str(folder / "1.parquet")
    )
    duckdb.sql("select 'B' as \"case\", timestamptz '2026-03-06 09:00+08' as at, 5 as n").write_parquet(
        str(folder / "2.parquet")
    )

    source, table, _ = read(tmp_path / "lake", tmp_path)

    assert source.form == "parquet"
    assert [row[:3] for row in table] == [
        ("A", "2026-03-05 01:00:00+00", None),
        ("B", "2026-03-06 01:00:00+00", "5"),
    ]
