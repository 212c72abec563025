"""How large the benchmarks are: as the bars ask for, and very small, to prove that they run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rounds are pairs measured in turn; the others are counts of influencers, rows and calls; `outage` is seconds."""

    rounds: int
    calls: int
    team_roster: int
    import_rows: int
    import_rounds: int
    small_roster: int
    large_roster: int
    report_people: int
    report_posts: int
    report_events: int
    does_postgres: bool
    redirects: int
    outage: float
    messages: int
    conversations: int
    plan_roster: int
    plan_open: int


FULL = Sizes(
    rounds=9,
    calls=10,
    team_roster=5_000,
    import_rows=50_000,
    import_rounds=5,
    small_roster=10_000,
    large_roster=100_000,
    report_people=2_000,
    report_posts=500_000,
    report_events=1_000_000,
    does_postgres=True,
    redirects=2_000,
    outage=10,
    messages=10_000,
    conversations=200,
    plan_roster=100_000,
    plan_open=20_000,
)

TINY = Sizes(
    rounds=2,
    calls=2,
    team_roster=60,
    import_rows=40,
    import_rounds=1,
    small_roster=40,
    large_roster=80,
    report_people=8,
    report_posts=400,
    report_events=800,
    does_postgres=False,
    redirects=40,
    outage=0.2,
    messages=60,
    conversations=6,
    plan_roster=100,
    plan_open=40,
)
