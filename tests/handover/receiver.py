"""A receiving server in the way of 上海职工科技创新网: real HTTP, and it fails in whatever way a test chooses.

``plan`` is a list of moods, one for each request; when it is empty the server behaves. It checks signature and digest of what
arrives, keeps each key once, and remembers every request.
"""

import hashlib
import json
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from handover.endpoint import signature

KEY = "a-shared-key-for-the-tests-0123456789"


class Receiver(ThreadingHTTPServer):
    """Listens on a free port of this machine."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answering)
        self.plan, self.requests, self.held = [], [], {}
        self.stop_dripping, self.arrived, self.may_answer = threading.Event(), threading.Event(), threading.Event()
        self.may_answer.set()

    @property
    def address(self):
        """Where packages go."""
        return f"http://127.0.0.1:{self.server_port}/packages"

    def start(self):
        """Serve in the background."""
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def stop(self):
        """End what is still going on."""
        self.stop_dripping.set()
        self.may_answer.set()
        self.shutdown()
        self.server_close()


class _Answering(BaseHTTPRequestHandler):
    """One request."""

    server: Receiver

    def log_message(self, *_arguments):
        """Quiet."""

    def do_GET(self):
        """Nobody should ever be led here."""
        self.server.requests.append({"path": self.path, "followed": True})
        self._say(200, {})

    def do_POST(self):
        """Take what is sent, in the mood that was planned."""
        mood = self.server.plan.pop(0) if self.server.plan else "behave"
        if mood == "reset":
            self.rfile.read(1)
            return self._reset()
        content = self.rfile.read(int(self.headers["Content-Length"]))
        sha256, key = hashlib.sha256(content).hexdigest(), self.headers["Idempotency-Key"]
        self.server.requests.append(
            {"key": key, "path": self.path, "headers": dict(self.headers), "size": len(content)}
        )
        if mood == "redirect":
            return self._say(307, {}, Location=f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        if isinstance(mood, int):
            return self._say(mood, {"reason": "系统维护中"})
        if mood == "silent":
            self.server.stop_dripping.wait(30)
            return None
        signed = signature(key=KEY, moment=int(self.headers["Handover-Timestamp"]), path=self.path, sha256=sha256)
        if self.headers["Handover-Signature"] != f"v1={signed}" or key != sha256:
            return self._say(401, {"reason": "签名不符"})
        if mood == "wrong answer":
            return self._say(200, {"sha256": "0" * 64, "receipt": "R-0"})
        if mood == "not json":
            return self._say(200, None)
        is_new = key not in self.server.held
        self.server.held.setdefault(key, content)
        receipt = {"sha256": key, "receipt": f"R-{list(self.server.held).index(key) + 1}"}
        self.server.arrived.set()
        self.server.may_answer.wait(60)
        if mood == "answer lost":
            return self._reset()
        if mood == "drip":
            return self._drip(json.dumps(receipt).encode())
        if mood == "endless":
            return self._endless()
        return self._say(201 if is_new else 409, receipt)

    def _say(self, status, words, **headers):
        body = b"<html>" if words is None else json.dumps(words).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _reset(self):
        """The line is cut without a farewell."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def _drip(self, body):
        """A byte now and then, for ever."""
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        while not self.server.stop_dripping.wait(0.05):
            try:
                self.wfile.write(body[:1])
                self.wfile.flush()
            except OSError:
                return

    def _endless(self):
        """An answer without an end."""
        self.send_response(200)
        self.end_headers()
        until = time.monotonic() + 10
        while time.monotonic() < until and not self.server.stop_dripping.is_set():
            try:
                self.wfile.write(b"x" * 65536)
            except OSError:
                return
