"""QR pictures of addresses. The only import of segno."""

import io

import segno

SCALE = 16
"""Pixels of one module: the picture is about 500 pixels wide, enough for a parcel insert."""


def qr_picture(address: str) -> bytes:
    """A PNG that leads to `address`, readable also when a fifth of it is covered."""
    file = io.BytesIO()
    segno.make(address, error="q", micro=False).save(file, kind="png", scale=SCALE)
    return file.getvalue()
