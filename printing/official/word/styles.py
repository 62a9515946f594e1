"""样式: the named styles of a paper, changed in Word once for the whole of it (GB/T 9704-2012 7).

Proprietary faces are named first (方正小标宋, 仿宋_GB2312, 黑体, 楷体_GB2312) with what stands in for each where it is not
installed.
"""

from dataclasses import dataclass

from printing.official.word.elements import element, in_order, name_of, put_faces

SONG, FANG, HEI, KAI, PLAIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
STANDS_IN = {
    SONG: "华文中宋;Noto Serif CJK SC",
    FANG: "仿宋;FangSong;Noto Serif CJK SC",
    HEI: "SimHei;Noto Sans CJK SC",
    KAI: "楷体;KaiTi;LXGW WenKai",
    PLAIN: "SimSun;Noto Serif CJK SC",
}
RED = "D7000F"
LINE = 579  # twentieths of a point: 225 mm in 22 lines
CHARACTER = 16  # points of 3号


@dataclass(frozen=True)
class Style:
    """One named style of the paper: face, size in points, and how its lines stand."""

    name: str
    face: str = FANG
    points: float = CHARACTER
    align: str = "both"
    first: int = 0  # hundredths of a character
    left: int = 0
    right: int = 0
    before: int = 0  # twentieths of a point
    after: int = 0
    line: int = LINE
    outline: int = -1
    colour: str = ""
    keeps_next: bool = False


TEXT = Style("公文正文", first=200)
STYLES = (
    TEXT,
    Style("发文机关标志", SONG, 48, "center", before=1984, line=1100, colour=RED),
    Style("发文字号", align="center", before=2 * LINE, after=2 * LINE),
    Style("公文标题", SONG, 22, "center", after=LINE, line=714, outline=0, keeps_next=True),
    Style("标题下文号", align="center", after=LINE),
    Style("主送机关"),
    Style("一级标题", HEI, first=200, outline=1, keeps_next=True),
    Style("二级标题", KAI, first=200, outline=2, keeps_next=True),
    Style("三级标题", first=200, outline=3, keeps_next=True),
    Style("四级标题", first=200, outline=4, keeps_next=True),
    Style("附件说明", left=500, first=-300),
    Style("出席人员", left=500, first=-300),
    Style("署名", align="right"),
    Style("附注", left=200),
    Style("校验文字", points=9, align="left", line=284),
    Style("附件标识", HEI, align="left", after=LINE, keeps_next=True),
    Style("附件标题", SONG, 22, "center", after=LINE, line=714, outline=0, keeps_next=True),
    Style("名单表头", HEI, 14, "center", before=50, after=50, line=400),
    Style("名单文字", points=14, align="center", before=50, after=50, line=400),
    Style("版记", points=14, align="left", left=100, right=100, line=510),
    Style("页码", PLAIN, 14),
)
HEADINGS = {1: "一级标题", 2: "二级标题", 3: "三级标题", 4: "四级标题"}


def write_styles(document):
    """All of them, and what every paragraph begins from."""
    set_defaults(document)
    for style in STYLES:
        add_style(document, style)
    name_stand_ins(document)


def set_defaults(document):
    """Every paragraph begins from 3号 仿宋 without the theme of the empty document."""
    from docx.shared import Pt

    properties = document.styles.element.find(
        f"{name_of('w:docDefaults')}/{name_of('w:rPrDefault')}/{name_of('w:rPr')}"
    )
    for old in properties.findall(name_of("w:rFonts")) + properties.findall(name_of("w:lang")):
        properties.remove(old)
    put_faces(properties, FANG)
    properties.append(element("w:lang", val="en-US", eastAsia="zh-CN"))
    normal = document.styles["Normal"]
    normal.font.size = Pt(CHARACTER)
    put_faces(normal.element.get_or_add_rPr(), FANG)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)


def add_style(document, wanted: Style):
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor, Twips

    style = document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size = Pt(wanted.points)
    if wanted.colour:
        style.font.color.rgb = RGBColor.from_string(wanted.colour)
    put_faces(style.element.get_or_add_rPr(), wanted.face)
    kept = style.paragraph_format
    kept.space_before, kept.space_after = Twips(wanted.before), Twips(wanted.after)
    kept.keep_with_next = wanted.keeps_next or None
    kept.widow_control = True
    properties = style.element.get_or_add_pPr()
    for spacing in properties.findall(name_of("w:spacing")):
        spacing.set(name_of("w:line"), str(wanted.line))
        spacing.set(name_of("w:lineRule"), "exact")
    for unwanted in ("w:snapToGrid", "w:autoSpaceDE", "w:autoSpaceDN"):  # exact lines; no gaps around figures
        properties.append(element(unwanted, val="0"))
    properties.append(_indent_of(wanted))
    properties.append(element("w:jc", val=wanted.align))
    if wanted.outline >= 0:
        properties.append(element("w:outlineLvl", val=str(wanted.outline)))
    in_order(properties)


def _indent_of(style: Style):
    unit = style.points * 20 / 100
    words = {}
    if style.first:
        side = "firstLine" if style.first > 0 else "hanging"
        words |= {f"{side}Chars": str(abs(style.first)), side: str(round(abs(style.first) * unit))}
    for side, size in (("left", style.left), ("right", style.right)):
        if size:
            words |= {f"{side}Chars": str(size), side: str(round(size * unit))}
    return element("w:ind", **words)


def name_stand_ins(document):
    """fontTable.xml: which face may stand in for one that is not installed."""
    from lxml import etree

    part = next(one for one in document.part.package.iter_parts() if one.partname.endswith("fontTable.xml"))
    table = etree.fromstring(part.blob)
    for face, others in STANDS_IN.items():
        font = etree.SubElement(table, name_of("w:font"), {name_of("w:name"): face})
        etree.SubElement(font, name_of("w:altName"), {name_of("w:val"): others})
        etree.SubElement(font, name_of("w:charset"), {name_of("w:val"): "86"})
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
