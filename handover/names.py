"""文件名: readable names that every system can store."""

import re
import unicodedata

FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
MOST_CHARACTERS = 50


def safe_name(words: str, *, otherwise: str = "材料") -> str:
    """Without what a path could be made of, nothing invisible that turns letters round, and not too long."""
    kept = FORBIDDEN.sub("_", unicodedata.normalize("NFC", words))
    return " ".join(kept.split())[:MOST_CHARACTERS].strip(" .") or otherwise
