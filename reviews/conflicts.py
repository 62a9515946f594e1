"""应当回避: who may not judge whom, derived from facts; pure.

Grounds (国家科学技术奖励条例 第十八条；政府采购法实施条例 第九条): the same unit now or within the rulebook's years; a post at
the body that nominated, filed or endorsed; the expert himself as candidate, or as one who drafted, endorsed or screened
the file (不相容职务分离); the expert's name among the apprentices or the co-workers whom the dossier names. A tie
that the expert has stated (亲属、师徒、合作) bars a candidate of that name and of the same unit, or of any unit where none
is stated. What is stated nowhere the expert declares, the applicant may ask, the office may order.

A body's *branch* counts as the body: the unions above the drafting one up to the filing union (the road of the file),
and those below a drafting union of the lower levels. 市总 itself is nobody's nominating body.

The database holds the same rule (function ``reviews_conflicted``, see the latest migration that replaces it); a test
compares the two. Names are compared by ``person_names.name_key``: a namesake is kept away too, and the office can read why.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from common.dates import add_years
from reviews.states import RecusalGround


@dataclass(frozen=True)
class Employer:
    """A unit the expert left on a day."""

    code: str
    name: str
    until: datetime.date


@dataclass(frozen=True)
class Tie:
    """A person to whom the expert is tied, as he stated it; names and units by ``name_key``."""

    name_key: str
    ground: RecusalGround
    words: str
    unit_key: str = ""
    unit_code: str = ""


@dataclass(frozen=True)
class Judge:
    """A committee member as far as conflicts go. ``body`` and ``bodies_above`` are organisations, 市总 left out."""

    key: int
    unit_code: str
    unit_name: str
    person: int
    person_hash: str = ""
    body: int | None = None
    body_name: str = ""
    body_employer_code: str = ""
    bodies_above: frozenset[int] = frozenset()
    past: tuple[Employer, ...] = ()
    name_key: str = ""
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True)
class Candidacy:
    """A nomination as far as conflicts go. ``bodies`` nominated, filed or endorsed it, or stand on its road."""

    key: int
    unit_code: str
    conflict_years: int
    identity_hash: str = ""
    bodies: frozenset[int] = frozenset()
    branch: int | None = None  # a drafting union of the lower levels, whose own branch counts too
    people: frozenset[int] = frozenset()
    people_hashes: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()  # apprentices and co-workers in the rows of achievements, by name_key
    name_key: str = ""
    unit_key: str = ""


@dataclass(frozen=True)
class Conflict:
    """One ground against one pair."""

    judge: int
    candidacy: int
    ground: RecusalGround
    explanation: str


@dataclass
class _Index:
    by_unit: dict[str, list[Candidacy]] = field(default_factory=lambda: defaultdict(list))
    by_body: dict[int, list[Candidacy]] = field(default_factory=lambda: defaultdict(list))
    by_branch: dict[int, list[Candidacy]] = field(default_factory=lambda: defaultdict(list))
    by_person: dict[int | str, list[Candidacy]] = field(default_factory=lambda: defaultdict(list))
    by_identity: dict[str, list[Candidacy]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Candidacy]] = field(default_factory=lambda: defaultdict(list))
    by_candidate: dict[str, list[Candidacy]] = field(default_factory=lambda: defaultdict(list))


def derived(judges: Iterable[Judge], candidacies: Iterable[Candidacy], *, on: datetime.date) -> list[Conflict]:
    """Every conflict of these members with these nominations on a day; one pair may have several grounds."""
    index = _indexed(candidacies)
    return [conflict for judge in judges for conflict in _of(judge, index, on)]


def _indexed(candidacies: Iterable[Candidacy]) -> _Index:
    index = _Index()
    for one in candidacies:
        index.by_unit[one.unit_code].append(one)
        index.by_identity[one.identity_hash].append(one)
        for body in one.bodies:
            index.by_body[body].append(one)
        if one.branch is not None:
            index.by_branch[one.branch].append(one)
        for person in one.people:
            index.by_person[person].append(one)
        for digest in one.people_hashes:
            index.by_person[digest].append(one)
        index.by_candidate[one.name_key].append(one)
        for name in one.named:
            index.by_name[name].append(one)
    return index


def _of(judge: Judge, index: _Index, on: datetime.date) -> Iterator[Conflict]:
    employer, body, own = RecusalGround.EMPLOYER, RecusalGround.NOMINATING_BODY, RecusalGround.OWN
    codes = {judge.unit_code: judge.unit_name}
    if judge.body_employer_code:
        codes.setdefault(judge.body_employer_code, judge.body_name)
    for code, name in codes.items():
        for one in index.by_unit.get(code, ()):
            yield Conflict(judge.key, one.key, employer, f"现任职单位“{name}”即候选人所在单位。")
    for past in judge.past:
        for one in index.by_unit.get(past.code, ()):
            if add_years(past.until, one.conflict_years) >= on:
                years = f"离任未满{one.conflict_years}年"
                yield Conflict(judge.key, one.key, employer, f"曾任职单位“{past.name}”即候选人所在单位，{years}。")
    if judge.body is not None:
        for one in index.by_body.get(judge.body, ()):
            yield Conflict(judge.key, one.key, body, f"任职的“{judge.body_name}”推荐、审核或报送了此件。")
        for above in judge.bodies_above:
            for one in index.by_branch.get(above, ()):
                yield Conflict(judge.key, one.key, body, f"任职的“{judge.body_name}”是推荐单位的下级工会。")
    for one in index.by_name.get(judge.name_key, ()) if judge.name_key else ():
        yield Conflict(judge.key, one.key, RecusalGround.MENTORING, "姓名见于候选人业绩中的徒弟或共同完成人。")
    for tie in judge.ties:
        for one in index.by_candidate.get(tie.name_key, ()):
            if not tie.unit_key or tie.unit_key == one.unit_key or (tie.unit_code and tie.unit_code == one.unit_code):
                yield Conflict(judge.key, one.key, tie.ground, tie.words)
    candidate = index.by_identity.get(judge.person_hash, ()) if judge.person_hash else ()
    for one in candidate:
        yield Conflict(judge.key, one.key, own, "本人即候选人。")
    parts = {one.key: one for one in index.by_person.get(judge.person, ())}
    if judge.person_hash:
        parts |= {one.key: one for one in index.by_person.get(judge.person_hash, ())}
    for key in parts.keys() - {one.key for one in candidate}:
        yield Conflict(judge.key, key, own, "本人经办、审核或以候选人账号参与了此件，不得再评审。")
