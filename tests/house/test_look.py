"""The look keeps its promises: contrast, a strict content policy, parts that state their arguments and are documented."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PARTS = sorted((ROOT / "templates" / "parts").glob("_*.html"))
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
TOKENS = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", (ROOT / "static/css/tokens.css").read_text()))

GROUNDS = ("paper", "sheet", "shade")
TEXT_PAIRS = [(ink, ground) for ink in ("ink", "ink-soft", "red", "red-deep", "gold") for ground in GROUNDS]
TEXT_PAIRS += [(name, ground) for name in ("green", "amber", "blue") for ground in (*GROUNDS, f"{name}-wash")]
TEXT_PAIRS += [("red", "red-wash"), ("gold", "gold-wash"), ("sheet", "red"), ("sheet", "red-deep")]
TEXT_PAIRS += [("ink", f"{name}-wash") for name in ("red", "gold", "green", "amber", "blue")]
LINE_PAIRS = [(line, ground) for line in ("edge", "focus") for ground in GROUNDS]


def luminance(colour):
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast of two tokens."""
    light, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_stand_out_from_their_ground(ink, ground):
    """WCAG 2.2 AA: 4.5:1 for text."""
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("line", "ground"), LINE_PAIRS)
def test_edges_of_controls_and_the_focus_can_be_seen(line, ground):
    """WCAG 2.2 AA: 3:1 for controls and focus."""
    assert contrast(line, ground) >= 3


def test_colours_are_written_only_in_the_tokens():
    """One palette: a part takes its colours from tokens.css; the administration and print pages have reasons of their own."""
    elsewhere = {
        sheet.name: found
        for sheet in SHEETS
        if sheet.name not in {"tokens.css", "admin.css"}
        and (found := re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s])", sheet.read_text().split("@media print")[0]))
    }
    assert elsewhere == {}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_breaks_the_content_policy(template):
    """No inline style, script or handler, nothing from elsewhere."""
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", template.read_text(), flags=re.DOTALL)
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"(src|href)=[\"'](https?:)?//", text)


@pytest.mark.parametrize("part", PARTS, ids=lambda path: path.name)
def test_each_part_states_its_arguments_first(part):
    """docs/house.md: the first line of a part names its arguments."""
    assert re.match(r"\{# (Arguments: .+|No arguments\..*) #\}\n", part.read_text())


@pytest.mark.parametrize("part", PARTS, ids=lambda path: path.name)
def test_each_part_is_in_the_guide(part):
    """docs/look.md names every part."""
    assert part.name in (ROOT / "docs/look.md").read_text()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_parts_are_included_with_only_what_they_are_given(template):
    """A part reads nothing but its arguments."""
    for tag in re.findall(r'{% include "parts.*?%}', template.read_text()):
        assert tag.endswith(" only %}"), tag


def test_every_style_sheet_is_linked():
    """A sheet nobody links is dead."""
    linked = re.search(r'"([a-z ]+)"\|words', (ROOT / "templates/parts/_styles.html").read_text()).group(1).split()
    assert sorted(linked) == [sheet.stem for sheet in SHEETS if sheet.stem != "admin"]


def test_no_rule_loads_a_picture_or_a_font_from_elsewhere():
    """The content policy allows this origin only, not even data addresses."""
    assert not [sheet.name for sheet in SHEETS if re.search(r"url\(|@import|@font-face", sheet.read_text())]
