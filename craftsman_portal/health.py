"""Is the portal well? ``/healthz`` speaks for the process, ``/readyz`` for all it leans on.

Four supports: the database, the broker, a worker that really takes tasks (its heartbeat, sent by beat
and written by the worker), and the directory of uploads. What is down is said in words for whoever is on
duty, never with addresses or passwords.
"""

import os
import tempfile
from pathlib import Path

import redis
from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common import stores

HEARTBEAT_KEY = "craftsman_portal:heartbeat"


@require_safe
@never_cache
def healthz(request):
    """The process answers. Asks nothing of anybody, so that a slow database never restarts the web server."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """200 when every support stands, else 503 with the reason for each that does not."""
    supports = {
        "database": database(),
        "broker": broker(),
        "worker": worker(now=timezone.now()),
        "storage": storage(),
    }
    ready = all(support["ready"] for support in supports.values())
    return JsonResponse(
        {"ready": ready, **supports}, status=200 if ready else 503, json_dumps_params={"ensure_ascii": False}
    )


def database(connection=connection):
    """Does PostgreSQL answer?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _down("数据库无法连接，请检查 PostgreSQL 是否运行、DATABASE_URL 是否正确。")
    return {"ready": True}


def broker():
    """Does Redis take and give?"""
    try:
        _redis().ping()
    except redis.RedisError:
        return _down("任务队列无法连接，请检查 Redis 是否运行、REDIS_URL 是否正确。")
    return {"ready": True}


def worker(*, now):
    """Has a worker done the heartbeat task lately?"""
    try:
        written = _redis().get(HEARTBEAT_KEY)
    except redis.RedisError:
        return _down("任务队列无法连接，后台任务进程的情况不明。")
    if written is None:
        return _down("后台任务进程尚未报到，请检查 worker 与 beat 是否运行；启动后一分钟内会首次报到。")
    age = max(0, round(now.timestamp() - float(written)))
    if age > settings.HEARTBEAT_STALE_SECONDS:
        return _down(f"后台任务进程已 {age} 秒没有报到，请检查 worker 与 beat 是否运行。") | {"age_seconds": age}
    return {"ready": True, "age_seconds": age}


def storage():
    """Can an upload be written? A store elsewhere is asked for its bucket, a disk for a file."""
    if not isinstance(storages["default"], FileSystemStorage):
        return _bucket(storages["default"])
    directory = Path(settings.MEDIA_ROOT)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".readyz-", dir=directory)
        os.close(handle)
        os.unlink(name)
    except OSError as error:
        return _down(f"上传文件目录无法写入（{error.strerror}），请检查 UPLOADS_DIR 及其权限与剩余空间。")
    return {"ready": True}


def _bucket(store):
    try:
        store.connection.meta.client.head_bucket(Bucket=store.bucket_name)
    except stores.AWAY:
        return _down("上传文件的存储无法访问，请检查 EVIDENCE_STORE 等各项设置和存储服务。")
    return {"ready": True}


def beat_heart(*, now):
    """A worker's sign of life, written by the task of the same purpose (tasks.py)."""
    _redis().set(HEARTBEAT_KEY, now.timestamp())


def _redis():
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2)


def _down(reason):
    return {"ready": False, "reason": reason}
