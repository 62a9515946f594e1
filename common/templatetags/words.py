"""Template words: dates, money, scores and the address of a filtered list, said the same way on every page."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import cast

from django import template
from django.conf import settings
from django.forms import BoundField, ChoiceField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from common import clock, dates, files

register = template.Library()

LONGEST_PART = 8  # characters of a name's part that fit a telephone where names are set largest
NOTHING = "—"  # an empty cell says that it is empty


@register.filter
def day(value: date | None) -> str:
    """2026年11月20日（周五）; an aware moment is read in Beijing time."""
    return dates.day_words(value) if value else NOTHING


@register.filter
def moment(value: datetime | None) -> str:
    """2026年11月20日（周五）14:05."""
    return dates.moment_words(value) if value else NOTHING


@register.filter
def time_of_day(value: datetime | None) -> str:
    """14:05, where the day stands above it."""
    return dates.clock_words(value) if value else NOTHING


@register.filter
def span(start: date | None, end: date | None) -> str:
    """From one day to another: ``{{ notice.opens|span:notice.closes }}``."""
    return dates.span_words(start, end) if start and end else NOTHING


@register.filter
def ago(value: datetime | None, now: datetime | None = None) -> str:
    """How long ago, or how long still to go; pass the page's own ``now`` where there is one."""
    return dates.ago_words(value, now or clock.now()) if value else NOTHING


@register.filter
def iso(value: date | None) -> str:
    """The value of a ``<time datetime>`` attribute."""
    return (timezone.localtime(value) if isinstance(value, datetime) else value).isoformat() if value else ""


@register.filter
def money(value: Decimal | None) -> str:
    """奖金: 5000元; 角 and 分 only where there are any."""
    if value is None or value == "":
        return NOTHING
    amount = Decimal(value).quantize(Decimal("0.01"))
    return f"{amount:.0f}元" if amount == amount.to_integral_value() else f"{amount}元"


@register.filter
def score(value: Decimal | None) -> str:
    """分数: always two decimals, so that columns stand under each other."""
    return NOTHING if value is None or value == "" else f"{Decimal(value):.2f}"


@register.filter
def file_size(value: int | None) -> str:
    """1.2 MB."""
    return NOTHING if value is None or value == "" else files.size_words(value)


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, **changes: object) -> str:
    """The current address's query with some of it changed: ``{% query_with page=3 %}``; None or "" leaves a key out."""
    request = getattr(context, "request", None) or context["request"]
    query = request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def fixed(part: str) -> str:
    """A part without arguments, the same on every page: rendered once in the life of the process."""
    return _fixed(part)


@lru_cache(maxsize=16)
def _fixed(part: str) -> str:
    return mark_safe(render_to_string(part))  # a template's own output, escaped where it was made


@register.simple_tag
def whole_address(path: str) -> str:
    """The address of a page with its host, as it is known outside (``settings.PUBLIC_ADDRESS``)."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + path if path else ""


@register.simple_tag
def static_address(name: str) -> str:
    """The whole address of a static file."""
    return whole_address(static(name))


@register.simple_tag
def options(field: BoundField) -> str:
    """The options of a choice in a filter, without a template for each of them."""
    chosen = str(field.value() or "")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, mark_safe(" selected") if str(value) == chosen else "", label)
            for value, label in cast(ChoiceField, field.field).choices
        ),
    )


@register.filter
def by_parts(name: str) -> str:
    """A name set large, broken at its dots and not within a part: 古丽米热·|阿卜杜热合曼; a very long part may break."""
    parts = [f"{part}·" for part in name.split("·")]
    parts[-1] = parts[-1].removesuffix("·")
    return (
        format_html_join(
            mark_safe("<wbr>"),
            "<span{}>{}</span>",
            ((mark_safe(' class="nowrap"') if len(part) <= LONGEST_PART else "", part) for part in parts),
        )
        if len(parts) > 1
        else name
    )


@register.filter
def said_of(fault: str, field: BoundField) -> str:
    """A fault told away from its field begins with the field's name, unless it speaks of it anyway."""
    return fault if not field.label or str(field.label) in fault else f"{field.label}：{fault}"


@register.filter
def words(text: str) -> list[str]:
    """A list written as words with spaces between."""
    return text.split()
