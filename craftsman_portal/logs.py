"""What a log may hold of an address: never what alone opens a page.

Whoever reads a receipt number (受理编号) can follow the case of an objector without an account, and a link for setting a
password can be used once by anybody; both stand in addresses, and Django and gunicorn write the address of a request
that fails. ``ops/nginx.conf`` keeps the same rule for its own log.
"""

import logging
import re

MASK = "***"
_SECRETS = re.compile(
    r"(?<=/receipt/)[^/?\s\"']+"  # whatever was asked for as a receipt, right or mistyped
    r"|(?<=/set-password/)[^/?\s\"']+/[^/?\s\"']+"  # 设置密码: who and the proof
    r"|(?<=[?&]receipt=)[^&\s\"']+"
    r"|\b(?:YY|JB)(?:-?[A-Z0-9]{4}){4}\b"  # a receipt anywhere, as in a sentence
    r"|(?<=/)[\w-]{32,}(?=[/?&\s\"',]|$)",  # a paper, an export, an invitation: any part as long as a key
    re.IGNORECASE,
)


def masked(text: str) -> str:
    """The text without receipts, links for a password and the keys of papers."""
    return _SECRETS.sub(MASK, text)


class Masked(logging.Formatter):
    """A line of the log, with whatever traceback belongs to it, masked as it is written."""

    def format(self, record: logging.LogRecord) -> str:
        """The whole line; nothing is taken out of the record itself."""
        return masked(super().format(record))
