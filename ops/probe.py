"""Ask the web server of this container how it is, as nginx would."""

import os
import urllib.error
import urllib.request

from ops.words import complain


def ask(path: str) -> int:
    """0 when the page answers 200."""
    hosts = os.environ.get("ALLOWED_HOSTS", "").split(",")
    host = hosts[0].strip().lstrip(".") if hosts[0].strip() not in ("", "*") else "localhost"
    port = os.environ.get("BIND", "127.0.0.1:8000").rpartition(":")[2]
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Host": host, "X-Forwarded-Proto": "https"}
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return 0 if answer.status == 200 else 1
    except urllib.error.HTTPError as error:
        complain(error.read(2000).decode("utf-8", "replace"))
    except OSError as error:
        complain(f"网页服务没有应答：{error}")
    return 1
