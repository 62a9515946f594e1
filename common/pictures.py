"""图片: opened to the end, turned upright, shrunk, and rid of everything that is not the picture.

Where and on which telephone a photo was taken is nobody's business (个人信息保护法 第六条); a camera's file carries both.
What is kept is a new file with the pixels and nothing else.
"""

import io
import threading

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

LONGEST_SIDE = 2400  # a page of A4 at about two hundred dots an inch
QUALITY = 85
MAX_PIXELS = {"JPEG": 60_000_000, "PNG": 30_000_000}  # a JPEG is decoded at a fraction of its size, a PNG cannot be

_one_at_a_time = threading.Semaphore(1)  # in a process: a large picture takes some hundred megabytes for a second


def check(upload) -> None:
    """A ValidationError where the picture is damaged or larger than can be handled."""
    from PIL import Image, ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint switches it on for its whole process when it is imported
    try:
        with Image.open(upload, formats=("JPEG", "PNG")) as image:
            limit = MAX_PIXELS["PNG" if image.format == "PNG" else "JPEG"]
            too_large = image.width * image.height > limit
            if not too_large and image.format == "PNG":
                image.verify()  # the checksums of all chunks; nothing is decoded
            elif not too_large:
                image.draft("RGB", (64, 64))  # decoding at an eighth of the size is enough to meet a broken end
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        too_large, limit = True, MAX_PIXELS["JPEG"]
    except Exception as error:  # a damaged file breaks the reader in many ways; to the person they are one
        raise ValidationError("该图片已损坏，无法打开，请重新拍摄或导出后上传。", code="damaged") from error
    if too_large:
        words = f"{limit // 10_000}万像素"
        raise ValidationError(f"该图片尺寸过大，超过{words}的上限，请缩小后重新上传。", code="bomb")


def cleaned(upload) -> ContentFile:
    """The picture as it is kept, under the upload's name; the upload itself is left as it was."""
    from PIL import Image, ImageFile, ImageOps

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    upload.seek(0)
    try:
        with _one_at_a_time, Image.open(upload, formats=("JPEG", "PNG")) as image:
            form = (
                "PNG" if image.format == "PNG" else "JPEG"
            )  # MPO: a JPEG with further frames; the first is the picture
            if form == "JPEG":
                image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
            plain = _in_plain_colours(image, form)
            plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = ImageOps.exif_transpose(plain)
            plain.info = {}
            out = io.BytesIO()
            plain.save(out, form, **({"quality": QUALITY, "optimize": True} if form == "JPEG" else {"optimize": True}))
    except Exception as error:
        raise ValidationError("该图片已损坏，无法打开，请重新拍摄或导出后上传。", code="damaged") from error
    finally:
        upload.seek(0)
    return ContentFile(out.getvalue(), name=upload.name)


def _in_plain_colours(image, form):
    """Eight bits, no palette, no inks, the colours of a screen; what is transparent in a PNG stays so."""
    exif = image.getexif()
    if image.mode.startswith("I") or image.mode == "F":
        plain = image.convert("I").point(lambda value: value / 256).convert("L")
    else:
        transparent = form == "PNG" and (image.mode in ("LA", "RGBA", "PA") or "transparency" in image.info)
        mode = "RGBA" if transparent else "L" if image.mode in ("L", "1") else "RGB"
        plain = _on_a_screen(image, mode)
    plain.info["exif"] = exif.tobytes() if exif else b""
    plain._exif = None
    return plain


def _on_a_screen(image, mode):
    """By the colour profile the picture came with, for the profile is not kept."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile and mode == "RGB" and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile is no profile
    return image.convert(mode)
