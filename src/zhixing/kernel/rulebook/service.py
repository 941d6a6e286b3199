"""Which rules hold for a matter: loading packs, switching them on, and finding the set a matter was opened under."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhixing.base import clock
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.loading import PACKS, parse
from zhixing.kernel.rulebook.local import LocalValue, laid_over, must_be_allowed
from zhixing.kernel.rulebook.models import PackText, Rulebook
from zhixing.kernel.rulebook.ruleset import RuleSet, compile_packs
from zhixing.kernel.rulebook.schema import Pack


def switch_on(jurisdiction: Unit, names: list[str], *, reason: str, folder: Path = PACKS) -> Rulebook:
    """A new rulebook for the jurisdiction with these packs, as they are shipped now; local values and choices stay.

    The same packs again make no new rulebook. Raises PackInvalid before anything is written.
    """
    texts = [(folder / f"{name}.yaml").read_text("utf-8") for name in names]
    now = latest(jurisdiction.pk)
    kept = {"locals": now.locals, "choices": now.choices} if now else {"locals": [], "choices": {}}
    return _made(jurisdiction, names, texts, reason=reason, now=now, **kept)


def renewed(
    jurisdiction: Unit,
    *,
    reason: str,
    local: LocalValue | None = None,
    choice: tuple[str, str] | None = None,
    names: list[str] | None = None,
) -> Rulebook:
    """The jurisdiction's rulebook with one thing changed: a local value added, a setting chosen, or other packs switched on.

    Nothing is edited: it is a new rulebook for what is opened from now on. Raises UnknownRule, LocalLonger, NoAmountToSet.
    """
    now = latest(jurisdiction.pk)
    rows = {row.pack: row.text for row in now.packs.order_by("pack")} if now else {}
    if names is not None:
        rows = {name: (PACKS / f"{name}.yaml").read_text("utf-8") for name in sorted(names)}
    locals_ = list(now.locals) if now else []
    if local is not None:
        must_be_allowed([parse(text, f"{name}.yaml") for name, text in rows.items()], local)
        locals_.append(local.plain())
    choices = {**(now.choices if now else {}), **(dict([choice]) if choice else {})}
    return _made(
        jurisdiction, list(rows), list(rows.values()), reason=reason, now=now, locals=locals_, choices=choices
    )


def _made(
    jurisdiction: Unit,
    names: list[str],
    texts: list[str],
    *,
    reason: str,
    now: Rulebook | None,
    locals: list[dict[str, Any]],  # the column's own name
    choices: dict[str, str],
) -> Rulebook:
    packs = [_parsed(text, f"{name}.yaml") for name, text in zip(names, texts, strict=True)]
    compile_packs(packs, choices=choices)
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    is_same = now and set(now.packs.values_list("digest", flat=True)) == set(digests)
    if now and is_same and (now.locals, now.choices) == (locals, choices):
        return now
    rows = []
    for pack, text, digest in zip(packs, texts, digests, strict=True):
        row, _ = PackText.objects.get_or_create(
            digest=digest,
            defaults={"pack": pack.pack, "version": pack.version, "text": text, "loaded_at": clock.now()},
        )
        rows.append(row)
    made = Rulebook.objects.create(
        jurisdiction=jurisdiction, made_at=clock.now(), reason=reason, locals=locals, choices=choices
    )
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
    book = Rulebook.objects.get(pk=rulebook_id)
    return compiled(packs_of(book), book.locals, book.choices)


def packs_of(book: Rulebook) -> list[Pack]:
    """The packs of a rulebook as they were loaded, without its local values."""
    return [_parsed(row.text, f"{row.pack}.yaml") for row in book.packs.order_by("pack")]


def compiled(
    packs: Iterable[Pack], locals_: Iterable[Mapping[str, Any]], choices: Mapping[str, str]
) -> RuleSet:
    """What these packs say with these local values and chosen settings."""
    values = [LocalValue.of(kept) for kept in locals_]
    return compile_packs([laid_over(pack, values) for pack in packs], choices=choices)


@lru_cache(maxsize=256)
def _parsed(text: str, name: str) -> Pack:
    """A kept text never changes, and several rulebooks hold the same."""
    return parse(text, name)
