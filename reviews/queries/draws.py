"""Draws: their inputs from the database, what they gave, who was left out of them."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from dataclasses import replace as altered

from django.db.models import Q

from ledger.models import Entry
from nominations.models import Nomination
from reviews.drawing import Case, Rules, Seat, fit, records
from reviews.models import Assignment, CommitteeMember, Draw, MemberField, MemberTrade, Recusal
from reviews.queries import conflicts as conflict_queries
from reviews.queries import rounds
from reviews.queries.committee import sitting
from reviews.queries.confirmations import declared
from reviews.states import Category, DrawPurpose, SheetState

FIT_WORDS = {2: "工种相符", 1: "行业相符", 0: ""}
OPEN = Q(applied_at__isnull=True, voided_at__isnull=True)


def draws_of(round):
    """All draws of a round, the latest first, voided ones included; without their long texts."""
    return Draw.objects.filter(round=round).defer("inputs", "panels", "seed").select_related("committed_by")


def whole_draws_of(round):
    """All draws of a round with their lists and panels, the first one first."""
    return Draw.objects.filter(round=round).select_related("round__season").order_by("number")


def under_way(round) -> Draw | None:
    """The draw that is neither applied nor voided."""
    return Draw.objects.filter(OPEN, round=round).select_related("round__season", "round__plan").first()


def draw_for_office(pk):
    """One draw with its round."""
    return Draw.objects.filter(pk=pk).select_related("round__season", "round__rulebook", "round__plan", "committed_by")


def locked_draw(pk) -> Draw:
    """A draw, held until the act is done."""
    return draw_for_office(pk).select_for_update(of=("self",)).get()


def seed_of(round) -> str:
    """The seed the latest applied draw of a round was made from; empty before the first."""
    last = Draw.objects.filter(round=round, applied_at__isnull=False).order_by("-number").first()
    return records.effective(last.revealed_seed, last.witness) if last else ""


def purpose_now(round) -> DrawPurpose:
    """首次分派 until the round has been drawn, 补充分派 after."""
    return DrawPurpose.FURTHER if round.drawn_at else DrawPurpose.FIRST


def rules_of(round) -> Rules:
    """The mixture of categories that the round's plan asks for."""
    return Rules(tuple(sorted(round.plan.least.items())), round.plan.most_of_one_category)


@dataclass(frozen=True)
class Inputs:
    """What a draw is made from."""

    cases: list[Case]
    seats: list[Seat]
    rules: Rules
    purpose: str

    @property
    def needed(self) -> int:
        """Places that are not filled yet."""
        held = {(case.key, seat) for case in self.cases for seat in case.held if seat not in case.barred}
        return sum(case.needs for case in self.cases) - len(held)

    def written(self) -> dict:
        """In canonical form."""
        return records.written(self.cases, self.seats, self.rules, purpose=self.purpose)


def inputs(round, purpose, *, on) -> Inputs:
    """Cases, seats and rules as they stand now: gaps to fill, or in a repair everything that is not scored yet."""
    cases, seats = rounds.cases(round, on=on), rounds.seats(round)
    if purpose == DrawPurpose.REPAIR:
        cases, seats = _opened_up(round, cases, seats, on)
    return Inputs(knowing_cases(cases), knowing_seats(seats, round), rules_of(round), str(purpose))


def _opened_up(round, cases, seats, on):
    """A repair's view: what is scored is fixed, what is not yet scored is held and may move."""
    rows = list(
        Assignment.objects.filter(rounds.STANDING, round=round, nomination__in=[case.key for case in cases])
        .exclude(sheet__state=SheetState.ABSTAINED)
        .values_list("nomination_id", "member_id", "member__category", "sheet__state")
    )
    nominations = Nomination.objects.filter(pk__in=[case.key for case in cases])
    conflicted = conflict_queries.barred(sitting(round.season_id), nominations, on=on)
    held, scored, done = defaultdict(list), defaultdict(list), Counter()
    for nomination, member, category, state in rows:
        if state == SheetState.OPEN:
            held[nomination].append(member)
        else:
            scored[nomination].append(category)
            done[member] += 1
    opened = [
        altered(
            case,
            needs=case.needs + len(held[case.key]),
            barred=case.barred - (set(held[case.key]) - conflicted[case.key]),
            has_categories=tuple(scored[case.key]),
            held=tuple(held[case.key]),
        )
        for case in cases
    ]
    return opened, [altered(seat, load=done[seat.key]) for seat in seats]


def knowing_cases(cases) -> list[Case]:
    """With the industry and the trade of each nomination, as tokens."""
    rows = Nomination.objects.filter(pk__in=[case.key for case in cases]).values_list("pk", "industry__name", "trade")
    words = {key: (records.token(industry or ""), records.token(trade)) for key, industry, trade in rows}
    return [altered(case, field=words[case.key][0], trade=words[case.key][1]) for case in cases]


