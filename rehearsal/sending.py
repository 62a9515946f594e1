"""What leaves the house: lists exported, a package asked for, and letters the post would not take at once."""

from datetime import timedelta

from accounts.models import User
from accounts.states import Role
from exports import actions as exporting
from exports.sheets import offered
from handover import actions as handing_over
from letters.models import Dispatch, Letter
from letters.states import MOST_ATTEMPTS, Way
from nominations.models import Nomination
from nominations.states import State

REFUSED = "对方邮箱拒收（550 收件人邮箱不存在）"
BUSY = "邮件服务器中断了连接"


def export_lists(play, *, at):
    """导出: one that waits for the office, one with full numbers that a screener has fetched."""
    office, screener = play.staff(Role.REVIEW_OFFICE), play.staff(Role.SCREENER)
    _exported("nominations.overview", by=office, at=at)
    full = _exported("nominations.summary", by=screener, at=at, unmasked=True, reason="与参保单位核对人选证件号码")
    exporting.fetch(full, by=screener, now=at + timedelta(minutes=5))


def _exported(key, *, by, at, **more):
    sheet = offered()[key]
    export = exporting.ask(sheet, sheet.read({}), by=by, now=at, **more)
    return exporting.make_export(export.pk, now=at)


def ask_packages(play, *, at):
    """材料包 of the first dossier that waits for screening; the worker makes it."""
    filed = Nomination.objects.filter(season=play.season, state=State.SUBMITTED).order_by("number").first()
    if filed is not None:
        handing_over.ask_package(filed, by=play.staff(Role.REVIEW_OFFICE), now=at)


def post_fails(*, at):
    """函告: a letter whose address does not exist, and one that is tried again by itself."""
    unread = Letter.objects.filter(read_at__isnull=True, recalled_at__isnull=True, recipient__email="")
    latest: dict[User, Letter] = {}
    for letter in unread.select_related("recipient").order_by("-created_at", "-pk")[:50]:
        latest.setdefault(letter.recipient, letter)
    troubles = ((MOST_ATTEMPTS, REFUSED, None), (3, BUSY, at + timedelta(minutes=8)))
    for (person, letter), (attempts, words, again) in zip(latest.items(), troubles, strict=False):
        person.email = f"{person.username.replace('_', '.')}@mail.invalid"
        person.save(update_fields=["email"])
        Dispatch.objects.create(letter=letter, way=Way.EMAIL, attempts=attempts, last_error=words, retry_at=again)
