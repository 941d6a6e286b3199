"""How a stored file is told."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema
from pydantic import Field

from zhixing.kernel.files.models import StoredFile


class FileOut(Schema):
    """A stored file. `content_type` was judged by the content, `sha256` is its fingerprint."""

    id: int
    name: str
    content_type: str
    size: int = Field(description="Bytes")
    sha256: str
    version: int
    brought_at: datetime
    url: str = Field(description="Where the content is")

    @classmethod
    def of(cls, file: StoredFile) -> FileOut:
        return cls(
            id=file.pk,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            version=file.version,
            brought_at=file.brought_at,
            url=f"/api/v1/files/{file.pk}/content",
        )
