"""What changed in a campaign, in words: for the audit log, and for the slower of two who change it at once."""

from datetime import date

from bot import words
from bot.domain.campaigns.campaigns import Campaign, Plan, value_of
from bot.services.team import members
from storage import Store

MONEY = ("budget", "target_revenue")
NAMES = {"starts_on": "start", "ends_on": "end", "about": "description", "window_days": "attribution window"}
MOST = 300
"""Characters of what one colleague changed, in the sentence for another."""


def between(store: Store, campaign: Campaign, plan: Plan) -> list[str]:
    """What a plan changes, each as `budget 1,000.00 EUR → 1,200.00 EUR`; empty where all stays as it is."""
    after = str(plan.fields.get("currency", campaign.currency))
    pairs = [(name, value_of(campaign, name), value) for name, value in plan.fields.items()]
    changed = [_said(store, *one, currencies=(campaign.currency, after)) for one in pairs if one[1] != one[2]]
    if plan.brief is not None and list(plan.brief) != store.campaigns.brief(campaign.id):
        changed.append("the brief")
    wanted = store.campaigns.wanted(campaign.id)
    for kind, texts in (plan.wanted or {}).items():
        if sorted(texts) != sorted(wanted[kind]):
            changed.append(f"the wanted {kind}s: {_short(', '.join(texts))}")
    return changed


def since(store: Store, campaign_id: int, *, version: int) -> str:
    """Who did what after a version: `Omar changed this campaign (budget … → …)`; empty where nobody did."""
    told = []
    for entry in store.audit.of(f"campaign:{campaign_id}"):
        detail = entry["detail"]
        if detail.get("version", 0) > version:
            verb = {"close": "closed", "reopen": "reopened"}.get(entry["verb"], "changed")
            what = "; ".join(detail.get("changes", ()))
            behind = f" ({what if len(what) <= MOST else what[: MOST - 1] + '…'})" if what else ""
            told.append(f"{members.name_of(store, entry['by'])} {verb} this campaign{behind}")
    return ", and ".join(told[-3:])


def _said(store: Store, name: str, before: object, after: object, *, currencies: tuple[str, str]) -> str:
    if name == "channel":
        return "the channel"
    old, new = (_say(store, name, one, currency) for one, currency in zip((before, after), currencies, strict=True))
    return f"{NAMES.get(name) or name.replace('_', ' ')} {old} → {new}"


def _say(store: Store, name: str, value: object, currency: str) -> str:
    if value in (None, ""):
        return "nothing"
    if name in MONEY and isinstance(value, int):
        return words.money(value, currency)
    if name == "owner":
        return members.name_of(store, str(value))
    return value.isoformat() if isinstance(value, date) else _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
