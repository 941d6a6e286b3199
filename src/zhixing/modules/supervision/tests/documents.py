"""A document on its way to supervised items, and a city whose units are those that the document names."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

from tests.city import City

from zhixing.base import clock
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.files.service import store
from zhixing.kernel.organisation.models import Kind, Rank
from zhixing.modules.supervision.actions.documents.naming import assign_leader, map_units, set_defaults
from zhixing.modules.supervision.actions.documents.taking_in import take_in
from zhixing.modules.supervision.documents.naming import counted_names
from zhixing.modules.supervision.models.documents import BreakdownDocument, Proposal

THURSDAY = date(2026, 3, 5)

PLAN = """云川市人民政府
云政发〔2026〕3号
关于加快园区建设的实施方案
为加快园区建设，制定本方案。
一、重点任务
（一）完善园区道路。新建园区道路5条，2026年9月底前完成。（牵头单位：市住房和城乡建设局；配合单位：市财政局、市交通运输局）
（二）建设标准厂房。建成标准厂房20万平方米，2025年12月底前完成。（牵头单位：市住建委；配合单位：市财政局）
（三）优化公交线路。每季度优化公交线路一次。（牵头单位：市交通运输局、市财政局；配合单位：市财政局）
二、保障措施
加强组织领导，确保落实到位。
"""


class Paper:
    """A document of the test city's inspection office; each step is done by whoever is named, on the Thursday."""

    def __init__(self, city: City, on: date = THURSDAY) -> None:
        self.city, self.on = city, on
        self.document_id = 0

    def do(self, spec: Any, who: str = "officer", **given: Any) -> Done:
        with clock.at(clock.moment_on(self.on, 10)):
            return perform(spec, self.document_id or None, actor=self.city.actor(who, self.on), **given)

    def taken_in(self, text: str = PLAN, **more: Any) -> Paper:
        given = {"supervising_unit": self.city.office.pk, "text": text, **more}
        self.document_id = self.do(take_in, **given).item.pk
        return self

    def uploaded(self, name: str, content: bytes, **more: Any) -> Paper:
        return self.taken_in(**{"text": "", "file": self.file(name, content), **more})

    def file(self, name: str, content: bytes) -> int:
        return store(name, io.BytesIO(content), actor=self.city.actor("officer")).pk

    def ready(self) -> Paper:
        """Everything settled: 市住建委 is the housing bureau, the vice-mayor carries, the default limit is in June."""
        self.do(map_units, meanings=["市住建委=housing"])
        self.do(
            set_defaults,
            default_limit_on="2026-06-30",
            default_leader=self.city.persons["vice"].pk,
        )
        return self.with_heads()

    def with_heads(self) -> Paper:
        for key in ("finance", "transport"):
            if f"{key}_head" not in self.city.persons:
                self.city.person(
                    f"{key}_head", f"{key}负责人", self.city.units[key], Rank.HEAD, account=False
                )
        return self

    @property
    def document(self) -> BreakdownDocument:
        return BreakdownDocument.objects.get(pk=self.document_id)

    @property
    def proposals(self) -> list[Proposal]:
        return list(Proposal.objects.filter(document_id=self.document_id).order_by("start", "id"))


def units_for(city: City, paper: Paper) -> dict[str, str]:
    """A unit for each name the document has and the city lacks, with a head; name → code."""
    codes: dict[str, str] = {}
    for place, name in enumerate(counted_names(paper.proposals), start=1):
        code = f"named{place}"
        unit = city.unit(code, f"云川{name}"[:120], Kind.DEPARTMENT, city.gov)
        city.person(f"{code}_head", f"负责人{place}", unit, Rank.HEAD, account=False)
        codes[name] = code
    return codes


def settled(city: City, paper: Paper) -> Paper:
    """All names mapped, one leader over all units, and a default limit: ready to be accepted."""
    codes = units_for(city, paper)
    paper.do(map_units, meanings=[f"{name}={code}" for name, code in codes.items()])
    units = [city.units[code].pk for code in codes.values()]
    if units:
        paper.do(assign_leader, carrying_leader=city.persons["vice"].pk, units=units)
    paper.do(set_defaults, default_limit_on="2026-12-31", default_leader=city.persons["vice"].pk)
    return paper


def real(folder: Path, name: str) -> bytes:
    return (folder / "documents" / name).read_bytes()
