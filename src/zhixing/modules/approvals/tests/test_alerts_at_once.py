"""Two workers at once bring each duty in once; what one has under its hands the other leaves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from zhixing.kernel.obligations.models import Card
from zhixing.modules.approvals.alerts import raise_due
from zhixing.modules.approvals.models import Alert
from zhixing.modules.approvals.tests.story_alerts import Watch, watched_city

TODAY = date(2026, 3, 16)


@pytest.mark.django_db(transaction=True)
def test_two_workers_raise_each_alert_once():
    watch = Watch(watched_city())
    for number in range(8):
        watch.duty(("yellow", TODAY), case=f"甲{number}")

    def work(_: int) -> int:
        try:
            return raise_due(None, TODAY).raised
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(work, range(2)))

    assert sum(done) == Alert.objects.count() == Card.objects.count() == 8
    assert raise_due(None, TODAY).deeds == 0
