"""The road of a nomination: one protected state, and the steps that may follow one another.

The graph is the regulation's (沪工总经〔2015〕260号 三(三)–(五)、五(三)); the rulebook of the nomination says which of
公示 and 审定 comes first. A step carries only what the road needs. Who may take it is the rule of the act that asks for it.
"""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from nominations.states import FILED, UNDER_WAY, WITH_NOMINATOR, State

# The legal edges once more as plain pairs; the database's trigger is made from them and a test holds both together.
ROAD = [
    *[(source, State.RECOMMENDED) for source in (State.DRAFT, State.RETURNED)],
    (State.RECOMMENDED, State.ENDORSED),
    (State.ENDORSED, State.RECOMMENDED),
    *[(source, State.RETURNED) for source in (State.RECOMMENDED, State.ENDORSED)],
    *[(source, State.SUBMITTED) for source in (State.DRAFT, State.RETURNED, State.ENDORSED, State.CORRECTING)],
    (State.SUBMITTED, State.CORRECTING),
    (State.SUBMITTED, State.ADMITTED),
    (State.ADMITTED, State.SUBMITTED),
    *[(source, State.DECLINED) for source in (State.SUBMITTED, State.CORRECTING)],
    (State.ADMITTED, State.UNDER_REVIEW),
    (State.UNDER_REVIEW, State.SHORTLISTED),
    *[
        (source, State.NOT_SELECTED)
        for source in (
            State.UNDER_REVIEW,
            State.SHORTLISTED,
            State.CONTESTED,
            State.NOTICE_PASSED,
            State.APPROVED,
        )
    ],
    *[(source, State.ON_NOTICE) for source in (State.SHORTLISTED, State.APPROVED, State.CONTESTED)],
    (State.NOTICE_PASSED, State.ON_NOTICE),  # 另行公示
    (State.ON_NOTICE, State.CONTESTED),
    (State.ON_NOTICE, State.NOTICE_PASSED),
    *[(source, State.APPROVED) for source in (State.NOTICE_PASSED, State.SHORTLISTED)],
    *[(State.APPROVED, back) for back in (State.NOTICE_PASSED, State.SHORTLISTED)],
    (State.NOTICE_PASSED, State.SHORTLISTED),
    *[(source, State.HONOURED) for source in (State.APPROVED, State.NOTICE_PASSED)],
    (State.HONOURED, State.REVOKED),
    (State.REVOKED, State.HONOURED),  # an upheld appeal
    *[(source, State.WITHDRAWN) for source in UNDER_WAY],
    *[(source, State.DROPPED_OUT) for source in FILED],
    *[(source, State.DISQUALIFIED) for source in (*UNDER_WAY, State.NOT_SELECTED, State.DECLINED)],
]


def _files_directly(nomination):
    """Only a self-nominee who goes straight to 市总 files without an endorsing body."""
    return not nomination.needs_endorsement


def _notice_comes_first(nomination):
    return nomination.rulebook.notice_before_approval


def _approval_comes_first(nomination):
    return not nomination.rulebook.notice_before_approval


class GuardedQuerySet(models.QuerySet):
    """A query set that cannot move a state: states change by steps only."""

    def update(self, **fields):
        """Refuse ``state``; everything else as usual."""
        if "state" in fields:
            raise AttributeError("状态只能通过办理步骤变更，不能直接更新。")
        return super().update(**fields)

    def bulk_update(self, objs, fields, batch_size=None):
        """Refuse ``state``; everything else as usual."""
        if "state" in fields:
            raise AttributeError("状态只能通过办理步骤变更，不能批量更新。")
        return super().bulk_update(objs, fields, batch_size=batch_size)


