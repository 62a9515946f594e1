"""材料包的内容: what is in it, where, and the dossier as structured words (see schemas/nomination-1.json).

The identity and phone numbers are in full: the other side has to know the person, and nothing is sent but under TLS.
"""

import json
from dataclasses import dataclass

from common.dates import beijing
from handover.names import safe_name
from nominations.content import content_of, digest_of
from nominations.models import Evidence
from nominations.states import PaperPurpose
from seasons.states import Indicator

EDITION = 1
SCHEMA = f"nomination-{EDITION}"
FORM, STRUCTURED, MANIFEST = "推荐审批表.pdf", "申报材料.json", "manifest.json"
PLACES = {
    PaperPurpose.EVIDENCE: "佐证材料",
    PaperPurpose.PHOTO: "本人照片",
    PaperPurpose.STAMP: "盖章扫描件",
    PaperPurpose.FORM_SCAN: "盖章扫描件",
    PaperPurpose.NOTICE_SCAN: "所在单位公示",
}


@dataclass(frozen=True)
class Paper:
    """One uploaded file and the place it takes in the package."""

    evidence: Evidence
    use: str
    path: str

    @property
    def listed(self):
        """As the structured words list it."""
        one = self.evidence
        return {
            "path": self.path,
            "use": self.use,
            "indicator": one.indicator,
            "title": one.title,
            "sha256": one.sha256,
            "size": one.size,
        }


def papers_in(nomination) -> list[Paper]:
    """What belongs to the filing, in an order that does not change; a withdrawn opinion's stamp does not."""
    stamps = {one.stamp_id for one in nomination.endorsements.all() if one.is_endorsed and not one.is_void}
    found = [
        one
        for one in sorted(nomination.evidence.all(), key=lambda paper: paper.pk)
        if one.purpose in PLACES and (one.purpose != PaperPurpose.STAMP or one.pk in stamps)
    ]
    return [Paper(one, one.purpose, _path(at, one, one.purpose)) for at, one in enumerate(found, start=1)]


def _path(at, evidence, use):
    subject = f"{Indicator(evidence.indicator).label}-" if evidence.indicator else ""
    ending = "jpg" if evidence.content_kind == "jpeg" else evidence.content_kind
    return f"{PLACES[use]}/{at:02d}-{safe_name(subject + evidence.title)}.{ending}"


def structured(nomination, *, filing, papers) -> dict:
    """申报材料.json: the dossier and what belongs to its filing."""
    content = content_of(nomination)
    columns = {name: value for name, value in content["columns"].items() if not name.endswith("_hash")}
    columns |= {"identity_number": nomination.identity_number, "phone": nomination.phone}
    opinions = [one for one in nomination.endorsements.all() if one.is_endorsed and not one.is_void]
    return {
        "schema": SCHEMA,
        "number": nomination.number,
        "season": nomination.season.code,
        "season_label": nomination.season.label,
        "channel": nomination.channel,
        "filing": filing,
        "filed_at": _moment(nomination.submitted_at),
        "drafting_body": _body(nomination.drafting_body),
        "filing_body": _body(nomination.filing_body),
        "content_digest": digest_of(content),
        "columns": columns,
        "statements": content["statements"],
        "achievements": content["achievements"],
        "exceptions": content.get("exceptions", []),
        "workplace_notice": content.get("workplace_notice"),
        "opinions": [
            {"body": one.organisation.name, "opinion": one.opinion, "rank": one.rank, "given_at": _moment(one.at)}
            for one in opinions
        ],
        "consents": [
            {"kind": one.kind, "text_version": one.text_version, "given_at": _moment(one.given_at)}
            for one in nomination.consents.all()
            if one.withdrawn_at is None
        ],
        "declared_at": _moment(nomination.declared_at),
        "files": [paper.listed for paper in papers],
    }


def manifest(nomination, *, filing, content_digest, files, note="") -> dict:
    """manifest.json: every other file with its digest."""
    return {
        "package": "shanghai-craftsman-nomination",
        "edition": EDITION,
        "schema": SCHEMA,
        "number": nomination.number,
        "season": nomination.season.code,
        "filing": filing,
        "filed_at": _moment(nomination.submitted_at),
        "content_digest": content_digest,
        "note": note,
        "files": [{"path": path, "sha256": sha256, "size": size} for path, sha256, size in files],
    }


def withdrawal(delivery) -> dict:
    """撤回通知: which dossier is not to be used any more."""
    nomination = delivery.nomination
    return {
        "notice": "shanghai-craftsman-withdrawal",
        "edition": EDITION,
        "number": nomination.number,
        "season": nomination.season.code,
        "filed_at": _moment(delivery.filed_at),
        "state": nomination.state,
        "since": _moment(nomination.state_since),
    }


def as_bytes(words: dict) -> bytes:
    """JSON, the same for the same words."""
    return json.dumps(words, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _moment(moment):
    return beijing(moment).isoformat(timespec="seconds") if moment else None


def _body(body):
    return {"name": body.name, "credit_code": body.credit_code or ""} if body else None
