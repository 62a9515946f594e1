"""A small server that speaks ClamAV's protocol and finds what a test tells it to find."""

import socketserver
import struct
import threading
from contextlib import contextmanager

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner:
    """Where it listens, what it was shown, and how it answers."""

    def __init__(self):
        self.address, self.shown, self.is_broken = "", [], False

    def said_of(self, content):
        """The answer to one file."""
        if self.is_broken:
            return b"INSTREAM size limit exceeded. ERROR\0"
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


def _desk(scanner):
    class Desk(socketserver.StreamRequestHandler):
        def handle(self):
            assert self.rfile.read(10) == b"zINSTREAM\0"
            content = b""
            while length := struct.unpack(">I", self.rfile.read(4))[0]:
                content += self.rfile.read(length)
            scanner.shown.append(content)
            self.wfile.write(scanner.said_of(content))

    return Desk


@contextmanager
def scanner(path=None):
    """A scanner on a free port, or on a socket of its own."""
    made = Scanner()
    if path is None:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _desk(made))
        made.address = f"127.0.0.1:{server.server_address[1]}"
    else:
        server = socketserver.ThreadingUnixStreamServer(str(path), _desk(made))
        made.address = str(path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
