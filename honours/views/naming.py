"""命名: who can be named, who cannot and why, and the page that asks once more."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common import clock
from common.dates import today
from common.pages import addresses_of
from decisions.rules import against_naming
from honours.actions.naming import name_all
from honours.forms import ConfirmedNames
from honours.queries import office
from honours.rules import naming
from honours.views.doors import filters_of, only_for, season_or_404
from nominations.queries.bans import banned_among


@only_for(naming.may_read)
@require_safe
def candidates(request):
    """The ready ones and the others, each with what stands against."""
    season = season_or_404(request.GET.get("season", ""))
    ready, others = _lines(season)
    standing, revoked = office.named_count(season)
    return render(
        request,
        "honours/naming.html",
        {
            "title": f"{season}命名",
            "trail": [("命名", "")],
            "season": season,
            "filters": filters_of(request, season, by_words=False),
            "ready": ready,
            "others": others,
            "figures": [
                ("可以命名", len(ready)),
                ("尚不能命名", len(others)),
                ("已命名", standing, "", f"{reverse('honours:roll')}?season={season.code}"),
                ("已撤销", revoked),
            ],
            "acts": request.user.holds(*naming.OFFICE),
            "refusal": naming.refuse_naming_nobody(ready),
        },
    )


@only_for(naming.may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, season):
    """How many, who, and what follows; then the naming."""
    season = season_or_404(season)
    back = f"{reverse('honours:naming')}?season={season.code}"
    form = ConfirmedNames(request.POST or None)
    if request.method == "POST" and form.is_valid():
        honours = name_all(season, by=request.user, now=clock.now(), expected=form.cleaned_data["names"])
        messages.success(request, f"已命名 {len(honours)} 名，证书正在制作，奖金已立项待登记账户。")
        return redirect(f"{reverse('honours:certificates')}?season={season.code}")
    ready = [nomination for nomination, _ in _lines(season)[0]]
    return render(
        request,
        "confirm.html",
        {
            "title": f"{season}命名",
            "trail": [("命名", back), ("命名", "")],
            "what": f"授予以下人选{season}“上海工匠”荣誉称号。",
            "count": f"共 {len(ready)} 名",
            "whom": [f"{one.name}（{one.unit_name}）" for one in ready],
            "consequences": [
                "每名各有证书编号一个，证书由后台制作，可在证书页面查看进度。",
                "每名各立一笔一次性奖金，待登记账户后由财务办理。",
                "姓名、单位、岗位按今日所载写入名录，此后不再更改。",
                "函告本人和经办人；命名载入台账。",
            ],
            "act": f"命名 {len(ready)} 名",
            "url": request.path,
            "back": back,
            "form": ConfirmedNames(initial={"names": " ".join(one.number for one in ready)}),
            "refusal": naming.refuse_not_office(request.user) or naming.refuse_naming_nobody(ready),
        },
    )


def _lines(season):
    """(ready, not ready), each as (nomination, what stands against it)."""
    on = today(clock.now())
    near = list(office.near_naming(season))
    banned = banned_among((one.pk for one in near), on=on)
    address = addresses_of("nominations:show")
    lines = []
    unfit = against_naming(near, now=clock.now())
    for one in near:
        one.url = address(one.number)
        lines.append((one, naming.refuse_not_ready(one, on=on, banned=banned) or unfit.get(one.pk)))
    return [line for line in lines if line[1] is None], [line for line in lines if line[1] is not None]
