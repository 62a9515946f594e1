"""异议人身份密封: from the letter to the second look nobody is told who objected, by whatever way (三(四) 社会公示)."""

import base64
import gzip
import logging

import pytest
import redis
from django.apps import apps
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from ledger.origin import acting_from
from publicity import tasks
from publicity.models import Objection
from tests.publicity.conftest import PIXEL, address

NAME, CONTACT = "钱实名", "13900000000"
LETTER = {"kind": "person", "objector_name": NAME, "objector_contact": CONTACT, "content": "所报专利与本人无关。"}


@pytest.fixture
def logged(caplog):
    """Everything any part of the portal logs, Django's own lines included, which go no further than its handler."""
    django = logging.getLogger("django")
    django.addHandler(caplog.handler)
    with caplog.at_level(logging.DEBUG):
        yield caplog
    django.removeHandler(caplog.handler)


@pytest.fixture
def whole_life(client, running, publicity_officer, review_office, clerk):
    """An objection through the pages, refused acts and all; the answers that others than the inquirer read."""

    def live():
        read = []

        def say(who, path, **posted):
            client.logout()
            if who is not None:
                client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
            answer = client.post(path, posted) if posted else client.get(path)
            read.append(answer.content.decode(errors="replace"))
            return answer

        sent = LETTER | {"name": running.names.first().pk}
        proof = SimpleUploadedFile(f"{NAME}的证据.pdf", b"MZ" * 40)
        client.post(address(running, "object/"), sent | {"uploads": proof})  # refused: no such file
        client.post(address(running, "object/"), sent | {"uploads": SimpleUploadedFile(f"{NAME}的证据.png", PIXEL)})
        objection = Objection.objects.get()
        case, receipt = objection.get_absolute_url(), f"/publicity/receipt/{objection.receipt}/"
        say(None, receipt)
        say(None, f"{receipt}second-look/", reason="不服。")  # refused: not answered yet
        say(publicity_officer, case)
        say(publicity_officer, f"{case}inquire/", assignee=review_office.pk)
        say(publicity_officer, f"{case}reveal/", reason="想知道")  # refused
        client.force_login(review_office, backend="django.contrib.auth.backends.ModelBackend")
        assert NAME in client.post(f"{case}reveal/", {"reason": "取证"}).content.decode()
        say(review_office, case)
        say(review_office, f"{case}note/", content="已调取专利登记。")
        client.post(f"{case}question/", {"question": f"{NAME}反映专利不实，请说明。"})  # refused: it names the objector
        asked = say(review_office, f"{case}question/", question="请说明专利的权属。")
        assert asked.status_code == 302
        statement = objection.statements.get()
        say(clerk, statement.get_absolute_url())
        say(clerk, statement.get_absolute_url(), answer="专利为本人所有。")
        say(review_office, f"{case}conclude/", finding="rejected", report="已核对。", reply="经核查不属实。")
        say(None, f"{receipt}second-look/", reason="未核对发明人。")
        say(None, receipt)
        say(None, f"{receipt}reply.pdf")
        say(publicity_officer, "/publicity/objections/")
        say(publicity_officer, case)
        for task in (tasks.remind_of_objections, tasks.keep_copies):
            task()
        return read

    return live


def queued(url):
    """The arguments of every task that waits at the broker, as the worker would read them."""
    with redis.from_url(url) as broker:
        letters = [one.decode() for one in broker.lrange("celery", 0, -1)]
    return letters + [base64.b64decode(part + "==").decode(errors="replace") for part in _bodies(letters)]


def _bodies(letters):
    return [one.split('"body": "')[1].split('"')[0] for one in letters if '"body": "' in one]


def published_words(folder):
    """What stands in the published files, names and contents."""
    for path in folder.rglob("*"):
        yield str(path)
        if path.is_file():
            content = path.read_bytes()
            yield (gzip.decompress(content) if path.suffix == ".gz" else content).decode(errors="replace")


def tables_with(*words):
    """The tables in which one of these words stands in the clear."""
    tables = sorted({model._meta.db_table for model in apps.get_models()} - {"django_session"})
    like = " OR ".join(["t::text LIKE %s"] * len(words))
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE {like}", [f"%{word}%" for word in words])
            if cursor.fetchone()[0]:
                yield table


def test_a_whole_life_tells_no_table_log_letter_task_file_or_page(
    whole_life, logged, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.PUBLISHED_ROOT, settings.CLAMAV_ADDRESS = tmp_path / "published", "127.0.0.1:1"  # papers wait for the scan
    cache.clear()
    with acting_from("test"), django_capture_on_commit_callbacks(execute=True):
        read = whole_life()
    assert Objection.objects.get().finding == "rejected"
    assert list(tables_with(NAME, CONTACT)) == []  # letters and the ledger among them
    for told in (logged.text, *queued(settings.CELERY_BROKER_URL), *published_words(tmp_path), *read):
        assert NAME not in told and CONTACT not in told
    assert any("publicity.scan_papers" in one for one in queued(settings.CELERY_BROKER_URL))
