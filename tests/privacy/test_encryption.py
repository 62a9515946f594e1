"""个人信息保护法 第五十一条: the database never sees a personal number, and keys can be changed."""

import io

import pgtrigger
import pytest
from django.apps import apps
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import isolate_apps

from nominations.models import Nomination
from privacy.cipher import Unreadable, check_keys, seal, unseal
from privacy.fields import EncryptedTextField

OLD = "old:" + "11" * 32
NEW = "new:" + "22" * 32
COLUMN = "nominations.nomination.identity_number"
TEXT = "11010519491231002X"


@pytest.fixture
def secrets(db, settings):
    """A table with one encrypted column, for the length of a test."""
    settings.PRIVACY_KEYS = [OLD]
    with isolate_apps("privacy") as isolated:

        class Secret(models.Model):
            number = EncryptedTextField("号码", blank=True, null=True)

            class Meta:
                app_label = "privacy"
                verbose_name = "密件"

            def __str__(self):
                return "密件"

        apps.all_models["privacy"]["secret"] = Secret
        apps.clear_cache()
        with connection.schema_editor() as editor:
            editor.create_model(Secret)
        assert isolated.get_model("privacy", "Secret") is Secret
        yield Secret.objects
        del apps.all_models["privacy"]["secret"]
        apps.clear_cache()


def stored(secrets):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {secrets.model._meta.db_table} ORDER BY id")
        return [number for (number,) in cursor.fetchall()]


def rotate(**options):
    out = io.StringIO()
    call_command("rotate_privacy_keys", quiet=True, stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize("text", [TEXT, "汉字𬭎", "x" * 10_000])
def test_a_sealed_value_opens_in_its_column(text):
    assert unseal(seal(text, column=COLUMN), column=COLUMN) == text


def test_the_same_value_is_sealed_differently_each_time():
    assert seal(TEXT, column=COLUMN) != seal(TEXT, column=COLUMN)


def test_a_value_moved_to_another_column_is_refused():
    with pytest.raises(Unreadable, match="从别的栏目移来"):
        unseal(seal(TEXT, column=COLUMN), column="honours.payment.bank_account")


@pytest.mark.parametrize("spoil", [lambda s: s[:-8] + "AAAAAAAA", lambda s: s[:-6], lambda s: s[:20] + "!" + s[21:]])
def test_an_altered_value_is_refused(spoil):
    with pytest.raises(Unreadable, match="无法解密"):
        unseal(spoil(seal(TEXT, column=COLUMN)), column=COLUMN)


def test_a_missing_key_is_named(settings):
    settings.PRIVACY_KEYS = [OLD]
    sealed = seal(TEXT, column=COLUMN)
    settings.PRIVACY_KEYS = [NEW]
    with pytest.raises(Unreadable, match="“old”"):
        unseal(sealed, column=COLUMN)


@pytest.mark.parametrize("keys", [[], ["old:abcd"], ["no-colon"], [OLD, OLD], ["坏:" + "11" * 32]])
def test_malformed_keys_are_found_by_the_system_check(settings, keys):
    settings.PRIVACY_KEYS = keys
    assert [fault.id for fault in check_keys(None)] == ["privacy.E001"]
    with pytest.raises(ImproperlyConfigured, match="PRIVACY_KEYS"):
        seal(TEXT, column=COLUMN)


def test_the_database_holds_no_plaintext_and_the_model_does(secrets, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        secrets.create(number=TEXT)
    assert TEXT not in asked.captured_queries[0]["sql"]
    assert TEXT not in stored(secrets)[0]
    assert secrets.get().number == TEXT


def test_empty_and_missing_stay_what_they_are(secrets):
    secrets.create(number="")
    secrets.create(number=None)
    assert stored(secrets) == ["", None]
    assert [one.number for one in secrets.order_by("id")] == ["", None]
    assert secrets.filter(number__isnull=True).count() == 1


@pytest.mark.parametrize("ask", ["number", "number__icontains", "number__in", "number__length"])
def test_a_sealed_column_cannot_be_searched(secrets, ask):
    with pytest.raises(FieldError, match="encrypted"):
        secrets.filter(**{ask: "1"})


def test_updates_in_bulk_are_sealed_too(secrets):
    rows = secrets.bulk_create([secrets.model(number="1"), secrets.model(number="2")])
    rows[0].number = TEXT
    secrets.bulk_update(rows, ["number"])
    secrets.filter(pk=rows[1].pk).update(number=TEXT)
    assert [one.number for one in secrets.all()] == [TEXT, TEXT]
    assert all(sealed.startswith("old.") for sealed in stored(secrets))


def test_rows_of_an_old_key_are_readable_before_and_after_rotation(secrets, settings):
    for n in range(5):
        secrets.create(number=f"{TEXT}{n}")
    settings.PRIVACY_KEYS = [NEW, OLD]
    assert secrets.earliest("id").number == f"{TEXT}0"

    assert "5 行改用密钥“new”加密" in rotate(batch=2)

    settings.PRIVACY_KEYS = [NEW]
    assert [one.number for one in secrets.order_by("id")] == [f"{TEXT}{n}" for n in range(5)]


def test_a_second_rotation_has_nothing_to_do(secrets, settings):
    secrets.create(number=TEXT)
    secrets.create(number="")
    settings.PRIVACY_KEYS = [NEW, OLD]
    rotate()
    before = stored(secrets)
    assert "0 行" in rotate()
    assert stored(secrets) == before


def test_a_rotation_that_stops_keeps_what_is_done_and_says_where(secrets, settings):
    rows = [secrets.create(number=TEXT) for _ in range(3)]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {secrets.model._meta.db_table} SET number = 'lost.AAAA' WHERE id = %s", [rows[2].pk])
    settings.PRIVACY_KEYS = [NEW, OLD]

    with pytest.raises(CommandError, match=f"密件（主键 {rows[2].pk}）.*“lost”"):
        rotate(batch=1)

    assert [sealed.partition(".")[0] for sealed in stored(secrets)] == ["new", "new", "lost"]


def test_real_rows_are_rotated_past_the_triggers_that_guard_them(settings, draft):
    number = draft.identity_number
    guard = pgtrigger.Protect(name="the_number_stays", operation=pgtrigger.Update)
    with guard.register(Nomination):
        guard.install(Nomination)
        settings.PRIVACY_KEYS = [NEW, *settings.PRIVACY_KEYS]
        rotate()

    settings.PRIVACY_KEYS = [NEW]
    assert Nomination.objects.get(pk=draft.pk).identity_number == number
