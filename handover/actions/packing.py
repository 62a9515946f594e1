"""生成、下载材料包: one package for each filing, made by the worker, taken with a reason."""

import logging
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction

from common import clock
from common.refusals import insist
from common.worker import nudge
from exports.actions.making import TakenOver, begin, finish, give_up, step
from exports.queries import locked, to_make
from exports.states import State as FileState
from handover import archive, queries, rules
from handover.models import Package
from ledger.actions import record

logger = logging.getLogger(__name__)


@transaction.atomic
def ask_package(nomination, *, by, now=None):
    """生成材料包 (沪工总经〔2015〕260号 五(二))."""
    now = now or clock.now()
    nomination = queries.locked_for_packing(nomination.pk)
    insist(rules.refuse_packing(by, nomination, queries.package_of_now(nomination)))
    package = wanted(nomination)
    record("package.asked", by=by, on=nomination, at=now, filing=package.filing)
    return package


def wanted(nomination):
    """The package of the filing as it stands, on its way to be made where there is no file; inside a transaction."""
    revision = queries.revision_to_pack(nomination)
    package, _new = Package.objects.get_or_create(
        nomination=nomination,
        filed_at=nomination.submitted_at,
        defaults={"filing": revision.number if revision else 1},
    )
    if package.state in (FileState.EXPIRED, FileState.FAILED):
        package.state, package.attempts, package.problem = FileState.QUEUED, 0, ""
        package.save(update_fields=["state", "attempts", "problem"])
    if package.state == FileState.QUEUED:
        nudge("handover.pack", package.pk)
    return package


def pack(pk, *, now=None):
    """Make one package; told twice, the second time finds nothing to do."""
    package = begin(Package, pk, now=now)
    if package is None:
        return None
    try:
        with tempfile.TemporaryDirectory(prefix="craftsman-package-") as folder:
            return _packed(package, Path(folder) / "one.zip", now)
    except TakenOver:
        return None
    except archive.Damaged as damage:
        give_up(package, str(damage))
    except (OSError, DatabaseError):
        logger.exception("材料包 %s 暂未生成，将由定时任务重试。", package.pk)
    except Exception:  # whatever else breaks is told on the page instead of being tried every minute
        logger.exception("材料包 %s 生成出错。", package.pk)
        give_up(package, "生成程序出错，已记入运行日志。请告知系统管理员。")
    return None


def packages_owed(*, now=None):
    """The packages nobody has in hand, for the timetable."""
    return list(to_make(Package, now or clock.now()).values_list("pk", flat=True))


def _packed(package, path, now):
    nomination = queries.for_packing(package.nomination_id)
    if _has_moved_on(package, nomination):
        return None
    held = rules.refuse_unscanned(nomination)
    if held is not None:
        give_up(package, f"{held}")
        return None
    package.total = archive.steps_of(nomination)
    digest, note = archive.write(
        path, nomination, filing=package.filing, step=lambda done: step(package, done, now=now)
    )
    if _has_moved_on(package, queries.for_packing(package.nomination_id)):
        return None
    revision = queries.revision_to_pack(nomination)
    if revision is not None and digest != revision.digest:
        raise archive.Damaged("申报内容与报送时的材料版本不一致，请告知系统管理员。")
    name = f"handover/{package.token[:2]}/{package.token}.zip"
    keep = settings.PACKAGE_KEEP_HOURS
    row = finish(package, path, name=name, keep_hours=keep, now=now, content_digest=digest, note=note)
    record("package.made", by=None, on=nomination, at=now, filing=row.filing, sha256=row.sha256, size=row.size)
    return row


def _has_moved_on(package, nomination):
    if nomination.submitted_at == package.filed_at and rules.refuse_unfiled(nomination) is None:
        return False
    give_up(package, "材料已退回补正或者已撤回，这次报送的材料包不再生成。")
    return True


@transaction.atomic
def fetch_package(package, *, by, reason, now=None):
    """下载材料包: the numbers in it are in full, so it is an unmasking with its reason."""
    now = now or clock.now()
    package = queries.package_at(package.token)
    insist(rules.refuse_fetching(by, package, reason=reason))
    record(
        "package.fetched",
        by=by,
        on=package.nomination,
        at=now,
        reason=reason.strip(),
        filing=package.filing,
        sha256=package.sha256,
    )
    return package


def clear(*, now=None):
    """过期清理: the file goes, the row and its digest stay; asked for again, it is made again."""
    now = now or clock.now()
    return sum(_clear_one(pk, now) for pk in queries.packages_to_clear(now).values_list("pk", flat=True))


@transaction.atomic
def _clear_one(pk, now):
    package = locked(Package, pk, passing_by=True)
    if package is None or not queries.packages_to_clear(now).filter(pk=pk).exists():
        return 0
    storage, name = package.file.storage, package.file.name
    package.state, package.file = FileState.EXPIRED, ""
    package.save(update_fields=["state", "file"])
    transaction.on_commit(lambda: storage.delete(name))
    return 1
