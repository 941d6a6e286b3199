"""Outside systems: signed deliveries to a real server, tried again, and given up."""

from __future__ import annotations

import json
import socket
import threading
import time

import pytest
from django.db import connection

from zhixing.base import clock
from zhixing.base.refusals import NotAllowed, NotFound
from zhixing.base.words import w
from zhixing.kernel.jobs.app import app
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event
from zhixing.kernel.notices.models import Delivery, Subscription
from zhixing.kernel.notices.refusals import (
    SubscribedAlready,
)
from zhixing.kernel.notices.telling import tell
from zhixing.kernel.notices.tests.conftest import TUESDAY
from zhixing.kernel.notices.webhooks import deliveries, sending, signing, subscriptions, targets
from zhixing.kernel.notices.webhooks.deliveries import MOST_ATTEMPTS, NotDelivered


def say(city, *, to="housing", kind="test.done", matter=None):
    matter = matter or city.matter()
    return tell(
        matter=matter,
        event=city.event(matter),
        units=[city.units[to]],
        words=w("do {title}", "请办理{title}"),
        kind=kind,
    )


def subscribed(city, url, **more):
    return subscriptions.subscribe(city.units["housing"], url, actor=city.actor("clerk"), **more)


def attempt_all():
    for pk in Delivery.objects.filter(state="waiting").order_by("pk").values_list("pk", flat=True):
        deliveries.attempt(pk)


def test_a_delivery_arrives_signed_and_says_what_the_unit_was_told(city, receiver):
    subscription = subscribed(city, receiver.url)
    (notice,) = say(city)
    with clock.at(TUESDAY):
        attempt_all()

    ((path, headers, body),) = receiver.got
    delivery = Delivery.objects.get()
    now = int(TUESDAY.timestamp())
    assert path == "/hook?from=zhixing"
    assert headers["X-Zhixing-Delivery"] == str(delivery.pk)
    assert signing.is_genuine(headers["X-Zhixing-Signature"], subscription.secret, body, now)
    assert json.loads(body) == {
        "delivery": delivery.pk,
        "notice": notice.pk,
        "kind": "test.done",
        "urgency": "plain",
        "created_at": notice.created_at.isoformat(timespec="seconds"),
        "unit": {"code": "housing", "name": "住建局"},
        "matter": {
            "id": notice.matter_id,
            "kind": "open.thing",
            "number": "云督〔2026〕1号",
            "title": "修建滨河路",
        },
        "words": {"zh": "请办理修建滨河路", "en": "do 修建滨河路"},
    }
    assert (delivery.state, delivery.attempts, delivery.status) == ("delivered", 1, 204)


def test_a_signature_holds_for_this_body_this_secret_and_five_minutes():
    header = signing.signature("secret", 1_000, b"body")

    assert signing.is_genuine(header, "secret", b"body", 1_300)
    assert not signing.is_genuine(header, "secret", b"body", 1_301)
    assert not signing.is_genuine(header, "secret", b"Body", 1_000)
    assert not signing.is_genuine(header, "Secret", b"body", 1_000)
    assert not signing.is_genuine(header.replace("t=1000", "t=1001"), "secret", b"body", 1_000)
    assert not signing.is_genuine("", "secret", b"body", 1_000)
    assert not signing.is_genuine("t=x,v1=", "secret", b"body", 1_000)


def test_a_delivered_one_is_not_sent_again(city, receiver):
    subscribed(city, receiver.url)
    say(city)
    attempt_all()
    deliveries.attempt(Delivery.objects.get().pk)

    assert len(receiver.got) == 1


def test_what_fails_is_tried_again_until_it_is_given_up_and_can_be_revived(city, receiver):
    subscribed(city, receiver.url)
    say(city)
    receiver.answers = [500] * MOST_ATTEMPTS + [200]
    pk = Delivery.objects.get().pk

    for attempt in range(1, MOST_ATTEMPTS):
        with pytest.raises(NotDelivered):
            deliveries.attempt(pk)
        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.attempts, delivery.status) == ("waiting", attempt, 500)
    deliveries.attempt(pk)

    units = [city.units["housing"].pk]
    assert [(d.state, d.attempts, d.error) for d in deliveries.undelivered(units)] == [
        ("dead", MOST_ATTEMPTS, "HTTP 500")
    ]
    assert deliveries.again(deliveries.undelivered(units)) == 1
    deliveries.attempt(pk)
    assert Delivery.objects.get().state == "delivered"
    assert not deliveries.undelivered(units).exists()


def test_a_redirect_is_not_followed(city, receiver):
    subscribed(city, receiver.url)
    say(city)
    receiver.answers = [302]

    with pytest.raises(NotDelivered):
        attempt_all()

    assert len(receiver.got) == 1
    assert Delivery.objects.get().error == "HTTP 302"


def test_who_does_not_answer_is_left_after_the_timeout(city, receiver, monkeypatch):
    monkeypatch.setattr(sending, "TIMEOUT", 0.2)
    subscribed(city, receiver.url)
    say(city)
    receiver.slow = 1.0

    began = time.monotonic()
    with pytest.raises(NotDelivered):
        attempt_all()

    assert time.monotonic() - began < 0.9
    assert Delivery.objects.get().error.startswith("TimeoutError")


