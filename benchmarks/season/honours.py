"""命名: the honours of the season before with certificates and payments, and the roster they were carried on."""

from datetime import date
from decimal import Decimal

import pgtrigger
from django.db import transaction

from accounts.states import Role
from benchmarks.season.town import BATCH, DAY, NOW
from decisions.models import RosterItem
from decisions.states import Outcome
from honours.models import AwardIssue, Certificate, Honour, Payment, SeasonTax
from honours.states import PaymentState
from nominations.models import Consent, Nomination
from nominations.states import ConsentKind
from seasons.states import TaxTreatment


def laid_honours(town, honoured, before):
    office = town.someone(Role.REVIEW_OFFICE)
    honours = [
        Honour(
            nomination=one,
            season=town.past,
            resolution=town.resolution,
            name=one.name,
            unit_name=one.unit_name,
            post=one.post,
            district_name=one.filing_body.name if one.filing_body else "",
            industry_name=one.industry.name,
            named_on=date(2025, 9, 29),
            named_at=NOW - 250 * DAY,
            named_by=office,
        )
        for one in honoured
    ]
    with transaction.atomic():  # at its end the database asks each honour for its certificate
        Honour.objects.bulk_create(honours, batch_size=BATCH)
        for order, one in enumerate(honours, start=before + 1):
            one.certificate = Certificate(
                honour=one,
                serial=f"B2025-{order:04d}",
                code=f"{order:020x}",
                owed_at=one.named_at,
                pressed_at=one.named_at,
                file=f"certificates/{order}.pdf",
                sha256="0" * 64,
            )
        Certificate.objects.bulk_create([one.certificate for one in honours], batch_size=BATCH)
        Honour.objects.bulk_update(honours, ["certificate"], batch_size=BATCH)
    Payment.objects.bulk_create(
        (
            Payment(
                honour=one,
                state=PaymentState.OPEN if order % 2 else PaymentState.READY,
                gross=Decimal("5000"),
                tax=Decimal("1000"),
                net=Decimal("4000"),
                account_name=one.name,
                bank_name="演示银行上海分行",
                bank_account=f"62{order:017d}",
                consented_at=one.named_at,
                opened_at=one.named_at,
            )
            for order, one in enumerate(honours)
        ),
        batch_size=BATCH,
    )


def made_payable(town, count):
    """So many payments of the season before, each with an account, a consent to use it, and the tax decided."""
    office = town.someone(Role.FINANCE)
    SeasonTax.objects.get_or_create(
        season=town.past,
        defaults={
            "treatment": TaxTreatment.INCIDENTAL,
            "basis": "测量取值。",
            "chosen_by": office,
            "chosen_at": NOW - DAY,
        },
    )
    chosen = list(Payment.objects.filter(honour__season=town.past).order_by("pk")[:count])
    with pgtrigger.ignore():
        Payment.objects.filter(pk__in=[one.pk for one in chosen]).update(state=PaymentState.READY)
    named = Nomination.objects.filter(honour_record__payment__in=chosen).exclude(consents__kind=ConsentKind.BANK)
    Consent.objects.bulk_create(
        Consent(nomination=one, kind=ConsentKind.BANK, text_version="1", given_at=NOW - DAY, given_by=one.drafted_by)
        for one in named.select_related("drafted_by")
    )
    return list(Payment.objects.filter(pk__in=[one.pk for one in chosen]).select_related("honour").order_by("pk"))


def handed_over(town, honours):
    """Every award item of these is in the hands of the craftsman."""
    items = list(town.past.rulebooks.get(edition=1).award_items.all())
    AwardIssue.objects.bulk_create(
        AwardIssue(
            honour=one,
            award_item=item,
            handed_over_on=date(2025, 10, 9),
            handed_to=one.name,
            handed_by=town.someone(Role.REVIEW_OFFICE),
        )
        for one in honours
        for item in items
    )


def laid_roster(town, named):
    RosterItem.objects.bulk_create(
        (
            RosterItem(sitting=town.sitting, nomination=one, position=order, outcome=Outcome.CARRIED, votes_for=7)
            for order, one in enumerate(named, start=RosterItem.objects.count() + 1)
        ),
        batch_size=BATCH,
    )


def owed_again(key):
    """A certificate as if it had not been pressed yet."""
    certificate = Certificate.objects.select_related("honour__season").get(pk=key)
    honour = certificate.honour
    context = {
        "name": honour.name,
        "honour_title": honour.title,
        "season_label": honour.season.label,
        "serial": certificate.serial,
        "resolved_on": "2025-09-22",
        "resolution_number": "沪工总经〔2025〕1号",
        "issuing_body": "上海市总工会",
        "verify_url": f"https://bench.example/honours/verify/{certificate.code}/",
        "verify_code": certificate.code,
    }
    with pgtrigger.ignore():
        Certificate.objects.filter(pk=key).update(pressed_at=None, file="", sha256="", signed_by="", context=context)
