"""任意次序的修改、推荐、审核、退回、撤回、报送、补正：名额、一人一件、版本和审核意见始终真实 (沪工总经〔2015〕260号 三(三)、(四))."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from common.refusals import Refused
from nominations import actions
from nominations.content import content_of, digest_of
from nominations.models import Endorsement, Nomination
from nominations.queries.dossiers import HOLDING
from nominations.states import EDITABLE, Channel, DocumentKind, State
from seasons.models import Place
from seasons.states import Indicator
from tests.factories import RulebookFactory, complete_dossier, issued
from tests.factories.numbers import credit_code, identity_number
from tests.moments import IN_WINDOW

PLACES = 1
ONE_OF = st.integers(0, 1)
FILLED = {
    "ethnicity": "汉族",
    "political_standing": "masses",
    "phone": "13800001234",
    "is_union_member": True,
    "union_name": "第一机床厂工会",
    "ownership": "state",
    "post": "车工班组长",
    "trade": "车工",
    "worker_kind": "production",
    "summary": "长期在一线从事精密车削。",
    "deeds": "进厂二十年，始终在车床旁。",
}
MOST = settings(
    max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


@pytest.fixture
def rulebook(season, xuhui_union):
    """One place for the district, so that places are fought over."""
    book = RulebookFactory(season=season)
    Place.objects.create(rulebook=book, organisation=xuhui_union, places=PLACES)
    return issued(book)


def test_any_history_stays_true(
    rulebook, clerk, works_union, park_union, xuhui_union, park_endorser, xuhui_endorser, xuhui_clerk, screener
):
    endorsers = {park_union.pk: park_endorser, xuhui_union.pk: xuhui_endorser}

    class History(RuleBasedStateMachine):
        """Everybody presses whatever button there is, on whichever file."""

        @initialize()
        def begin(self):
            self.savepoint = transaction.savepoint()
            self.now, self.filed, self.endorsed, self.held = IN_WINDOW, {}, {}, set()

        def teardown(self):
            transaction.savepoint_rollback(self.savepoint)

        def attempt(self, act, *args, **kwargs):
            self.now += timedelta(minutes=1)
            with suppress(Refused):
                return act(*args, **kwargs, now=self.now)

        def one(self, which):
            files = list(Nomination.objects.exclude(state=State.WITHDRAWN).order_by("pk"))
            return files[which % len(files)] if files else None

        @rule(which=ONE_OF)
        def start(self, which):
            made = self.attempt(
                actions.start,
                by=clerk,
                channel=Channel.UNIT,
                drafting_body=works_union,
                name="王建国",
                document_kind=DocumentKind.RESIDENT,
                identity_number=identity_number(700 + which),
                unit_name="上海第一机床厂有限公司",
                unit_code=credit_code(1),
                industry=rulebook.industries.first(),
                **FILLED,
            )
            if made is not None:
                complete_dossier(made)
                self.attempt(actions.declare, made, by=clerk)
                self.attempt(actions.recommend, made, by=clerk)

        @rule(which=ONE_OF, text=st.sampled_from(["甲", "乙", "丙"]))
        def edit(self, which, text):
            if (file := self.one(which)) is not None:
                self.attempt(actions.change, file, by=clerk, fields={}, statements={Indicator.SKILL: text})

        @rule(which=ONE_OF)
        def edit_past_the_acts(self, which):
            if (file := self.one(which)) is None:
                return
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(
                        "UPDATE nominations_statement SET text = text || '。' WHERE nomination_id = %s", [file.pk]
                    )
                    assert file.state in EDITABLE
            except IntegrityError:
                assert file.state not in EDITABLE

        @rule(which=ONE_OF)
        def declare_and_recommend(self, which):
            if (file := self.one(which)) is not None:
                self.attempt(actions.declare, file, by=clerk)
                self.attempt(actions.recommend, file, by=clerk)

        @rule(which=ONE_OF)
        def climb_and_file(self, which):
            for _ in range(2):
                self.endorse(which)
            self.submit(which)

        @rule(which=ONE_OF)
        def return_and_correct(self, which):
            self.send_back(which, ("statements",))
            self.correct(which)

        @rule(which=ONE_OF)
        def endorse(self, which):
            file = self.one(which)
            if file is None or file.at_body_id is None:
                return
            body, by = file.at_body_id, endorsers[file.at_body_id]
            done = self.attempt(actions.endorse, file, by=by, opinion="同意。")
            if done is not None:
                self.endorsed[file.pk, body] = digest_of(content_of(done))
                if done.state == State.ENDORSED:
                    self.held.add(file.pk)

        @rule(which=ONE_OF, by=st.sampled_from([park_endorser, xuhui_endorser]))
        def take_back(self, which, by):
            file = self.one(which)
            if file is not None and self.attempt(actions.take_back, file, by=by, reason="再核。") is not None:
                self.held.discard(file.pk)

        @rule(which=ONE_OF, by=st.sampled_from([park_endorser, xuhui_endorser]))
        def hand_back(self, which, by):
            file = self.one(which)
            if file is not None and self.attempt(actions.hand_back, file, by=by, reason="请修改。") is not None:
                self.held.discard(file.pk)

        @rule(which=ONE_OF)
        def withdraw(self, which):
            file = self.one(which)
            if file is not None and self.attempt(actions.withdraw, file, by=clerk, reason="另行安排。") is not None:
                self.held.discard(file.pk)

        @rule(which=ONE_OF)
        def submit(self, which):
            self.files(actions.submit, which, xuhui_clerk)

        @rule(which=ONE_OF, sections=st.sampled_from([(), ("statements",), ("post",)]))
        def send_back(self, which, sections):
            if (file := self.one(which)) is not None:
                self.attempt(actions.claim, file, by=screener)
                self.attempt(actions.send_back, file, by=screener, reason="请补正。", sections=sections)

        @rule(which=ONE_OF)
        def correct(self, which):
            if (file := self.one(which)) is not None:
                self.attempt(actions.change, file, by=clerk, fields={}, statements={Indicator.SKILL: f"{self.now}"})
                self.attempt(actions.declare, file, by=clerk)
            self.files(actions.resubmit, which, clerk)

        def files(self, act, which, by):
            file = self.one(which)
            if file is not None and (done := self.attempt(act, file, by=by)) is not None:
                self.filed.setdefault(file.pk, []).append(digest_of(content_of(done)))

        @invariant()
        def the_places_are_kept_and_counted_right(self):
            held = set(Nomination.objects.filter(HOLDING).values_list("pk", flat=True))
            assert held == self.held and len(held) <= PLACES

        @invariant()
        def one_person_has_one_file(self):
            people = list(Nomination.objects.exclude(state=State.WITHDRAWN).values_list("identity_hash", flat=True))
            assert len(people) == len(set(people))

        @invariant()
        def the_revisions_are_what_was_filed(self):
            for file in Nomination.objects.all():
                kept = list(file.revisions.values_list("number", "digest", "content"))
                filed = self.filed.get(file.pk, [])
                assert [(number, digest) for number, digest, _ in kept] == list(enumerate(filed, 1))
                assert all(digest_of(content) == digest for _, digest, content in kept)

        @invariant()
        def what_is_endorsed_is_what_was_read(self):
            standing = Endorsement.objects.filter(is_endorsed=True, is_void=False).select_related("nomination")
            for opinion in standing:
                if len(self.filed.get(opinion.nomination_id, [])) <= 1 and opinion.nomination.state != State.CORRECTING:
                    read = self.endorsed[opinion.nomination_id, opinion.organisation_id]
                    assert digest_of(content_of(Nomination.objects.get(pk=opinion.nomination_id))) == read

        @invariant()
        def nothing_is_filed_without_its_promise(self):
            assert all(file.is_declared for file in Nomination.objects.filter(state=State.SUBMITTED))

    run_state_machine_as_test(History, settings=MOST)
