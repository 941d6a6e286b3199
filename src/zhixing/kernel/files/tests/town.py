"""A unit with a matter, someone of the unit who brings files, and an outsider."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from zhixing.base import clock
from zhixing.kernel.access.actors import Actor, Held
from zhixing.kernel.access.models import Account
from zhixing.kernel.files import contents, service
from zhixing.kernel.files.models import StoredFile
from zhixing.kernel.files.tests import samples
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.organisation.models import Unit

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass
class Town:
    """A unit with a matter, someone of the unit, and an outsider."""

    matter: Matter
    inside: Actor
    outside: Actor

    def happens(self, matter: Matter | None = None) -> Event:
        about = matter or self.matter
        return Event.objects.create(
            matter=about,
            kind="x.done",
            actor_id=self.inside.account_id,
            actor_name="李",
            happened_at=NOON,
            recorded_at=NOON,
        )

    def uses(self, *files: StoredFile, by: Actor | None = None) -> None:
        with transaction.atomic():
            event = self.happens()
            for attached in service.attach([f.pk for f in files], actor=by or self.inside):
                attached.keep(event)


def actor_in(name: str, unit: Unit) -> Actor:
    account = Account.objects.create(username=name)
    held = (Held(frozenset({"x.view"}), unit.pk, str(unit.path), "unit", None),)
    return Actor(account.pk, name, None, frozenset({unit.pk}), held)


def bring(
    actor: Actor, name: str = "方案.pdf", content: bytes = samples.PDF, at: datetime = NOON
) -> StoredFile:
    with clock.at(at):
        return service.store(name, io.BytesIO(content), actor=actor)


def on_disk() -> list[str]:
    return sorted(p.name for p in contents.root().rglob("*") if p.is_file())
