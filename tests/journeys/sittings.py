"""审定、命名 at the browsers of the chair office and of the review office."""

from honours.models import Certificate
from tests.journeys.walks import confirm_words
from tests.workers import until, workers


def sees_only(secretary, *, how_many, not_among):
    """Before a sitting is called: a held name cannot be put to it."""
    secretary.open("decisions:convene")
    secretary.reads(f"审议名单共{how_many}人").does_not_read(not_among)


def sits(secretary, members, browser_of):
    """召集、到会、表决、决议, everybody with a code of his own."""
    secretary.open("decisions:convene")
    secretary.fill(chair={"label": members[0].full_name}, place="市总工会会议室").press("召集会议")
    secretary.reads("已召集会议")
    sitting = secretary.page.url
    for box in secretary.page.locator('[name="present"]').all():
        box.check()
    secretary.press("登记到会")
    secretary.enters_a_code().press("开始表决").press("开始表决").reads("表决已开始")
    for member in members:
        person = browser_of(member)
        person.open(sitting + "ballot/")
        person.enters_a_code().fill(choice="for").press("记录表决").reads("表决已记录")
    secretary.open(sitting + "close/")
    secretary.fill(number="沪工总经[2026]88号", signed_by=members[0].full_name).press("结束表决并形成决议")
    secretary.reads("沪工总经〔2026〕88号")


def names(office, season, folder):
    """命名, and the certificates pressed by a worker."""
    with workers(folder, "press") as (worker,):
        worker.start()
        office.open("honours:naming_confirm", season.code)
        office.press(confirm_words(office))
        until(lambda: not Certificate.objects.filter(pressed_at=None).exists(), seconds=60)