def test_who_answers_drop_by_drop_is_cut_off(monkeypatch, settings):
    settings.DEBUG = True
    monkeypatch.setattr(sending, "ALTOGETHER", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            peer, _ = server.accept()
            with peer:
                try:
                    for _ in range(100):
                        peer.sendall(b"H")
                        time.sleep(0.05)
                except OSError:
                    return

        threading.Thread(target=drip, daemon=True).start()
        began = time.monotonic()
        with pytest.raises(sending.SendingFailed):
            sending.post(targets.target_of(f"http://127.0.0.1:{server.getsockname()[1]}/"), b"{}", {})

    assert time.monotonic() - began < 3


def test_nobody_listening_is_an_attempt_that_failed(city, receiver):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    subscribed(city, f"http://127.0.0.1:{port}/")
    say(city)

    with pytest.raises(NotDelivered):
        attempt_all()

    assert Delivery.objects.get().error.startswith("ConnectionRefusedError")


def test_only_the_units_notices_of_the_wanted_kinds_are_delivered(city, receiver):
    subscribed(city, receiver.url, kinds=["test.done"])
    say(city)
    say(city, kind="test.other")
    say(city, to="finance")

    assert [d.notice.kind for d in Delivery.objects.all()] == ["test.done"]
    with connection.cursor() as cursor:
        cursor.execute("select args from procrastinate_jobs where task_name = 'notices.deliver'")
        assert [json.loads(args) for (args,) in cursor.fetchall()] == [
            {"delivery_id": Delivery.objects.get().pk}
        ]


def test_an_ended_subscription_is_told_nothing_more(city, receiver):
    subscription = subscribed(city, receiver.url)
    say(city)
    subscriptions.end(subscription.pk, actor=city.actor("clerk"))
    say(city)
    attempt_all()

    assert receiver.got == []
    assert [(d.state, d.error) for d in Delivery.objects.all()] == [("dead", "subscription ended")]


def test_a_delivery_tells_nothing_of_a_confidential_matter(city, receiver):
    subscribed(city, receiver.url)
    say(city, matter=city.matter("某局长被举报一案", kind="secret.thing", lead="housing"))
    attempt_all()

    ((_, _, body),) = receiver.got
    assert "某局长" not in body.decode()
    assert (json.loads(body)["matter"], json.loads(body)["words"]) == (None, None)


# Subscribing


def test_a_subscription_is_on_record_without_its_secret(city, receiver):
    subscription = subscribed(city, receiver.url)
    subscriptions.end(subscription.pk, actor=city.actor("clerk"))
    subscriptions.end(subscription.pk, actor=city.actor("clerk"))

    told = [events.tell(row).text("zh") for row in Event.objects.order_by("id")]
    assert told == [
        f"clerk开通住建局向{receiver.url}的通知（—）。",
        f"clerk停止住建局向{receiver.url}的通知。",
    ]
    assert not any(subscription.secret in json.dumps(row.facts) for row in Event.objects.all())
    assert len(subscription.secret) == 47


def test_the_same_address_is_subscribed_once_for_a_unit(city, receiver):
    first = subscribed(city, receiver.url)

    with pytest.raises(SubscribedAlready):
        subscribed(city, receiver.url)
    subscriptions.end(first.pk, actor=city.actor("clerk"))

    assert subscribed(city, receiver.url).secret != first.secret


def test_only_who_holds_the_power_over_the_unit_subscribes_sees_and_ends(city, receiver):
    subscription = subscribed(city, receiver.url)
    treasurer = city.actor("treasurer")

    with pytest.raises(NotAllowed):
        subscriptions.subscribe(city.units["housing"], f"{receiver.url}2", actor=treasurer)
    with pytest.raises(NotFound):
        subscriptions.end(subscription.pk, actor=treasurer)

    assert not subscriptions.subscriptions(treasurer).exists()
    assert list(subscriptions.subscriptions(city.actor("officer"))) == [subscription]
    assert Subscription.objects.get().ended_at is None


def test_an_address_that_moved_inside_since_is_not_spoken_to(city, receiver, settings):
    subscribed(city, receiver.url)
    say(city)
    settings.DEBUG = False

    with pytest.raises(NotDelivered):
        attempt_all()

    assert receiver.got == []
    assert Delivery.objects.get().error == "notices.address_forbidden"


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_delivers_what_was_planned_and_plans_a_failed_one_again(city, receiver):
    receiver.answers = [204, 500]
    subscribed(city, receiver.url)
    say(city)
    say(city)

    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(wait=False, queues=["notices"], install_signal_handlers=False, listen_notify=False)

    assert sorted(Delivery.objects.values_list("state", "attempts", "status")) == [
        ("delivered", 1, 204),
        ("waiting", 1, 500),
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "select status, attempts, scheduled_at > now() from procrastinate_jobs where task_name = %s order by id",
            ["notices.deliver"],
        )
        assert cursor.fetchall() == [("succeeded", 1, None), ("todo", 1, True)]