def knowing_seats(seats, round) -> list[Seat]:
    """With the industries and trades each member knows, as tokens."""
    known = expertise(round)
    return [altered(seat, fields=known[seat.key][0], trades=known[seat.key][1]) for seat in seats]


def expertise(round) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """Industries and trades by member, as tokens: those stated, and those of the rulebook and the files that 专业领域 names.

    A trade is known where the stated keyword and the file's trade contain one another.
    """
    industries = list(round.rulebook.industries.values_list("name", flat=True))
    trades = set(rounds.entrants(round).exclude(trade="").values_list("trade", flat=True).distinct())
    fields, keywords = defaultdict(set), defaultdict(set)
    for stated, rows in ((fields, MemberField.objects), (keywords, MemberTrade.objects)):
        for member, name in rows.filter(member__season=round.season_id).values_list("member_id", "name"):
            stated[member].add(name)
    found = {}
    for key, text in sitting(round.season_id).values_list("pk", "expertise"):
        named = fields[key] | {name for name in industries if name in text}
        known = {trade for trade in trades if trade in text or any(w in trade or trade in w for w in keywords[key])}
        found[key] = frozenset(map(records.token, named)), frozenset(map(records.token, known))
    return found


def left_out(round, seats) -> list[tuple[str, str]]:
    """Sitting members who are not drawn, and why."""
    room = {seat.key: seat.cap - seat.load for seat in seats}
    confirmed = set(declared(round).values_list("member", flat=True))
    members = (
        sitting(round.season_id)
        .select_related("user")
        .only("category", "pledged_at", "pledge_version", "user__full_name")
    )
    told = []
    for member in members:
        if not member.has_pledged:
            told.append((str(member), "未签署保密与公正承诺书"))
        elif member.pk not in confirmed:
            told.append((str(member), "未通读候选人名单并确认回避情况"))
        elif member.pk not in room:
            told.append((str(member), "尚不具备评审条件"))
        elif room[member.pk] <= 0:
            told.append((str(member), "已达本人件数上限"))
    return told


def waiting_seats(round, seats) -> list[Seat]:
    """Sitting members who could be drawn once they have signed: as seats."""
    present = {seat.key for seat in seats}
    usual = round.plan.expert_load
    return [
        Seat(member.pk, member.category, member.load_limit or usual)
        for member in sitting(round.season_id).only("category", "load_limit")
        if member.pk not in present
    ]


def grounds(round, keys, *, on) -> dict[int, list[str]]:
    """Per nomination the grounds of those who may not judge it, in words."""
    concerned = Nomination.objects.filter(pk__in=keys)
    told: dict[tuple[int, int], str] = {}
    for conflict in conflict_queries.derived(sitting(round.season_id), concerned, on=on):
        told.setdefault((conflict.candidacy, conflict.judge), conflict.ground.label)
    for recusal in Recusal.objects.filter(nomination__in=concerned, member__stood_down_at__isnull=True):
        told.setdefault((recusal.nomination_id, recusal.member_id), recusal.get_ground_display())
    found = defaultdict(list)
    for (nomination, _), ground in told.items():
        found[nomination].append(ground)
    return found


def names(nominations, members) -> tuple[dict, dict]:
    """Nominations and members of a draw by key, as far as naming them goes: two queries."""
    people = CommitteeMember.objects.filter(pk__in=members).select_related("user").only("category", "user__full_name")
    return rounds.named_nominations().in_bulk(nominations), {one.pk: one for one in people}


def standing_pairs(round) -> set[tuple[int, int]]:
    """Who judges what in a round now."""
    return set(Assignment.objects.filter(rounds.IN_PLAY, round=round).values_list("nomination_id", "member_id"))


def unscored(round, pairs):
    """The open assignments of these pairs, held."""
    nominations, members = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    rows = (
        Assignment.objects.select_for_update(of=("self",))
        .filter(
            rounds.STANDING, round=round, sheet__state=SheetState.OPEN, nomination__in=nominations, member__in=members
        )
        .select_related("member__user", "nomination")
        .defer(*(f"nomination__{field}" for field in rounds.HEAVY))
    )
    return [one for one in rows if (one.nomination_id, one.member_id) in pairs]


@dataclass(frozen=True)
class Result:
    """What a draw gave, as far as the reader may know it."""

    panels: list[dict]
    loads: list[dict]
    mixture: list[dict]
    places: int
    changed: int
    by_trade: int
    by_industry: int
    known: int

    @property
    def fitted(self) -> int:
        """Places taken by somebody who knows the trade or the industry."""
        return self.by_trade + self.by_industry


