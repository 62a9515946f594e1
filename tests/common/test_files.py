"""上传文件: told by its content; disguised, damaged, oversized and unfolding files are refused with a sentence."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from common.files import IMAGES, Kind, inspect, size_words, too_large_words


def pdf(*, password=""):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    return written(writer.write)


def picture(format, size=(40, 30)):
    return written(lambda out: Image.effect_noise(size, 80).save(out, format=format))


def office(main_part, **more):
    def write(out):
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in {"[Content_Types].xml": "<Types/>", main_part: "<x/>", **more}.items():
                archive.writestr(name, text)

    return written(write)


def written(write):
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def huge_png():
    """A PNG of a few dozen bytes that claims 20,000 × 20,000 pixels."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"0")) + chunk(b"IEND", b"")


def inspected(name, content, **kwargs):
    return inspect(SimpleUploadedFile(name, content), **kwargs)


def refused(name, content, **kwargs):
    with pytest.raises(ValidationError) as caught:
        inspected(name, content, **kwargs)
    return caught.value.code, caught.value.messages[0]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("推荐表.pdf", pdf(), Kind.PDF),
        ("证书.JPG", picture("JPEG"), Kind.JPEG),
        ("照片.png", picture("PNG"), Kind.PNG),
        ("事迹.docx", office("word/document.xml"), Kind.DOCX),
        ("一览表.xlsx", office("xl/workbook.xml"), Kind.XLSX),
    ],
)
def test_each_accepted_kind_is_known_by_its_content(name, content, kind):
    assert inspected(name, content) is kind


def test_the_file_is_left_at_its_beginning_for_saving():
    upload = SimpleUploadedFile("推荐表.pdf", pdf())
    inspect(upload)
    assert upload.tell() == 0


def test_a_program_named_as_a_picture_is_refused_for_what_it_is():
    assert refused("照片.jpg", b"MZ" + b"\0" * 300) == (
        "kind",
        "该文件的内容是可执行程序，此处只接受PDF、JPEG 图片、PNG 图片、Word 文档（DOCX）、Excel 表格（XLSX），请转换格式后重新上传。",
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<!DOCTYPE html><html><script>1</script></html>", "网页"),
        (office("x/readme.txt"), "压缩包"),
        (b"PK\x03\x04" + b"\0" * 50, "压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Office 文档"),
        (picture("GIF"), "动图"),
        (picture("TIFF"), "其他格式的图片"),
        ("上海".encode(), "无法识别的格式"),
    ],
)
def test_what_was_found_is_named(content, found):
    assert found in refused("材料.pdf", content)[1]


def test_a_picture_named_as_a_document_is_refused_with_the_right_ending():
    code, sentence = refused("推荐表.pdf", picture("PNG"))
    assert (code, "内容是PNG 图片，文件名应以 .png 结尾" in sentence) == ("disguised", True)


def test_only_what_this_place_accepts_is_taken():
    assert refused("推荐表.pdf", pdf(), accepted=IMAGES)[1].startswith(
        "该文件的内容是PDF，此处只接受JPEG 图片、PNG 图片"
    )


def test_the_size_limit_is_said_with_the_size():
    assert "大小略超过1 KB的上限" in refused("推荐表.pdf", pdf() + b"\n" * 900, max_bytes=1000)[1]


def test_an_empty_file_is_called_empty():
    assert refused("推荐表.pdf", b"")[0] == "empty"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("推荐表.pdf", b"%PDF-1.7\n" + b"rubbish " * 40),
        ("照片.jpg", picture("JPEG", (400, 400))[:-2000]),
        ("照片.png", picture("PNG")[:-40]),
    ],
)
def test_a_damaged_file_is_refused(name, content):
    assert refused(name, content)[0] == "damaged"


def test_a_picture_cut_short_is_refused_in_a_process_that_has_pressed_certificates(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert refused("照片.jpg", picture("JPEG", (400, 400))[:-2000])[0] == "damaged"


def test_a_locked_pdf_is_refused():
    assert refused("推荐表.pdf", pdf(password="x"))[0] == "locked"


def test_a_small_picture_that_unfolds_into_a_huge_one_is_refused():
    assert refused("照片.png", huge_png())[0] == "bomb"


def test_a_small_document_that_unfolds_into_a_huge_one_is_refused():
    assert refused("事迹.docx", office("word/document.xml", **{"word/x.bin": b"\0" * 30_000_000}))[0] == "bomb"


def test_a_document_with_macros_is_refused():
    assert refused("事迹.docx", office("word/document.xml", **{"word/vbaProject.bin": b"x"}))[0] == "macro"


def test_sizes_are_worded_in_round_figures():
    assert [size_words(n) for n in (1, 850 * 1024, 20 * 1024 * 1024, 13_107_200)] == [
        "1 KB",
        "850 KB",
        "20 MB",
        "12.5 MB",
    ]


def active_pdf(prepare):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    prepare(writer)
    return written(writer.write)


def scripted(writer):
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")})
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)


def launching(writer):
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("a.exe")})
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


@pytest.mark.parametrize(
    ("prepare", "found"),
    [
        (scripted, "脚本"),
        (lambda writer: writer.add_attachment("a.txt", b"x"), "嵌入的文件"),
        (launching, "启动程序的动作"),
    ],
)
def test_a_pdf_that_acts_or_carries_something_is_refused_with_the_reason(prepare, found):
    code, sentence = refused("推荐表.pdf", active_pdf(prepare))
    assert (code, found in sentence) == ("active", True)


def test_a_pdf_that_opens_but_restricts_is_named_as_such():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("", owner_password="x", algorithm="RC4-128")
    assert "权限密码" in refused("推荐表.pdf", written(writer.write))[1]
    assert "打开密码" in refused("推荐表.pdf", pdf(password="x"))[1]


RELATION = '<Relationships><Relationship Id="1" Type="http://x/{kind}" Target="http://x/" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/_rels/document.xml.rels": RELATION.format(kind="attachedTemplate")}, "external"),
        ({"word/embeddings/oleObject1.bin": "x"}, "embedded"),
        ({"word/document.xml": "<x>"}, "damaged"),
        ({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}, "damaged"),
    ],
)
def test_a_document_that_reaches_out_or_is_broken_is_refused(parts, code):
    assert refused("事迹.docx", office("word/document.xml", **parts))[0] == code


def test_a_document_with_a_plain_link_is_taken():
    content = office("word/document.xml", **{"word/_rels/document.xml.rels": RELATION.format(kind="hyperlink")})
    assert inspected("事迹.docx", content) is Kind.DOCX


def test_old_office_files_are_told_how_to_come_in():
    assert "另存为 DOCX 或 XLSX" in refused("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)[1]


def test_a_file_a_little_too_large_is_not_said_to_be_as_large_as_it_may():
    limit = 20 * 1024 * 1024
    assert too_large_words(limit + 1, limit) == "大小略超过20 MB的上限"
    assert too_large_words(limit + 1024 * 1024, limit) == "大小为21 MB，超过20 MB的上限"
