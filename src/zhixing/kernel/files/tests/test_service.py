"""Bringing, using and fetching files, and keeping them in order."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor, Held
from zhixing.kernel.access.models import Account
from zhixing.kernel.files import contents, service, texts, upkeep
from zhixing.kernel.files.models import FileText, FileUse, StoredFile
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
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.organisation.models import Unit

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass
class Town:
    """A unit with a matter, someone of the unit, and an outsider."""

    matter: Matter
    inside: Actor
    outside: Actor

    def happens(self, matter: Matter | None = None) -> Event:
        about = matter or self.matter
        return Event.objects.create(
            matter=about,
            kind="x.done",
            actor_id=self.inside.account_id,
            actor_name="李",
            happened_at=NOON,
            recorded_at=NOON,
        )

    def uses(self, *files: StoredFile, by: Actor | None = None) -> None:
        with transaction.atomic():
            event = self.happens()
            for attached in service.attach([f.pk for f in files], actor=by or self.inside):
                attached.keep(event)


@pytest.fixture
def town(db, tmp_path, settings, monkeypatch) -> Town:
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(kinds, "_KINDS", {})
    kinds.register(
        "x.thing", Matter, words=w("thing", "事项"), plural=w("things", "事项"), view="x.view", segment="x"
    )
    units = [
        Unit.objects.create(
            code=f"u{n}",
            name=f"单位{n}",
            short_name=f"单位{n}",
            level="city",
            kind="department",
            path=f"{n}",
            opened_on=date(2020, 1, 1),
        )
        for n in (1, 2)
    ]
    matter = Matter.objects.create(
        kind="x.thing",
        title="修路",
        jurisdiction=units[0],
        state="open",
        opened_on=date(2026, 3, 2),
        audience=[units[0].pk],
    )
    inside, outside = (_actor(name, unit) for name, unit in zip(("li", "wang"), units, strict=True))
    return Town(matter, inside, outside)


def _actor(name: str, unit: Unit) -> Actor:
    account = Account.objects.create(username=name)
    held = (Held(frozenset({"x.view"}), unit.pk, str(unit.path), "unit", None),)
    return Actor(account.pk, name, None, frozenset({unit.pk}), held)


def bring(
    actor: Actor, name: str = "方案.pdf", content: bytes = samples.PDF, at: datetime = NOON
) -> StoredFile:
    with clock.at(at):
        return service.store(name, io.BytesIO(content), actor=actor)


def on_disk() -> list[str]:
    return sorted(p.name for p in contents.root().rglob("*") if p.is_file())


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


def test_the_check_tells_gone_changed_and_whole_contents_apart(town):
    gone, changed, whole = (bring(town.inside, content=b"%PDF-" + letter) for letter in (b"a", b"b", b"c"))
    again = bring(town.outside, "又.pdf", b"%PDF-b")
    contents.place_of(gone.sha256).unlink()
    contents.place_of(changed.sha256).chmod(0o640)
    contents.place_of(changed.sha256).write_bytes(b"%PDF-B")

    damaged = upkeep.check_all()

    assert [(d.file, d.found is None) for d in damaged] == [(gone, True), (changed, False), (again, False)]
    assert whole not in [d.file for d in damaged]


def test_the_sweep_takes_what_nobody_used_within_a_day_and_nothing_else(town):
    day = timedelta(hours=24)
    old = bring(town.inside, "旧.pdf", b"%PDF-old", at=NOON - day - timedelta(seconds=1))
    young = bring(town.inside, "新.pdf", b"%PDF-new", at=NOON - day + timedelta(seconds=1))
    used = bring(town.inside, "用.pdf", b"%PDF-used", at=NOON - 2 * day)
    town.uses(used)

    assert upkeep.sweep(NOON) == 1
    assert upkeep.sweep(NOON) == 0
    assert list(StoredFile.objects.order_by("id")) == [young, used]
    assert on_disk() == sorted([young.sha256, used.sha256])
    assert old.sha256 not in on_disk()


def test_the_sweep_leaves_a_content_that_another_row_still_names(town):
    bring(town.inside, "旧.pdf", at=NOON - timedelta(days=3))
    kept = bring(town.outside, "新.pdf", at=NOON)

    assert upkeep.sweep(NOON) == 1
    assert on_disk() == [kept.sha256]


def test_what_a_killed_upload_left_aside_goes_after_a_day(town):
    bring(town.inside)
    aside = contents.root() / contents.INCOMING / "left"
    aside.write_bytes(b"half a file")

    upkeep.sweep(clock.now())
    assert aside.exists()
    upkeep.sweep(clock.now() + timedelta(hours=25))
    assert not aside.exists()


def test_a_content_without_a_row_is_found(town):
    file = bring(town.inside)
    StoredFile.objects.all().delete()

    assert upkeep.leftovers() == [file.sha256]


def test_the_database_itself_refuses_a_fingerprint_that_is_none(town):
    file = bring(town.inside)
    file.sha256 = "../../etc/passwd"

    with pytest.raises(IntegrityError, match="file_has_a_fingerprint"), transaction.atomic():
        file.save()


def test_what_a_used_document_says_can_be_searched_within_what_one_may_see(town):
    file = bring(town.inside, "方案.docx", samples.docx("新建垃圾焚烧发电厂"))
    town.uses(file)

    assert texts.read(file.pk).failed == ""
    seen = Matter.objects.visible_to(town.inside)
    assert list(texts.matters_saying("焚烧发电", seen)) == [town.matter]
    assert not texts.matters_saying("焚烧发电", Matter.objects.visible_to(town.outside)).exists()
    assert not texts.matters_saying("水库", seen).exists()


def test_a_document_that_cannot_be_read_is_a_recorded_failure_and_stays_a_file(town):
    file = bring(town.inside, "坏.pdf", b"%PDF-1.4 nothing that a reader would understand")

    kept = texts.read(file.pk)

    assert kept.body == ""
    assert kept.failed
    assert texts.read(file.pk + 1000) is None
    assert FileText.objects.count() == 1


def test_using_a_document_asks_for_its_text_and_a_photo_does_not(town):
    document, photo = bring(town.inside), bring(town.inside, "现场.png", samples.png())

    town.uses(document, photo)

    with connection.cursor() as cursor:
        cursor.execute(
            "select args ->> 'file_id' from procrastinate_jobs where task_name = 'files.read_text'"
        )
        assert cursor.fetchall() == [(str(document.pk),)]


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
