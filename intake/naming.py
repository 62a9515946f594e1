"""命名规则: where a file belongs, told by its name: <申报编号>_<方面>_<材料名>.pdf.

Instead of the 申报编号 an identity number or a name will do; the file may also lie in a folder of that name, as
<申报编号>/<方面>_<材料名>.pdf. An identity number in a name is not kept.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from intake.columns import plain
from privacy.masks import masked_identity
from seasons.states import Indicator

WHOLE = "整份申报"
WORDS = {plain(indicator.label): indicator.value for indicator in Indicator} | {plain(WHOLE): "", plain("整份"): ""}
RULE = "申报编号_方面_材料名"
IGNORED = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_BREAK = re.compile(r"[_＿]+")
_NUMBER = re.compile(r"[0-9]{17}[0-9Xx]")


@dataclass(frozen=True)
class Named:
    """What a name says, or what is wrong with it."""

    key: str = ""
    indicator: str = ""
    title: str = ""
    ending: str = ""
    fault: str = ""


def is_ignored(path):
    """What operating systems put into zips for themselves, and folders."""
    return path.endswith("/") or bool(IGNORED.search(path))


def is_unsafe(path):
    """A name that would lead out of its folder."""
    parts = re.split(r"[/\\]", path)
    return path.startswith(("/", "\\")) or ".." in parts or bool(re.match(r"[A-Za-z]:", path))


def read_name(path) -> Named:
    """The name of a file, folder included."""
    path = unicodedata.normalize("NFC", path).replace("\\", "/")
    if is_unsafe(path):
        return Named(fault="文件名含有指向其他目录的路径，请重新打包。")
    place = PurePosixPath(path)
    parts = [part.strip() for part in _BREAK.split(place.stem, maxsplit=2)]
    if plain(parts[0]) in WORDS and len(place.parts) > 1:
        parts = [place.parts[-2].strip(), *_BREAK.split(place.stem, maxsplit=1)]
    if len(parts) < 3 or not all(part.strip() for part in parts[:3]):
        return Named(fault=f"文件名不符合“{RULE}”，请改正，如“202600012_高超技能_竞赛获奖证书.pdf”。")
    key, indicator, title = (part.strip() for part in parts[:3])
    if plain(indicator) not in WORDS:
        words = "、".join([*(one.label for one in Indicator), WHOLE])
        return Named(fault=f"文件名中的方面“{indicator[:20]}”不在可选范围内，请改为：{words}。")
    if len(title) > 120:
        return Named(fault="材料名超过120字，请缩短文件名。")
    return Named(key, WORDS[plain(indicator)], _NUMBER.sub("", title).strip("_ ") or "佐证材料", place.suffix.lower())


def stored_name(number, named):
    """What the file is called from now on: the number of the dossier, never that of a person."""
    words = next((one.label for one in Indicator if one == named.indicator), WHOLE)
    return f"{number}_{words}_{named.title}{named.ending}"


def shown(path):
    """The name as a page shows it: identity numbers in it masked."""
    return _NUMBER.sub(lambda found: masked_identity(found[0]), path)[-200:]
