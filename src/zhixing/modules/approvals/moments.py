"""Dates and moments as people write them, read by one expression of DuckDB: an instant, and what the clock showed.

A moment with an offset is that instant; one without is read in the mapping's zone. What is no moment is NULL, never guessed:
`03/04/2018` is read only by a format that the mapping states.
"""

from __future__ import annotations

from dataclasses import dataclass

_OFFSET = r"\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([zZ]|UTC|[+-]\d{2}(:?\d{2})?)$"
_TIMED = r"\d{1,2}:\d{2}"
_ISO = r"^\d{4}-\d{1,2}-\d{1,2}([ T]|$)"


@dataclass(frozen=True, slots=True)
class Moment:
    """Expressions over a text: `local` (what the clock showed, a TIMESTAMP), `us` (microseconds since 1970 in UTC), `timed` (is
    there a time of day?), `zoned` (is there an offset?), `offset` (in minutes, as written)."""

    local: str
    us: str
    timed: str
    zoned: str


def text_of(column: str) -> str:
    """A cell without blanks around it; NULL where nothing stands."""
    return f"nullif(trim({column}), '')"


def moment(said: str, zone: str, written_as: str | None = None) -> Moment:
    """How the text `said` (an expression) is read in this zone."""
    if written_as:
        form = written_as.replace("'", "''")
        local = f"try_strptime({said}, '{form}')"
        timed = "true" if any(sign in written_as for sign in ("%H", "%I", "%X", "%c")) else "false"
        return Moment(local, _instant(local, zone), timed, "false")
    iso = _as_iso(said)
    zoned = f"regexp_matches({said}, '{_OFFSET}')"
    looks = f"regexp_matches({iso}, '{_ISO}')"
    aware = f"(case when {looks} then try_cast({_with_colon(iso)} as timestamptz) end)"
    naive = f"(case when {looks} then try_cast({iso} as timestamp) end)"
    local = f"(case when {zoned} then timezone('{zone}', {aware}) else {naive} end)"
    us = f"(case when {zoned} then epoch_us({aware}) else {_instant(naive, zone)} end)"
    return Moment(local, us, f"regexp_matches({said}, '{_TIMED}')", zoned)


def _instant(naive: str, zone: str) -> str:
    return f"epoch_us(timezone('{zone}', {naive}))"


def _as_iso(said: str) -> str:
    """Years first, with strokes: `2018年2月8日 10:00`, `2018/2/8`, `2018.2.8`, `20180208`."""
    chinese = r"'^(\d{4})\s*[年/.]\s*(\d{1,2})\s*[月/.]\s*(\d{1,2})日?\s*', '\1-\2-\3 '"
    unbroken = r"'^(\d{4})(\d{2})(\d{2})([ T]|$)', '\1-\2-\3\4'"
    other = f"trim(regexp_replace(regexp_replace({said}, {chinese}), {unbroken}))"
    return rf"(case when regexp_matches({said}, '^\d{{4}}-') then {said} else {other} end)"


def _with_colon(iso: str) -> str:
    return rf"replace(regexp_replace({iso}, '([+-]\d\d)(\d\d)$', '\1:\2'), ' UTC', '+00')"
