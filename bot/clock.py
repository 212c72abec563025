"""The one place that reads the clock."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Real time, moved by an offset: none in a workspace, as far as a person travelled in the demo."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self.offset = offset

    def __call__(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC) + self.offset

    def travel_to(self, moment: datetime) -> None:
        """Make it that moment now; time goes on from there."""
        self.offset = moment - datetime.now(UTC)
