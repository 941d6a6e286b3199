"""Keeping the files in order, and reading what they say."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from zhixing.base import clock
from zhixing.kernel.files import contents, texts, upkeep
from zhixing.kernel.files.models import FileText, StoredFile
from zhixing.kernel.files.tests import samples
from zhixing.kernel.files.tests.town import NOON, bring, on_disk
from zhixing.kernel.matters.models import Matter


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
