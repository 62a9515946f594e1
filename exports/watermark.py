"""水印: who took a list out of the house, written across every printed page of it."""

import io

from printing import fonts

GREY = (120, 120, 120, 70)
SLANT = 24  # degrees
ACROSS, DOWN = 460, 260  # pixels from one to the next


def picture(words: str, *, width: int, height: int) -> io.BytesIO:
    """A transparent picture with the words aslant all over it, to stand behind the cells in print."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(fonts.faces().name), 24)
    side = int((width**2 + height**2) ** 0.5)
    layer = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    across = max(ACROSS, int(pen.textlength(words, font=font)) + 60)
    for row, top in enumerate(range(0, side, DOWN)):
        for left in range(-(row % 2) * across // 2, side, across):
            pen.text((left, top), words, font=font, fill=GREY)
    slanted = layer.rotate(SLANT)
    left, top = (side - width) // 2, (side - height) // 2
    content = io.BytesIO()
    slanted.crop((left, top, left + width, top + height)).save(content, "PNG", optimize=True)
    content.seek(0)
    return content
