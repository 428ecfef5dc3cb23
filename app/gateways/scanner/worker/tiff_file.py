"""TIFF: kept as a PDF of its pages, because no browser shows a TIFF; without loss, unless it came as JPEG inside."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pikepdf
from PIL import Image, ImageOps

from .made import Made, Refused, check_pixels
from .png_file import idat

POINTS = 72
#: dots an inch where the file says none that a scanner could have
USUAL_DPI, POSSIBLE_DPI = 200.0, (30.0, 2400.0)
JPEG_INSIDE = frozenset({"jpeg", "tiff_jpeg"})


def convert(data: bytes, limits: Mapping[str, int]) -> Made:
    """Return a PDF with one page for each page of the TIFF."""
    Image.MAX_IMAGE_PIXELS = None  # ours is checked before anything is decoded
    made = io.BytesIO()
    with Image.open(io.BytesIO(data), formats=["TIFF"]) as picture, pikepdf.new() as pdf:
        pages = getattr(picture, "n_frames", 1)
        if pages > limits["pages"]:
            raise Refused("scan_too_many_pages", limit=limits["pages"], pages=pages)
        for number in range(pages):
            picture.seek(number)
            check_pixels(*picture.size, limits["pixels"])
            _add_page(pdf, picture)
        pdf.save(made, deterministic_id=True)
    return Made(data=made.getvalue(), media_type="application/pdf", pages=pages, is_converted=True)


def _add_page(pdf: pikepdf.Pdf, picture: Image.Image) -> None:
    across, down = _dpi(picture)
    came_as_jpeg = picture.info.get("compression") in JPEG_INSIDE
    image = _flat(ImageOps.exif_transpose(picture))
    width, height = image.width / across * POINTS, image.height / down * POINTS
    page = pdf.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=_image(pdf, image, as_jpeg=came_as_jpeg)))
    page.Contents = pdf.make_stream(f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Scan Do Q".encode())


def _image(pdf: pikepdf.Pdf, image: Image.Image, *, as_jpeg: bool) -> pikepdf.Object:
    colours, bits = (3 if image.mode == "RGB" else 1), (1 if image.mode == "1" else 8)
    stored = io.BytesIO()
    coding: dict[str, Any] = {"Filter": pikepdf.Name.DCTDecode}
    if as_jpeg and bits > 1:
        image.save(stored, "JPEG", quality=92, subsampling=0)
        data = stored.getvalue()
    else:
        # a PDF takes the rows of a PNG as they are
        image.save(stored, "PNG", compress_level=4)
        rows: dict[str, Any] = {"Predictor": 15, "Colors": colours, "BitsPerComponent": bits, "Columns": image.width}
        data = idat(stored.getvalue())
        coding = {"Filter": pikepdf.Name.FlateDecode, "DecodeParms": pikepdf.Dictionary(**rows)}
    return pdf.make_stream(
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=pikepdf.Name.DeviceRGB if colours > 1 else pikepdf.Name.DeviceGray,
        BitsPerComponent=bits,
        **coding,
    )


def _flat(image: Image.Image) -> Image.Image:
    """Return the page as black and white, grey or RGB, on white where it is transparent."""
    if image.mode in {"1", "L", "RGB"}:
        return image
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "A" in image.getbands():
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image.convert("RGBA"))
        return ground.convert("RGB")
    return image.convert("RGB")


def _dpi(picture: Image.Image) -> tuple[float, float]:
    """Return the dots an inch across and down."""
    low, high = POSSIBLE_DPI
    told = picture.info.get("dpi") or ()
    found = [float(value) for value in told if low <= float(value) <= high]
    return (found[0], found[1]) if len(found) == 2 else (USUAL_DPI, USUAL_DPI)  # noqa: PLR2004 across and down
