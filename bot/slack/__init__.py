"""What the bot asks of Slack outside a handler: posting, changing, finding, people; and what its refusals mean."""

from bot.slack.client import METADATA, Slack, person_of
from bot.slack.errors import BLOCKS_REFUSED, INACTIVE, MISSING_SCOPE, Rests, SlackDown, SlackRefused, SlackShut
from bot.slack.peace import Peace

__all__ = [
    "BLOCKS_REFUSED",
    "INACTIVE",
    "METADATA",
    "MISSING_SCOPE",
    "Peace",
    "Rests",
    "Slack",
    "SlackDown",
    "SlackRefused",
    "SlackShut",
    "person_of",
]
