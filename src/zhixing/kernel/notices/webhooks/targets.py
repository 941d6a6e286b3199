"""Where a delivery may go: an entered address must not make our server speak to what only it can reach."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from zhixing.kernel.notices.refusals import AddressForbidden, AddressInvalid, AddressUnknown

LONGEST_URL = 500
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart, with the one IP address that was judged and will be spoken to."""

    secure: bool
    host: str
    port: int
    ip: str
    path: str


def target_of(url: str) -> Target:
    """Where `url` leads now. Asks the name service.

    AddressInvalid unless it is https, or http to this machine itself; AddressUnknown where the name does
    not resolve; AddressForbidden where any of its addresses is inside (private, link-local, this machine …)
    and settings.WEBHOOK_PRIVATE does not allow that. This machine is allowed with settings.DEBUG, too.
    """
    secure, host, port, path = _parts(url)
    found = _resolved(host, port)
    if not secure and not all(ip.is_loopback for ip in found):
        raise AddressInvalid(url=url)
    for ip in found:
        if not _allowed(ip):
            raise AddressForbidden(host=host, ip=str(ip))
    return Target(secure, host, port, str(found[0]), path)


def _parts(url: str) -> tuple[bool, str, int, str]:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except (ValueError, UnicodeError) as wrong:
        raise AddressInvalid(url=url) from wrong
    odd = any(c.isspace() or ord(c) < 32 or ord(c) > 126 for c in parts.path + parts.query)
    if parts.scheme not in {"https", "http"} or not host or parts.username or parts.fragment or odd:
        raise AddressInvalid(url=url)
    if len(url) > LONGEST_URL:
        raise AddressInvalid(url=url[:LONGEST_URL])
    return (
        parts.scheme == "https",
        host,
        port,
        (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
    )


def _resolved(host: str, port: int) -> list[_IP]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as failed:
        raise AddressUnknown(host=host) from failed
    return [_meant(ipaddress.ip_address(str(entry[4][0]).split("%")[0])) for entry in found]


def _meant(ip: _IP) -> _IP:
    """The IPv4 address inside an IPv6 one that only wraps it."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def _allowed(ip: _IP) -> bool:
    if ip.is_multicast or ip.is_unspecified:
        return False
    if getattr(settings, "WEBHOOK_PRIVATE", False):
        return True
    return ip.is_global or (ip.is_loopback and settings.DEBUG)
