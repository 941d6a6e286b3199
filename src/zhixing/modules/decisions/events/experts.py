"""Events of the pool of experts and of argumentation."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.decisions.choices import Stance, Trade, Treatment


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertAdmitted(DomainEvent):
    kind = "decisions.expert_admitted"
    words = w("Admitted to the pool", "专家入库")
    sentence = w(
        "{actor} admitted {name} of {institution} to the pool ({trade}).",
        "{actor}将{institution}{name}纳入专家库（{trade}）。",
    )

    name: str
    institution: str
    trade: Trade


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertPaused(DomainEvent):
    kind = "decisions.expert_paused"
    words = w("Not drawn for now", "暂停抽取")
    sentence = w(
        "{actor} paused the expert: {reason}",
        "{actor}暂停抽取该专家：{reason}",
    )

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertReturned(DomainEvent):
    kind = "decisions.expert_returned"
    words = w("In the pool again", "恢复在库")
    sentence = w(
        "{actor} let the expert be drawn again.",
        "{actor}恢复抽取该专家。",
    )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertLeft(DomainEvent):
    kind = "decisions.expert_left"
    words = w("Left the pool", "专家出库")
    sentence = w(
        "{actor} took the expert out of the pool: {reason}",
        "{actor}将该专家移出专家库：{reason}",
    )

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertsDrawn(DomainEvent):
    kind = "decisions.experts_drawn"
    words = w("Experts drawn by lot", "抽取专家")
    sentence = w(
        "{actor} drew lots in the trade {trade} (draw {draw}): {drawn} out of {pool_size} in "
        "the pool; kept out: {kept_out}. Seed {seed}.",
        "{actor}在{trade}类专家中随机抽取（第{draw}次）：从{pool_size}名备选专家中抽出{drawn}；回避{kept_out}。随机种子{seed}。",
    )

    draw: int
    trade: Trade
    pool_size: int
    pool: list[str]
    kept_out: list[str]
    drawn_numbers: list[str]
    drawn: list[str]
    seed: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDeclared(DomainEvent):
    kind = "decisions.interest_declared"
    words = w("Interest declared", "利害关系声明")
    sentence = w(
        "{actor} recorded the declaration of {expert}: direct interest {is_interested}.",
        "{actor}记录{expert}的利害关系声明：与决策事项有直接利害关系——{is_interested}。",
    )

    expert_id: int
    expert: str
    is_interested: bool


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertRecused(DomainEvent):
    kind = "decisions.expert_recused"
    words = w("Expert recused", "专家回避")
    sentence = w(
        "{expert} was recused by {actor}: {reason}",
        "{actor}要求{expert}回避：{reason}",
    )

    expert_id: int
    expert: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertOpinionGiven(DomainEvent):
    kind = "decisions.expert_opinion_given"
    words = w("Expert's opinion", "专家论证意见")
    sentence = w(
        "{actor} recorded the opinion of {expert}, {stance}: {opinion}",
        "{actor}记录{expert}的论证意见（{stance}）：{opinion}",
    )

    expert_id: int
    expert: str
    stance: Stance
    opinion: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertOpinionAnswered(DomainEvent):
    kind = "decisions.expert_opinion_answered"
    words = w("Opinion treated", "研究专家意见")
    sentence = w(
        "{actor} treated the opinion of {expert}: {treatment}. {answer}",
        "{actor}研究{expert}的意见：{treatment}。{answer}",
    )

    expert_id: int
    expert: str
    treatment: Treatment
    answer: str
