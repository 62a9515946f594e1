"""公文: an official paper in the layout of GB/T 9704-2012 (党政机关公文格式), as PDF and as .docx; knows nothing of what it says.

A room describes its paper in plain words (``Paper`` and its blocks) and hands it to a press. The same paper gives the same
bytes. Both presses refuse a character that no font of the house can print.
"""

from printing.official.papers import Attachment, Block, Heading, NameTable, Paper, Paragraph, refuse_pressing
from printing.official.pdf_press import press_pdf
from printing.official.word.press import press_docx

__all__ = [
    "Attachment",
    "Block",
    "Heading",
    "NameTable",
    "Paper",
    "Paragraph",
    "press_docx",
    "press_pdf",
    "refuse_pressing",
]
