"""What can be decided about an outside system: connecting it, reading it, judging it, bringing what it recorded."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.access.models import Account
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.files.models import StoredFile
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals import mapping as mappings
from zhixing.modules.approvals.cases import named_so, touch
from zhixing.modules.approvals.events import sources as events
from zhixing.modules.approvals.loading import new_batch
from zhixing.modules.approvals.loading.soon import load_soon
from zhixing.modules.approvals.models import Batch, OutsideCase, Source, UnitName
from zhixing.modules.approvals.models.sources import SourceState
from zhixing.modules.approvals.packs import must_be_known
from zhixing.modules.approvals.powers import CONNECT, DELIVER
from zhixing.modules.approvals.refusals import CodeNotFit, CodeTaken, MappingUnchanged
from zhixing.modules.approvals.relations import (
    RUNS_OR_WATCHES,
    WATCHES,
    files_brought,
    unit_names,
    units,
    watching_units,
)
from zhixing.modules.approvals.rulesets import rules_of

CODE = re.compile(r"[a-z][a-z0-9-]{1,39}")  # begins with a letter: it stands where an id may stand too
LONGEST_MAPPING = 200_000
ACTIVE = {SourceState.ACTIVE: ""}
ANY = dict.fromkeys(SourceState, "")


@action(
    Source,
    "register_source",
    power=CONNECT,
    opens=True,
    tone="primary",
    words=w("Register a system", "登记接入系统"),
    help=w(
        "Name an outside approval system; its columns are mapped next.",
        "登记需接入监察的外部审批系统；随后配置数据映射。",
    ),
)
def register_source(
    *,
    title: Annotated[str, Label(w("Name of the system", "系统名称"))],
    source_code: Annotated[
        str,
        Label(
            hint=w(
                "Small letters, digits and hyphens, beginning with a letter", "小写字母开头，可含数字和连字符"
            )
        ),
    ],
    running_unit: Annotated[Unit, among(units)],
    supervising_unit: Annotated[Unit, among(watching_units), Label(w("Unit that watches", "监察单位"))],
) -> tuple[Source, events.SourceRegistered]:
    """Register an outside system (S0-42): who runs it and who watches it find it and its cases."""
    if not CODE.fullmatch(source_code):
        raise CodeNotFit(said=source_code)
    if Source.objects.filter(code=source_code).exists():
        raise CodeTaken(said=source_code)
    source = open_matter(
        Source,
        jurisdiction=jurisdiction_of(supervising_unit),
        state=SourceState.DRAFT,
        title=title,
        code=source_code,
        supervising_unit=supervising_unit,
    )
    participations.stand(
        source, {Standing.LEAD: ([running_unit], []), Standing.SUPERVISOR: ([supervising_unit], [])}
    )
    return source, events.SourceRegistered(
        title=title, code=source_code, lead_unit_id=running_unit.pk, lead_unit=running_unit.name,
        supervising_unit_id=supervising_unit.pk, supervising_unit=supervising_unit.name,
    )  # fmt: skip


@action(
    Source,
    "adopt_mapping",
    power=CONNECT,
    by=RUNS_OR_WATCHES,
    moves=ANY | {SourceState.DRAFT: SourceState.ACTIVE},
    tone="primary",
    words=w("Map its columns", "配置数据映射"),
    help=w(
        "Say which column means what. It holds for what is delivered from now on; limits it names judge all cases.",
        "指明各列含义，自此后报送的数据起适用；其中的时限对全部办件重新判定。",
    ),
)
def adopt_mapping(source: Source, *, mapping: Annotated[str, Long(LONGEST_MAPPING)]) -> events.MappingAdopted:
    """Adopt a mapping: the next version, kept whole in the record; the first one connects the system."""
    read = mappings.parse(mapping, "mapping")
    written = read.written()
    if written == source.mapping:
        raise MappingUnchanged(version=source.mapping_version)
    source.mapping = written
    source.mapping_version += 1
    rules_of(source)  # refuses limits whose codes the packs use already
    touch(OutsideCase.objects.filter(source=source))
    return events.MappingAdopted(
        mapping_version=source.mapping_version, columns=_once(read.columns()), mapping=written
    )


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


@action(
    Source,
    "choose_packs",
    power=CONNECT,
    by=WATCHES,
    words=w("Choose rule packs", "选定规则包"),
    help=w(
        "Say by which packs its cases are judged; all of them are judged again.",
        "选定用于监察的规则包，全部办件将重新判定。",
    ),
)
def choose_packs(source: Source, *, packs: list[str]) -> events.PacksChosen:
    """Choose by which packs its cases are judged; limits named in the mapping always judge too."""
    wanted = sorted({code for code in packs if code})
    must_be_known(source.jurisdiction_id, wanted)
    before, source.packs = list(source.packs), wanted
    rules_of(source)  # refuses packs that use one code for two rules
    touch(OutsideCase.objects.filter(source=source))
    return events.PacksChosen(packs=wanted, before=before)


@action(
    Source,
    "name_units",
    power=CONNECT,
    by=RUNS_OR_WATCHES,
    words=w("Say who a unit name is", "确认单位名称"),
    help=w(
        "Say which unit the system means by these names; their cases count for that unit.",
        "确认系统所用名称对应的单位，相应办件归该单位。",
    ),
    shown_if=lambda source: bool(source.mapping_version),
)
def name_units(
    source: Source,
    *,
    unit_names: Annotated[list[UnitName], among(unit_names)],
    unit: Annotated[Unit, among(units)],
) -> events.UnitNamed:
    """Say who is meant by names of the outside system; the cases that bear them are judged again."""
    for name in unit_names:
        name.unit = unit
        name.save(update_fields=["unit"])
    names = [name.name for name in unit_names]
    touched = touch(named_so(source, names))
    return events.UnitNamed(names=names, unit_id=unit.pk, unit=unit.name, cases=touched)


@action(
    Source,
    "watch_from",
    power=CONNECT,
    by=WATCHES,
    moves=ACTIVE,
    words=w("Watch from a day", "启动监察"),
    help=w(
        "Cards dated on or after this day are drawn and must be answered; earlier ones only count.",
        "自该日起的预警牌予以出示并须回应，此前的仅作统计。",
    ),
    consequence=lambda source: _consequence(source),
)
def watch_from(source: Source, *, from_on: date) -> events.WatchBegun:
    """Say from which day on its cases draw cards in the house."""
    before, source.watched_from = source.watched_from, from_on
    touch(OutsideCase.objects.filter(source=source, duties__cards__drawn_on__gte=from_on).distinct())
    return events.WatchBegun(from_on=from_on, before=before)


def _consequence(source: Source) -> Words:
    if source.watched_from is None:
        return w("So far no card has been drawn for this system.", "该系统目前未出示预警牌。")
    return w("So far cards are drawn from {day} on.", "目前自{day}起出示预警牌。").put(
        day=source.watched_from.isoformat()
    )


@action(
    Source,
    "suspend_source",
    power=CONNECT,
    by=RUNS_OR_WATCHES,
    moves={SourceState.ACTIVE: SourceState.SUSPENDED},
    tone="grave",
    words=w("Suspend", "暂停接入"),
    help=w("Take nothing more in until it is resumed.", "暂停接收该系统数据，恢复前不再入库。"),
)
def suspend_source(source: Source, *, reason: Annotated[str, Long(1000)]) -> events.SourceSuspended:
    """Take nothing more in; what was taken in goes on being judged as time passes."""
    return events.SourceSuspended(reason=reason)


@action(
    Source,
    "resume_source",
    power=CONNECT,
    by=RUNS_OR_WATCHES,
    moves={SourceState.SUSPENDED: SourceState.ACTIVE},
    tone="primary",
    words=w("Resume", "恢复接入"),
    help=w("Take in again what it sends.", "恢复接收该系统数据。"),
)
def resume_source(source: Source) -> events.SourceResumed:
    """Take in again what it sends."""
    return events.SourceResumed()


@action(
    Source,
    "deliver",
    power=DELIVER,
    by=RUNS_OR_WATCHES,
    moves=ACTIVE,
    tone="primary",
    words=w("Deliver a file", "报送数据文件"),
    help=w(
        "CSV, XES, JSON lines or Parquet, also as gzip. The same file twice changes nothing.",
        "支持 CSV、XES、JSON 行文件、Parquet 及其 gzip 压缩文件；重复报送不会重复入库。",
    ),
)
def deliver(source: Source, *, file: FileId, actor: Actor) -> events.FileBrought:
    """Hand in a file of cases and events: it is read by the present mapping, in the background."""
    stored = StoredFile.objects.get(pk=file)
    batch = _waiting(source, stored, stored.name, actor)
    return events.FileBrought(number=batch.number, file=stored.name, size=stored.size, sha256=stored.sha256)


@action(
    Source,
    "read_again",
    power=DELIVER,
    by=RUNS_OR_WATCHES,
    moves=ACTIVE,
    words=w("Read a delivery again", "重新读取"),
    help=w(
        "Read an earlier file by the present mapping: what was quarantined for the mapping's sake can be believed now.",
        "按现行映射重新读取已报送的文件；因映射缺漏而隔离的记录可据此重新采信。",
    ),
    shown_if=lambda source: source.mapping_version > 1,
)
def read_again(
    source: Source, *, delivery: Annotated[Batch, among(files_brought)], actor: Actor
) -> events.FileReadAgain:
    """Read the file of an earlier delivery again; events that are known already change nothing."""
    assert delivery.file is not None  # only such are offered
    batch = _waiting(source, delivery.file, delivery.name, actor)
    return events.FileReadAgain(
        number=batch.number,
        before=delivery.number,
        mapping_version=source.mapping_version,
        file=delivery.name,
    )


def _waiting(source: Source, file: StoredFile, name: str, actor: Actor) -> Batch:
    """The file as a delivery that waits, and the job that loads it once the deed is done."""
    brought_by = Account.objects.get(pk=actor.account_id)
    batch = new_batch(source, way="file", name=name, file=file, brought_by=brought_by)
    load_soon(batch.pk)
    return batch
