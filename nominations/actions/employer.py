"""向工作单位核实: only after the self-nominee has agreed (个人信息保护法 第二十三条)."""

from django.db import transaction

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from nominations import queries
from nominations.queries.twins import unions_of_the_employer
from nominations.rules.employer import refuse_asking_employer


@transaction.atomic
def ask_employer(nomination, *, by, now=None):
    """函请单位工会核实: name, unit and post, nothing of the dossier."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(refuse_asking_employer(by, nomination))
    clerks = {person for union in unions_of_the_employer(nomination) for person in people_with(Role.UNION_CLERK, union)}
    record("nomination.employer_asked", by=by, on=nomination, at=now, unit=nomination.unit_name)
    owe_rendered("employer_asked", to=clerks, at=now, nomination=nomination)
    return nomination
