"""How a person wants the product to look: theme, navigation, density of tables. Kept in cookies."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

CHOICES: dict[str, tuple[str, ...]] = {
    "theme": ("auto", "light", "dark"),
    "nav": ("wide", "narrow"),
    "density": ("usual", "dense"),
}
"""What can be chosen; the first of each is the default."""

A_YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Looks:
    """One person's choice."""

    theme: str
    nav: str
    density: str

    @property
    def first_theme(self) -> str:
        """The theme the server draws: "auto" is light until the browser's own setting is known."""
        return "dark" if self.theme == "dark" else "light"

    @property
    def next_theme(self) -> str:
        """The theme the header's button leads to: auto → light → dark → auto."""
        order = CHOICES["theme"]
        return order[(order.index(self.theme) + 1) % len(order)]


def chosen(request: HttpRequest) -> Looks:
    """The choice in the request's cookies; anything else than a known value is the default."""
    picked = {}
    for key, values in CHOICES.items():
        value = request.COOKIES.get(f"zx_{key}", "")
        picked[key] = value if value in values else values[0]
    return Looks(**picked)


def keep(response: HttpResponse, key: str, value: str, *, secure: bool) -> None:
    """Keep one choice for a year. Unknown keys and values are ignored: nothing but looks hangs on them."""
    if value in CHOICES.get(key, ()):
        response.set_cookie(f"zx_{key}", value, max_age=A_YEAR_SECONDS, samesite="Lax", secure=secure)
