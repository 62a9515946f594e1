"""发放批次: what finance sees of them, and what the acts lock."""

from django.db.models import Count, Q, Sum

from honours.models import BankFile, BankLayout, BankReturn, PaymentAttempt, PaymentBatch, PaymentConflict
from honours.states import AttemptState, BatchState, ColumnSource

LINES = ("payment__honour__nomination__rulebook", "payment__honour__season", "payment__honour__certificate")


def batches(season, *, state=""):
    """The season's batches, the newest first, each with how its lines were answered."""
    answered = {
        str(state): Count("attempts", filter=Q(attempts__state=state))
        for state in (AttemptState.SENT, AttemptState.PAID, AttemptState.FAILED, AttemptState.RETURNED)
    }
    listed = PaymentBatch.objects.filter(season=season).select_related("prepared_by", "released_by")
    if state:
        listed = listed.filter(state=state)
    return listed.annotate(**{f"lines_{key}": counted for key, counted in answered.items()}).order_by("-pk")


def batch(number):
    """One batch by its number, with its people."""
    return (
        PaymentBatch.objects.filter(number=number)
        .select_related("season", "prepared_by", "released_by", "withdrawn_by")
        .first()
    )


def lines_of(one):
    """Its lines in their order, as a page shows them."""
    return PaymentAttempt.objects.filter(batch=one).select_related("payment__honour__certificate").order_by("position")


def outcomes_of(one):
    """How its lines ended: how many and how much in each state."""
    rows = PaymentAttempt.objects.filter(batch=one).order_by("state")
    return rows.values("state").annotate(count=Count("pk"), net=Sum("net"))


def lines_to_judge(one):
    """The same with everything a rule asks of a payment."""
    return lines_of(one).select_related(*LINES)


def locked_batch(pk):
    """One batch; two who release it come one after the other."""
    return PaymentBatch.objects.select_for_update(of=("self",)).select_related("season", "prepared_by").get(pk=pk)


def locked_lines(one):
    """Its lines, held in their order."""
    return list(PaymentAttempt.objects.select_for_update(of=("self",)).filter(batch=one).order_by("position"))


def number_for(season):
    """The next number of a season; the season is locked by the caller."""
    return f"{season.code}-{PaymentBatch.objects.filter(season=season).count() + 1:03d}"


def attempt_on_its_way(payment):
    """The attempt the bank has not answered, held."""
    return (
        PaymentAttempt.objects.select_for_update(of=("self",))
        .select_related("batch")
        .filter(payment=payment, state=AttemptState.SENT)
        .first()
    )


def attempt_prepared(payment):
    """The attempt that waits for its release, held."""
    return (
        PaymentAttempt.objects.select_for_update(of=("self",))
        .filter(payment=payment, state=AttemptState.PREPARED)
        .first()
    )


def attempts_of(payment):
    """Every attempt of a payment, the newest first."""
    return PaymentAttempt.objects.filter(payment=payment).select_related("batch").order_by("-pk")


def others_of(attempt):
    """The states of the payment's other attempts."""
    return set(
        PaymentAttempt.objects.filter(payment=attempt.payment_id).exclude(pk=attempt.pk).values_list("state", flat=True)
    )


def references_elsewhere(one, references):
    """Which of these belong to another batch: {reference: the batch's number}."""
    return dict(
        PaymentAttempt.objects.filter(reference__in=references)
        .exclude(batch=one)
        .values_list("reference", "batch__number")
    )


def files_of(one):
    """The bank files without their bytes."""
    return BankFile.objects.filter(batch=one).defer("content").order_by("position")


def file_of(number, position):
    """One bank file with its batch."""
    return BankFile.objects.filter(batch__number=number, position=position).select_related("batch").first()


def returns_of(one):
    """What the bank has sent back, without the bytes."""
    return BankReturn.objects.filter(batch=one).defer("content").select_related("received_by", "entered_by")


def bank_return(pk):
    """One returned file with its batch."""
    return BankReturn.objects.filter(pk=pk).select_related("batch__season", "received_by", "entered_by").first()


def locked_return(pk):
    """The same, held."""
    return BankReturn.objects.select_for_update(of=("self",)).select_related("batch").get(pk=pk)


def same_return(one, sha256):
    """The file with these bytes that is there already, held."""
    return BankReturn.objects.select_for_update(of=("self",)).filter(batch=one, sha256=sha256).first()


def contradicted(one):
    """Attempts of a batch over which a contradiction is open."""
    return set(
        PaymentConflict.objects.filter(attempt__batch=one, settled_at__isnull=True).values_list("attempt_id", flat=True)
    )


def conflicts_of(payment):
    """Every contradiction about a payment."""
    return PaymentConflict.objects.filter(attempt__payment=payment).select_related(
        "attempt__batch", "line", "settled_by"
    )


def open_conflicts_of(season):
    """Contradictions of a season that wait for a person."""
    return (
        PaymentConflict.objects.filter(attempt__batch__season=season, settled_at__isnull=True)
        .select_related("attempt__payment__honour__certificate", "line")
        .order_by("pk")
    )


def waiting_batches(user):
    """Prepared batches that another person is to release."""
    return PaymentBatch.objects.filter(state=BatchState.PREPARED).exclude(prepared_by=user)


def layouts():
    """The layouts that may be chosen."""
    return BankLayout.objects.filter(is_offered=True).order_by("name")


def frozen(layout):
    """A layout as a batch keeps it."""
    if layout is None:
        return None
    return {
        "name": layout.name,
        "kind": layout.kind,
        "encoding": layout.encoding,
        "delimiter": layout.delimiter,
        "has_headings": layout.has_headings,
        "header_line": layout.header_line,
        "footer_line": layout.footer_line,
        "most_rows": layout.most_rows,
        "columns": list(layout.columns.order_by("position").values("source", "heading", "width", "text")),
    }


def reading(layout):
    """How the bank's answer is read under a layout."""
    return {
        "name": layout.name,
        "columns": dict(layout.return_columns.values_list("field", "heading")),
        "words": {"paid": layout.paid_words, "failed": layout.failed_words, "pending": layout.pending_words},
    }


def content_of(attempts):
    """The lines as they are written and hashed."""
    return [
        {
            ColumnSource.REFERENCE.value: one.reference,
            ColumnSource.ACCOUNT.value: one.bank_account,
            ColumnSource.ACCOUNT_NAME.value: one.account_name,
            ColumnSource.BANK.value: one.bank_name,
            ColumnSource.BRANCH.value: one.branch,
            ColumnSource.CNAPS.value: one.cnaps,
            ColumnSource.AMOUNT.value: one.net,
        }
        for one in attempts
    ]
