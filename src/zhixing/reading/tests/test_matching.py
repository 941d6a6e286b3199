"""Unit names of documents, matched to a chart of an invented city."""

from __future__ import annotations

import pytest

from zhixing.reading.matching import KnownUnit, suggest_units

CHART = [
    KnownUnit(at, name, short, aliases)
    for at, (name, short, aliases) in enumerate(
        [
            ("临江市发展和改革委员会", "市发改委", ()),
            ("临江市人力资源和社会保障局", "", ("市人社",)),
            ("临江市工业和信息化局", "", ()),
            ("临江市住房和城乡建设局", "", ()),
            ("临江市人民政府办公室", "", ()),
            ("中共临江市委组织部", "", ()),
            ("中共临江市委网络安全和信息化委员会办公室", "", ()),
            ("东湖区发展和改革局", "", ()),
            ("东湖区人民政府", "", ()),
            ("临江市大数据局", "", ()),
            ("临江市大数据中心", "", ()),
            ("临江市公安局", "", ()),
            ("临江市妇女联合会", "", ()),
            ("临江市国有资产监督管理委员会", "", ()),
            ("临江市供销合作社联合社", "", ()),
            ("临江市生态环境局", "", ()),
            ("临江市生态环境局东湖分局", "", ()),
            ("临江市市场监督管理局", "", ()),
            ("临江市城市管理局", "", ()),
        ]
    )
]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("临江市发展和改革委员会", "临江市发展和改革委员会"),
        ("市发改委", "临江市发展和改革委员会"),
        ("市发展改革委", "临江市发展和改革委员会"),
        ("市人力资源社会保障局", "临江市人力资源和社会保障局"),
        ("市人社局", "临江市人力资源和社会保障局"),
        ("人社局", "临江市人力资源和社会保障局"),
        ("市工业和信息化局", "临江市工业和信息化局"),
        ("市工信局", "临江市工业和信息化局"),
        ("市住建局", "临江市住房和城乡建设局"),
        ("市政府办公室", "临江市人民政府办公室"),
        ("市委组织部", "中共临江市委组织部"),
        ("市委网信办", "中共临江市委网络安全和信息化委员会办公室"),
        ("东湖区发展改革局", "东湖区发展和改革局"),
        ("区发改局", "东湖区发展和改革局"),
        ("东湖区政府", "东湖区人民政府"),
        ("市大数据局", "临江市大数据局"),
        ("市妇联", "临江市妇女联合会"),
        ("市国资委", "临江市国有资产监督管理委员会"),
        ("市供销社", "临江市供销合作社联合社"),
        ("市生态环境局", "临江市生态环境局"),
        ("市市场监管局", "临江市市场监督管理局"),
        ("市城管局", "临江市城市管理局"),
    ],
)
def test_the_unit_that_a_clerk_would_choose_comes_first(written: str, name: str) -> None:
    found = suggest_units(written, CHART)

    assert found[0].unit.name == name
    assert found[0].score >= 0.85


def test_the_reason_and_the_score_say_how_sure_a_suggestion_is() -> None:
    def said(written: str) -> tuple[float, str]:
        first = suggest_units(written, CHART)[0]
        return first.score, first.reason.zh

    assert said("临江市公安局") == (1.0, "名称一致")
    assert said("市发改委") == (0.99, "与简称一致")
    assert said("市人社") == (0.98, "与别名一致")
    assert said("市公安局") == (0.93, "规范写法后一致")
    assert said("公安局") == (0.87, "机构相同，层级或地名写法不同")


@pytest.mark.parametrize("written", ["各区县", "有关部门", "相关单位", "其他部门", "", "市", "市水利局"])
def test_collective_and_unknown_names_give_nothing(written: str) -> None:
    assert suggest_units(written, CHART) == []


def test_the_same_body_of_another_city_is_no_sure_match() -> None:
    found = suggest_units("青川市公安局", CHART)

    assert [(s.unit.name, s.score) for s in found] == [("临江市公安局", 0.55)]
