"""任意次序的表决、回避、到会、离会：结果等于逐票重数，记名与无记名相同 (沪工总经〔2015〕260号 三(四))."""

from fractions import Fraction

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.refusals import Refused
from decisions import actions
from decisions.models import RosterItem
from decisions.states import Outcome
from tests.decisions.conftest import HELD_ON, NUMBER
from tests.moments import AFTER_NOTICE, AT_THE_SITTING

MEMBERS, NAMES = range(5), range(3)
CHOICES = ("for", "against", "abstain")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("vote"), st.sampled_from(MEMBERS), st.sampled_from(NAMES), st.sampled_from(CHOICES)),
        st.tuples(st.just("recuse"), st.sampled_from(MEMBERS), st.sampled_from(NAMES), st.none()),
        st.tuples(st.sampled_from(["come", "leave"]), st.sampled_from(MEMBERS), st.none(), st.none()),
    ),
    min_size=6,
    max_size=24,
)


class Room:
    """A naive count: who is there, who withdrew, what each said first; kept by hand beside the real one."""

    def __init__(self):
        self.there, self.withdrawn, self.said = set(range(4)), set(), {}

    def takes(self, verb, member, name, choice):
        """Whether the step is one that must go through; what it does is noted."""
        if verb == "come":
            fits = member not in self.there
            self.there |= {member}
        elif verb == "leave":
            fits = member in self.there
            self.there -= {member}
        elif verb == "recuse":
            fits = (name, member) not in self.said
            self.withdrawn |= {(name, member)} if fits else set()
        else:
            fits = member in self.there and (name, member) not in self.withdrawn | self.said.keys()
            if fits:
                self.said[name, member] = choice
        return fits

    def results(self, places):
        """(outcome, for, against, abstained) of each name, counted with fingers and fractions."""
        for name in NAMES:
            voters = [one for one in MEMBERS if (name, one) not in self.withdrawn]
            present = [one for one in voters if one in self.there or (name, one) in self.said]
            said = [self.said.get((name, one), "abstain") for one in present]
            many = [said.count(one) for one in CHOICES]
            if not present or Fraction(len(present), len(voters)) < Fraction(2, 3):
                outcome = Outcome.DEFERRED
            elif Fraction(many[0], len(present)) <= Fraction(1, 2):
                outcome = Outcome.LOST
            else:
                outcome = Outcome.CARRIED if places > 0 else Outcome.DEFERRED
                places -= 1
            yield outcome, *many


def played(steps, season, members, secretary):
    """The same steps through the real acts; each goes through exactly when the naive room says so."""
    room = Room()
    sitting = actions.convene(
        season, held_on=HELD_ON, members=members, chair=members[0], by=secretary, now=AFTER_NOTICE
    )
    actions.mark_present(sitting, members[:4], by=secretary, now=AT_THE_SITTING)
    actions.open_voting(sitting, by=secretary, now=AT_THE_SITTING)
    items = list(sitting.roster.order_by("position"))
    seats = {one.user_id: one for one in sitting.members.all()}
    for verb, member, name, choice in steps:
        person, item = members[member], None if name is None else items[name]
        acts = {
            "vote": lambda: actions.vote(item, choice=choice, by=person, now=AT_THE_SITTING),  # noqa: B023
            "recuse": lambda: actions.recuse(item, seats[person.pk], reason="亲属", by=person, now=AT_THE_SITTING),  # noqa: B023
            "come": lambda: actions.arrive(sitting, person, by=secretary, now=AT_THE_SITTING),  # noqa: B023
            "leave": lambda: actions.leave(sitting, person, by=secretary, now=AT_THE_SITTING),  # noqa: B023
        }
        before = room.takes(verb, member, name, choice)
        try:
            acts[verb]()
        except Refused:
            assert not before
        else:
            assert before
    actions.close_voting(sitting, number=NUMBER, signed_by="许主持", by=secretary, now=AT_THE_SITTING)
    found = RosterItem.objects.filter(sitting=sitting).order_by("position")
    return room, list(found.values_list("outcome", "votes_for", "votes_against", "abstentions"))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_secret_ballot_equals_a_recount_by_hand(ruled, season, three, secretary, chair_members, steps):
    ruled(ballot_kind="secret", quota=2)
    with transaction.atomic():
        room, found = played(steps, season, chair_members, secretary)
        assert found == list(room.results(places=2))
        transaction.set_rollback(True)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS.map(lambda steps: list({step[:3]: step for step in steps if step[0] != "recuse"}.values())))
def test_any_open_ballot_equals_the_same_recount(ruled, season, three, secretary, chair_members, steps):
    ruled(quota=2)
    once = [step for step in steps if step[0] == "vote"]
    with transaction.atomic():
        room, found = played(once, season, chair_members, secretary)
        assert found == list(room.results(places=2))
        transaction.set_rollback(True)
