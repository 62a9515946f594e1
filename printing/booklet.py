"""拼版: A4 leaves become a booklet of A3 sheets, printed on both sides and folded once (推荐审批表 A3 双面)."""

import io

LEAVES_A_SHEET = 4


def blanks_needed(leaves: int) -> int:
    """How many leaves are added so that the sheets are full."""
    return -leaves % LEAVES_A_SHEET


def imposed(leaves: int) -> list[tuple[int, int]]:
    """(left, right) of every A3 page in printing order, by number of leaf: the outer side of a sheet, then its inner side.

    >>> imposed(4)
    [(4, 1), (2, 3)]
    """
    sides = []
    for first in range(1, leaves // 2, 2):
        sides += [(leaves + 1 - first, first), (first + 1, leaves - first)]
    return sides


def folded(pdf: bytes) -> bytes:
    """The A3 pages of a file of A4 leaves, whose number is a multiple of four."""
    from pypdf import PdfReader, PdfWriter, Transformation

    leaves, writer = PdfReader(io.BytesIO(pdf)).pages, PdfWriter()
    width, height = float(leaves[0].mediabox.width), float(leaves[0].mediabox.height)
    for left, right in imposed(len(leaves)):
        side = writer.add_blank_page(width=2 * width, height=height)
        side.merge_page(leaves[left - 1])
        side.merge_transformed_page(leaves[right - 1], Transformation().translate(tx=width))
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
