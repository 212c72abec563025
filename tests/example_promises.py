"""What the templates of promises and concerns are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.domain.explained import explain, say_figure
from bot.domain.payments.promises import Promise, PromiseKind, PromiseSource, about, on_time_rate
from bot.domain.team.roles import Role
from bot.services.influencers.concerns import SETTLED, Past
from bot.services.payments.promise_lists import PAGE, PromiseLine, PromisePage
from tests.example_campaigns import campaign
from tests.example_records import MARIA, NOW, OMAR, Said, concern, influencer, member

Values = dict[str, Any]
Example = Callable[[Said, int], Values]

KINDS = {
    PromiseSource.DRAFT: PromiseKind.FEEDBACK,
    PromiseSource.REPLY: PromiseKind.ANSWER,
    PromiseSource.OFFER: PromiseKind.ANSWER,
    PromiseSource.PROPOSAL: PromiseKind.ANSWER,
    PromiseSource.PAYMENT: PromiseKind.PAY,
    PromiseSource.PRODUCT: PromiseKind.SHIP,
    PromiseSource.IDEA: PromiseKind.ANSWER,
    PromiseSource.GIFT: PromiseKind.SHIP,
}


def promise(said: Said, number: int) -> Promise:
    """A promise of each source in turn; every other one is overdue."""
    source = list(KINDS)[number % len(KINDS)]
    return Promise(
        id=number,
        kind=KINDS[source],
        about=about(source, number),
        influencer_id=7,
        collaboration_id=5 if number % 5 else None,
        campaign_id=3 if number % 5 else None,
        owner=MARIA,
        text=said("what")[:300],
        due_at=NOW + timedelta(days=3) * (-1 if number % 2 else 1),
        kept_at=None,
        cancelled_at=None,
    )


def promise_lines(said: Said, many: int) -> list[PromiseLine]:
    """Promises in a list."""
    return [
        PromiseLine(
            promise(said, n), influencer(said, many), campaign(said, many) if n % 5 else None, 12, is_overdue=n % 2 == 1
        )
        for n in range(many)
    ]


def _listed(said: Said, many: int) -> Values:
    which = ("mine", "campaign:3", "overdue")[min(many, 2)]
    page = PromisePage(
        which=which,
        campaign=campaign(said, many) if many == 1 else None,
        lines=promise_lines(said, min(many, PAGE)),
        page=many // 20,
        pages=1 + many // PAGE,
        total=many,
        overdue=many // 2,
        rate=on_time_rate([promise(said, n) for n in range(many)], now=NOW),
        reader=member(role=Role.MARKETER if many else Role.VIEWER),
    )
    return {"owed": page}


def _how(said: Said, many: int) -> Values:
    figure = on_time_rate([promise(said, n) for n in range(many)], now=NOW)
    most = min(many, 15)
    owners = [(OMAR, say_figure(figure))] * most
    return {
        "explained": explain(figure),
        "owners": owners,
        "campaigns": [(said("name"), say_figure(figure))] * most,
    }


def _past(said: Said, many: int) -> Values:
    worried = [concern(said, number=n) for n in range(many)]
    settled = [concern(said, number=n, is_open=False) for n in range(min(many, SETTLED))]
    return {"past": Past(influencer(said, many), worried, settled)}


MESSAGES: Mapping[str, Example] = {"promise_list": _listed}
MODALS: Mapping[str, Example] = {
    "concern_add": _past,
    "concern_settle": lambda said, many: {"concern": concern(said), "influencer": influencer(said, many)},
    "promise_how": _how,
}
