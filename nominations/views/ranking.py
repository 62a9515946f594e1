"""排序与名额: what one body has recommended this season, in its order, and how many of its places are held."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.states import CLERKS, ENDORSERS, Role
from nominations import actions, rules
from nominations.forms.ranking import RankingForm
from nominations.queries import ranking
from nominations.road import kind_of
from organisations.models import Organisation
from seasons.queries import current_season, rulebook_in_force


@require_safe
@login_required
def own(request):
    """The person's body; of several, the first."""
    bodies = request.user.bodies(*ENDORSERS, *CLERKS)
    if not bodies:
        raise Http404("您没有所属的推荐或审核单位。")
    return redirect("nominations:ranking", bodies[0].pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def body(request, key):
    """One body's order and places."""
    body, bodies = readable(request.user, key), request.user.bodies(*ENDORSERS, *CLERKS)
    season = current_season()
    rulebook = rulebook_in_force(season)
    opinions = list(ranking.standing(body, season)) if season else []
    waiting = [one for one in opinions if one.nomination.submitted_at is None]
    refusal = rules.refuse_reordering(request.user, body, {}, {})
    form = RankingForm(request.POST or None, opinions=waiting)
    told = None
    if request.method == "POST" and (refusal is not None or form.is_valid()):
        ranks = form.ranks() if form.is_valid() else {}
        told = rules.refuse_reordering(request.user, body, {one.pk: one for one in opinions}, _changed(opinions, ranks))
        if refusal is not None or told is None:
            count = actions.reorder(body, season, by=request.user, ranks=ranks)
            messages.success(request, f"已调整{count}名人选的次序。" if count else "次序没有变化。")
            return redirect("nominations:ranking", body.pk)
    places, held = ranking.places_of(body, rulebook) if rulebook and rulebook.is_issued else (None, 0)
    is_filer = body.is_filing_union or body.is_social_body
    context = {
        "title": "排序与名额",
        "lead": f"{body}，{season.label if season else ''}".rstrip("，"),
        "trail": [("申报", reverse("nominations:list")), ("排序与名额", "")],
        "others": [(one.name, reverse("nominations:ranking", args=[one.pk])) for one in bodies if one.pk != body.pk],
        "figures": _figures(places, held, len(opinions)) if is_filer else [("已审核同意", len(opinions))],
        "rows": [
            {
                "opinion": one,
                "kind": kind_of(one.nomination.state),
                "field": form[f"rank_{one.pk}"] if refusal is None and one in waiting else None,
            }
            for one in opinions
        ],
        "body": body,
        "is_filer": is_filer,
        "form": form,
        "told": told,
        "may_save": refusal is None and bool(waiting),
    }
    return render(request, "nominations/ranking.html", context, status=told.status if told else 200)


def _changed(opinions, ranks):
    return {one.pk: ranks[one.pk] for one in opinions if one.pk in ranks and ranks[one.pk] != one.rank}


def _figures(places, held, endorsed):
    if places is None:
        return [("名额", "不限"), ("已占用", held), ("已审核同意", endorsed)]
    return [("名额", places), ("已占用", held), ("尚余", max(0, places - held)), ("已审核同意", endorsed)]


def readable(user, key):
    """Its own clerks and endorsers, and supervision; to everybody else there is no such page."""
    if user.holds(Role.SUPERVISION):
        found = Organisation.objects.filter(pk=key).first()
    else:
        found = next((one for one in user.bodies(*ENDORSERS, *CLERKS) if one.pk == key), None)
    if found is None:
        raise Http404("没有这个单位，或它不在您的办理范围内。")
    return found
