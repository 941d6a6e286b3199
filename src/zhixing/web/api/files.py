"""Files in two steps: bring one and get its id; an action then takes the id as evidence."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Path, Router, Status

from zhixing.base.words import w
from zhixing.kernel.files.service import download, store
from zhixing.web.api.bodies import MULTIPART
from zhixing.web.api.operations import said
from zhixing.web.api.refusals import BodyNotReadable, NotTheType
from zhixing.web.api.shapes.files import FileOut
from zhixing.web.api.shapes.marks import Id

router = Router(tags=["files"])

ONE_FILE = w("send exactly one file, in the field “file”", "须在 file 字段中上传且仅上传一个文件")
_BODY = {
    "required": True,
    "content": {
        MULTIPART: {
            "schema": {
                "type": "object",
                "title": "FileUpload",
                "required": ["file"],
                "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
            }
        }
    },
}
_CONTENT = {"content": {"*/*": {"schema": {"type": "string"}}}}


@router.post(
    "/files",
    response={201: FileOut},
    **said(
        w("Bring a file; unused ones go after 24 hours", "上传文件；未使用的 24 小时后清除"),
        "files_store",
        requestBody=_BODY,
    ),
)
def bring(request: Any) -> Status[FileOut]:
    name, stream = _one_file(request)
    return Status(201, FileOut.of(store(name, stream, actor=request.actor)))


@router.get(
    "/files/{int:id}",
    response=FileOut,
    **said(w("A file: name, type, size, fingerprint", "文件：名称、类型、大小、指纹"), "files_one"),
)
def one(request: Any, id: Path[Id]) -> FileOut:
    file, _ = download(id, request.actor)
    return FileOut.of(file)


@router.get(
    "/files/{int:id}/content",
    **said(w("A file's content", "文件内容"), "files_content", responses={200: _CONTENT}),
)
def content(request: Any, id: Path[Id]) -> HttpResponse:
    file, place = download(id, request.actor)
    sent: Any = FileResponse(
        place.open("rb"), as_attachment=True, filename=file.name, content_type=file.content_type
    )
    sent["X-Content-Type-Options"] = "nosniff"
    return sent  # type: ignore[no-any-return]  # a response of its own class


def _one_file(request: HttpRequest) -> tuple[str, Any]:
    """The name and stream of the one file that came."""
    if request.content_type != MULTIPART:
        raise NotTheType(found=request.content_type or "—", wanted=MULTIPART)
    came = [(field, file) for field, files in request.FILES.lists() for file in files]
    if len(came) != 1 or came[0][0] != "file":
        raise BodyNotReadable(found=ONE_FILE)
    file: Any = came[0][1]
    return file.name or "", file
