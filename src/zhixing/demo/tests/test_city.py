"""The city as planned: big enough, well manned, and nobody's real one."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from zhixing.demo.accounts import DEMO_ACCOUNTS, PASSWORD, accounts_line
from zhixing.demo.city.chart import CITY, COUNTIES
from zhixing.demo.city.names import FIRST, NOT_THESE, SECOND, SURNAMES, names
from zhixing.demo.city.roster import Roster
from zhixing.kernel.access.models import Office
from zhixing.kernel.access.powers import roles
from zhixing.kernel.organisation.models import Kind, Level

UNTIL = date(2026, 6, 30)


@pytest.fixture(scope="module")
def roster() -> Roster:
    return Roster(UNTIL, Random(7))


def test_three_hundred_persons_of_different_names_and_numbers(roster):
    assert len(roster.people) == 300
    assert len({p.name for p in roster.people}) == 300
    assert len({p.username for p in roster.people}) == 300
    assert len({p.staff_number for p in roster.people}) == 300


def test_nobody_is_called_like_somebody_well_known(roster):
    assert not {p.name for p in roster.people} & NOT_THESE


class Scripted(Random):
    """A chance that says what the test wants."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = list(said)

    def choice(self, parts):
        return self.said.pop(0)


def test_a_name_that_is_well_known_or_taken_or_doubled_is_passed_over():
    found = names(Scripted("何立峰林清远林清远林云云林若溪"))

    assert [next(found), next(found)] == ["林清远", "林若溪"]


def test_every_name_left_out_is_one_that_the_parts_could_make():
    assert [n for n in NOT_THESE if n[0] not in SURNAMES or n[1] not in FIRST or n[2] not in SECOND] == []


@pytest.mark.realdata
def test_city_and_counties_are_in_no_list_of_real_ones(realdata: Path):
    real = set()
    for name in ("provinces", "cities", "areas"):
        with (realdata / "admin" / f"{name}.csv").open(encoding="utf-8") as lines:
            real |= {row["name"] for row in csv.DictReader(lines)}
    invented = {CITY, *(name for _, name, _ in COUNTIES)}

    assert len(real) > 3000
    assert not invented & real
    assert not {name[:-1] for name in invented} & {name[:-1] for name in real}


def test_units_stand_on_three_levels(roster):
    now = [u for u in roster.units if u.exists_on(UNTIL)]

    assert {u.level for u in now} == {Level.CITY, Level.COUNTY, Level.TOWN}
    assert sum(u.kind == Kind.DEPARTMENT and u.parent == "city" for u in now) == 32
    assert 60 <= len([u for u in now if u.kind != Kind.SECTION]) <= 70


def test_the_past_year_renamed_merged_and_dissolved_a_unit(roster):
    before, after = UNTIL - timedelta(days=365), UNTIL
    gone = {u.code: u.successor for u in roster.units if u.exists_on(before) and not u.exists_on(after)}
    renamed = [u.code for u in roster.units if u.before and u.before[-1].until_on >= before]

    assert gone == {"liangshi": "fagai", "zhongdian": None}
    assert renamed == ["jinrong"]
    assert [s.short_name for s in roster.unit["jinrong"].spells()] == ["市地方金融监管局", "市地方金融管理局"]


# The units that a real plan of 29 items names (shandong-027), but for three branches that bear another city's name.
NAMED_BY_A_REAL_PLAN = [
    *("市人力资源社会保障局", "市卫生健康委", "市发展改革委", "市口岸物流办", "市商务局", "市国资委"),
    *("市地方金融监管局", "市大数据局", "市委组织部", "市委编办", "市工业和信息化局", "市市场监管局"),
    *("市投资促进局", "市教育局", "市民营经济局", "市科协", "市科技局", "市税务局", "市自然资源和规划局"),
    *("市财政局", "市财政投资基金控股集团"),
]


def test_every_unit_that_the_real_plan_names_is_a_unit_of_the_city(roster):
    known = {n for u in roster.units if u.exists_on(UNTIL) for n in (u.name, u.short_name, *u.aliases)}

    assert [name for name in NAMED_BY_A_REAL_PLAN if name not in known] == []


def test_names_of_units_mean_one_unit_only(roster):
    meant: dict[str, set[str]] = {}
    for unit in roster.units:
        for name in (unit.name, unit.short_name, *unit.aliases):
            meant.setdefault(name, set()).add(unit.code)

    assert {name: codes for name, codes in meant.items() if len(codes) > 1} == {}


def test_three_administrators_are_three_persons_without_any_other_role(roster):
    seated = {p.seat: p for p in roster.people if p.seat}

    assert set(seated) == {Office.SYSTEM, Office.SECURITY, Office.AUDIT}
    assert len({p.username for p in seated.values()}) == 3
    assert all(not p.granted for p in seated.values())


def test_every_role_of_supervised_handling_is_held_by_somebody(roster):
    held = {g.role for p in roster.people for g in p.granted}

    assert {r for r in held if r.startswith("supervision.")} == {
        code for code in roles() if code.startswith("supervision.")
    }


def test_who_drafts_a_rule_does_not_confirm_it(roster):
    holders = {
        role: {p.username for p in roster.people for g in p.granted if g.role == f"administration.{role}"}
        for role in ("rule_drafter", "rule_keeper", "findings")
    }

    assert {role: len(names) for role, names in holders.items()} == {
        "rule_drafter": 1,
        "rule_keeper": 1,
        "findings": 1,
    }
    assert holders["rule_drafter"].isdisjoint(holders["rule_keeper"])


def test_the_accounts_that_are_told_exist_and_are_told_with_the_password(roster):
    told = accounts_line()

    assert len(DEMO_ACCOUNTS) == 12
    assert all(account.username in roster.person for account in DEMO_ACCOUNTS)
    assert all(account.username in told for account in DEMO_ACCOUNTS)
    assert PASSWORD in told


def test_some_left_two_offices_changed_hands_and_one_stands_empty(roster):
    year_ago = UNTIL - timedelta(days=364)
    changed = [
        u.code
        for u in roster.units
        if u.exists_on(UNTIL) and roster.head(u.code, year_ago) != roster.head(u.code, UNTIL)
    ]

    assert sorted(changed) == ["jiaotong", "kouan", "minzheng"]
    assert roster.head("kouan", UNTIL) is None
    assert sum(p.left_on is not None for p in roster.people) == 7


def test_who_is_away_is_stood_in_for_and_only_then(roster):
    assert roster.acting("fsz3", UNTIL) == "fushizhang"
    assert roster.acting("fsz3", UNTIL - timedelta(days=13)) == "fsz3"
    assert roster.acting("zhujian", UNTIL) == "zhujian"
    assert roster.acting("zhujian", UNTIL - timedelta(days=16)) == "chengban"
