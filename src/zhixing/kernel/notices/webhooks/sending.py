"""One POST to a judged address: no redirect, no proxy, bounded in time and in what is read back."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping

from zhixing.kernel.notices.webhooks.targets import Target

TIMEOUT = 5.0  # seconds for each step: connecting, sending, each piece of the answer
ALTOGETHER = 10.0  # seconds after which the connection is cut, however busy it is
ANSWER_READ = 2_000  # bytes; the answer's body means nothing to us


class SendingFailed(Exception):
    """No answer came. The text says how it failed, in the words of the system."""


def post(target: Target, body: bytes, headers: Mapping[str, str]) -> int:
    """The HTTP status that the target answered. A redirect is an answer like any other and is not followed.

    Connects to the very IP address that was judged, so that a name cannot lead elsewhere in between; the
    certificate is checked against the name.
    """
    connection = _Connection(target)
    cut = threading.Timer(ALTOGETHER, connection.cut)
    cut.daemon = True
    cut.start()
    try:
        connection.request("POST", target.path, body=body, headers=dict(headers))
        answer = connection.getresponse()
        answer.read(ANSWER_READ)
        return answer.status
    except (OSError, http.client.HTTPException) as failed:
        raise SendingFailed(f"{type(failed).__name__}: {failed}"[:200]) from failed
    finally:
        cut.cancel()
        connection.close()


class _Connection(http.client.HTTPConnection):
    """HTTP over a socket that we open ourselves, to the judged IP address."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=TIMEOUT)
        self.default_port = (
            443 if target.secure else 80
        )  # a port that goes without saying stays out of `Host`
        self._target = target

    def connect(self) -> None:
        plain = socket.create_connection((self._target.ip, self._target.port), timeout=TIMEOUT)
        if self._target.secure:
            try:
                plain = ssl.create_default_context().wrap_socket(plain, server_hostname=self._target.host)
            except OSError:
                plain.close()
                raise
        self.sock = plain

    def cut(self) -> None:
        """End the connection from another thread: whoever waits in it is woken with an error."""
        sock = self.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it has ended by itself
