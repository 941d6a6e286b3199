"""Bringing, using and fetching files, and keeping them in order."""

from __future__ import annotations

import io
import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from zhixing.base.refusals import NotFound
from zhixing.kernel.files import contents, service
from zhixing.kernel.files.models import FileUse, StoredFile
from zhixing.kernel.files.refusals import (
    FileDamaged,
    FileEmpty,
    FileNotYours,
    FileTooLarge,
    FileUsed,
    NoRoom,
    NotWhatItSays,
    TooManyWaiting,
)
from zhixing.kernel.files.tests import samples
from zhixing.kernel.files.tests.town import bring, on_disk
from zhixing.kernel.matters.models import Event, Matter


def test_a_file_is_kept_under_its_fingerprint_and_its_cleaned_name(town):
    file = bring(town.inside, "../../关于\u202e方案.pdf", b"%PDF-1.4 plan")

    assert file.name == "关于方案.pdf"
    assert file.content_type == "application/pdf"
    assert file.size == 13
    assert file.sha256 == "ff306942528c22fec24a3515d4fa35545f253e040364f6c05a6f44c7fdfb0b0d"
    assert contents.place_of(file.sha256).read_bytes() == b"%PDF-1.4 plan"
    assert contents.place_of(file.sha256).relative_to(contents.root()).parts[:2] == (
        file.sha256[:2],
        file.sha256[2:4],
    )


def test_identical_content_is_stored_once_under_both_names(town):
    one, other = bring(town.inside, "甲.pdf"), bring(town.outside, "乙.pdf")

    assert one.pk != other.pk
    assert on_disk() == [one.sha256] == [other.sha256]


def test_a_content_that_was_damaged_is_healed_when_it_is_brought_again(town):
    place = contents.place_of(bring(town.inside).sha256)
    place.chmod(0o640)
    place.write_bytes(b"x" * len(samples.PDF))

    bring(town.outside)

    assert place.read_bytes() == samples.PDF


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("大.pdf", b"%PDF-" + bytes(2_000), FileTooLarge),
        ("空.pdf", b"", FileEmpty),
        ("假.pdf", b"MZ\x90\x00" + bytes(60), NotWhatItSays),
    ],
)
def test_a_refused_file_leaves_nothing_behind(town, settings, name, content, refusal):
    settings.MAX_FILE_BYTES = 1_000

    with pytest.raises(refusal):
        bring(town.inside, name, content)

    assert on_disk() == []
    assert StoredFile.objects.count() == 0


def test_a_file_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(town, settings):
    settings.MAX_FILE_BYTES = 1_000

    assert bring(town.inside, content=b"%PDF-" + b"x" * 995).size == 1_000
    with pytest.raises(FileTooLarge):
        bring(town.inside, content=b"%PDF-" + b"x" * 996)


def test_a_stream_that_never_ends_is_given_up_at_the_limit(town, settings):
    settings.MAX_FILE_BYTES = 3 * contents.PIECE

    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"a" * size

    stream = Endless()
    with pytest.raises(FileTooLarge):
        service.store("无尽.txt", stream, actor=town.inside)

    assert stream.given == 4 * contents.PIECE


def test_a_full_disk_is_told_in_words_and_leaves_nothing(town, monkeypatch):
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(contents.os, "fsync", full)
    with pytest.raises(NoRoom):
        bring(town.inside)

    assert on_disk() == []


def test_nobody_fills_the_disk_with_files_that_nothing_rests_on(town, monkeypatch):
    monkeypatch.setattr(service, "MOST_WAITING", 2)
    first, _ = bring(town.inside), bring(town.inside)

    with pytest.raises(TooManyWaiting):
        bring(town.inside)
    town.uses(first)

    assert bring(town.inside).pk


def test_no_attachment_costs_no_query(town):
    with CaptureQueriesContext(connection) as asked:
        assert service.attach([], actor=town.inside) == []

    assert len(asked) == 0


