"""The closed sets of major decisions, with their words."""

from __future__ import annotations

from django.db import models

from zhixing.base.words import w


class State(models.TextChoices):
    """Where a decision stands."""

    PREPARING = "preparing", w("being prepared", "草案形成中")
    TABLED = "tabled", w("before the meeting", "提请审议")
    DECIDED = "decided", w("decided", "已决策")
    ISSUED = "issued", w("issued", "已出台")
    EXECUTING = "executing", w("being carried out", "执行中")
    SUSPENDED = "suspended", w("suspended", "中止执行")
    CLOSED = "closed", w("carried out", "执行完毕")
    REJECTED = "rejected", w("not adopted", "不予通过")
    TERMINATED = "terminated", w("terminated", "停止执行")
    WITHDRAWN = "withdrawn", w("withdrawn", "已撤回")


class MatterClass(models.TextChoices):
    """The six classes that go to experts first (S0-03), and the rest."""

    LOCAL_REGULATION = "local_regulation", w("draft local regulation", "地方性法规草案")
    GOVERNMENT_RULE = "government_rule", w("government rule", "政府规章")
    POLICY_MEASURE = "policy_measure", w("policy measure", "政策措施")
    SOCIAL_MANAGEMENT = "social_management", w("social-management affairs", "社会管理事务")
    LARGE_PROJECT = "large_project", w("large project", "大型项目")
    SOCIAL_STABILITY = "social_stability", w("matter of social stability", "涉及社会稳定的重大事项")
    OTHER = "other", w("none of the six", "不属六类")


class JointKind(models.TextChoices):
    """The six kinds of matter for the joint review meeting (S2.7-17), and the rest."""

    LICENSING = "licensing", w("statutory licensing", "法定许可")
    RIGHTS_CONFIRMATION = "rights_confirmation", w("confirmation of rights", "行政确权")
    PENALTY = "penalty", w("penalty", "行政处罚")
    RECONSIDERATION = "reconsideration", w("reconsideration", "行政复议")
    NORMATIVE_DOCUMENT = "normative_document", w("normative document", "规范性文件")
    MAJOR_MEASURE = "major_measure", w("launch of a major measure", "重大行政措施出台")
    OTHER = "other", w("none of the six", "不属会审六类")


class Sphere(models.TextChoices):
    """The four spheres of life in which a major matter is consulted on (S0-05), and the rest."""

    POLITICAL = "political", w("political", "政治")
    ECONOMIC = "economic", w("economic", "经济")
    CULTURAL = "cultural", w("cultural", "文化")
    SOCIAL = "social", w("social", "社会生活")
    INTERNAL = "internal", w("internal to government", "政府内部事务")


class Forum(models.TextChoices):
    """The meeting that a decision goes to (G-38)."""

    EXECUTIVE = "executive", w("executive meeting", "常务会议")
    PLENARY = "plenary", w("plenary meeting", "全体会议")
    JOINT_REVIEW = "joint_review", w("joint review meeting", "会审会")
    CHIEF = "chief", w("chief's office meeting", "市长办公会")
    SPECIAL = "special", w("special meeting", "专题会议")


class StepKind(models.TextChoices):
    """A step that leaves a paper and needs no procedure of its own here."""

    RESEARCH = "research", w("investigation", "调查研究")
    FIELD_STUDY = "field_study", w("field study", "现场调研")
    JOINT_DRAFTING = "joint_drafting", w("joint drafting", "联合起草")
    CONSULTATION = "consultation", w("democratic consultation", "民主协商")
    SYMPOSIUM = "symposium", w("symposium", "座谈会")
    ARGUMENT_MEETING = "argument_meeting", w("argumentation meeting", "论证会")
    LOCAL_OPINION = "local_opinion", w("opinion of places and trades", "征求地方和行业意见")
    FAIR_COMPETITION = "fair_competition", w("fair-competition review", "公平竞争审查")
    PARTICIPATION_REPORT = "participation_report", w("report on public participation", "公众意见采纳情况说明")
    INSPECTION = "inspection", w("inspection of the decision", "决策督查")


class Verdict(models.TextChoices):
    """What the legality review found (Order 713, Art. 25)."""

    LAWFUL = "lawful", w("lawful", "合法")
    UNLAWFUL = "unlawful", w("unlawful", "不合法")
    UNSETTLED = "unsettled", w("no rule of the State yet", "国家尚无明确规定")


class Risk(models.TextChoices):
    """What the risk assessment found (Order 713, Art. 24)."""

    CONTROLLABLE = "controllable", w("controllable", "风险可控")
    UNCONTROLLABLE = "uncontrollable", w("not controllable", "风险不可控")


class RiskLevel(models.TextChoices):
    """How high the risk is."""

    HIGH = "high", w("high", "高风险")
    MIDDLE = "middle", w("middle", "中风险")
    LOW = "low", w("low", "低风险")


class Stance(models.TextChoices):
    """What an expert says of the draft."""

    FOR = "for", w("in favour", "赞成")
    CHANGES = "changes", w("in favour with changes", "赞成并建议修改")
    AGAINST = "against", w("against", "不赞成")


class Treatment(models.TextChoices):
    """What became of an opinion; each with its reason."""

    ADOPTED = "adopted", w("adopted", "采纳")
    PARTLY = "partly", w("adopted in part", "部分采纳")
    NOT_ADOPTED = "not_adopted", w("not adopted", "未采纳")


class Trade(models.TextChoices):
    """The trades of the pool of experts."""

    LAW = "law", w("law", "法律")
    ECONOMY = "economy", w("economy and finance", "经济财政")
    ENGINEERING = "engineering", w("engineering", "工程建设")
    ENVIRONMENT = "environment", w("environment", "生态环境")
    SOCIETY = "society", w("social affairs", "社会事业")
    TECHNOLOGY = "technology", w("science and technology", "科学技术")


class ExpertState(models.TextChoices):
    """Whether an expert may be drawn."""

    IN_POOL = "in_pool", w("in the pool", "在库")
    PAUSED = "paused", w("not drawn for now", "暂停抽取")
    LEFT = "left", w("left the pool", "已出库")


class HearingState(models.TextChoices):
    """Where a hearing stands."""

    PLANNED = "planned", w("being prepared", "筹备中")
    NOTICED = "noticed", w("announced, sign-up open", "已公告")
    NAMED = "named", w("participants made public", "参加人已公布")
    HELD = "held", w("held", "已举行")
    REPORTED = "reported", w("treatment of views made public", "采纳情况已公布")
    CANCELLED = "cancelled", w("cancelled", "已取消")


class Capacity(models.TextChoices):
    """In what capacity someone takes part in a hearing."""

    INTERESTED = "interested", w("someone whose interests are touched", "利害关系人")
    PUBLIC = "public", w("member of the public", "社会公众")
    DEPUTY = "deputy", w("people's congress deputy", "人大代表")
    CPPCC = "cppcc", w("CPPCC member", "政协委员")
    EXPERT = "expert", w("expert", "专家学者")
    TRADE = "trade", w("trade association", "行业组织")


class ObserverClass(models.TextChoices):
    """The six classes of observer (S2.7-15)."""

    FORMER_LEADER = "former_leader", w("former city leader", "离任市领导")
    PROFESSIONAL = "professional", w("professional", "专业技术人员")
    RETIRED = "retired", w("retired cadre", "离退休老干部")
    DEPUTY = "deputy", w("people's congress deputy", "人大代表")
    CPPCC = "cppcc", w("CPPCC member", "政协委员")
    JOURNALIST = "journalist", w("journalist", "新闻工作者")
