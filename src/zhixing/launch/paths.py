"""Where things lie: the checkout, the one folder with the data, the fonts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
FONT_DIR = REPOSITORY / ".fonts"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder with everything that is to be kept: ZHIXING_DATA, else `.data` in the checkout."""

    root: Path

    @classmethod
    def chosen(cls) -> DataFolder:
        """The folder in force. It also settles ZHIXING_DATA for settings and child processes."""
        home = REPOSITORY if (REPOSITORY / "pyproject.toml").exists() else Path.cwd()
        root = Path(os.environ.get("ZHIXING_DATA") or home / ".data").resolve()
        os.environ["ZHIXING_DATA"] = str(root)
        return cls(root)

    @property
    def postgres(self) -> Path:
        """The embedded database server's folder."""
        return self.root / "postgres"

    @property
    def app_url(self) -> Path:
        """The file with the address under which the application works."""
        return self.root / "database.url"

    @property
    def owner_url(self) -> Path:
        """The file with the address under which migrations run."""
        return self.root / "owner.url"

    @property
    def secret_key(self) -> Path:
        """The key that signs sessions and links."""
        return self.root / "secret.key"

    @property
    def version(self) -> Path:
        """The release that last wrote here."""
        return self.root / "product.version"

    @property
    def running(self) -> Path:
        """Who serves this folder: locked while it does, and tells its address."""
        return self.root / "running.json"

    @property
    def files(self) -> Path:
        """Stored files (settings.MEDIA_ROOT)."""
        return self.root / "files"

    @property
    def logs(self) -> Path:
        """What web and worker said."""
        return self.root / "logs"
