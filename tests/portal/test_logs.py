"""日志不记受理编号、设置密码链接和材料密钥：凭编号即可查看办理进度，编号只归异议人、举报人所有."""

import io
import logging

import pytest
from django.urls import URLPattern, get_resolver

from craftsman_portal.logs import Masked, masked

RECEIPT = "YY-7KQM-PW3X-ABCD-9TRH"
SECRET = {"receipt": RECEIPT, "token": "Zk3_-" * 8 + "abc", "uidb64": "MTIz"}


@pytest.fixture
def written():
    """What the configured handler writes, as the supervisor would keep it."""
    (handler,) = (one for one in logging.getLogger("django").handlers if isinstance(one.formatter, Masked))
    former = handler.setStream(io.StringIO())
    yield handler.stream.getvalue
    handler.setStream(former)


@pytest.mark.django_db
def test_a_refused_request_leaves_no_receipt_in_the_log(client, written):
    for address in ("publicity", "findings"):
        client.get(f"/{address}/receipt/{RECEIPT}/")
    client.get(f"/publicity/receipt/{RECEIPT}/supplement/")

    assert written().count("/receipt/***/") == 3
    assert RECEIPT not in written()


def test_a_receipt_in_the_text_of_an_error_is_masked_in_the_traceback(written):
    try:
        raise ValueError(f"no case {RECEIPT}")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/publicity/")

    assert "no case ***" in written() and "test_logs.py" in written()
    assert RECEIPT not in written()


def _routes(patterns, before="/"):
    for one in patterns:
        route = before + str(one.pattern)
        yield from (
            [(route, one.pattern.converters)] if isinstance(one, URLPattern) else _routes(one.url_patterns, route)
        )


def test_every_key_that_stands_in_an_address_is_masked():
    found = 0
    for route, names in _routes(get_resolver().url_patterns):
        for name in SECRET.keys() & names.keys():
            address = route
            for other in names:
                kind = route.partition(f":{other}>")[0].rpartition("<")[2]
                for written_as in (f"<{kind}:{other}>", f"<{other}>"):
                    address = address.replace(written_as, SECRET.get(other, "7"))
            assert SECRET[name] not in masked(f"Not Found: {address}"), route
            found += 1
    assert found > 15


@pytest.mark.parametrize(
    "line",
    [
        "Not Found: /publicity/receipt/",
        "/nominations/SHGJ-2026-0012/section/achievements/",
        'File "/srv/portal/nominations/migrations/0042_what_was_promised_stays_with_the_paper.py", line 3',
        "任务 5f1d3c9a-7b1e-4e53-9a52-0d6f5b6a7c11 未能通知后台，将由定时任务补办。",
    ],
)
def test_what_an_administrator_needs_stays(line):
    assert masked(line) == line
