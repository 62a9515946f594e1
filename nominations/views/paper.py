"""推荐审批表 as it is printed: what stands in its boxes, and the PDF."""

import base64
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from common.dates import plain_day_words
from common.refusals import insist
from nominations import dossier, queries
from nominations.achievement_kinds import in_order
from nominations.chain import endorsing_bodies
from nominations.consents import DECLARATION
from nominations.states import Channel, PaperSize
from nominations.views.facts import facts_of, statements_of
from printing import booklet, fonts
from printing.press import leaves_of, press, qr_mark

PAPER = {
    "templates": Path(settings.BASE_DIR) / "templates" / "papers",
    "stylesheet": "form.css",
    "wait": 15.0,  # seconds a request stands behind other papers in the press
}


def pdf_of(nomination, printed):
    """The bytes of one printing; Refused where a character has no glyph."""
    context = context_of(nomination, printed)
    page = _page(context)
    insist(fonts.refuse_unprintable(_text_of(page), "打印"))
    if printed.size == PaperSize.A4:
        return press(page, **PAPER)
    blanks = booklet.blanks_needed(leaves_of(page, **PAPER))
    return booklet.folded(press(_page(context | {"blanks": range(blanks)}) if blanks else page, **PAPER))


def _page(context):
    return render_to_string("papers/form.html", context)


def _text_of(page):
    """The characters that will be printed: what stands between the tags, without the line breaks."""
    from django.utils.html import strip_tags

    return "".join(strip_tags(page[page.index("<body>") :]).split())


def context_of(nomination, printed):
    """Everything the form says; opinions already given on the portal are printed in their boxes."""
    queries.with_dossier(nomination)
    facts = facts_of(nomination, in_full=printed.shows_numbers)
    return {
        "nomination": nomination,
        "printed": printed,
        "qr": qr_mark(settings.PUBLIC_ADDRESS.rstrip("/") + reverse("nominations:form_code", args=[printed.code])),
        "cover": [
            ("姓名", nomination.name),
            ("工作单位", nomination.unit_name),
            *facts["channel"],
            ("填表日期", plain_day_words(printed.made_at)),
        ],
        "person": _paired(facts["person"], longest=13),  # the photo stands beside it
        "unit": _paired(facts["unit"]),
        "post": _paired(facts["post"]),
        "notice": _paired(facts["notice"], longest=0),
        "photo": _photo_of(nomination),
        "achievements": in_order(nomination.achievements.all()),
        "exceptions": nomination.exception_requests.all(),
        "statements": statements_of(nomination, {}),
        "declaration": DECLARATION,
        "boxes": boxes_of(nomination),
        "blanks": (),
    }


def _photo_of(nomination):
    """本人照片, in the page itself: the press opens no file but its own."""
    photo = dossier.photo_of(nomination)
    if photo is None or not photo.file.storage.exists(photo.file.name):
        return ""
    with photo.file.open("rb") as kept:
        return f"data:image/{photo.content_kind};base64,{base64.b64encode(kept.read()).decode()}"


def _paired(facts, longest=18):
    """Two facts a row; one that is long has a row of its own."""
    rows, waiting = [], None
    for label, value in facts:
        if len(str(value)) > longest:
            rows += [[waiting]] if waiting else []
            rows.append([(label, value)])
            waiting = None
        elif waiting:
            rows.append([waiting, (label, value)])
            waiting = None
        else:
            waiting = (label, value)
    return rows + ([[waiting]] if waiting else [])


def boxes_of(nomination):
    """意见栏 in the order in which the paper climbs, by channel (沪工总经〔2015〕260号 三(三)、(四))."""
    given = {one.organisation_id: one for one in nomination.endorsements.all() if one.is_endorsed and not one.is_void}
    boxes = []
    if nomination.channel == Channel.SELF:
        boxes.append({"title": "自荐人声明", "sign": "本人签名", "opinion": DECLARATION})
    else:
        boxes.append({"title": "候选人意见", "sign": "本人签名", "opinion": "本人同意参加选树，所填情况属实。"})
        boxes.append({"title": "所在单位意见"})
    if nomination.channel == Channel.UNIT:
        boxes.append({"title": "基层工会意见", "body": nomination.drafting_body.name})
    elif nomination.channel == Channel.ASSOCIATION:
        boxes.append({"title": "推荐社团意见", "body": nomination.drafting_body.name})
    for body in endorsing_bodies(nomination):
        if body.pk == nomination.drafting_body_id:
            boxes[-1] |= _opinion(given.get(body.pk))
            continue
        title = "区、局（产业）工会意见" if body.is_filing_union else "审核单位意见"
        title = "转报社团意见" if body.is_social_body else title
        boxes.append({"title": title, "body": body.name} | _opinion(given.get(body.pk)))
    return [*boxes, {"title": "上海市总工会审定意见", "body": "上海市总工会"}]


def _opinion(endorsement):
    if endorsement is None:
        return {}
    return {
        "opinion": endorsement.opinion,
        "given": f"{endorsement.by.full_name}，{plain_day_words(endorsement.at)}在平台审核同意",
    }
