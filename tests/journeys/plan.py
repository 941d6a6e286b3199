"""A city for the real plan: departments under the names the plan uses or nearly so, each with its head."""

from __future__ import annotations

from tests.city import City
from zhixing.kernel.organisation.models import Kind, Rank

#: Named in the plan exactly so.
ALIKE = [
    "市科技局", "市发展改革委", "市工业和信息化局", "市教育局", "市税务局", "市委组织部", "市自然资源和规划局",
    "市商务局", "市大数据局", "市国资委", "市投资促进局",
]  # fmt: skip
#: In the chart under a fuller name than in the plan: the page suggests them.
FULLER = [
    "市市场监督管理局", "市人力资源和社会保障局", "市卫生健康委员会", "市科学技术协会", "市委机构编制委员会办公室",
    "市地方金融监督管理局",
]  # fmt: skip


def departments(city: City) -> City:
    """The departments, their heads, and in the science bureau a clerk and a handler with accounts."""
    for place, name in enumerate([*ALIKE, *FULLER], start=1):
        unit = city.unit(f"dept{place}", name, Kind.DEPARTMENT, city.gov)
        city.person(f"head{place}", f"主任{place}", unit, Rank.HEAD, account=False)
    science = city.units["dept1"]
    clerk = ("supervision.unit_clerk", science, "unit")
    city.person("science_clerk", "许言", science, Rank.STAFF, clerk)
    city.person("science_handler", "方舟", science, Rank.STAFF, ("supervision.handler", science, "own"))
    return city
