"""检查: what would become of each row, and why not, cell by cell.

The cells are read by ``intake.cells``, the columns asked by the dossier's own forms, and what stands against a person by the
rules of 起草 and 修改 themselves: nothing is checked here that is not checked there (沪工总经〔2015〕260号 三(三)、五(三)).
Thousands of rows are read together and asked one by one; the same function answers before the confirmation and again under it.
"""

from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from common.dates import today
from intake import cells, columns
from intake.asking import RowForms
from intake.states import Outcome, Table
from intake.tables.sheets import Read, Row
from nominations import dossier, identity, queries, rules
from nominations.actions import Entered
from nominations.actions.drafting import filing_body_of, refuse_entering
from nominations.models import Nomination
from nominations.states import Sex
from organisations.models import hash_of_unit
from privacy.hashing import keyed_hash
from privacy.masks import masked_identity
from sanctions.queries import asked_together as bans_asked_together
from seasons.queries import asked_once
from seasons.states import Indicator
from standards import gb11643

CHUNK = 1000
LONGEST_TOLD = 120  # characters of a long text shown before and after


@dataclass
class Judged:
    """One row and what is to become of it."""

    table: Table
    place: int
    outcome: Outcome = Outcome.REFUSED
    name: str = ""
    number: str = ""  # masked
    unit: str = ""
    faults: list[tuple[str, str]] = field(default_factory=list)  # column key or "", sentence
    remarks: list[str] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    entered: Entered | None = None
    nomination_id: int | None = None
    is_hidden: bool = False


@dataclass
class _Line:
    """A row on its way: its words by column, and who it is about."""

    row: Row
    texts: dict[str, str]
    faults: dict[str, str]
    remarks: list[str]
    person: str


