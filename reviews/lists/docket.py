"""督查卷宗, for the people who supervise."""

from accounts.states import Role
from exports.sheets import Sheet
from reviews import docket
from reviews.queries import dockets, rounds
from reviews.queries.veil import hidden_from
from reviews.rules.dockets import refuse_docket
from seasons.queries import current_season


def _read(query) -> dict[str, str]:
    season = current_season()
    return {"season": season.code} if season else {}


def _season(asked):
    return dockets.season_of(asked.get("season", ""))


def _words(asked) -> str:
    season = _season(asked)
    return f"{season}评审全过程" if season else "尚无年度"


def _count(user, asked) -> int:
    season = _season(asked)
    return sum(1 for _ in dockets.entrants(season)) if season else 0


def _refuse(user, asked):
    season = _season(asked)
    return refuse_docket(season, hidden=hidden_from(user, season), rounds=rounds.rounds_of(season).count())


def _write(path, cover, user, asked, *, step) -> None:
    docket.write(path, cover, _season(asked), step=step)


DOCKET = Sheet(
    key="reviews.docket",
    title="评审督查卷宗",
    lead="委员会、分派、评分表、排名和台账的整套文件，附清单、校验值和核对办法，供纪检监督。",
    roles=(Role.SUPERVISION,),
    read=_read,
    words=_words,
    count=_count,
    write=_write,
    refuse=_refuse,
    wants_reason=True,
    unit="件次参评",
    suffix="zip",
)
