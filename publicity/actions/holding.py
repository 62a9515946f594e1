"""人选暂缓: what an objection does to the name it is against, and to no other (沪工总经〔2015〕260号 三(四))."""

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from ledger.actions import record
from nominations.actions.telling import tell_nominators
from nominations.states import State
from publicity import queries
from publicity.actions.passing import let_pass, mark
from publicity.states import NameState


def hold(name, *, by, now):
    """This name is held; whoever nominated is told that, and not by whom."""
    nomination = queries.locked_nominations([name.nomination_id])[name.nomination_id]
    if nomination.state == State.ON_NOTICE:
        nomination.contest(at=now)
        nomination.save(update_fields=["state", "state_since"])
        record("nomination.contested", by=by, on=nomination, at=now, before=State.ON_NOTICE, after=nomination.state)
        tell_nominators("nomination_contested", [nomination], at=now)
    mark(name, NameState.HELD)


def go_on(name, *, by, now):
    """Nothing else stands against the name: it returns to the notice, and passes where the notice is over."""
    nomination = queries.locked_nominations([name.nomination_id])[name.nomination_id]
    if queries.open_against(nomination).exists():
        return
    _follow(nomination, upheld=False, by=by, now=now)
    if queries.banned([nomination], now):  # the finding behind the ban takes the name off the road
        return
    if nomination.state == State.CONTESTED:
        nomination.settle(at=now)
        nomination.save(update_fields=["state", "state_since"])
        mark(name, NameState.SHOWN)
        record(
            "nomination.settled",
            by=by,
            on=nomination,
            at=now,
            before=State.CONTESTED,
            after=nomination.state,
        )
        tell_nominators("nomination_settled", [nomination], at=now)
    if nomination.state == State.ON_NOTICE and queries.line_now(name).notice.is_closed:
        let_pass(name, nomination, by=by, now=now).save(force_insert=True)
        tell_nominators("notice_passed", [nomination], at=now)


def strike(name, *, by, now):
    """成立: the name leaves the list and the candidate the road of this year."""
    nomination = queries.locked_nominations([name.nomination_id])[name.nomination_id]
    mark(name, NameState.STRUCK)
    _follow(nomination, upheld=True, by=by, now=now)
    if nomination.state != State.CONTESTED:  # the candidate has left meanwhile
        return
    nomination.pass_over(at=now, reason="公示期间的异议经核查成立。")
    nomination.save(update_fields=["state", "state_since", "closing_reason"])
    record(
        "nomination.passed_over",
        by=by,
        on=nomination,
        at=now,
        before=State.CONTESTED,
        after=nomination.state,
        reason=nomination.closing_reason,
    )
    tell_nominators("nomination_struck", [nomination], at=now)


def _follow(nomination, *, upheld, by, now):
    """What waited for the objection on a later floor: each app may have a room ``objections`` with ``on_settled``."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "objections"):
            import_module(f"{config.name}.objections").on_settled(nomination, upheld=upheld, by=by, now=now)
