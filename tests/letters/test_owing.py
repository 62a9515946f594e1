"""函告：写信与办理同在一个事务，办理不成则不留信；同一封信对同一人只写一次。"""

import pytest
from django.db import transaction

from letters.actions import letter_for, owe, owe_all, owe_rendered
from letters.models import Letter
from tests.moments import IN_WINDOW


def test_each_person_is_owed_one_letter_however_often_he_is_named(clerk, screener):
    owe("notice", to=[clerk, screener, clerk], subject="告知", body="正文。", about="/x/", at=IN_WINDOW)

    assert sorted(Letter.objects.values_list("recipient_id", "about", "created_at")) == sorted(
        [(clerk.pk, "/x/", IN_WINDOW), (screener.pk, "/x/", IN_WINDOW)]
    )


def test_a_rolled_back_act_leaves_no_letter(clerk):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        owe("notice", to=clerk, subject="告知", body="正文。")
        1 / 0  # noqa: B018 - the act breaks off here

    assert not Letter.objects.exists()


def test_a_line_break_in_the_subject_cannot_forge_a_header(clerk):
    (letter,) = owe("notice", to=clerk, subject="告知\nBcc: somebody@example.org", body="正文。")
    assert letter.subject == "告知 Bcc: somebody@example.org"


def test_people_without_an_address_are_written_to_in_the_portal_only(clerk):
    (letter,) = owe("notice", to=clerk, subject="告知", body="正文。")
    assert not letter.dispatches.exists()


def test_the_text_of_a_letter_is_a_template_whose_first_line_is_the_subject(clerk):
    (letter,) = owe_rendered("password_link", to=clerk, path="/a?b&c", days=3)

    assert letter.subject == "请设置登录密码"
    assert "/a?b&c" in letter.body


def test_the_worker_is_nudged_once_after_the_commit(clerk, django_capture_on_commit_callbacks):
    clerk.email = "zhou@example.org"
    with django_capture_on_commit_callbacks() as nudges:
        owe("notice", to=clerk, subject="一", body="正文。")
        owe_all([letter_for("notice", to=clerk, subject="二", body="正文。")])

    assert len(nudges) == 1


def test_nobody_is_nudged_when_nothing_goes_by_mail(clerk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as nudges:
        owe("notice", to=clerk, subject="一", body="正文。")

    assert nudges == []
