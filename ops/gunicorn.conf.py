"""The web server, sized for small machines: a few processes with a few threads each.

The application is loaded once and shared by fork. That is safe because loading it opens neither a
database connection nor a Redis one; ``post_fork`` makes sure of it.
"""

import os

from gunicorn import glogging

from craftsman_portal.logs import Masked


class MaskedLog(glogging.Logger):
    """The server's own log names the address of a request that breaks off; receipts and keys in it are masked."""

    def setup(self, cfg):
        """As gunicorn does it, with lines that are masked."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Masked(self.error_fmt, self.datefmt))


bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or max(2, min(4, os.cpu_count() or 2)))
threads = int(os.environ.get("WEB_THREADS") or 4)
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
accesslog = None  # nginx keeps one in production, the ledger keeps every act
errorlog = "-"
logger_class = MaskedLog
control_socket_disable = True
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
if os.path.isdir("/dev/shm"):
    worker_tmp_dir = "/dev/shm"  # the heartbeat of a worker must not wait for a disk


def post_fork(server, worker):
    """No connection crosses a fork."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