def result(draw, hidden=frozenset()) -> Result | None:
    """Panels, loads, mixture and expertise of a revealed draw; over the rest where something is hidden.

    Loads are not shown at all to whom a panel is hidden: as loads are even, those who lack one would be that panel.
    """
    if draw.revealed_at is None:
        return None
    cases, seats, _ = records.read(json.loads(draw.inputs))
    by_case, by_seat = {case.key: case for case in cases}, {seat.key: seat for seat in seats}
    pairs = [pair for pair in records.pairs_of(json.loads(draw.panels)) if pair[0] not in hidden]
    nominations, members = names({case for case, _ in pairs}, {seat for _, seat in pairs})
    fits = {(case, seat): fit(by_case[case], by_seat[seat]) for case, seat in pairs}
    panels = defaultdict(list)
    for case, seat in pairs:
        kept = seat in by_case[case].held
        panels[case].append({"member": members[seat], "fit": FIT_WORDS[fits[case, seat]], "kept": kept})
    loads = Counter(seat.load for seat in seats)
    if not hidden:
        added = Counter(seat for _, seat in pairs)
        loads = Counter(seat.load + added[seat.key] for seat in seats)
    mixture = Counter(by_seat[seat].category for _, seat in pairs)
    told = Counter(fits.values())
    return Result(
        panels=sorted(
            ({"nomination": nominations[key], "members": rows} for key, rows in panels.items()),
            key=lambda row: row["nomination"].number,
        ),
        loads=[]
        if hidden
        else [{"label": f"{files}件", "count": loads[files]} for files in sorted(loads, reverse=True)],
        mixture=[{"label": category.label, "count": mixture[category.value]} for category in Category],
        places=len(pairs),
        changed=sum(seat not in by_case[case].held for case, seat in pairs),
        by_trade=told[2],
        by_industry=told[1],
        known=sum(any(fit(by_case[case], seat) for seat in seats) for case in {case for case, _ in pairs}),
    )


def record_of(draw, *, with_names: bool) -> dict:
    """抽签记录 as it is exported: all that is needed to recompute it; names only in the office's own copy."""
    panels = json.loads(draw.panels or "[]")
    found = {
        "format": records.FORMAT,
        "season": str(draw.round.season),
        "round": draw.round.name,
        "number": draw.number,
        "purpose": draw.get_purpose_display(),
        "because": draw.because if with_names else "",
        "seed_commitment": draw.seed_commitment,
        "committed_at": draw.committed_at.isoformat(),
        "frozen_at": draw.frozen_at.isoformat() if draw.frozen_at else "",
        "inputs": json.loads(draw.inputs or "{}"),
        "inputs_hash": draw.inputs_hash,
        "revealed_at": draw.revealed_at.isoformat() if draw.revealed_at else "",
        "seed": draw.revealed_seed,
        "witness": draw.witness,
        "panels": panels,
        "fingerprint": draw.fingerprint,
        "applied_at": draw.applied_at.isoformat() if draw.applied_at else "",
        "earlier": [
            {
                "number": one.number,
                "seed_commitment": one.seed_commitment,
                "committed_at": one.committed_at.isoformat(),
                "outcome": "生效" if one.applied_at else "作废",
            }
            for one in draws_of(draw.round).filter(number__lt=draw.number)
        ],
    }
    if with_names:
        cases = [one["key"] for one in found["inputs"]["cases"]]
        nominations, members = names(cases, [one["key"] for one in found["inputs"]["seats"]])
        found["names"] = {
            "nominations": {str(key): [one.number, one.name] for key, one in nominations.items()},
            "members": {str(key): one.user.full_name for key, one in members.items()},
        }
    return found


def committed_before_frozen(draw) -> bool:
    """Whether the ledger holds the commitment, written before the list was frozen."""
    sealed = Entry.objects.filter(act="draw.committed", subject_kind="reviews.draw", subject_id=draw.pk).first()
    frozen = Entry.objects.filter(act="draw.frozen", subject_kind="reviews.draw", subject_id=draw.pk).first()
    return (
        sealed is not None
        and frozen is not None
        and sealed.pk < frozen.pk
        and sealed.detail.get("commitment") == draw.seed_commitment
    )


def given_by(draw) -> set[tuple[int, int]]:
    """The pairs that were assigned when a draw took effect."""
    return set(
        Assignment.objects.filter(round=draw.round, assigned_at=draw.applied_at).values_list(
            "nomination_id", "member_id"
        )
    )


def list_of(draw) -> dict:
    """The frozen list."""
    return json.loads(draw.inputs)


def rules_in_words(round) -> list[str]:
    """What holds for every panel of a round, for a reader who knows no mathematics."""
    plan = round.plan
    told = [
        f"每件恰由{plan.scores_per_nomination}位委员评审，一位也不少。",
        "应当回避的委员不参加该件的抽签。",
        f"每位委员不超过{plan.expert_load}件，另行约定上限的从其约定。",
    ]
    told += [f"每件至少有{count}位{Category(name).label}。" for name, count in plan.least.items()]
    if plan.most_of_one_category:
        told.append(f"每件同一类别至多{plan.most_of_one_category}位。")
    return told
