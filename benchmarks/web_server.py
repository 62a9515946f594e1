"""nginx with the portal's own ops/nginx.conf on a free port; only what belongs to the container (TLS, ports, folders) is replaced.

Answers are timed on bare sockets: a client that takes headers apart would charge a page for each of its own.
"""

import re
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import free_port

ROOT = Path(__file__).resolve().parent.parent
KEPT = 500  # requests on one connection; nginx hangs up after a thousand
END = b"\r\n\r\n"
LACKING = "本机没有 nginx，静态页面一项未测；请先安装：apt-get install nginx-light。"


def has_nginx() -> bool:
    """Whether nginx can be started here."""
    return shutil.which("nginx") is not None


class Line:
    """A kept connection that asks for one address again and again, dialled anew before nginx hangs up."""

    def __init__(self, port, address, *, compressed):
        encoding = "Accept-Encoding: gzip\r\n" if compressed else ""
        self._request = f"GET {address} HTTP/1.1\r\nHost: bench.example\r\n{encoding}\r\n".encode()
        self._port, self._asked = port, 0
        self._dial()
        self.head, body = self._first()
        self.size = len(body)
        self._whole = len(self.head) + len(END) + self.size

    def _dial(self):
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=10)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _first(self):
        self._socket.sendall(self._request)
        got = b""
        while END not in got:
            got += self._received(65536)
        head, _, body = got.partition(END)
        length = re.search(rb"(?i)content-length: (\d+)", head)
        assert head.startswith(b"HTTP/1.1 200") and length, head
        while len(body) < int(length[1]):
            body += self._received(65536)
        return head, body

    def _received(self, most):
        got = self._socket.recv(most)
        if not got:
            raise ConnectionError("nginx has hung up")
        return got

    def ask(self) -> float:
        """Seconds until the whole answer has come."""
        self._asked += 1
        if self._asked % KEPT == 0:
            self.close()
            self._dial()
        began, missing = time.perf_counter(), self._whole
        self._socket.sendall(self._request)
        while missing:
            missing -= len(self._received(missing))
        return time.perf_counter() - began

    def close(self):
        """Hang up."""
        self._socket.close()


@contextmanager
def nginx(folder):
    """The portal's nginx over this folder; the portal itself is not there, so that nothing can be asked of it."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-nginx-") as place:
        configuration = Path(place) / "nginx.conf"
        configuration.write_text(_configured(port, folder, place), encoding="utf-8")
        running = subprocess.Popen(["nginx", "-c", str(configuration), "-p", place, "-g", "daemon off;"])
        try:
            _wait_for(port)
            yield port
        finally:
            running.terminate()
            running.wait(timeout=10)


def _configured(port, folder, place) -> str:
    text = (ROOT / "ops" / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"^\s*(ssl_\w+|resolver|http2|include) .*;\n", "", text, flags=re.M)
    text = text.replace("listen 8443 ssl default_server;", f"listen 127.0.0.1:{port};\n{_BARE.format(folder=folder)}")
    text = re.sub(r"    server \{\s*listen 8080.*?\n    \}\n", "", text, flags=re.S)
    text = re.sub(r"    server \{\s*listen 127\.0\.0\.1:8081;.*?\n    \}\n", "", text, flags=re.S)
    text = text.replace("/srv/published", str(folder)).replace("/run/nginx/nginx.pid", f"{place}/nginx.pid")
    text = text.replace("worker_processes auto;", "worker_processes 1;")
    return text.replace("http {", f"http {{\n    types {{ text/html html; text/css css; }}\n{_temporary(place)}", 1)


_BARE = "        location /bare/ {{ alias {folder}/; access_log off; }}"


def _temporary(place) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "".join(f"    {kind}_temp_path {place}/{kind};\n" for kind in kinds)


def _wait_for(port):
    until = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