class Judge:
    """Asks every row of a list on behalf of one clerk of one body."""

    def __init__(self, *, by, body, channel, rulebook, now):
        self.by, self.body, self.channel, self.rulebook, self.now = by, body, channel, rulebook, now
        self.today = today(now)
        self.columns = {column.key: column for column in columns.people_columns(rulebook, channel)}
        self.achievement_columns = {column.key: column for column in columns.achievement_columns(rulebook)}
        self.forms = RowForms(rulebook, channel, today=self.today)
        self.filing_body = filing_body_of(channel, drafting_body=body)

    def judge(self, read: Read, told: Callable[[int, int], None] | None = None) -> list[Judged]:
        """Every row of both tables, in order."""
        lines = [self._line(row, self.columns) for row in read.people.rows]
        people = list(dict.fromkeys(line.person for line in lines if line.person))
        achievements, judged = self._achievements(read, set(people))
        places = defaultdict(list)
        for line in lines:
            places[line.person].append(line.row.place)
        with ExitStack() as stack:
            stack.enter_context(asked_once())
            stack.enter_context(bans_asked_together(self.today))
            stack.enter_context(queries.asked_together(self.rulebook.season_id, people))
            drafts: dict[str, Nomination] = {}
            for start in range(0, len(people), CHUNK):
                chunk = people[start : start + CHUNK]
                drafts |= queries.drafts_of_people(self.rulebook.season_id, self.body, chunk)
            for done, line in enumerate(lines, start=1):
                twins = [place for place in places[line.person] if line.person and place != line.row.place]
                judged.append(self._person(line, twins, drafts.get(line.person), achievements.get(line.person)))
                if told is not None:
                    told(done, len(lines))
        return sorted(judged, key=lambda one: (one.table != Table.PEOPLE, one.place))

    def _line(self, row, of_table):
        texts, faults, remarks = {}, dict(row.faults), []
        for key, value in row.cells.items():
            if key in faults:
                continue
            found = cells.read(of_table[key], value)
            if found.fault:
                faults[key] = found.fault
            elif found.text:
                texts[key] = found.text
            if found.remark:
                remarks.append(found.remark)
        number = gb11643.normalised(texts.get("identity_number", ""))
        return _Line(row, texts, faults, remarks, keyed_hash("identity", number) if number else "")

    def _achievements(self, read, people):
        """业绩 by person, and the rows of that table that cannot be taken."""
        found, refused = defaultdict(list), []
        for row in read.achievements.rows if read.achievements else ():
            line = self._line(row, self.achievement_columns)
            typed = {key: text for key, text in line.texts.items() if key != "identity_number"}
            cleaned, told = self.forms.ask_achievement(typed)
            faults = line.faults | {key: sentences[0] for key, sentences in told.items() if key not in line.faults}
            if "identity_number" not in faults and line.person not in people:
                faults["identity_number"] = (
                    "“申报人选”表中没有这个证件号码，请核对号码，或补上该人选。"
                    if line.person
                    else "请填写证件号码，以对应人选。"
                )
            if faults:
                number = masked_identity(line.texts.get("identity_number", ""))
                name = typed.get("title", "")[:LONGEST_TOLD]
                refused.append(
                    Judged(Table.ACHIEVEMENTS, row.place, name=name, number=number, faults=list(faults.items()))
                )
            else:
                found[line.person].append({name: cleaned[name] for name in dossier.ACHIEVEMENT_COLUMNS})
        return found, refused

    def _person(self, line, twins, existing, achievements):
        given = {key: text for key, text in line.texts.items() if not key.startswith(columns.STATEMENT)}
        so_far = existing or Nomination(
            rulebook=self.rulebook, channel=self.channel, drafting_body=self.body, filing_body=self.filing_body
        )
        cleaned, told = self.forms.ask(so_far, given)
        faults = dict(line.faults)
        if existing is None:
            faults |= {
                key: f"请填写{self.columns[key].label}。"
                for key in columns.NEEDED
                if key not in line.texts and key not in faults
            }
        faults |= {key: sentences[0] for key, sentences in told.items() if key not in faults}
        statements = self._statements(line, faults)
        if twins:
            faults["identity_number"] = f"与第{'、'.join(map(str, twins[:5]))}行是同一人，请只保留一行。"
        judged = Judged(
            Table.PEOPLE,
            line.row.place,
            name=str(cleaned.get("name") or line.texts.get("name", ""))[:60],
            number=masked_identity(line.texts.get("identity_number", "")),
            unit=str(cleaned.get("unit_name") or line.texts.get("unit_name", ""))[:120],
            remarks=line.remarks,
            is_hidden=line.row.is_hidden,
        )
        if existing is None:
            self._open(judged, given, cleaned, statements, achievements, faults)
        else:
            self._change(judged, existing, given, cleaned, statements, achievements, faults)
        judged.faults = list(faults.items())
        if faults:
            judged.outcome = Outcome.REFUSED
        return judged

    def _statements(self, line, faults):
        found = {}
        for indicator in Indicator:
            key = columns.STATEMENT + indicator
            if text := line.texts.get(key):
                try:
                    identity.check_length(key, text, self.rulebook.statement_characters)
                except ValidationError as error:
                    faults.setdefault(key, error.messages[0])
                found[indicator] = text
        return found

    def _open(self, judged, given, cleaned, statements, achievements, faults):
        judged.outcome = Outcome.NEW
        if "identity_number" in faults or "unit_code" in faults or "document_kind" in faults:
            return
        self._warn(judged, cleaned)
        refusal = rules.refuse_start(
            self.by,
            channel=self.channel,
            rulebook=self.rulebook,
            drafting_body=self.body,
            filing_body=self.filing_body,
            identity_hash=keyed_hash("identity", cleaned["identity_number"]),
            unit_hash=hash_of_unit(cleaned["unit_code"]),
            now=self.now,
        )
        if refusal is not None:
            faults[_cell_of(refusal)] = str(refusal)
        fields = {key: cleaned[key] for key in given if key in cleaned}
        judged.entered = Entered(fields, statements, achievements)

    def _change(self, judged, existing, given, cleaned, statements, achievements, faults):
        judged.nomination_id = existing.pk
        if faults:
            return
        fields = {}
        for key in given:
            before, after = getattr(existing, key), cleaned[key]
            if before != after:
                fields[key] = after
                self._tell(judged, self.columns[key], before, after)
        present = {statement.indicator: statement.text for statement in existing.statements.all()}
        texts = {indicator: text for indicator, text in statements.items() if text != present.get(indicator, "")}
        for indicator, text in texts.items():
            self._tell(judged, self.columns[columns.STATEMENT + indicator], present.get(indicator, ""), text)
        rows = self._new_achievements(judged, existing, achievements)
        if not judged.changes:
            judged.outcome = Outcome.SAME
            return
        judged.outcome = Outcome.CHANGED
        judged.entered = Entered(fields, texts, rows)
        refusal = refuse_entering(
            existing, by=self.by, fields=fields, statements=texts or None, achievements=rows
        ) or self._refuse_unit(existing, fields)
        if refusal is not None:
            faults[_cell_of(refusal)] = str(refusal)

    def _refuse_unit(self, existing, fields):
        if "unit_code" not in fields:
            return None
        unit_hash = hash_of_unit(fields["unit_code"])
        return rules.refuse_new_numbers(self.by, existing, existing.identity_hash, unit_hash, now=self.now)

    def _new_achievements(self, judged, existing, achievements):
        if achievements is None:
            return None
        present = [
            tuple(getattr(row, name) for name in dossier.ACHIEVEMENT_COLUMNS) for row in existing.achievements.all()
        ]
        if [tuple(row[name] for name in dossier.ACHIEVEMENT_COLUMNS) for row in achievements] == present:
            return None
        judged.changes.append(("业绩", f"{len(present)}项", f"{len(achievements)}项，整体替换"))
        return achievements

    def _warn(self, judged, cleaned):
        sex = Sex(cleaned["sex"]).label if cleaned.get("sex") else ""
        judged.remarks += gb11643.warnings(
            cleaned["identity_number"], sex_filled=sex, born_filled=cleaned.get("birth_date")
        )

    def _tell(self, judged, column, before, after):
        words = [column.words_of(value) for value in (before, after)]
        judged.changes.append((column.label, *(_short(one) for one in words)))


def _short(words: Any) -> str:
    return words if len(words) <= LONGEST_TOLD else f"{words[:LONGEST_TOLD]}……（共{len(words)}字）"


def _cell_of(refusal):
    return "identity_number" if refusal.ground in ("duplicate", "own_candidacy", "banned") else ""
