"""Which rules hold for a matter: loading packs, switching them on, and finding the set a matter was opened under."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from zhixing.base import clock
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.loading import PACKS, parse
from zhixing.kernel.rulebook.models import PackText, Rulebook
from zhixing.kernel.rulebook.ruleset import RuleSet, compile_packs


def switch_on(jurisdiction: Unit, names: list[str], *, reason: str, folder: Path = PACKS) -> Rulebook:
    """A new rulebook for the jurisdiction with these packs, as they are shipped now.

    The same packs again make no new rulebook. Raises PackInvalid before anything is written.
    """
    texts = [(folder / f"{name}.yaml").read_text("utf-8") for name in names]
    packs = [parse(text, f"{name}.yaml") for name, text in zip(names, texts, strict=True)]
    compile_packs(packs)
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    now = latest(jurisdiction.pk)
    if now and set(now.packs.values_list("digest", flat=True)) == set(digests):
        return now
    rows = []
    for pack, text, digest in zip(packs, texts, digests, strict=True):
        row, _ = PackText.objects.get_or_create(
            digest=digest,
            defaults={"pack": pack.pack, "version": pack.version, "text": text, "loaded_at": clock.now()},
        )
        rows.append(row)
    made = Rulebook.objects.create(jurisdiction=jurisdiction, made_at=clock.now(), reason=reason)
    made.packs.set(rows)
    return made


def latest(jurisdiction_id: int) -> Rulebook | None:
    """The rulebook that a matter opened now would get."""
    return Rulebook.objects.filter(jurisdiction_id=jurisdiction_id).order_by("-id").first()


def latest_id(jurisdiction_id: int) -> int | None:
    """Its id alone: what opening a matter needs."""
    return (
        Rulebook.objects.filter(jurisdiction_id=jurisdiction_id)
        .order_by("-id")
        .values_list("id", flat=True)
        .first()
    )


@lru_cache(maxsize=64)
def ruleset(rulebook_id: int | None) -> RuleSet:
    """The compiled rules of a rulebook; none for a matter without one. Rulebooks never change, so the cache holds."""
    if rulebook_id is None:
        return RuleSet()
    texts = PackText.objects.filter(rulebook=rulebook_id).order_by("pack")
    return compile_packs([parse(row.text, f"{row.pack}.yaml") for row in texts])
