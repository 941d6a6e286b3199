"""The disk is full: 503 and nothing half-written; once there is room again, on without a restart."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import close_old_connections
from django.test import Client, override_settings

from tests.city import City, small_city
from tests.faults.own_server import own_server
from tests.faults.standing import all_stands
from zhixing.base import clock
from zhixing.kernel.files.models import StoredFile
from zhixing.kernel.matters.models import Event
from zhixing.modules.supervision.models import SupervisedItem

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
FRIDAY = clock.moment_on(date(2026, 3, 6), 10)
NEW = "/supervision/items/new/register"


@pytest.fixture
def disk() -> Iterator[Path]:
    """A disk of 200 MB in memory; only root may make one. Not below pytest's folder: the server's account cannot enter that."""
    place = Path(tempfile.mkdtemp(prefix="zhixing-disk-"))
    place.chmod(0o755)
    command = ["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", str(place)]
    try:
        made = os.geteuid() == 0 and subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        made = False
    if not made:
        place.rmdir()
        pytest.skip("a small disk cannot be made here: mounting one needs root")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
        place.rmdir()


def filled(disk: Path) -> Path:
    """Take every byte that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65536)
        except OSError:
            pass
    return filler


def text(n: int) -> str:
    """Ten thousand characters that do not compress to nothing: they need room of their own."""
    return "".join(chr(0x4E00 + (n * 7919 + k * 104729) % 20000) for k in range(9_900))


def form(city: City, n: int) -> dict[str, object]:
    return {
        "title": f"第{n}项", "content": text(n), "source": "meeting", "supervising_unit": city.office.pk,
        "lead_unit": city.housing.pk, "limit_on": "2026-06-30", "once": f"form-{n}",
    }  # fmt: skip


def test_a_full_disk_refuses_and_goes_on_when_there_is_room(disk):
    city = small_city()
    with own_server(disk / "pg"), clock.at(FRIDAY):
        client = Client(raise_request_exception=False)
        client.force_login(city.accounts["officer"])

        def sent(n: int) -> int:
            close_old_connections()
            return int(client.post(NEW, form(city, n)).status_code)

        assert sent(0) == 302
        filler = filled(disk)
        answers = [sent(n) for n in range(1, 9)]
        filler.unlink()

        assert set(answers) <= {302, 503} and 503 in answers, answers
        confirmed = 1 + answers.count(302)
        assert SupervisedItem.objects.count() == confirmed
        assert Event.objects.filter(kind="supervision.registered").count() == confirmed
        assert [sent(n) for n in range(1, 9)] == [
            302
        ] * 8  # the same forms again: what was done is not done twice
        assert SupervisedItem.objects.count() == 9
        all_stands(SupervisedItem.objects.get(title="第0项"))


def test_a_file_that_finds_no_room_leaves_nothing_behind(disk):
    city = small_city()
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = Client(raise_request_exception=False)
    client.force_login(city.accounts["officer"])
    with override_settings(MEDIA_ROOT=disk / "files", DATA_DIR=disk), clock.at(FRIDAY):
        filler = filled(disk)
        before = sorted(p for p in disk.rglob("*") if p.is_file())
        files = client.post(
            "/api/v1/files", {"file": SimpleUploadedFile("佐证.txt", "照片说明".encode() * 50_000)}
        )

        assert files.status_code >= 400
        assert StoredFile.objects.count() == 0
        assert sorted(p for p in disk.rglob("*") if p.is_file()) == before
        filler.unlink()
