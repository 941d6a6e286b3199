"""Every recurring job of the product, with its time, in this one file.

Times are the authority's (settings.TIME_ZONE is the worker's). Each job is safe to run twice and on many workers.
"""

from __future__ import annotations

from zhixing.base import clock
from zhixing.kernel.files.upkeep import sweep
from zhixing.kernel.jobs.app import app
from zhixing.kernel.ledger.sealing import seal
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.notices.cards import cards_told
from zhixing.kernel.notices.mail import plan_digests
from zhixing.kernel.obligations.findings import count
from zhixing.kernel.obligations.tick import tick

# name: (cron with seconds last, what it does) – shown on the jobs page and in docs/reference/jobs.md
SCHEDULE = {
    "ledger.seal": "* * * * * */10",
    "obligations.tick": "* * * * * 5",
    "obligations.findings": "*/5 * * * * 20",
    "notices.digests": "30 8 * * *",
    "files.sweep": "15 3 * * *",
    "matters.audit": "30 3 * * *",
    "approvals.upkeep": "* * * * * 35",  # declared by its module, whose work the kernel does not know
    "approvals.raise_due": "* * * * * 35",
}


@app.periodic(cron=SCHEDULE["ledger.seal"])
@app.task(queue="ledger", name="ledger.seal", queueing_lock="ledger.seal")
def seal_events(timestamp: int) -> int:
    """Every ten seconds: seal what waits and sign the head."""
    return seal()


@app.periodic(cron=SCHEDULE["obligations.tick"])
@app.task(queue="time", name="obligations.tick", queueing_lock="obligations.tick")
def let_time_pass(timestamp: int) -> int:
    """Every minute: cards, escalations and new periods that have fallen due."""
    return tick(tell=cards_told).cards


@app.periodic(cron=SCHEDULE["obligations.findings"])
@app.task(queue="time", name="obligations.findings", queueing_lock="obligations.findings")
def count_findings(timestamp: int) -> int:
    """Every five minutes: thresholds of tally rules that were reached, for a person to decide on."""
    return count().found


@app.periodic(cron=SCHEDULE["notices.digests"])
@app.task(queue="notices", name="notices.digests", queueing_lock="notices.digests")
def send_digests(timestamp: int) -> None:
    """At half past eight: the morning's digests (none on rest days)."""
    plan_digests()


@app.periodic(cron=SCHEDULE["files.sweep"])
@app.task(queue="files", name="files.sweep", queueing_lock="files.sweep")
def sweep_files(timestamp: int) -> int:
    """At night: remove what was uploaded and never used."""
    return sweep(clock.now())


@app.periodic(cron=SCHEDULE["matters.audit"])
@app.task(queue="audit", name="matters.audit", queueing_lock="matters.audit")
def audit_matters(timestamp: int) -> int:
    """At night: compare the derived columns with what they derive from; a difference is reported, never mended silently."""
    return len(audit())
