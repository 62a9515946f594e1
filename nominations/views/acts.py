"""推荐、审核、退回、报送、撤回、退出: each a page that says what will happen, and the press of its button."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from common import clock
from common.dates import moment_words
from common.refusals import Refusal
from nominations import actions, chain, dossier, queries, rules
from nominations.forms.acts import EndorseForm, ReasonForm, ReturnForm
from nominations.queries import ranking
from nominations.rules.screening import refuse_resubmission
from nominations.views.doors import countdown_of, found, trail_to

NOT_FOR_THIS_PAGE = ("not_yours", "already_handled", "files_directly")


@dataclass(frozen=True)
class Act:
    """A button of the dossier's page."""

    label: str
    url: str
    refusal: Refusal | None
    kind: str = ""
    is_asked_first: bool = True

    @property
    def page(self):
        """The page that asks first; an act without one is done at once."""
        return self.url if self.is_asked_first else ""


def acts_for(user, nomination, *, now):
    """The acts that are this person's and this state's; what stands against one is said beside it."""
    words = "理由待填"
    asked = [
        ("推荐", "recommend", rules.refuse_recommendation(user, nomination, now=now), "primary"),
        ("审核同意", "endorse", rules.refuse_endorsement(user, nomination, now=now), "primary"),
        ("报送", "submit", rules.refuse_submission(user, nomination, now=now), "primary"),
        ("重新报送", "resubmit", refuse_resubmission(user, nomination, now=now), "primary"),
        ("撤回审核意见", "take_back", _refusal_of_taking_back(user, nomination, reason=words), "quiet"),
        ("退回", "hand_back", rules.refuse_hand_back(user, nomination, reason=words), ""),
        ("撤回申报", "withdraw", rules.refuse_withdrawal(user, nomination, reason=words), "quiet"),
        ("退出选树", "drop_out", rules.refuse_dropping_out(user, nomination, reason=words), "quiet"),
    ]
    return [
        Act(label, reverse(f"nominations:{name}", args=[nomination.number]), refusal, kind, name != "resubmit")
        for label, name, refusal, kind in asked
        if refusal is None or refusal.ground not in NOT_FOR_THIS_PAGE
    ]


def _refusal_of_taking_back(user, nomination, *, reason):
    return rules.refuse_taking_back(user, nomination, ranking.last_opinion(nomination), reason=reason)


def _page(request, nomination, *, act, what, consequences, refusal, form=None, kind="primary"):
    context = {
        "title": f"{act}：{nomination.name}",
        "trail": trail_to(nomination, (act, "")),
        "what": what,
        "consequences": [sentence for sentence in consequences if sentence],
        "act": act,
        "kind": kind,
        "url": request.path,
        "back": nomination.get_absolute_url(),
        "form": form,
        "refusal": refusal,
        **countdown_of(nomination, clock.now()),
    }
    return render(request, "confirm.html", context, status=refusal.status if refusal else 200)


def _unsaved(request, nomination):
    """What was typed and not saved does not go with the dossier: said before, not after."""
    kept = queries.sections_with_copies(nomination, by=request.user)
    titles = dossier.titles_of(nomination, kept)
    return f"{'、'.join(titles)}中有尚未保存的内容，不会随本次办理写入材料。" if titles else ""


def _whom(nomination):
    return f"{nomination.name}（编号{nomination.number}，{nomination.unit_name}）"


