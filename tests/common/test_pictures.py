"""图片：转正、缩小、去除拍摄位置等一切附带信息后才保存（个人信息保护法 第六条）。"""

import io
from functools import cache

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from common.files import IMAGES, Kind, inspect, kept
from common.pictures import LONGEST_SIDE

TURNED_RIGHT = 6  # EXIF: the camera was held upright


def saved(image, format="JPEG", **options):
    out = io.BytesIO()
    image.save(out, format, **options)
    return SimpleUploadedFile("照片.jpg" if format in ("JPEG", "MPO") else "照片.png", out.getvalue())


def from_a_phone():
    """The same photo each time."""
    return SimpleUploadedFile("照片.jpg", _taken())


@cache
def _taken(size=(400, 300)):
    """A photo as a telephone writes it: lying on its side, with place, maker, thumbnail and a remark."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0132] = TURNED_RIGHT, "某牌手机", "2026:05:01 08:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 48.0), 3: "E", 4: (121.0, 28.0, 24.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 4, size[1] // 4))  # top left of the sensor: top right of the picture
    return saved(picture, exif=exif, icc_profile=profile, comment=b"at home", dpi=(300, 300)).read()


def stored(upload):
    return Image.open(kept(upload, inspect(upload, accepted=IMAGES)))


def test_a_phones_photo_stands_upright_and_tells_nothing_else():
    picture = stored(from_a_phone())

    assert picture.size == (300, 400)
    assert picture.getpixel((290, 10))[0] > 200 and picture.getpixel((290, 10))[1] < 60
    assert not picture.getexif() and not {"comment", "exif", "icc_profile", "xmp"} & set(picture.info)


def test_no_trace_of_the_place_is_left_in_the_bytes():
    content = kept(from_a_phone(), Kind.JPEG).read()
    assert b"Exif" not in content and b"at home" not in content and "某牌".encode() not in content


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (8000, 6000)])
def test_a_large_photo_is_shrunk_to_its_longest_side(size):
    small = stored(saved(Image.new("RGB", size, "white")))
    assert max(small.size) == LONGEST_SIDE and min(small.size) == LONGEST_SIDE * 3 // 4


def test_a_small_picture_is_not_blown_up():
    assert stored(saved(Image.new("RGB", (40, 30)))).size == (40, 30)


@pytest.mark.parametrize(
    ("image", "format", "mode"),
    [
        (Image.new("CMYK", (40, 30)), "JPEG", "RGB"),
        (Image.new("L", (40, 30)), "JPEG", "L"),
        (Image.new("RGBA", (40, 30), (9, 9, 9, 90)), "PNG", "RGBA"),
        (Image.new("P", (40, 30)), "PNG", "RGB"),
        (Image.new("I;16", (40, 30), 65535), "PNG", "L"),
        (Image.new("1", (40, 30)), "PNG", "L"),
    ],
)
def test_unusual_pictures_become_plain_ones(image, format, mode):
    picture = stored(saved(image, format))
    assert (picture.mode, picture.format) == (mode, format)


def test_sixteen_bits_keep_their_brightness():
    assert stored(saved(Image.new("I;16", (4, 4), 65535), "PNG")).getpixel((0, 0)) == 255


def test_a_progressive_photo_is_taken():
    assert stored(saved(Image.effect_noise((400, 300), 50), progressive=True)).size == (400, 300)


def test_further_frames_of_a_phones_photo_are_dropped():
    first, second = Image.new("RGB", (40, 30), "white"), Image.new("RGB", (40, 30), "black")
    picture = stored(saved(first, "MPO", save_all=True, append_images=[second]))
    assert getattr(picture, "n_frames", 1) == 1 and picture.getpixel((5, 5)) == (255, 255, 255)


def test_a_moving_picture_is_refused():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    with pytest.raises(ValidationError, match="动图"):
        inspect(saved(frames[0], "PNG", save_all=True, append_images=frames[1:]))


def test_the_same_photo_is_kept_as_the_same_bytes():
    assert kept(from_a_phone(), Kind.JPEG).read() == kept(from_a_phone(), Kind.JPEG).read()
