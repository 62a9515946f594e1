"""/healthz speaks for the process, /readyz for the database, the broker, the worker and the storage."""

from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from craftsman_portal import health, tasks
from craftsman_portal.celery import BEAT, app

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def heartbeat():
    """A worker that has just reported."""
    tasks.heartbeat()
    yield
    health._redis().delete(health.HEARTBEAT_KEY)


@pytest.fixture
def no_heartbeat():
    health._redis().delete(health.HEARTBEAT_KEY)


def test_the_process_is_alive_without_asking_the_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_all_is_ready_when_every_support_stands(client, heartbeat):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["ready"] is True
    assert answer.json()["worker"]["age_seconds"] <= 1


@pytest.mark.django_db
def test_without_a_heartbeat_the_worker_is_missing(client, no_heartbeat):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "尚未报到" in answer.json()["worker"]["reason"]
    assert answer.json()["database"] == {"ready": True}


def test_an_old_heartbeat_says_how_old(heartbeat, settings):
    later = timezone.now() + timedelta(seconds=settings.HEARTBEAT_STALE_SECONDS + 30)
    report = health.worker(now=later)
    assert report["ready"] is False
    assert report["age_seconds"] in (150, 151)
    assert f"已 {report['age_seconds']} 秒没有报到" in report["reason"]


@pytest.mark.django_db
def test_an_unreachable_broker_is_said_in_words_without_its_address(client, settings):
    settings.REDIS_URL = NOWHERE
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "任务队列无法连接" in answer.json()["broker"]["reason"]
    assert "情况不明" in answer.json()["worker"]["reason"]
    assert "127.0.0.1" not in answer.content.decode()


@pytest.mark.django_db
def test_an_unreachable_database_is_said_in_words():
    unreachable = connections.create_connection("default")
    unreachable.settings_dict = unreachable.settings_dict | {"HOST": "127.0.0.1", "PORT": "1"}
    report = health.database(unreachable)
    assert report["ready"] is False
    assert "数据库无法连接" in report["reason"]


def test_a_directory_that_cannot_be_written_is_said_in_words(settings, tmp_path):
    (tmp_path / "uploads").write_text("a file where a directory should be")
    settings.MEDIA_ROOT = tmp_path / "uploads"
    assert "上传文件目录无法写入" in health.storage()["reason"]


def test_the_storage_check_leaves_nothing_behind(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert health.storage() == {"ready": True}
    assert list(tmp_path.iterdir()) == []


def test_only_looking_is_allowed(client):
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405


def test_every_line_of_the_timetable_names_a_task_that_exists():
    app.loader.import_default_modules()
    assert {line["task"] for line in BEAT.values()} <= set(app.tasks)


def test_a_heartbeat_does_not_pile_up_while_no_worker_runs():
    line = BEAT["a worker's heartbeat"]
    assert line["options"]["expires"] < line["schedule"].run_every.total_seconds()