class Lifecycle(ConcurrentTransitionMixin, models.Model):
    """The state, the moments it was reached, and the steps."""

    state = FSMField("进程", choices=State, default=State.DRAFT, protected=True)
    state_since = models.DateTimeField("进入时间", null=True, editable=False)
    submitted_at = models.DateTimeField("报送时间", null=True, editable=False)
    admitted_at = models.DateTimeField("资格审核通过时间", null=True, editable=False)
    approved_at = models.DateTimeField("审定时间", null=True, editable=False)
    resolution_number = models.CharField("审定决议文号", max_length=60, blank=True, editable=False)
    honoured_at = models.DateTimeField("命名时间", null=True, editable=False)
    closing_reason = models.TextField("办结或退回理由", blank=True, editable=False)
    correction_due = models.DateField("补正期限", null=True, editable=False)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    @transition(state, source=[State.DRAFT, State.RETURNED], target=State.RECOMMENDED)
    def recommend(self, *, at):
        """推荐: the drafting body hands the dossier up to the first endorsing body."""
        self.state_since, self.closing_reason = at, ""

    @transition(state, source=State.RECOMMENDED, target=State.RECOMMENDED)
    def pass_up(self, *, at):
        """逐级审核: an intermediate union endorses; the next one is asked."""
        self.state_since = at

    @transition(state, source=State.RECOMMENDED, target=State.ENDORSED)
    def endorse(self, *, at):
        """审核同意: the last endorsing body endorses; what is left is to file."""
        self.state_since = at

    @transition(state, source=[State.RECOMMENDED, State.ENDORSED], target=State.RECOMMENDED)
    def take_back(self, *, at):
        """撤回审核意见: the body that endorsed last has it again."""
        self.state_since = at

    @transition(state, source=[State.RECOMMENDED, State.ENDORSED], target=State.RETURNED)
    def hand_back(self, *, at, reason):
        """退回: an endorsing body returns the dossier to the drafting body."""
        self.state_since, self.closing_reason = at, reason

    @transition(state, source=State.ENDORSED, target=State.SUBMITTED)
    def submit(self, *, at):
        """报送: the endorsed dossier is filed with 市总."""
        self.state_since = self.submitted_at = at

    @transition(state, source=[State.DRAFT, State.RETURNED], target=State.SUBMITTED, conditions=[_files_directly])
    def submit_directly(self, *, at):
        """自荐报送: a self-nominee files without a body in between."""
        self.state_since = self.submitted_at = at
        self.closing_reason = ""

    @transition(state, source=State.SUBMITTED, target=State.CORRECTING)
    def send_back(self, *, at, reason, due):
        """退回补正: the dossier opens for correction until a day."""
        self.state_since, self.closing_reason, self.correction_due = at, reason, due

    @transition(state, source=State.CORRECTING, target=State.SUBMITTED)
    def resubmit(self, *, at):
        """补正后重新报送."""
        self.state_since = self.submitted_at = at
        self.closing_reason, self.correction_due = "", None

    @transition(state, source=State.SUBMITTED, target=State.ADMITTED)
    def admit(self, *, at):
        """资格审核通过."""
        self.state_since = self.admitted_at = at

    @transition(state, source=State.ADMITTED, target=State.SUBMITTED)
    def reopen(self, *, at):
        """撤销通过: the admission is undone before the review has taken the dossier."""
        self.state_since, self.admitted_at = at, None

    @transition(state, source=State.CORRECTING, target=State.SUBMITTED)
    def take_return_back(self, *, at):
        """撤销退回: the return is undone before the nominator has changed anything."""
        self.state_since, self.closing_reason, self.correction_due = at, "", None

    @transition(state, source=[State.SUBMITTED, State.CORRECTING], target=State.DECLINED)
    def decline(self, *, at, reason):
        """不予受理."""
        self.state_since, self.closing_reason, self.correction_due = at, reason, None

    @transition(state, source=State.ADMITTED, target=State.UNDER_REVIEW)
    def send_to_review(self, *, at):
        """提交专家评审."""
        self.state_since = at

    @transition(state, source=State.UNDER_REVIEW, target=State.SHORTLISTED)
    def shortlist(self, *, at):
        """入围."""
        self.state_since = at

    @transition(
        state,
        source=[State.UNDER_REVIEW, State.SHORTLISTED, State.CONTESTED, State.NOTICE_PASSED, State.APPROVED],
        target=State.NOT_SELECTED,
    )
    def pass_over(self, *, at, reason):
        """未入选: below the line, an objection upheld, or not carried by the sitting."""
        self.state_since, self.closing_reason = at, reason

    @transition(state, source=State.SHORTLISTED, target=State.ON_NOTICE, conditions=[_notice_comes_first])
    def publicise(self, *, at):
        """公示 before 审定."""
        self.state_since = at

    @transition(state, source=State.APPROVED, target=State.ON_NOTICE, conditions=[_approval_comes_first])
    def publicise_approved(self, *, at):
        """公示 after 审定."""
        self.state_since = at

    @transition(state, source=State.ON_NOTICE, target=State.CONTESTED)
    def contest(self, *, at):
        """异议核查: this name is held; the others go on."""
        self.state_since = at

    @transition(state, source=State.CONTESTED, target=State.ON_NOTICE)
    def settle(self, *, at):
        """异议不成立: the name returns to the notice."""
        self.state_since = at

    @transition(state, source=State.ON_NOTICE, target=State.NOTICE_PASSED)
    def pass_notice(self, *, at):
        """公示期满，无异议或异议不成立."""
        self.state_since = at

    @transition(state, source=State.NOTICE_PASSED, target=State.ON_NOTICE)
    def publicise_anew(self, *, at):
        """另行公示: an error that mattered was found after the notice had closed."""
        self.state_since = at

    @transition(state, source=State.NOTICE_PASSED, target=State.APPROVED, conditions=[_notice_comes_first])
    def approve(self, *, at, resolution_number):
        """审定通过 after the notice."""
        self.state_since = self.approved_at = at
        self.resolution_number = resolution_number

    @transition(state, source=State.SHORTLISTED, target=State.APPROVED, conditions=[_approval_comes_first])
    def approve_before_notice(self, *, at, resolution_number):
        """审定通过 before the notice."""
        self.state_since = self.approved_at = at
        self.resolution_number = resolution_number

    @transition(state, source=State.APPROVED, target=State.NOTICE_PASSED, conditions=[_notice_comes_first])
    def lapse(self, *, at):
        """审定失效: what was approved is no longer what was seen; another sitting is asked."""
        self.state_since, self.approved_at, self.resolution_number = at, None, ""

    @transition(state, source=State.APPROVED, target=State.SHORTLISTED, conditions=[_approval_comes_first])
    def lapse_before_notice(self, *, at):
        """审定失效 where the notice would have come next."""
        self.state_since, self.approved_at, self.resolution_number = at, None, ""

    @transition(state, source=State.NOTICE_PASSED, target=State.SHORTLISTED, conditions=[_notice_comes_first])
    def call_up(self, *, at):
        """递补: a reserve goes before the public once more, by himself, before he moves up."""
        self.state_since = at

    @transition(state, source=State.APPROVED, target=State.HONOURED, conditions=[_notice_comes_first])
    def honour(self, *, at):
        """命名 after 公示 and 审定."""
        self.state_since = self.honoured_at = at

    @transition(state, source=State.NOTICE_PASSED, target=State.HONOURED, conditions=[_approval_comes_first])
    def honour_after_notice(self, *, at):
        """命名 after 审定 and 公示."""
        self.state_since = self.honoured_at = at

    @transition(state, source=State.HONOURED, target=State.REVOKED)
    def revoke(self, *, at, reason):
        """撤销."""
        self.state_since, self.closing_reason = at, reason

    @transition(state, source=State.REVOKED, target=State.HONOURED)
    def restore(self, *, at):
        """恢复: an appeal against the revocation was upheld."""
        self.state_since, self.closing_reason = at, ""

    @transition(state, source=list(UNDER_WAY), target=State.WITHDRAWN)
    def withdraw(self, *, at, reason):
        """撤回 by the nominator."""
        self.state_since, self.closing_reason = at, reason

    @transition(state, source=list(FILED), target=State.DROPPED_OUT)
    def drop_out(self, *, at, reason):
        """退出 by the candidate."""
        self.state_since, self.closing_reason = at, reason

    @transition(state, source=[*UNDER_WAY, State.NOT_SELECTED, State.DECLINED], target=State.DISQUALIFIED)
    def disqualify(self, *, at, reason):
        """取消当年申报资格."""
        self.state_since, self.closing_reason = at, reason


def is_with_nominator(state):
    """Before filing: the dossier is still in the nominator's house."""
    return state in WITH_NOMINATOR
