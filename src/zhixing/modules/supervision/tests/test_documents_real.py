"""The seven real documents, each from its file to issued items."""

from __future__ import annotations

import pytest

from zhixing.kernel.obligations.models import Obligation
from zhixing.modules.supervision.actions.documents.accepting import issue_proposals
from zhixing.modules.supervision.choices import State
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.tests.documents import Paper, real, settled

# document, items in it as labelled by hand
DOCUMENTS = [
    ("central-082.txt", 25),
    ("shandong-009.txt", 20),
    ("shandong-019.txt", 49),
    ("shandong-027.txt", 29),
    ("shandong-041.txt", 30),
    ("shandong-044.txt", 17),
    ("shandong-047.txt", 23),
]


@pytest.mark.realdata
@pytest.mark.parametrize(("name", "count"), DOCUMENTS, ids=[name for name, _ in DOCUMENTS])
def test_a_real_document_goes_all_the_way(city, realdata, name, count):
    paper = Paper(city).uploaded(name, real(realdata, name))
    assert len(paper.proposals) == count
    for proposal in paper.proposals:
        if not proposal.lead_names:  # a person names the lead where the document names none
            proposal.lead_names = ["市住房和城乡建设局"]
            proposal.save()

    settled(city, paper).do(issue_proposals)

    items = list(SupervisedItem.objects.order_by("id"))
    assert len(items) == count
    assert {i.state for i in items} == {State.ISSUED}
    assert [i.number for i in items] == [f"云政督〔2026〕{n}号" for n in range(1, count + 1)]
    assert {p.state for p in paper.proposals} == {"accepted"}
    finishing = Obligation.objects.filter(rule="supervision.finish", closed_on=None)
    assert finishing.count() == count


@pytest.mark.realdata
def test_the_plan_of_jinan_names_three_lead_units_and_one_leads(city, realdata):
    paper = Paper(city).uploaded("shandong-027.txt", real(realdata, "shandong-027.txt"))
    settled(city, paper).do(issue_proposals)

    item = SupervisedItem.objects.get(title__startswith="加强省会经济圈科技交流合作")

    assert item.lead_unit.name == "云川市科技局"
    names = {u.unit.name for u in item.participations.standing("supporting").select_related("unit")}
    assert names == {
        "云川市投资促进局",
        "云川市国资委",
        "云川市工业和信息化局",
        "云川市教育局",
        "云川市商务局",
    }
    assert item.source_title == "关于加快“科创济南”建设全面提升科技创新能力的若干政策措施"
