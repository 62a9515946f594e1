"""Small HTTP servers that stand for other people's, and fail in the ways a test chooses."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Counter:
    """Answers the statuses it is told, one after the other, the last one for ever; remembers what it was asked."""

    def __init__(self):
        self.statuses, self.asked = [200], []
        self.address = ""

    def answer(self, *statuses):
        """The statuses of the answers to come."""
        self.statuses = list(statuses)


@contextmanager
def counter():
    """A server on a free port of this machine."""
    told = Counter()

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.asked.append({"headers": dict(self.headers), "json": json.loads(body)})
            self.send_response(told.statuses.pop(0) if len(told.statuses) > 1 else told.statuses[0])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    told.address = f"http://127.0.0.1:{server.server_port}/messages"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
