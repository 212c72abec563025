"""A webhook is taken only from who has the secret, and only while it is fresh."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.refused import Refused
from bot.domain.results.signatures import check_own, check_shop, sign

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BODY = '{"order": "1001", "größe": 1}'.encode()
SECRET = "geheim-größe"
GOOD = sign(BODY, secret=SECRET, at=NOW)


def test_the_signature_is_what_the_documentation_says() -> None:
    seconds = int(NOW.timestamp())
    digest = hmac.new(SECRET.encode(), f"{seconds}.".encode() + BODY, hashlib.sha256).hexdigest()

    assert f"t={seconds},v1={digest}" == GOOD


@pytest.mark.parametrize("off", [-300, 0, 300])
def test_a_fresh_signature_is_taken(off: int) -> None:
    check_own(BODY, header=GOOD, secret=SECRET, now=NOW + timedelta(seconds=off))
    check_own(
        BODY,
        header=GOOD.replace(",v1", f" , v1={'0' * 64}, v1").upper().replace("T=", "t=").replace("V1", "v1"),
        secret=SECRET,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("body", "header", "off", "sentence"),
    [
        (BODY, None, 0, "The signature is missing. Send it in the header X-Rapport-Signature."),
        (BODY, " ", 0, "The signature is missing"),
        (BODY, "v1=ab", 0, "I can't read the signature"),
        (BODY, "t=1,v1=é", 0, "I can't read the signature"),
        (BODY, f"t=١٢٣,v1={'0' * 64}", 0, "I can't read the signature"),
        (BODY, f"t=-1,v1={'0' * 64}", 0, "I can't read the signature"),
        (BODY, f"{GOOD},t=1", 0, "I can't read the signature"),
        (BODY, "," * 100_000, 0, "I can't read the signature"),
        (BODY, GOOD.replace("v1=", "v0="), 0, "I can't read the signature"),
        (BODY + b" ", GOOD, 0, "The signature does not fit"),
        (BODY, GOOD.replace("t=1", "t=2"), 0, "The signature does not fit"),
        (BODY, f"t=1,v1={'0' * 64}", 0, "The signature does not fit"),
        (BODY, GOOD, 301, "The signature is more than 300 seconds off"),
        (BODY, GOOD, -301, "The signature is more than 300 seconds off"),
    ],
)
def test_anything_else_is_refused_with_its_reason(body: bytes, header: str | None, off: int, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        check_own(body, header=header, secret=SECRET, now=NOW + timedelta(seconds=off))


def test_without_a_secret_nothing_is_taken() -> None:
    with pytest.raises(Refused, match="No secret"):
        check_own(BODY, header=sign(BODY, secret="", at=NOW), secret="", now=NOW)
    with pytest.raises(Refused, match="No secret"):
        check_shop(BODY, header="x", secret="")


def test_a_shops_signature_is_base64_over_the_body() -> None:
    header = base64.b64encode(hmac.new(SECRET.encode(), BODY, hashlib.sha256).digest()).decode()

    check_shop(BODY, header=header, secret=SECRET)
    for wrong in (header[:-2], header + "=", header.lower(), "é", "\ud800", "0" * 64):
        with pytest.raises(Refused, match="does not fit"):
            check_shop(BODY, header=wrong, secret=SECRET)
    for missing in (None, "", " "):
        with pytest.raises(Refused, match="X-Shopify-Hmac-Sha256"):
            check_shop(BODY, header=missing, secret=SECRET)
