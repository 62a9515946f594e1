"""Elements of the format, in the order its schema asks for, and the faces of a run."""

LATIN = "Times New Roman"
RARE_FACE = "SimSun-ExtB"  # beyond the first plane, where the office's faces have nothing
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook",
}


def name_of(tag):
    from docx.oxml.ns import qn

    return qn(tag)


def element(tag, **words):
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    for name, value in words.items():
        element.set(name_of(f"w:{name}"), value)
    return element


def in_order(properties):
    """The order that the schema of the format asks for; of two of a kind the later holds."""
    kind = properties.tag.rpartition("}")[2]
    order = _ORDER[kind].split()
    latest = {child.tag: child for child in properties}
    for child in list(properties):
        properties.remove(child)
    for child in sorted(latest.values(), key=lambda one: _place(order, one)):
        properties.append(child)


def _place(order, child):
    name = child.tag.rpartition("}")[2]
    return order.index(name) if name in order else len(order)


def put_faces(properties, face):
    from docx.oxml.ns import qn

    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    latin = RARE_FACE if face == RARE_FACE else LATIN
    words = {"ascii": latin, "hAnsi": latin, "eastAsia": face, "cs": latin, "hint": "eastAsia"}
    properties.insert(0, element("w:rFonts", **words))
