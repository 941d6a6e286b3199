"""Where a delivery may go, whatever address was entered and wherever its name leads."""

from __future__ import annotations

import socket

import pytest

from zhixing.kernel.notices.refusals import AddressForbidden, AddressInvalid, AddressUnknown
from zhixing.kernel.notices.webhooks import sending, targets


@pytest.fixture
def names(monkeypatch):
    """A name service of the test's own."""
    known: dict[str, list[str]] = {}

    def look_up(host: str, port: int, **kwargs: object) -> list[tuple[object, ...]]:
        if host not in known:
            raise socket.gaierror("no such name")
        return [(None, None, None, "", (ip, port)) for ip in known[host]]

    monkeypatch.setattr(targets.socket, "getaddrinfo", look_up)
    return known


@pytest.mark.parametrize(
    "ip",
    [
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "127.0.0.1",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_no_delivery_goes_into_the_internal_network(settings, names, ip):
    settings.DEBUG = False
    names["hook.example"] = ["93.184.215.14", ip]  # one good address does not excuse a bad one

    with pytest.raises(AddressForbidden):
        targets.target_of("https://hook.example/")


def test_the_operator_can_allow_the_internal_network(settings, names):
    settings.WEBHOOK_PRIVATE = True
    names["hook.example"] = ["10.1.2.3"]

    assert targets.target_of("https://hook.example:8443/a?b=c") == targets.Target(
        True, "hook.example", 8443, "10.1.2.3", "/a?b=c"
    )


def test_the_connection_goes_to_the_address_that_was_judged(settings, names, receiver, monkeypatch):
    settings.WEBHOOK_PRIVATE = True
    names["hook.example"] = ["127.0.0.1"]
    target = targets.target_of(receiver.url.replace("127.0.0.1", "hook.example"))
    names.clear()  # from now on the name leads nowhere

    dialled: list[object] = []
    monkeypatch.setattr(
        sending.socket, "create_connection", lambda to, timeout: dialled.append(to) or _dial(to, timeout)
    )
    assert sending.post(target, b"{}", {}) == 204
    assert dialled == [("127.0.0.1", target.port)]
    assert receiver.got[0][1]["Host"] == f"hook.example:{target.port}"


def _dial(to: tuple[str, int], timeout: float) -> socket.socket:
    made = socket.socket()
    made.settimeout(timeout)
    made.connect(to)
    return made


@pytest.mark.parametrize(
    "url",
    [
        "http://hook.example/",
        "ftp://hook.example/",
        "https:///no-host",
        "https://user:pw@hook.example/",
        "https://hook.example/#part",
        "https://hook.example/a b",
        "https://hook.example:99999/",
        "https://hook.example/\r\nX-Other: 1",
        "https://" + "a" * 70 + ".example/",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_that_is_none_is_refused(settings, names, url):
    names["hook.example"] = ["93.184.215.14"]

    with pytest.raises(AddressInvalid):
        targets.target_of(url)


def test_a_name_that_leads_nowhere_is_refused(names):
    with pytest.raises(AddressUnknown):
        targets.target_of("https://nowhere.example/")