def _done(request, nomination, sentence):
    messages.success(request, sentence)
    return redirect("nominations:show", nomination.number)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recommend(request, number):
    """推荐."""
    now, nomination = clock.now(), found(request, number)
    if request.method == "POST":
        nomination = actions.recommend(nomination, by=request.user, now=now)
        return _done(request, nomination, f"已推荐，现由{nomination.at_body}审核。")
    road = chain.endorsing_bodies(nomination)
    return _page(
        request,
        nomination,
        act="推荐",
        what=f"将推荐{_whom(nomination)}。",
        consequences=[
            f"依次由{'、'.join(body.name for body in road)}审核。" if road else "",
            "审核期间材料不能修改；需要修改的，由审核单位退回。",
            _unsaved(request, nomination),
        ],
        refusal=rules.refuse_recommendation(request.user, nomination, now=now),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def endorse(request, number):
    """审核同意."""
    now, nomination = clock.now(), found(request, number)
    refusal = rules.refuse_endorsement(request.user, nomination, now=now)
    free = ranking.next_rank(nomination.at_body, nomination.season_id) if refusal is None else None
    form = EndorseForm(request.POST or None, request.FILES or None, initial={"rank": free})
    if request.method == "POST" and refusal is None and form.is_valid() and form.cleaned_data["rank"]:
        taken = rules.refuse_rank(nomination, nomination.at_body, form.cleaned_data["rank"])
        if taken is not None:
            form.add_error("rank", str(taken))
    if request.method == "POST" and (refusal is not None or form.is_valid()):
        given = form.cleaned_data if form.is_valid() else {"opinion": ""}
        nomination = actions.endorse(nomination, by=request.user, now=now, **given)
        return _done(request, nomination, "已登记审核意见。")
    context = {
        "title": f"审核：{nomination.name}",
        "trail": trail_to(nomination, ("审核", "")),
        "nomination": nomination,
        "form": form,
        "refusal": refusal,
        "next_body": chain.next_body(nomination) if refusal is None else None,
        "place": queries.place_of(nomination),
        "held": queries.places_held(nomination),
        **countdown_of(nomination, now),
    }
    return render(request, "nominations/endorse.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_back(request, number):
    """撤回审核意见."""
    return _with_reason(
        request,
        number,
        act="撤回审核意见",
        rule=_refusal_of_taking_back,
        action=actions.take_back,
        what="将撤回本单位对{}的审核意见。",
        consequences=[
            "此件回到本单位，由您重新审核或者退回；本单位的排序随即空出，已占用的名额随即释放。",
            "申报截止后不能再审核，请留意截止时间。",
        ],
        sentence="已撤回审核意见。",
        kind="danger",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submit(request, number):
    """报送."""
    now, nomination = clock.now(), found(request, number)
    if request.method == "POST":
        nomination = actions.submit(nomination, by=request.user, now=now)
        return _done(request, nomination, f"已于{moment_words(now)}报送上海市总工会。")
    return _page(
        request,
        nomination,
        act="报送",
        what=f"将向上海市总工会报送{_whom(nomination)}的申报。",
        consequences=[
            "报送后材料不能修改，须经资格审核退回补正才能更改。",
            "报送时间以服务器北京时间为准。",
            _unsaved(request, nomination),
        ],
        refusal=rules.refuse_submission(request.user, nomination, now=now),
    )


def _with_reason(request, number, *, act, rule, action, what, consequences, sentence, kind, form_class=ReasonForm):
    """The acts that need nothing but a reason; a return may name sections besides."""
    now, nomination = clock.now(), found(request, number)
    refusal = rule(request.user, nomination, reason="理由待填")
    about = {"nomination": nomination} if form_class is ReturnForm else {}
    form = form_class(request.POST or None, label=f"{act}的理由", hint="理由写入台账，并函告有关人员。", **about)
    if request.method == "POST" and (refusal is not None or form.is_valid()):
        given = form.cleaned_data if form.is_valid() else {"reason": ""}
        return _done(request, action(nomination, by=request.user, now=now, **given), sentence)
    return _page(
        request,
        nomination,
        act=act,
        what=what.format(_whom(nomination)),
        consequences=consequences,
        refusal=refusal,
        form=form,
        kind=kind,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hand_back(request, number):
    """退回."""
    return _with_reason(
        request,
        number,
        act="退回",
        rule=rules.refuse_hand_back,
        action=actions.hand_back,
        what="将把{}的材料退回起草人修改。",
        consequences=["此前各级的审核意见同时失效，修改后须重新逐级审核。", "已占用的名额随即释放。"],
        sentence="已退回起草人。",
        kind="primary",
        form_class=ReturnForm,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request, number):
    """撤回."""
    return _with_reason(
        request,
        number,
        act="撤回申报",
        rule=rules.refuse_withdrawal,
        action=actions.withdraw,
        what="将撤回{}的申报。",
        consequences=["撤回后此件不再办理，已占用的名额随即释放。", "申报期内可以为该人选重新起草。"],
        sentence="已撤回。",
        kind="danger",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def drop_out(request, number):
    """退出."""
    return _with_reason(
        request,
        number,
        act="退出选树",
        rule=rules.refuse_dropping_out,
        action=actions.drop_out,
        what="将登记{}退出本年度选树。",
        consequences=["退出后本年度不能再次申报。", "由他人代为登记的，须有本人书面声明。"],
        sentence="已登记退出。",
        kind="danger",
    )
