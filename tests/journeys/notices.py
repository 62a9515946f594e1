"""公示 at the browsers of the officer, of a stranger who objects and of whoever inquires."""

from datetime import timedelta

from common.dates import today
from publicity.models import Notice, Objection
from tests.journeys.conftest import next_working_day, put_forward_to


def publishes(officer):
    """拟定、发布 for the next working day, with a code; returns the notice."""
    officer.open("publicity:prepare")
    officer.fill(opens_on=next_working_day().isoformat(), contact="上海市总工会选树办公室，电话 021-00000000")
    officer.press("推算日期并生成名单").reads("已拟定公示")
    notice = Notice.objects.latest("pk")
    officer.open("publicity:publish", notice.pk)
    officer.enters_a_code().press("发布公示").reads("公示已发布")
    return Notice.objects.get(pk=notice.pk)


def records_outlets(officer, notice, paper):
    """发布登记 in each outlet, on the first day."""
    put_forward_to(notice.opens_on, 10)
    for outlet in notice.rulebook.outlets.all():
        officer.open("publicity:outlet", notice.pk, outlet.pk)
        officer.fill(appeared_at=f"{notice.opens_on}T09:00", place="第3版", proof=paper).press("登记刊发情况")


def objects(stranger, notice, *, to, content):
    """提出异议 by the public form, from the notice's own page; returns the objection, its receipt on the page."""
    stranger.open("publicity:notice", notice.season.code, notice.number)
    stranger.reads(notice.list_hash).press("提出异议")
    stranger.fill(name={"label": to}, kind="person", objector_name="钱实名", objector_contact="13900000000")
    stranger.fill(content=content).press("提出异议").reads("已收到")
    return Objection.objects.latest("pk")


def takes_up(officer, objection, inquirer):
    """受理并交办核查: from here on the name is held."""
    officer.open("publicity:objection", objection.pk)
    officer.fill(assignee={"label": str(inquirer)}).press("受理并交办核查").reads("已受理", "该人选暂缓")


def rejects(inquirer, objection, *, reply):
    """核查记录、办结: what was objected is not so."""
    inquirer.open("publicity:objection", objection.pk)
    inquirer.does_not_read("钱实名")
    inquirer.fill(content="向竞赛主办单位调阅成绩册，名次与所报一致。").press("保存记录").reads("核查记录已保存")
    inquirer.fill(finding="rejected", report="已向主办单位核实，名次属实。", reply=reply)
    inquirer.press("办结核查").reads("核查已办结")


def closes_notice(officer, notice):
    """办结 after the last day."""
    put_forward_to(today(notice.closes_at) + timedelta(days=1), 9)
    officer.open("publicity:managed", notice.pk)
    officer.press("办结公示").reads("公示已办结")
