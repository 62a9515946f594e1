"""文档属性: a stripped copy opens, shows the same pages and says nothing of who made it."""

import io
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from common.files import Kind
from common.properties import without_properties
from common.refusals import Refused

WHO = "欧阳铁成"


def pdf():
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": WHO, "/Title": WHO})
    xmp = StreamObject()
    xmp.set_data(f"<x:xmpmeta><dc:creator>{WHO}</dc:creator></x:xmpmeta>".encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Maker"): TextStringObject(WHO)})
    writer.add_attachment(f"{WHO}.txt", b"x")
    writer.add_outline_item(title=WHO, page_number=0)
    return saved(writer.write)


def office(main, **more):
    def write(out):
        with zipfile.ZipFile(out, "w") as archive:
            for name, text in {main: "<x/>", **more}.items():
                archive.writestr(name, text)

    return saved(write)


def saved(write):
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def stripped(content, kind):
    return without_properties(io.BytesIO(content), kind)


def says(content):
    """Where a file names the person: in its bytes, or in any object of a PDF."""
    found = [one for one in ("utf-8", "utf-16-be") if WHO.encode(one) in content]
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        objects = (reader.get_object(number) for number in range(1, int(reader.trailer["/Size"])))
        found += [one for one in objects if WHO in str(one)]
    return found


def test_a_pdf_keeps_its_pages_and_nothing_else():
    before = pdf()
    after = stripped(before, Kind.PDF)
    read = PdfReader(io.BytesIO(after))
    assert says(before) and not says(after)
    assert (len(read.pages), dict(read.metadata or {}), read.attachments, read.xmp_metadata) == (1, {}, {}, None)


@pytest.mark.parametrize(
    ("kind", "main", "parts"),
    [
        (
            Kind.DOCX,
            "word/document.xml",
            {
                "docProps/core.xml": f"<dc:creator>{WHO}</dc:creator>",
                "docProps/app.xml": f"<Company>{WHO}</Company>",
                "docProps/custom.xml": f"<p>{WHO}</p>",
                "word/comments.xml": f'<w:comment w:author="{WHO}" w:initials="{WHO}">好</w:comment>',
                "word/people.xml": f'<w15:person w15:author="{WHO}"/>',
            },
        ),
        (
            Kind.XLSX,
            "xl/workbook.xml",
            {
                "docProps/core.xml": f"<cp:lastModifiedBy>{WHO}</cp:lastModifiedBy>",
                "xl/comments1.xml": f"<authors><author>{WHO}</author></authors>",
                "xl/persons/person.xml": f'<person displayName="{WHO}" userId="{WHO}"/>',
                "xl/book.xml": f'<x15ac:absPath url="C:/Users/{WHO}/"/>',
            },
        ),
    ],
)
def test_an_office_file_keeps_its_parts_and_loses_its_people(kind, main, parts):
    before = office(main, **parts)
    with zipfile.ZipFile(io.BytesIO(stripped(before, kind))) as archive:
        assert set(archive.namelist()) == {main, *parts}
        assert not any(says(archive.read(name)) for name in archive.namelist())
        assert archive.read(main) == b"<x/>"
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_picture_in_a_document_and_a_picture_alone_lose_their_exif():
    exif = Image.Exif()
    exif[0x013B] = "Ouyang Tiecheng"
    photo = saved(lambda out: Image.effect_noise((40, 30), 80).convert("RGB").save(out, "JPEG", exif=exif))
    assert b"Ouyang" in photo
    assert b"Ouyang" not in stripped(photo, Kind.JPEG)
    with zipfile.ZipFile(
        io.BytesIO(stripped(office("word/document.xml", **{"word/media/a.jpg": photo}), Kind.DOCX))
    ) as one:
        assert b"Ouyang" not in one.read("word/media/a.jpg")


@pytest.mark.parametrize("kind", [Kind.PDF, Kind.DOCX, Kind.JPEG])
def test_what_cannot_be_stripped_is_not_handed_out(kind):
    with pytest.raises(Refused) as refused:
        stripped(b"%PDF-broken", kind)
    assert refused.value.ground == "not_stripped"
