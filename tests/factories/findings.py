"""查实: a case led along its whole road, each step by another person."""

from accounts.models import Membership, User
from accounts.states import Role
from findings.actions import cases, findings, reports
from findings.queries.cases import subjects_of
from findings.states import CaseSource, Ground, Party, StatementWay
from tests.factories.accounts import MembershipFactory, UserFactory, prove

TOLD = {"report": "已向主办单位核实。", "ground": Ground.FRAUD, "facts": "获奖证书系伪造。"}
BANS = {"bans_person": True, "bans_unit": False}


def inquirer():
    """核查人: of the office, without a part in anything."""
    return stranger("核查人")


def stranger(name):
    """Somebody of the office by this name, without a part in anything."""
    known = User.objects.filter(full_name=name).first()
    if known is None:
        known = UserFactory(full_name=name)
        MembershipFactory(user=known, role=Role.REVIEW_OFFICE, organisation=_municipal())
    return known


def _municipal():
    office = Membership.objects.filter(role=Role.REVIEW_OFFICE).first()
    return office.organisation if office else None


def taken_up(*nominations, by, now, source=CaseSource.DISCOVERY):
    """立案: the case is in the inquirer's hands."""
    case = reports.open_case(source=source, about=nominations[0].name, content="获奖证书存疑。", by=by, now=now)
    return cases.take_up(case, list(nominations), assignee=inquirer(), by=by, now=now)


def told(*nominations, by, now, **changes):
    """拟认定告知: nobody has answered yet."""
    case = taken_up(*nominations, by=by, now=now)
    return cases.tell(case, **(TOLD | BANS | changes), by=inquirer(), now=now)


def heard(*nominations, by, now, statement="本人无异议。", **changes):
    """Everybody has answered."""
    case = told(*nominations, by=by, now=now, **changes)
    for subject in subjects_of(case):
        for party in Party:
            cases.state(subject, party=party, way=StatementWay.PAPER, text=statement, by=inquirer(), now=now)
    return case


def found_out(nomination, *, by, now, **changes):
    """One person, 弄虚作假: everything is taken back."""
    [finding] = find(nomination, by=by, now=now, **changes)
    return finding


def find(*nominations, decision_number="沪工总经〔2026〕88号", by, now, return_by=None, proved=True, **changes):
    """认定: the whole road at one moment; the findings in their order."""
    case = heard(*nominations, by=by, now=now, **changes)
    if proved:
        prove(by)
    return findings.decide(case, decision_number=decision_number, return_by=return_by, by=by, now=now)
