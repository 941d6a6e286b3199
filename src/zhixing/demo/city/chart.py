"""The chart of Yunchuan (云川市), a city that does not exist: three levels, and what the past year changed in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.demo.city.plans import FOUNDED, Spell, UnitPlan
from zhixing.kernel.organisation.models import Kind, Level

CITY = "云川市"

# code, official name without the city's, short name, agency code, other names in use
DEPARTMENTS = """
fagai      发展和改革委员会       市发展改革委         云发改    市发改委 市发展和改革委员会
jiaoyu     教育局                 市教育局             云教
keji       科学技术局             市科技局             云科      市科学技术局
gongxin    工业和信息化局         市工业和信息化局     云工信    市工信局
gongan     公安局                 市公安局             云公
minzheng   民政局                 市民政局             云民
sifa       司法局                 市司法局             云司
caizheng   财政局                 市财政局             云财
renshe     人力资源和社会保障局   市人力资源社会保障局 云人社    市人社局 市人力资源和社会保障局
zirangui   自然资源和规划局       市自然资源和规划局   云资规    市自然资源规划局 市资规局
huanjing   生态环境局             市生态环境局         云环
zhujian    住房和城乡建设局       市住房城乡建设局     云建      市住建局 市住房和城乡建设局
chengguan  城市管理局             市城管局             云城管    市城市管理局
jiaotong   交通运输局             市交通运输局         云交      市交通局
shuiwu     水务局                 市水务局             云水
nongye     农业农村局             市农业农村局         云农
shangwu    商务局                 市商务局             云商
wenlv      文化和旅游局           市文化和旅游局       云文旅    市文旅局
weijian    卫生健康委员会         市卫生健康委         云卫      市卫健委 市卫生健康委员会
yingji     应急管理局             市应急局             云应急    市应急管理局
shenji     审计局                 市审计局             云审
guozi      国有资产监督管理委员会 市国资委             云国资
shichang   市场监督管理局         市市场监管局         云市监    市场监管局 市市场监督管理局
tongji     统计局                 市统计局             云统
yibao      医疗保障局             市医保局             云医保    市医疗保障局
touzi      投资促进局             市投资促进局         云投促
minying    民营经济发展局         市民营经济局         云民营    市民营经济发展局
dashuju    大数据局               市大数据局           云数
xingzheng  行政审批服务局         市行政审批局         云审批    市行政审批服务局
kouan      口岸和物流办公室       市口岸物流办         云口岸    市口岸和物流办公室
xinfang    信访局                 市信访局             云信
"""

# code, name, short name, towns (code, name, short name, kind)
COUNTIES = [
    ("qiyun", "栖云区", [("tongting", "桐汀街道"), ("hepu", "鹤浦镇")]),
    ("chenghu", "澄湖区", [("chengnan", "澄南街道"), ("luqi", "芦溪镇")]),
    ("wangxiu", "望岫县", [("xiuqian", "岫前镇"), ("songwu", "松坞镇")]),
    ("qingwu", "青芜县", [("wutang", "芜塘镇"), ("baiwei", "白苇镇")]),
]

# inner bodies that handle most of what their department is given
SECTIONS = [
    ("zhujian-gc", "zhujian", "市住房城乡建设局城市更新科", "城市更新科"),
    ("zhujian-fb", "zhujian", "市住房城乡建设局住房保障科", "住房保障科"),
    ("jiaotong-jh", "jiaotong", "市交通运输局规划建设科", "规划建设科"),
    ("keji-gx", "keji", "市科技局高新技术科", "高新技术科"),
    ("fagai-zd", "fagai", "市发展改革委重点项目科", "重点项目科"),
    ("shuiwu-fx", "shuiwu", "市水务局水旱灾害防御科", "水旱灾害防御科"),
    ("huanjing-dq", "huanjing", "市生态环境局大气环境科", "大气环境科"),
    ("caizheng-zc", "caizheng", "市财政局资产管理科", "资产管理科"),
]


@dataclass(frozen=True, slots=True)
class Reform:
    """The days on which the past year changed the chart, counted back from the end of the history."""

    renamed_on: date
    merged_on: date
    dissolved_on: date

    @classmethod
    def before(cls, until: date) -> Reform:
        return cls(until - timedelta(days=210), until - timedelta(days=160), until - timedelta(days=95))


def chart(until: date) -> list[UnitPlan]:
    """Every unit that the city has or had, parents before children."""
    reform = Reform.before(until)
    return [
        *_city(reform),
        *_beside_government(),
        *_departments(),
        *_others(reform),
        *_counties(),
        *_sections(),
    ]


def _city(reform: Reform) -> list[UnitPlan]:
    jurisdiction = UnitPlan(
        "city", "云川市人民政府", "市政府", Kind.GOVERNMENT, Level.CITY, None, ("云川市政府",), "云政", True
    )
    office = _unit("ban", "云川市人民政府办公室", "市政府办公室", Kind.OFFICE, "city", "云政办", "市政府办")
    inspection = _unit(
        "ducha", "云川市人民政府督查室", "市政府督查室", Kind.INSPECTION, "ban", "云政督", "市督查室"
    )
    jinrong = UnitPlan(
        "jinrong",
        "云川市地方金融管理局",
        "市地方金融管理局",
        Kind.DEPARTMENT,
        Level.CITY,
        "city",
        ("市地方金融监管局", "市地方金融监督管理局", "市金融局"),
        "云金",
        before=(
            Spell(
                "云川市地方金融监督管理局",
                "市地方金融监管局",
                FOUNDED,
                reform.renamed_on - timedelta(days=1),
            ),
        ),
    )
    return [jurisdiction, office, inspection, jinrong]


def _beside_government() -> list[UnitPlan]:
    """Bodies of the Party and the supervisory commission: beside the government, not below it."""
    return [
        _unit("shiwei", "中共云川市委员会", "市委", Kind.BODY, None, "", "云川市委"),
        _unit("zuzhibu", "中共云川市委组织部", "市委组织部", Kind.BODY, "shiwei", "云组"),
        _unit("bianban", "中共云川市委机构编制委员会办公室", "市委编办", Kind.BODY, "shiwei", "云编"),
        _unit("kexie", "云川市科学技术协会", "市科协", Kind.BODY, "shiwei", "云科协"),
        _unit(
            "jiancha",
            "云川市监察委员会",
            "市监委",
            Kind.SUPERVISION,
            None,
            "云监",
            "市监察委",
            "市监察委员会",
        ),
    ]


def _departments() -> list[UnitPlan]:
    found = []
    for line in DEPARTMENTS.strip().splitlines():
        code, official, short, agency, *others = line.split()
        name = f"{CITY}{official}"
        found.append(_unit(code, name, short, Kind.DEPARTMENT, "city", agency, *others))
    return found


# code, name, short name, kind, agency code, other names in use: what hangs beside the departments
OTHERS = """
shuiwuju 国家税务总局云川市税务局           市税务局               vertical 云税   税务局
renhang  中国人民银行云川市分行             人民银行云川市分行     vertical 云银   市人民银行 人民银行
jinjian  国家金融监督管理总局云川监管分局   云川金融监管分局       vertical 云金监 云川银保监分局
gaoxin   云川高新技术产业开发区管理委员会   高新区管委会           zone     云高管 云川高新区管委会
jituan   云川市财政投资基金控股集团有限公司 市财政投资基金控股集团 body     云财投
"""


def _others(reform: Reform) -> list[UnitPlan]:
    found = []
    for line in OTHERS.strip().splitlines():
        code, name, short, kind, agency, *others = line.split()
        found.append(_unit(code, name, short, Kind(kind), "city", agency, *others))
    return [*found, *_ended(reform)]


def _ended(reform: Reform) -> list[UnitPlan]:
    """A bureau that was merged into another, and an office that was dissolved when its work was done."""
    grain = UnitPlan(
        "liangshi",
        "云川市粮食和物资储备局",
        "市粮食和储备局",
        Kind.DEPARTMENT,
        Level.CITY,
        "city",
        ("市粮食和物资储备局", "市粮食局"),
        "云粮",
        dissolved_on=reform.merged_on,
        successor="fagai",
    )
    works = UnitPlan(
        "zhongdian",
        "云川市重点工程建设推进办公室",
        "市重点工程办",
        Kind.BODY,
        Level.CITY,
        "city",
        ("市重点工程建设推进办公室", "市重点办"),
        "云重点",
        opened_on=date(2021, 6, 1),
        dissolved_on=reform.dissolved_on,
    )
    return [grain, works]


def _counties() -> list[UnitPlan]:
    found = []
    for code, name, towns in COUNTIES:
        letter = name[0]
        government = f"{name}人民政府"
        found.append(
            UnitPlan(
                code,
                government,
                f"{name}政府",
                Kind.GOVERNMENT,
                Level.COUNTY,
                "city",
                (name,),
                f"{letter}政",
                True,
            )
        )
        found.append(
            _unit(
                f"{code}-ban", f"{government}办公室", f"{name}政府办公室", Kind.OFFICE, code, f"{letter}政督"
            )
        )
        for suffix, what, agency in (("zj", "住房和城乡建设局", "建"), ("ny", "农业农村局", "农")):
            short = f"{name}{'住建局' if suffix == 'zj' else what}"
            found.append(
                _unit(f"{code}-{suffix}", f"{name}{what}", short, Kind.DEPARTMENT, code, f"{letter}{agency}")
            )
        for town, called in towns:
            kind = Kind.SUBDISTRICT if called.endswith("街道") else Kind.TOWN
            whole = f"{called}办事处" if kind == Kind.SUBDISTRICT else f"{called}人民政府"
            short = f"{called}办事处" if kind == Kind.SUBDISTRICT else f"{called}政府"
            found.append(_unit(town, f"{name}{whole}", short, kind, code, called[:2], called))
    return found


def _sections() -> list[UnitPlan]:
    return [_unit(code, name, short, Kind.SECTION, parent, "") for code, parent, name, short in SECTIONS]


def _unit(
    code: str, name: str, short: str, kind: str, parent: str | None, agency: str, *aliases: str
) -> UnitPlan:
    return UnitPlan(code, name, short, kind, _level(code, kind), parent, aliases, agency)


def _level(code: str, kind: str) -> str:
    if kind in (Kind.TOWN, Kind.SUBDISTRICT):
        return Level.TOWN
    county = code.split("-")[0] in {c[0] for c in COUNTIES}
    return Level.COUNTY if county else Level.CITY
