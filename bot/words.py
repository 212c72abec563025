"""How numbers, days, countries and platforms read. The only import of Babel."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.numbers import format_currency, get_territory_currencies

from bot.dates import say_when
from bot.domain.contracts.terms import Trigger
from bot.domain.explained import Figure, Input, say_figure, say_number, words_of
from bot.domain.influencers.counts import say_count
from bot.domain.influencers.figures import Growth
from bot.domain.influencers.platforms import WEB, name_of
from bot.domain.money import Money
from bot.domain.money import digits as money_digits


def moment(value: datetime | str) -> datetime:
    """A moment from itself, or from the ISO text that a message carries it as."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def count(value: int | None) -> str:
    """`13.8M`; a dash where it is missing."""
    return "–" if value is None else say_count(value)


def exact(value: int | None) -> str:
    """`13,800,000`; a dash where it is missing."""
    return "–" if value is None else f"{value:,}"


def rate(value: Decimal | float | None) -> str:
    """`2.35%`; "not enough data" where it is missing."""
    return "not enough data" if value is None else f"{value:.2f}%"


def gained(growth: Growth) -> str:
    """`+1,000, +7.7%`; the count alone where the percentage is missing or would read 0.0%."""
    count = ("-" if growth.absolute < 0 else "+") + say_count(abs(growth.absolute))
    percent = "" if growth.percent is None else f"{growth.percent:+.1f}%"
    return count if percent in ("", "+0.0%", "-0.0%") else f"{count}, {percent}"


def money(minor: int | Decimal | None, currency: str) -> str:
    """`€1,500.00` from minor units; a dash where it is missing."""
    if minor is None:
        return "–"
    amount = Decimal(minor).scaleb(-money_digits(currency))
    return str(format_currency(amount, currency, locale="en"))


def term(value: object, field: str) -> str:
    """One value of a contract's terms, on one line: `€1,200.00`, `10 December 2026`, `5%`, `on signing`, `14 days`."""
    if value is None:
        return "without end" if field == "rights_until" else "nothing"
    if isinstance(value, Money):
        return money(value.minor, value.currency)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}%"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Trigger):
        return f"on {value}"
    if field == "payment_days" and str(value).isdecimal():
        return f"{value} {'day' if str(value) == '1' else 'days'}"
    lines = (" ".join(line.split()) for line in str(value).splitlines())
    return " · ".join(line for line in lines if line)


def amount(minor: int | None, currency: str) -> str:
    """`1,500.00` from minor units, as a form shows it and reads it again; empty where it is missing."""
    if minor is None:
        return ""
    return f"{Decimal(minor).scaleb(-money_digits(currency)):,.{money_digits(currency)}f}"


@lru_cache(maxsize=1)
def _currencies() -> dict[str, str]:
    """Codes by themselves and by English names, of what is money somewhere today."""
    used = {code for territory in _territories() for code in get_territory_currencies(territory)}
    names = Locale("en").currencies
    return {**{names[code].casefold(): code for code in used if code in names}, **{code: code for code in used}}


def currency_code(text: str) -> str | None:
    """`EUR` from `eur` or `Euro`; None where no country pays with it today."""
    typed = " ".join(text.split())
    return _currencies().get(typed.upper()) or _currencies().get(typed.casefold())


def birthday(on: date) -> str:
    """`3 May`."""
    return f"{on.day} {on:%B}"


def day(value: date | str | None) -> str:
    """`27 November 2026`."""
    if value is None:
        return "–"
    on = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{on.day} {on:%B %Y}"


def figure(value: Figure) -> str:
    """`3.00%`, `$45.83`, or "not enough data"."""
    if value.value is None or not value.currency:
        return say_figure(value)
    return _fine_money(value.value, value.currency, places=value.places)


def number(value: Input) -> str:
    """What went into a figure: `1,234`, `$6.50`, or "missing"."""
    if value.number is None or not value.currency:
        return say_number(value)
    return _fine_money(Decimal(value.number), value.currency, places=2)


