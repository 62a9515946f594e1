"""上海工匠选树管理平台: the project's settings, addresses, task queue and health."""

from craftsman_portal.celery import app as celery_app

__all__ = ["celery_app"]
