"""The pool of experts, lots drawn from it, recusal, opinions and their treatment (S0-03, S2.4-06; Order 713, Art. 19-21)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import FileId, Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.decisions.actions.preparing import UNSETTLED, must_have_happened
from zhixing.modules.decisions.choices import ExpertState, Stance, Trade, Treatment
from zhixing.modules.decisions.drawing import drawn, fresh_seed
from zhixing.modules.decisions.events.experts import (
    ExpertAdmitted,
    ExpertLeft,
    ExpertOpinionAnswered,
    ExpertOpinionGiven,
    ExpertPaused,
    ExpertRecused,
    ExpertReturned,
    ExpertsDrawn,
    InterestDeclared,
)
from zhixing.modules.decisions.models import Expert, MajorDecision, Seat
from zhixing.modules.decisions.powers import EXPERTS, PREPARE
from zhixing.modules.decisions.refusals import InterestedExpert, NoDeclaration, NoEvidence, PoolTooSmall
from zhixing.modules.decisions.relations import PREPARING, governments, seats_untreated, seats_waiting
from zhixing.modules.decisions.words import Essay


@action(
    Expert,
    "admit_expert",
    power=EXPERTS,
    opens=True,
    tone="primary",
    words=w("Admit an expert", "专家入库"),
    help=w("Only who is in the pool can be drawn.", "入库专家方可被抽取。"),
)
def admit_expert(
    *,
    title: Annotated[str, Label(w("Name", "姓名"))],
    institution: str,
    trade: Trade,
    speciality: str = "",
    is_adviser: bool = False,
    deciding_unit: Annotated[Unit, among(governments), Label(w("Pool of", "建库机关"))],
) -> tuple[Expert, ExpertAdmitted]:
    """Enter an expert in the pool of a government."""
    expert = open_matter(
        Expert,
        jurisdiction=jurisdiction_of(deciding_unit),
        state=ExpertState.IN_POOL,
        title=title,
        institution=institution,
        trade=trade,
        speciality=speciality,
        is_adviser=is_adviser,
    )
    participations.stand(expert, {Standing.LEAD: ([deciding_unit], [])})
    return expert, ExpertAdmitted(name=title, institution=institution, trade=trade)


@action(
    Expert,
    "pause_expert",
    power=EXPERTS,
    moves={ExpertState.IN_POOL: ExpertState.PAUSED},
    words=w("Pause", "暂停抽取"),
    help=w("The expert is not drawn until further notice.", "暂停期间不参加抽取。"),
)
def pause_expert(expert: Expert, *, reason: str) -> ExpertPaused:
    """Leave the expert out of draws for a time."""
    return ExpertPaused(reason=reason)


@action(
    Expert,
    "return_expert",
    power=EXPERTS,
    moves={ExpertState.PAUSED: ExpertState.IN_POOL},
    words=w("Let be drawn again", "恢复抽取"),
    help=w("The expert takes part in draws again.", "恢复参加抽取。"),
)
def return_expert(expert: Expert) -> ExpertReturned:
    """Let the expert be drawn again."""
    return ExpertReturned()


@action(
    Expert,
    "remove_expert",
    power=EXPERTS,
    moves=dict.fromkeys([ExpertState.IN_POOL, ExpertState.PAUSED], ExpertState.LEFT),
    tone="grave",
    words=w("Take out of the pool", "移出专家库"),
    help=w("What the expert did before stays on record.", "此前参与论证的记录保留。"),
)
def remove_expert(expert: Expert, *, reason: str) -> ExpertLeft:
    """Take an expert out of the pool."""
    expert.closed_on = clock.today()
    return ExpertLeft(reason=reason)


@action(
    MajorDecision,
    "draw_experts",
    power=PREPARE,
    by=PREPARING,
    moves=UNSETTLED,
    words=w("Draw experts by lot", "抽取专家"),
    help=w(
        "Experts of the preparing unit's own are kept out. Seed and pool are recorded, so that "
        "anyone can repeat the draw.",
        "承办单位本单位专家自动回避；随机种子和备选名单留痕，任何人可复核。",
    ),
)
def draw_experts(
    decision: MajorDecision, *, trade: Trade, number: Annotated[int, Label(w("How many", "抽取人数"))]
) -> ExpertsDrawn:
    """Draw lots among the experts of a trade who are in the pool, not drawn before, and not of the preparing unit."""
    everyone = Expert.objects.filter(
        jurisdiction_id=decision.jurisdiction_id, trade=trade, state=ExpertState.IN_POOL
    )
    before = decision.seats.values_list("expert_id", flat=True)
    waiting = list(everyone.exclude(pk__in=before).order_by("pk"))
    own = decision.lead_unit.name if decision.lead_unit else ""
    kept_out = [e for e in waiting if e.institution == own]
    pool = {e.number or e.title: e for e in waiting if e.institution != own}
    if number < 1 or number > len(pool):
        raise PoolTooSmall(n=len(pool), wanted=number)
    draw = (decision.seats.order_by("-draw").values_list("draw", flat=True).first() or 0) + 1
    seed = fresh_seed()
    chosen = drawn(pool, number, seed)
    today = clock.today()
    Seat.objects.bulk_create(
        Seat(decision=decision, expert=pool[one], draw=draw, drawn_on=today) for one in chosen
    )
    return ExpertsDrawn(
        draw=draw,
        trade=trade,
        pool_size=len(pool),
        pool=list(pool),
        kept_out=[str(e) for e in kept_out],
        drawn_numbers=chosen,
        drawn=[pool[one].title for one in chosen],
        seed=seed,
    )


@action(
    MajorDecision,
    "declare_interest",
    power=PREPARE,
    by=PREPARING,
    moves=UNSETTLED,
    shown_if=lambda d: d.seats.exists(),
    words=w("Record a declaration", "记录利害关系声明"),
    help=w(
        "Each expert drawn declares whether there is a direct interest.", "每名专家须声明有无直接利害关系。"
    ),
)
def declare_interest(
    decision: MajorDecision, *, seat: Annotated[Seat, among(seats_waiting)], is_interested: bool = False
) -> InterestDeclared:
    """What the expert declared (Order 713, Art. 20)."""
    seat.is_interested = is_interested
    seat.save(update_fields=["is_interested"])
    return InterestDeclared(expert_id=seat.expert_id, expert=str(seat.expert), is_interested=is_interested)


@action(
    MajorDecision,
    "recuse_expert",
    power=PREPARE,
    by=PREPARING,
    moves=UNSETTLED,
    shown_if=lambda d: d.seats.exists(),
    words=w("Recuse an expert", "专家回避"),
    help=w("Draw another one afterwards.", "回避后可重新抽取。"),
)
def recuse_expert(
    decision: MajorDecision, *, seat: Annotated[Seat, among(seats_waiting)], reason: str
) -> ExpertRecused:
    """Let an expert who has an interest give no opinion."""
    seat.recused_on = clock.today()
    seat.save(update_fields=["recused_on"])
    return ExpertRecused(expert_id=seat.expert_id, expert=str(seat.expert), reason=reason)


@action(
    MajorDecision,
    "record_expert_opinion",
    power=PREPARE,
    by=PREPARING,
    moves=UNSETTLED,
    shown_if=lambda d: d.seats.exists(),
    words=w("Record an expert's opinion", "记录专家意见"),
    help=w("With the signed opinion attached.", "须附专家签名的论证意见。"),
)
def record_expert_opinion(
    decision: MajorDecision,
    *,
    seat: Annotated[Seat, among(seats_waiting)],
    done_on: date,
    expert_stance: Stance,
    opinion: Annotated[Essay, Label(w("Opinion", "论证意见"))],
    evidence: list[FileId],
) -> ExpertOpinionGiven:
    """Put an expert's opinion on record. Who has an interest, or has not declared, gives none."""
    must_have_happened(done_on)
    if seat.is_interested is None:
        raise NoDeclaration(expert=str(seat.expert))
    if seat.is_interested:
        raise InterestedExpert(expert=str(seat.expert))
    if not evidence:
        raise NoEvidence(step=w("expert's opinion", "专家论证意见"))
    seat.stance, seat.opinion, seat.opinion_on = expert_stance, opinion, done_on
    seat.save(update_fields=["stance", "opinion", "opinion_on"])
    return ExpertOpinionGiven(
        expert_id=seat.expert_id, expert=str(seat.expert), stance=expert_stance, opinion=opinion
    )


@action(
    MajorDecision,
    "treat_expert_opinion",
    power=PREPARE,
    by=PREPARING,
    moves=UNSETTLED,
    shown_if=lambda d: d.seats.exists(),
    words=w("Treat an expert's opinion", "研究专家意见"),
    help=w("Adopted or not, with the reason.", "说明是否采纳及理由。"),
)
def treat_expert_opinion(
    decision: MajorDecision,
    *,
    seat: Annotated[Seat, among(seats_untreated)],
    treatment: Treatment,
    treatment_reason: Essay,
) -> ExpertOpinionAnswered:
    """Say what became of an expert's opinion (Order 713, Art. 21)."""
    seat.treatment, seat.answer = treatment, treatment_reason
    seat.save(update_fields=["treatment", "answer"])
    return ExpertOpinionAnswered(
        expert_id=seat.expert_id, expert=str(seat.expert), treatment=treatment, answer=treatment_reason
    )
