"""表决票: each member on the own account, on a telephone if need be."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from common import clock
from common.refusals import insist
from decisions import actions, counting, queries, rules
from decisions.forms import BallotForm
from decisions.states import Choice
from decisions.views.sittings import TRAIL


@login_required
@never_cache
@require_GET
def ballot(request, pk):
    """The roster with one's own choices."""
    return _page(request, get_object_or_404(queries.visible_to(request.user), pk=pk))


@login_required
@require_POST
def vote_all(request, pk):
    """表决: one choice for the roster, with exceptions."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    insist(rules.refuse_voting(request.user, found, now=clock.now()))
    form = BallotForm(request.POST, items=_own_items(request.user, found))
    if not form.is_valid():
        return _page(request, found, form=form, status=400)
    actions.vote_all(
        found,
        choice=form.cleaned_data["choice"],
        except_items=form.exceptions(),
        by=request.user,
        now=clock.now(),
    )
    messages.success(request, "无记名票已投出。" if found.is_secret else "表决已记录，结束表决前可以更改。")
    return redirect("decisions:ballot", pk)


@login_required
@require_POST
def withdraw(request, pk, item_pk):
    """申明回避 on one name."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    item = get_object_or_404(found.roster.select_related("nomination"), pk=item_pk)
    seat = get_object_or_404(found.members, user=request.user)
    actions.recuse(item, seat, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"已申明对{item.nomination.name}回避，您不参加该人选的表决。")
    return redirect("decisions:ballot", pk)


def _own_items(user, sitting):
    seat = queries.seat_of(sitting, user)
    withdrawn = queries.recusals_of(seat) if seat else {}
    done = queries.votes_of(seat) if seat and sitting.is_secret else {}
    return [item for item in queries.roster_of(sitting) if item.pk not in withdrawn and item.pk not in done]


def _page(request, found, *, form=None, status=200):
    seat = queries.seat_of(found, request.user)
    items = queries.roster_for(request.user, found)
    votes = queries.votes_of(seat) if seat else {}
    withdrawn = queries.recusals_of(seat) if seat else {}
    done = set(votes) if found.is_secret else set()
    form = form or BallotForm(
        items=[item for item in items if item.pk not in withdrawn and item.pk not in done],
        initial={f"choice-{pk}": choice for pk, choice in votes.items() if choice},
    )
    for item in items:
        item.recused_because = withdrawn.get(item.pk)
        item.is_cast = item.pk in done
        item.own = "已投票" if item.is_cast else Choice(votes[item.pk]).label if item.pk in votes else ""
        item.field = form[f"choice-{item.pk}"] if item.pk not in withdrawn and not item.is_cast else None
        chosen = item.field.value() if item.field else ""
        item.choices = [(key, word, key == (chosen or "")) for key, word in Choice.choices]
    for_all = form["choice"].value()
    context = {
        "title": "表决票",
        "lead": found.title,
        "trail": [TRAIL, (f"第{found.number}次", found.get_absolute_url()), ("表决票", "")],
        "sitting": found,
        "items": items,
        "form": form,
        "en_bloc": [(key, word, key == for_all) for key, word in Choice.choices],
        "voted": len(votes),
        "all": len(items) - len(withdrawn),
        "left": len([item for item in items if item.field]),
        "refusal": rules.refuse_voting(request.user, found, now=clock.now()),
        "speaks_last": seat is not None and seat.is_chair and found.is_voting and queries.others_vote(found, seat),
        "changed": queries.changed_since_opening(found, items, clock.now()),
        "may_withdraw": seat is not None and not found.is_over,
        "shares": counting.share_words(found.rulebook),
    }
    return render(request, "decisions/ballot.html", context, status=status)
