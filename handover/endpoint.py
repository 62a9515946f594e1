"""对方系统: one HTTP request to the configured address, and what its answer means.

Sent over TLS, signed with a shared key, never redirected elsewhere; every wait and every answer has an end.
"""

import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

CHUNK = 256 * 1024
MOST_ANSWER = 64 * 1024  # bytes of an answer that are read
TOO_BUSY = (408, 425, 429)


class Outcome(Enum):
    """What an answer means for the delivery."""

    DELIVERED = "delivered"
    AGAIN = "again"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Answer:
    """What the other side said, in the office's words."""

    outcome: Outcome
    words: str
    receipt: str = ""


@dataclass(frozen=True)
class Sending:
    """What is sent: its bytes once more from the beginning each time, its length and digest."""

    matter: str
    number: str
    filing: int
    media: str
    content: BinaryIO
    size: int
    sha256: str


def is_configured() -> bool:
    """Whether there is anybody to deliver to."""
    return bool(settings.HANDOVER_ENDPOINT)


def host() -> str:
    """Who that is, for the office's page."""
    return urlsplit(settings.HANDOVER_ENDPOINT).hostname or ""


def signature(*, key: str, moment: int, path: str, sha256: str) -> str:
    """HMAC-SHA256 over time, address and digest, so that nobody else can send and nothing can be replayed elsewhere."""
    signed = "\n".join(("POST", path, str(moment), sha256))
    return hmac.new(key.encode(), signed.encode(), hashlib.sha256).hexdigest()


def send(sending: Sending, *, now) -> Answer:
    """Deliver once; whatever goes wrong on the way is an answer too."""
    import httpx

    address = settings.HANDOVER_ENDPOINT
    moment = int(now.timestamp())
    headers = {
        "Content-Type": sending.media,
        "Content-Length": str(sending.size),
        "Accept": "application/json",
        "Idempotency-Key": sending.sha256,
        "Handover-Matter": sending.matter,
        "Handover-Number": sending.number,
        "Handover-Filing": str(sending.filing),
        "Handover-Timestamp": str(moment),
        "Handover-Signature": "v1="
        + signature(key=settings.HANDOVER_KEY, moment=moment, path=urlsplit(address).path, sha256=sending.sha256),
    }
    patience = httpx.Timeout(settings.HANDOVER_READ_SECONDS, connect=10)
    try:
        with (
            httpx.Client(timeout=patience, follow_redirects=False, trust_env=False) as client,
            _given_up_after(settings.HANDOVER_TOTAL_SECONDS) as watch,
            client.stream(
                "POST", address, headers=headers, content=_chunks(sending.content), extensions={"trace": watch}
            ) as response,
        ):
            return _meaning(response.status_code, _beginning_of(response), sending.sha256)
    except (httpx.HTTPError, OSError) as error:
        return Answer(Outcome.AGAIN, f"未能连通或者中途断开（{type(error).__name__}）。")


def _chunks(content: BinaryIO) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        yield chunk


def _beginning_of(response) -> bytes:
    told = b""
    for chunk in response.iter_raw(4096):
        told += chunk
        if len(told) > MOST_ANSWER:
            break
    return told[:MOST_ANSWER]


def _meaning(status: int, told: bytes, sha256: str) -> Answer:
    said = _json(told)
    agrees = said.get("sha256") == sha256
    receipt = str(said.get("receipt", ""))[:100]
    if status in (200, 201, 202) and agrees:
        return Answer(Outcome.DELIVERED, f"已接收（{status}）。", receipt)
    if status == 409 and agrees:
        return Answer(Outcome.DELIVERED, "对方答复此前已经接收（409）。", receipt)
    reason = f"：{str(said['reason'])[:160]}" if said.get("reason") else "。"
    if 200 <= status < 300:
        return Answer(Outcome.AGAIN, f"对方的答复不能证实已经接收（{status}，校验值不符）。")
    if status >= 500 or status in TOO_BUSY:
        return Answer(Outcome.AGAIN, f"对方系统暂不能接收（{status}）{reason}")
    if 300 <= status < 400:
        return Answer(Outcome.REJECTED, f"对方要求转往其他地址（{status}），为防材料外流未予跟随。")
    return Answer(Outcome.REJECTED, f"对方不予接收（{status}）{reason}")


def _json(told: bytes) -> dict:
    try:
        said = json.loads(told)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


@contextmanager
def _given_up_after(seconds: float):
    """A trace that learns of the connection, and cuts it when the whole has taken too long (a slow drip never times out)."""
    lines: list[socket.socket] = []

    def watch(event, told):
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            lines.append(told["return_value"].get_extra_info("socket"))

    def cut():
        for line in lines:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # closed in the meantime

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
