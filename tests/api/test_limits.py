"""How often one may ask: per token, reading and changing apart, over all processes together."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

from django.core.cache import cache

from tests.api.callers import problem
from zhixing.base import clock
from zhixing.web.api import throttle


def test_beyond_the_limit_one_is_told_how_long_to_wait(officer, clerk, item, settings, unchanged):
    settings.API_RATE_LIMITS = (3, 2)
    assert [officer.get("/whoami").status_code for _ in range(3)] == [200, 200, 200]

    response = officer.get("/whoami")

    told = problem(response, 429, "api.too_often")
    assert response["Retry-After"] == "60"
    assert told["detail"] == "一分钟内的请求超过 3 次。"
    assert clerk.get("/whoami").status_code == 200
    with clock.at(clock.now() + timedelta(seconds=59)):
        assert officer.get("/whoami").status_code == 429
    with clock.at(clock.now() + timedelta(seconds=60)):
        assert officer.get("/whoami").status_code == 200


def test_the_limit_is_kept_when_several_are_taken_at_once(officer, settings):
    settings.API_RATE_LIMITS = (50, 50)
    with patch.object(cache, "incr", wraps=cache.incr) as shared:
        answers = [officer.get("/whoami").status_code for _ in range(53)]

    assert answers == [200] * 50 + [429] * 3
    assert shared.call_count <= 50 // 2 + 3


def test_two_processes_share_one_limit(officer, settings, monkeypatch):
    settings.API_RATE_LIMITS = (40, 40)
    processes = [throttle.Allowances(), throttle.Allowances()]
    answers = []
    for n in range(44):
        monkeypatch.setattr(throttle, "_allowances", processes[n % 2])
        answers.append(officer.get("/whoami").status_code)

    assert answers == [200] * 40 + [429] * 4


def test_changes_are_counted_apart_from_reading(officer, item, settings, unchanged):
    settings.API_RATE_LIMITS = (100, 2)
    sent = [officer.post(f"/supervision/items/{item}/sign").status_code for _ in range(3)]

    assert sent[2] == 429
    assert officer.get("/whoami").status_code == 200
