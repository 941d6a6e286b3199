"""Powers and roles of major decisions."""

from zhixing.base.words import w
from zhixing.kernel.access.powers import power, role

VIEW = power("decisions.view", w("See major decisions", "查看重大决策"))
ORGANISE = power("decisions.organise", w("Begin, class, table and publish decisions", "组织重大决策"))
PREPARE = power("decisions.prepare", w("Prepare decisions of the unit", "承办重大决策"))
REVIEW = power("decisions.review", w("Review the legality of drafts", "合法性审查"))
EXPERTS = power("decisions.experts", w("Keep the pool of experts", "管理专家库"))
EXECUTE = power("decisions.execute", w("Carry out decisions of the unit", "执行重大决策"))
TRACK = power("decisions.track", w("Track the execution", "跟踪决策执行"))
OVERSEE = power("decisions.oversee", w("Inspect decisions, find deviations", "决策督查与纠偏"))
LIABILITY = power("decisions.liability", w("Record findings of liability", "记录决策责任认定"))
SPEAK = power("decisions.speak", w("Comment and sign up by the portal", "门户提交意见和报名"))

BOARD = "workdesk.board"
ORGAN = [VIEW, ORGANISE, EXPERTS, OVERSEE, BOARD, "notices.unit_inbox"]
UNIT = [VIEW, PREPARE, EXECUTE, "cards.answer", "notices.unit_inbox"]

role(
    "decisions.officer",
    w("Decisions officer of the government office", "决策事务承办人员"),
    ORGAN,
    reach="below",
)
role("decisions.preparer", w("Preparing unit", "决策承办单位"), UNIT, reach="unit")
role(
    "decisions.reviewer",
    w("Legality reviewer", "合法性审查人员"),
    [VIEW, REVIEW, "cards.answer"],
    reach="unit",
)
role("decisions.executor", w("Executing unit", "决策执行单位"), UNIT, reach="unit")
role(
    "decisions.tracker",
    w("Tracker of a decision", "决策跟踪人员"),
    [VIEW, TRACK, "cards.answer"],
    reach="own",
)
role("decisions.leader", w("Government leader (decisions)", "政府领导（决策）"), [VIEW, BOARD], reach="below")
role(
    "decisions.organ",
    w("Supervision organ (decisions)", "监察部门（决策）"),
    [VIEW, OVERSEE, LIABILITY],
    reach="below",
)