def test_a_used_file_is_bound_to_the_event_and_its_matter(town):
    one, other = bring(town.inside, "甲.pdf"), bring(town.inside, "乙.pdf", b"%PDF-2")

    town.uses(other, one, other)

    event = Event.objects.get()
    assert list(FileUse.objects.values_list("file_id", "event_id", "matter_id")) == [
        (other.pk, event.pk, town.matter.pk),
        (one.pk, event.pk, town.matter.pk),
    ]


def test_only_what_oneself_brought_can_be_attached(town):
    file = bring(town.outside)

    for ids in ([file.pk], [file.pk + 1000]):
        with pytest.raises(FileNotYours), transaction.atomic():
            service.attach(ids, actor=town.inside)

    assert FileUse.objects.count() == 0


def test_a_file_is_used_once(town):
    file = bring(town.inside)
    town.uses(file)

    with pytest.raises(FileUsed):
        town.uses(file)

    assert FileUse.objects.count() == 1
    assert Event.objects.count() == 1


def test_what_is_rolled_back_leaves_the_file_unused(town):
    file = bring(town.inside)

    with pytest.raises(RuntimeError), transaction.atomic():
        service.attach([file.pk], actor=town.inside)[0].keep(town.happens())
        raise RuntimeError

    assert StoredFile.objects.unused().get() == file


def test_the_same_name_on_the_same_matter_is_the_next_version(town):
    first, second, other = (
        bring(town.inside),
        bring(town.inside, "方案.PDF", b"%PDF-2"),
        bring(town.inside, "附表.pdf"),
    )
    for file in (first, other, second):
        town.uses(file)

    second.refresh_from_db()
    assert (second.version, second.replaces_id) == (2, first.pk)
    assert service.versions(town.matter) == [[second, first], [other]]


def test_the_same_name_on_another_matter_is_no_version(town):
    first, second = bring(town.inside), bring(town.inside)
    town.uses(first)
    elsewhere = Matter.objects.create(
        kind="x.thing",
        title="建桥",
        jurisdiction=town.matter.jurisdiction,
        state="open",
        opened_on=date(2026, 3, 2),
    )
    with transaction.atomic():
        service.attach([second.pk], actor=town.inside)[0].keep(town.happens(elsewhere))

    second.refresh_from_db()
    assert (second.version, second.replaces_id) == (1, None)


def test_only_who_may_find_the_matter_or_brought_the_file_gets_it(town):
    file, own = bring(town.inside), bring(town.outside, "自带.pdf", b"%PDF-own")
    town.uses(file)

    found, place = service.download(file.pk, town.inside)
    assert (found, place.read_bytes()) == (file, samples.PDF)
    assert service.download(own.pk, town.outside)[0] == own
    for pk, actor in ((file.pk, town.outside), (own.pk, town.inside), (own.pk + 1000, town.inside)):
        with pytest.raises(NotFound):
            service.download(pk, actor)


def test_a_file_whose_content_is_gone_is_not_sent_as_if_it_were_whole(town):
    file = bring(town.inside)
    contents.place_of(file.sha256).unlink()

    with pytest.raises(FileDamaged):
        service.download(file.pk, town.inside)


def test_the_database_itself_refuses_a_fingerprint_that_is_none(town):
    file = bring(town.inside)
    file.sha256 = "../../etc/passwd"

    with pytest.raises(IntegrityError, match="file_has_a_fingerprint"), transaction.atomic():
        file.save()


@pytest.mark.django_db(transaction=True)
def test_of_two_deeds_at_once_one_gets_the_file_and_the_other_is_told(town):
    file = bring(town.inside)
    outcomes: list[str] = []
    ready = threading.Barrier(2, timeout=10)

    def deed() -> None:
        try:
            ready.wait()
            town.uses(file)
            outcomes.append("used it")
        except FileUsed:
            outcomes.append("was told")
        finally:
            connection.close()

    threads = [threading.Thread(target=deed) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert sorted(outcomes) == ["used it", "was told"]
    assert FileUse.objects.count() == 1
