"""The template words: what people read for days, money, scores and hidden numbers; the address of a filtered list."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory

from common.templatetags import words


def rendered(template, address="/list/", **context):
    """What a page prints at an address."""
    request = RequestFactory().get(address)
    return Template("{% load words %}" + template).render(RequestContext(request, context))


def test_a_moment_is_told_in_beijing_time():
    """Late in the evening in London it is the next day in Shanghai."""
    late = datetime(2026, 11, 19, 18, 5, tzinfo=UTC)
    assert words.day(late) == "2026年11月20日（周五）"
    assert words.moment(late) == "2026年11月20日（周五）2:05"
    assert words.iso(late).startswith("2026-11-20T02:05")


def test_a_span_and_a_distance_are_said_in_words():
    """From one day to another; how long ago."""
    noon = datetime(2026, 11, 20, 4, tzinfo=UTC)
    assert words.span(date(2026, 11, 23), date(2026, 11, 27)) == "2026年11月23日至27日"
    assert words.ago(noon.replace(hour=1), noon) == "3小时前"


@pytest.mark.parametrize("word", [words.day, words.moment, words.ago, words.money, words.score, words.file_size])
def test_nothing_is_said_to_be_nothing(word):
    """An empty cell shows a dash, not None."""
    assert word(None) == "—"
    assert word("") == "—"


@pytest.mark.parametrize(
    ("amount", "said"), [(Decimal("5000.00"), "5000元"), (Decimal("0"), "0元"), (Decimal("12.5"), "12.50元")]
)
def test_money_says_fen_only_where_there_are_any(amount, said):
    """奖金 5000 元."""
    assert words.money(amount) == said


def test_scores_have_two_decimals_and_nought_is_a_score():
    """Columns of scores stand under each other."""
    assert words.score(Decimal("91.5")) == "91.50"
    assert words.score(Decimal("0")) == "0.00"


def test_a_page_link_keeps_the_filters():
    """Filters are kept in the address."""
    assert rendered("{% query_with page=3 %}", "/list/?channel=unit&page=2") == "?channel=unit&amp;page=3"


def test_a_key_can_be_left_out():
    """Another order starts at the first page again."""
    assert rendered('{% query_with order="name" page=None %}', "/list/?page=2&q=顾") == "?q=%E9%A1%BE&amp;order=name"


def test_an_address_cannot_smuggle_markup():
    """What stands in the address is quoted in the link."""
    assert "<" not in rendered("{% query_with page=1 %}", '/list/?q="><script>')


def test_a_name_set_large_is_broken_at_its_dots():
    assert rendered("{{ name|by_parts }}", name="张伟<b>") == "张伟&lt;b&gt;"
    said = rendered("{{ name|by_parts }}", name="古丽米热·阿卜杜热合曼")
    assert said == '<span class="nowrap">古丽米热·</span><wbr><span class="nowrap">阿卜杜热合曼</span>'
