"""What every page of this room asks first: may this person read here, and which season is meant."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect

from honours.forms import SeasonFilter
from honours.queries import office
from honours.queries.public import serial_that_took_its_place

MOST_DIGITS = 19  # of a key of the database


def only_for(may_read):
    """Whoever may not read a page does not learn that it is there."""

    def door(view):
        @login_required
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may_read(request.user):
                raise Http404("没有这一页，或它不在您的办理范围内。")
            return view(request, *args, **kwargs)

        return guarded

    return door


def at_current_serial(view):
    """The serial of a certificate that was replaced since (换发) leads on to the current one's address.

    A form sent from the old address is taken as it stands: it means the same honour.
    """

    @wraps(view)
    def settled(request, serial, **kwargs):
        if request.method != "POST" and (current := serial_that_took_its_place(serial)):
            return redirect(request.resolver_match.view_name, serial=current, **kwargs)
        return view(request, serial, **kwargs)

    return settled


def season_or_404(code):
    """The season of the address; without one, the season there is work in."""
    season = office.season_of(code)
    if season is None:
        raise Http404("没有这个年度。")
    return season


def filters_of(request, season, **kinds):
    """The filters of a list, with the season that is shown."""
    asked = request.GET.copy()
    asked["season"] = season.code
    return SeasonFilter(asked, seasons=office.seasons_to_choose(), **kinds)


def found_or_404(thing, sentence):
    """The thing, or the page that says it is not there."""
    if thing is None:
        raise Http404(sentence)
    return thing


def ticked(request, name):
    """The keys ticked on a list; what can be no key was written by nobody's page and is passed over."""
    return [int(key) for key in request.POST.getlist(name) if key.isdecimal() and len(key) < MOST_DIGITS]