def rate_of(minor: Decimal, currency: str) -> str:
    """`$6.50`, `$0.005`: a rate in minor units, with as many places as it needs."""
    return _fine_money(minor, currency, places=max(2, 2 - int(minor.normalize().as_tuple().exponent)))


def _fine_money(minor: Decimal, currency: str, *, places: int) -> str:
    """Money with parts of a minor unit: `places` counts from those of a currency with cents."""
    decimals = money_digits(currency)
    shown = "0" * max(decimals + places - 2, 0)
    pattern = f"¤#,##0.{shown}" if shown else "¤#,##0"
    amount = Decimal(minor).scaleb(-decimals)
    return str(format_currency(amount, currency, pattern, locale="en", currency_digits=False))


def names(key: str) -> str:
    """`relevant comments` from `relevant_comments`."""
    return words_of(key)


def short_day(value: date | str, *, now: datetime) -> str:
    """`21 Nov`, with the year where it is not this one."""
    on = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{on.day} {on:%b}" if on.year == now.year else f"{on.day} {on:%b %Y}"


def when(at: datetime | str, *, tz: str, now: datetime) -> str:
    """`Friday 27 November, 10:00, Berlin`."""
    return say_when(moment(at), tz=tz, now=now)


def ago(at: datetime | str, *, now: datetime) -> str:
    """`today`, `yesterday`, `12 days ago`, `5 months ago`."""
    days = (now - moment(at)).days
    if days < 1:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 60:
        return f"{days} days ago"
    if days < 730:
        return f"{days // 30} months ago"
    return f"{days // 365} years ago"


def late(at: datetime | str, *, now: datetime) -> str:
    """`5 minutes late`, `3 days late`; empty while it is less than a minute late."""
    minutes = int((now.astimezone(UTC) - moment(at)).total_seconds() // 60)
    for size, name in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            number = minutes // size
            return f"{number} {name}{'' if number == 1 else 's'} late"
    return ""


def lasting(since: datetime | str, *, now: datetime) -> str:
    """`less than a day`, `1 day`, `5 days`."""
    days = (now - moment(since)).days
    if days < 1:
        return "less than a day"
    return "1 day" if days == 1 else f"{days} days"


@lru_cache(maxsize=1)
def _territories() -> dict[str, str]:
    return {code: name for code, name in Locale("en").territories.items() if len(code) == 2}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes = {name.casefold(): code for code, name in _territories().items()}
    codes.update({"usa": "US", "united states of america": "US", "uk": "GB", "great britain": "GB", "england": "GB"})
    codes.update({"turkey": "TR", "czech republic": "CZ", "russian federation": "RU", "korea": "KR", "uae": "AE"})
    return codes


def country(code: str | None) -> str:
    """`Germany` from `DE`; what was typed where it is no code; a dash where it is missing."""
    return "–" if not code else _territories().get(code, code)


def country_code(text: str) -> str | None:
    """`DE` from `DE`, `de`, `Germany`; None where no country has that name."""
    typed = text.strip()
    if typed.upper() in _territories():
        return typed.upper()
    return _codes().get(typed.casefold())


def country_of_zone(tz: str) -> str | None:
    """`DE` from `Europe/Berlin`; None for a zone of no country, such as `UTC`."""
    code = get_global("zone_territories").get(get_global("zone_aliases").get(tz, tz))
    return code if code in _territories() and code != "ZZ" else None


def platform(key: str) -> str:
    """`Instagram` from `instagram`."""
    return name_of(key)


def profile(platform_key: str, *, handle: str) -> str:
    """`Instagram @noor.bakes`; a website's address has no @."""
    return f"{platform(platform_key)} {'' if platform_key == WEB else '@'}{handle}"


def stage(key: str) -> str:
    """`do not contact` from `do-not-contact`."""
    return key.replace("-", " ")
