"""The task queue, and the timetable of everything that happens by itself."""

import os

from celery import Celery
from celery.schedules import crontab, schedule

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "craftsman_portal.settings.dev")

app = Celery("craftsman_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["craftsman_portal"])

# The whole timetable (定时任务), one line each, in Beijing time (CELERY_TIMEZONE). A line is
#   "<what happens>": {"task": "<task name>", "schedule": crontab(hour=.., minute=..) or schedule(<seconds>)},
# with from celery.schedules import crontab. Tasks stand in <app>/tasks.py and are idempotent: beat may
# send one twice, and a task that fell out while beat was down must find its work by itself the next time.
# ``expires`` keeps signs of life from piling up while no worker runs; acts never expire.
BEAT = {
    "a worker's heartbeat": {
        "task": "craftsman_portal.heartbeat",
        "schedule": schedule(30),
        "options": {"expires": 25},
    },
    "letters still owed": {
        "task": "letters.deliver_owed",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "codes still to be sent": {
        "task": "entrance.deliver_codes",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "invitations still to be sent": {
        "task": "nominations.deliver_invitations",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "verifications nobody needs": {
        "task": "entrance.forget",
        "schedule": crontab(hour=0, minute=40),
    },
    "exports nobody has in hand": {
        "task": "exports.make_owed",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "exports past their time": {
        "task": "exports.clear",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 550},
    },
    "papers waiting for the scan": {
        "task": "nominations.scan_papers",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "conflicts of interest that have come up since": {
        "task": "reviews.recheck_conflicts",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 550},
    },
    "files in the store without a row": {
        "task": "nominations.sweep_papers",
        "schedule": crontab(hour=3, minute=10),
    },
    "packages nobody has in hand": {
        "task": "handover.pack_owed",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "dossiers to hand over": {
        "task": "handover.deliver_owed",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "packages past their time": {
        "task": "handover.clear",
        "schedule": crontab(minute=40),
    },
    "notices whose set minute has come": {
        "task": "publicity.publish_due",
        "schedule": crontab(),  # on the minute
        "options": {"expires": 55},
    },
    "notices whose time is over": {
        "task": "publicity.close_due",
        "schedule": crontab(),  # on the minute
        "options": {"expires": 55},
    },
    "objections whose answer is owed": {
        "task": "publicity.remind_of_objections",
        "schedule": crontab(hour=8, minute=45),
    },
    "papers of the notices waiting for the scan": {
        "task": "publicity.scan_papers",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "papers of the notices without a row": {
        "task": "publicity.sweep_papers",
        "schedule": crontab(hour=3, minute=20),
    },
    "signed scans of resolutions waiting for the scan": {
        "task": "decisions.scan_papers",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "signed scans without a row": {
        "task": "decisions.sweep_papers",
        "schedule": crontab(hour=3, minute=30),
    },
    "pages and papers of notices that say something else by now": {
        "task": "publicity.keep_copies",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "certificates still to be pressed": {
        "task": "honours.tasks.press_owed",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "the certificates' status list": {
        "task": "honours.tasks.renew_status_list",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "files under way that a ban has met": {
        "task": "nominations.hold_the_banned",
        "schedule": schedule(300),
        "options": {"expires": 290},
    },
    "money of those named while they are looked into": {
        "task": "findings.hold_money_since",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "seats of experts under a ban": {
        "task": "reviews.stand_down_banned",
        "schedule": schedule(300),
        "options": {"expires": 290},
    },
    "bans that end or are about to": {
        "task": "sanctions.end_and_remind",
        "schedule": crontab(hour=0, minute=10),
    },
    "lists and papers that should be with a worker": {
        "task": "intake.take_up_what_lies",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "lists and papers nobody confirmed": {
        "task": "intake.expire",
        "schedule": crontab(hour=1, minute=10),
    },
    "corrections past their day": {
        "task": "nominations.lapse_corrections",
        "schedule": crontab(hour=0, minute=20),
    },
    "unsuccessful files whose years are over": {
        "task": "nominations.purge_due",
        "schedule": crontab(hour=1, minute=40),
    },
    "reminders of the closing moment": {
        "task": "nominations.remind_of_closing",
        "schedule": crontab(minute=5),  # every hour, so that one missed is made up; once a day for each person
        "options": {"expires": 3300},
    },
    "reminders of sheets not handed in": {
        "task": "reviews.remind_of_scoring",
        "schedule": crontab(minute=25),  # every hour, so that one missed is made up; once a day for each member
        "options": {"expires": 3300},
    },
    "bulk acts left lying": {
        "task": "nominations.carry_out_bulk_left",
        "schedule": schedule(60),
        "options": {"expires": 55},
    },
    "typed words that can no longer be saved": {
        "task": "nominations.clear_copies",
        "schedule": crontab(hour=2, minute=10),
    },
    "corrections about to end": {
        "task": "nominations.remind_corrections",
        "schedule": crontab(hour=8, minute=30),
    },
}

app.conf.beat_schedule = BEAT
