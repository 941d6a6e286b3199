"""The major decisions of the texts, the experts of the pool, and who signs up for hearings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from zhixing.demo.history.talk import read

EXPERTS = {  # trade → names and where they work
    "law": ("顾言谨", "云川大学法学院", "许闻道", "云川市律师协会", "沈守正", "省行政法学会"),
    "economy": ("梁思齐", "云川大学经济学院", "钟惟明", "省价格研究所", "陶知行", "云川市注册会计师协会"),
    "engineering": ("魏长庚", "省城市规划设计院", "岳铁山", "云川工业大学", "邵百川", "省市政工程协会"),
    "environment": ("江一苇", "省环境科学研究院", "林深树", "云川大学环境学院", "溪云初", "省水文中心"),
    "society": ("方素问", "云川医科大学", "孟怀仁", "省社会科学院", "祝有余", "云川大学公共管理学院"),
    "technology": ("程弈秋", "云川工业大学", "华算子", "省信息中心", "莫言数", "云川大学计算机学院"),
}
CAPACITIES = ("interested", "public", "public", "deputy")
PEOPLE = ("王秀英", "李国强", "张桂兰", "刘建军", "陈志明", "杨淑华", "赵文斌", "黄丽萍")


@dataclass(frozen=True, slots=True)
class Plan:
    """One decision as it is told in the texts."""

    unit: str
    title: str
    problem: str
    decision: str
    traits: list[str]
    trade: str
    began: int
    fate: str
    by: list[str]
    voices: list[str]
    classed: dict[str, str]

    @property
    def is_vital(self) -> bool:
        return "vital_interests" in self.traits


@cache
def plans() -> tuple[Plan, ...]:
    """The decisions of the texts, in their order."""
    rows = read("decisions")
    return tuple(
        Plan(
            classed={
                "matter_class": row.pop("class"),
                "matter_kind": row.pop("kind", "other"),
                "sphere": row.pop("sphere"),
                "forum": "executive",
            },
            **row,
        )
        for row in rows
    )
