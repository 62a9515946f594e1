"""公文的内容: what an official paper says, in the order of GB/T 9704-2012 7 (版头、主体、版记); pure."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from common.dates import plain_day_words
from common.refusals import Refusal
from printing import fonts

TITLE_LINE = 19  # characters of 2号 on a line of 156 mm, less one
PARTS = 48  # of the width of a line
_NEVER_FIRST = "的和与及、，。；：）》”"


@dataclass(frozen=True)
class Heading:
    """层次标题 with its number as it is printed: level 1 一、 (黑体), 2 （一） (楷体), 3 1. and 4 （1） (仿宋)."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """正文的一段; ``lead`` are opening words set in 黑体 (出席：).

    ``hangs``: what does not fit on the first line begins below the first word after the lead, as the list of those present
    does in 纪要 (10.3).
    """

    text: str
    lead: str = ""
    hangs: bool = False


@dataclass(frozen=True)
class NameTable:
    """名单: columns and rows of words; ``shares`` are the relative widths of the columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...] = ()

    @property
    def widths(self) -> tuple[int, ...]:
        """Forty-eighths of the line, column by column; what rounding leaves goes to the widest."""
        shares = self.shares or (1,) * len(self.columns)
        widths = [max(1, PARTS * one // sum(shares)) for one in shares]
        widths[widths.index(max(widths))] += PARTS - sum(widths)
        return tuple(widths)


@dataclass(frozen=True)
class Attachment:
    """附件: on a page of its own, with its title (7.3.5, 7.3.6)."""

    title: str
    blocks: tuple["Heading | Paragraph | NameTable", ...]


Block = Heading | Paragraph | NameTable | Attachment


@dataclass(frozen=True)
class Paper:
    """One official paper.

    ``issuer`` is the red heading (发文机关标志, such as 上海市总工会文件 or 主席办公会会议纪要); without it the paper begins
    with its title. A line break in the title is kept; a long title is otherwise broken evenly. ``contact`` is printed in
    brackets below the date (附注). ``copies`` and ``printed_by`` with ``printed_on`` make the imprint (版记). ``small_print``
    are lines for checking the paper, such as the hash of a sealed list.
    """

    title: str
    blocks: tuple[Block, ...]
    issuer: str = ""
    number: str = ""
    addressee: str = ""
    signatory: str = ""
    dated: datetime.date | None = None
    contact: str = ""
    copies: str = ""
    printed_by: str = ""
    printed_on: datetime.date | None = None
    small_print: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        """What stands before the signature."""
        return tuple(one for one in self.blocks if not isinstance(one, Attachment))

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """What follows it, each on a page of its own."""
        return tuple(one for one in self.blocks if isinstance(one, Attachment))

    @property
    def dated_words(self) -> str:
        """成文日期 in Arabic figures without leading zeros (7.3.6.4)."""
        return plain_day_words(self.dated) if self.dated else ""

    @property
    def printed_words(self) -> str:
        """2026年11月20日印发."""
        return f"{plain_day_words(self.printed_on)}印发" if self.printed_on else ""

    @property
    def attachment_lines(self) -> tuple[str, ...]:
        """附件说明: numbered where there is more than one, without a full stop (7.3.5)."""
        titles = [one.title for one in self.attachments]
        if len(titles) < 2:
            return tuple(titles)
        return tuple(f"{number}. {title}" for number, title in enumerate(titles, start=1))

    @property
    def printed(self) -> str:
        """All its words, for the glyph check."""
        return "".join(_words(self))


def attachment_mark(paper: Paper, number: int) -> str:
    """附件, or 附件2 where there are several."""
    return f"附件{number}" if len(paper.attachments) > 1 else "附件"


def title_lines(title: str) -> tuple[str, ...]:
    """The lines of a title: as given, else one, else two of about the same length, broken before 关于 or a bracket where that serves.

    >>> title_lines("关于2026年度上海工匠人选的公示")
    ('关于2026年度上海工匠人选的公示',)
    """
    if "\n" in title or _width(title) <= TITLE_LINE:
        return tuple(line.strip() for line in title.split("\n") if line.strip())
    for at in (title.find("关于", 1), title.rfind("（")):
        if at > 0 and _width(title[:at]) <= TITLE_LINE and _width(title[at:]) <= TITLE_LINE:
            return title[:at], title[at:]
    lines = -(-int(_width(title) * 2) // (TITLE_LINE * 2))
    broken, rest = [], title
    for left in range(lines, 1, -1):
        at = _cut_at(rest, _width(rest) / left)
        broken.append(rest[:at])
        rest = rest[at:]
    return (*broken, rest)


def refuse_pressing(paper: Paper) -> Refusal | None:
    """A paper with a character missing from the fonts is not pressed."""
    return fonts.refuse_unprintable(paper.printed, "制作")


def _cut_at(text: str, wanted: float) -> int:
    at, width = 0, 0.0
    while at < len(text) - 1 and width < wanted:
        width += _width(text[at])
        at += 1
    while at < len(text) - 1 and (text[at] in _NEVER_FIRST or (text[at].isascii() and text[at - 1].isascii())):
        at += 1
    return at


def _width(text: str) -> float:
    return sum(0.5 if one.isascii() else 1 for one in text)


def _words(paper: Paper) -> Iterator[str]:
    yield from (paper.issuer, paper.number, paper.title.replace("\n", ""), paper.addressee, paper.signatory)
    yield from (paper.contact, paper.copies, paper.printed_by, *paper.small_print)
    for block in (*paper.body, *paper.attachments):
        yield from _block_words(block)


def _block_words(block: Block) -> Iterator[str]:
    if isinstance(block, Attachment):
        yield block.title.replace("\n", "")
        for one in block.blocks:
            yield from _block_words(one)
    elif isinstance(block, NameTable):
        yield from block.columns
        for row in block.rows:
            yield from row
    elif isinstance(block, Paragraph):
        yield block.lead
        yield from block.text.splitlines()
    else:
        yield block.text
