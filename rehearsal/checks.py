"""Self-check at the end of a rehearsal: the books must balance, or the command exits non-zero."""

from collections import Counter

from django.db.models import Count, F, Q

from decisions.models import RosterItem
from decisions.states import Outcome
from honours.models import Certificate, Honour, Payment
from honours.states import PaymentState
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import ENDED, State
from reviews.models import Assignment, Recusal
from sanctions.models import Ban


def problems_of(season, *, nominations):
    """Everything that does not add up, each as a sentence; an empty list is a good season."""
    return [
        *_counts(season, nominations),
        *_honours(season),
        *_review(season),
        *_money(season),
        *_ledger(season),
        *_bans(season),
    ]


def states_of(season):
    """How many nominations stand in each state."""
    return Counter(Nomination.objects.filter(season=season).values_list("state", flat=True))


def _counts(season, expected):
    states = states_of(season)
    if sum(states.values()) != expected:
        yield f"申报应为 {expected} 件，实为 {sum(states.values())} 件。"
    for state in sorted(set(states) - set(ENDED) - {State.HONOURED}):
        yield f"收官时仍有 {states[state]} 件处于“{State(state).label}”。"


def _honours(season):
    honours = Honour.objects.filter(season=season)
    named = Nomination.objects.filter(season=season, state__in=[State.HONOURED, State.REVOKED])
    if honours.count() != named.count():
        yield f"荣誉 {honours.count()} 条，已命名或已撤销的申报 {named.count()} 件，二者不等。"
    if honours.count() > season.rulebooks.order_by("-edition").first().quota:
        yield f"命名 {honours.count()} 名，超过名额上限。"
    without = honours.filter(Q(certificate__isnull=True) | Q(certificate__pressed_at__isnull=True)).count()
    if without:
        yield f"{without} 名工匠没有制成的证书。"
    serials = sorted(Certificate.objects.filter(honour__season=season).values_list("serial", flat=True))
    if serials != [f"{season.code}-{number:04d}" for number in range(1, len(serials) + 1)]:
        yield "证书编号不连续。"
    carried = RosterItem.objects.filter(sitting__season=season, outcome=Outcome.CARRIED).count()
    left = Nomination.objects.filter(season=season, approved_at__isnull=False).exclude(pk__in=named).count()
    if carried != honours.count() + left:
        yield f"审定通过 {carried} 名，命名 {honours.count()} 名，审定后退出 {left} 名，账不平。"


def _review(season):
    conflicted = Assignment.objects.filter(
        round__season=season, withdrawn_at__isnull=True, member__unit_code=F("nomination__unit_code")
    ).count()
    if conflicted:
        yield f"{conflicted} 件分派给了本单位的专家。"
    recused = Assignment.objects.filter(
        round__season=season,
        withdrawn_at__isnull=True,
        nomination__recusals__in=Recusal.objects.filter(member=F("member")),
        nomination__recusals__member=F("member"),
    ).count()
    if recused:
        yield f"{recused} 件分派给了应当回避的专家。"
    for opened in season.rounds.select_related("plan").order_by("number"):
        needed = opened.plan.scores_per_nomination
        submitted = Q(assignments__round=opened, assignments__sheet__state="submitted")
        short = (
            Nomination.objects.filter(ranking_lines__ranking__round=opened)
            .annotate(scores=Count("assignments__sheet", filter=submitted, distinct=True))
            .filter(scores__lt=needed)
            .count()
        )
        if short:
            yield f"{opened.name}有 {short} 件的有效分不足 {needed} 个。"


def _money(season):
    payments = Payment.objects.filter(honour__season=season)
    if payments.count() != Honour.objects.filter(season=season).count():
        yield "奖金笔数与荣誉人数不等。"
    unpaid = payments.filter(honour__revoked_at__isnull=True).exclude(state=PaymentState.PAID).count()
    if unpaid:
        yield f"{unpaid} 名工匠的奖金未发放。"
    kept = payments.filter(honour__revoked_at__isnull=False, state=PaymentState.PAID).count()
    if kept:
        yield f"{kept} 名被撤销者的奖金未进入追回。"


def _ledger(season):
    """Every state that a nomination has reached was recorded, and the last record says where it stands."""
    last = {}
    entries = Entry.objects.filter(
        subject_kind="nominations.nomination", subject_id__in=Nomination.objects.filter(season=season).values("pk")
    ).exclude(after="")
    for subject, before, after in entries.order_by("pk").values_list("subject_id", "before", "after"):
        if before and before != last.get(subject, State.DRAFT):
            yield f"台账断裂：申报 {subject} 由“{last.get(subject)}”变为“{before}”没有记录。"
        last[subject] = after
    for pk, state in Nomination.objects.filter(season=season).values_list("pk", "state"):
        if last.get(pk) != state:
            yield f"申报 {pk} 现为“{state}”，台账末条为“{last.get(pk)}”。"


def _bans(season):
    revoked = Nomination.objects.filter(
        season=season, findings__overturned_at__isnull=True, findings__isnull=False
    ).distinct()
    for nomination in revoked:
        if not Ban.objects.filter(subject_hash__in=[nomination.identity_hash, nomination.unit_hash]).exists():
            yield f"{nomination}已查实弄虚作假，但没有禁报记录。"
