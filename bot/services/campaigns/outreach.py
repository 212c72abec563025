"""Writing to influencers: the message with this person's data, that it went out, and that they replied."""

from dataclasses import dataclass
from datetime import datetime

from bot import mailing, words
from bot.domain.campaigns.campaigns import Campaign, LineKind
from bot.domain.campaigns.collaborations import Collaboration, CollaborationStage
from bot.domain.campaigns.outreach import TOKENS, Letter, Outreach, check_finished
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.mail import one_line
from bot.domain.influencers.platforms import WEB
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import Touch, TouchKind
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member
from bot.services.campaigns import campaign_cards, campaigns, collaborations, outreach_templates, roster_checks
from bot.services.influencers import touches
from bot.services.team import members
from storage import Store

FIRST_WORDS = 140
"""Characters of a message that the timeline keeps."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Whom somebody is about to write to, and what they should know before they do."""

    collaboration: Collaboration
    campaign: Campaign
    influencer: Influencer
    last: Outreach | None
    touched: Touch | None

    @property
    def last_id(self) -> int:
        """The message that went out last, for whoever writes now to notice a newer one; 0 for none."""
        return self.last.id if self.last else 0


def writing(store: Store, collaboration_id: int, *, by: Member, now: datetime) -> Writing:
    """What to know before writing; refuses where nobody may write."""
    one = collaborations.found(store, collaboration_id)
    campaign = campaigns.found(store, one.campaign_id)
    campaigns.check_open(campaign)
    influencer = touches.found(store, one.influencer_id)
    if influencer.stage is Stage.DO_NOT_CONTACT:
        raise Refused(f"{influencer.name} asked not to be contacted. Nobody writes to them from here.")
    return Writing(
        collaboration=one,
        campaign=campaign,
        influencer=influencer,
        last=store.outreaches.last(one.id),
        touched=roster_checks.touched(store, [influencer.id], by=by, now=now).get(influencer.id),
    )


def preview(store: Store, about: Writing, template_id: int, *, reason: str, by: Member, now: datetime) -> Letter:
    """The message with this person's data; refuses while anything that it needs is missing."""
    faults = Faults()
    with faults.noting():
        if not reason.strip():
            raise Refused(f"The personal reason is missing: {TOKENS['reason']}.", field="reason")
    with faults.noting():
        template = outreach_templates.found(store, template_id)
        values = _values(store, about, reason=reason.strip() or "–", by=by, now=now)
        letter = mailing.fill(Letter(template.subject, template.body), values)
    faults.check()
    return letter


def _values(store: Store, about: Writing, *, reason: str, by: Member, now: datetime) -> dict[str, str]:
    """What each token stands for; empty where it is not known."""
    campaign, name = about.campaign, about.influencer.name.strip()
    profile = next(iter(store.profiles.of([about.influencer.id]).get(about.influencer.id, [])), None)
    at = "" if profile is None or profile.platform == WEB else "@"
    musts = [line.text for line in store.campaigns.brief(campaign.id) if line.kind is LineKind.MUST]
    return {
        "first_name": name.partition(" ")[0],
        "name": name,
        "handle": f"{at}{profile.handle}" if profile else "",
        "platform": words.platform(profile.platform) if profile else "",
        "campaign": campaign.name,
        "about": campaign.about.strip(),
        "hashtags": campaign.hashtags.strip(),
        "deadline": words.day(campaign.ends_on) if campaign.ends_on >= now.date() else "",
        "our_name": by.name,
        "reason": reason.strip(),
        "musts": "\n".join(f"- {text}" for text in musts),
    }


def sent(
    store: Store, collaboration_id: int, letter: Letter, *, reason: str, after: int, by: Member, now: datetime
) -> None:
    """Note that a message went out: the timeline, the stage, the clock. `after` is the last one its writer knew of."""
    store.outreaches.hold(collaboration_id)
    about = writing(store, collaboration_id, by=by, now=now)
    letter = Letter(one_line(letter.subject), letter.body.strip())
    _check(store, about, letter, reason=reason, after=after)
    one = about.collaboration
    outreach_id = store.outreaches.add(one.id, letter, reason=reason.strip(), by=by.slack_id, now=now)
    if one.stage is CollaborationStage.SHORTLISTED:
        collaborations.move(store, one, CollaborationStage.INVITED, why="Wrote to them", by=by, now=now)
    text = f"{about.campaign.name}: {letter.subject}\n{_first_words(letter.body)}"
    touches.log(store, one.influencer_id, kind=TouchKind.MESSAGE, text=text, by=by, now=now)
    store.audit.record("sent", f"collaboration:{one.id}", by=by.slack_id, now=now, outreach=outreach_id)
    campaign_cards.refresh(store, one.campaign_id, now=now)


def _check(store: Store, about: Writing, letter: Letter, *, reason: str, after: int) -> None:
    faults = Faults()
    for field, text in (("subject", letter.subject), ("body", letter.body), ("reason", reason)):
        with faults.noting():
            if not text.strip():
                raise Refused(f"The {'message' if field == 'body' else field} is missing.", field=field)
        with faults.noting():
            check_finished(text, field=field)
    with faults.noting():
        if about.last and about.last.id > after:
            raise Refused(
                f"{members.name_of(store, about.last.sent_by)} sent a message to {about.influencer.name[:60]} while "
                f"this was open: “{about.last.subject[:60]}”. If yours went out too, copy it, close this and open "
                "Write again.",
                field="body",
            )
    faults.check()


def _first_words(body: str) -> str:
    text = " ".join(body.split())
    return text if len(text) <= FIRST_WORDS else text[: FIRST_WORDS - 1].rstrip() + "…"


def replied(store: Store, collaboration_id: int, *, note: str, by: Member, now: datetime) -> None:
    """Note what they replied; the touch stops the clock."""
    one = collaborations.found(store, collaboration_id)
    touches.log(store, one.influencer_id, kind=TouchKind.REPLY, text=note, by=by, now=now)
    campaign_cards.refresh(store, one.campaign_id, now=now)
