"""What stands in the way of money that is to leave, asked about a whole batch at once."""

from dataclasses import dataclass

from honours.queries import disputes
from nominations.models import Consent
from nominations.parts import everybody_in
from nominations.states import ConsentKind
from publicity.queries.objections import nominations_contested


@dataclass(frozen=True)
class Obstacles:
    """By the keys of nominations, but for ``contradicted``, which are payments."""

    agreed: frozenset[int]  # 单独同意 to use the account, not withdrawn
    contested: frozenset[int]  # 异议未办结
    contradicted: frozenset[int]  # 回执冲突未查清
    taken: dict[int, dict[str, set[int]]]  # 经手


def obstacles_of(payments) -> Obstacles:
    """As many queries for a thousand as for one."""
    nominations = [payment.honour.nomination for payment in payments]
    keys = [one.pk for one in nominations]
    agreed = Consent.objects.filter(nomination__in=keys, kind=ConsentKind.BANK, withdrawn_at__isnull=True)
    contradicted = disputes.open_conflicts().filter(attempt__payment__in=[payment.pk for payment in payments])
    return Obstacles(
        agreed=frozenset(agreed.values_list("nomination_id", flat=True)),
        contested=frozenset(nominations_contested(keys)),
        contradicted=frozenset(contradicted.values_list("attempt__payment_id", flat=True)),
        taken=everybody_in(nominations) if nominations else {},
    )
