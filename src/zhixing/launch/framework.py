"""Django, set up for a command: settings loaded, the terminal's language spoken."""

from __future__ import annotations

import os
from types import TracebackType
from typing import Self


def set_up() -> None:
    """Load settings and apps, once; the database's address must be in the environment by then."""
    name_settings()
    import django
    from django.utils import translation

    django.setup()
    spoken = os.environ.get("ZHIXING_LANG", "zh")
    translation.activate("en" if spoken.startswith("en") else "zh-hans")


def name_settings() -> None:
    """Say where the settings are, without loading them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhixing.config.settings")


class AsOwner:
    """Within the block Django's connection is the owner's; before and after it is the application's."""

    def __enter__(self) -> Self:
        from django.db import connection

        from zhixing.config.database import parse_url

        self._kept = dict(connection.settings_dict)
        connection.close()
        connection.settings_dict.update(parse_url(os.environ["DATABASE_OWNER_URL"]))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from django.db import connection

        connection.close()
        connection.settings_dict.update(self._kept)
