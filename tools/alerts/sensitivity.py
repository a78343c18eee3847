"""When a surprise counts: how sensitive the detector is."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Sensitivity:
    """When a surprise counts. Sizes are in robust standard deviations unless said otherwise."""

    single: float = 8.0
    """One day this far off is enough."""
    slack: float = 1.5
    """Surprise per day that the running sum forgives."""
    slack_saved: float = 0.5
    """How much less is forgiven where the noise is that of counting."""
    total: float = 4.7
    """Running sum at which several days together are enough."""
    cap: float = 5.0
    """Most that one day may add to the running sum, so that one wild day alone never fires by it."""
    quiet: float = 1.5
    """Below this a day counts as back to normal; two such days end an incident."""
    effect: float = 0.22
    """Smallest change worth saying, on the log scale (0.22 is +25 % or -20 %)."""
    floor: float = 0.07
    """Smallest spread believed, relative."""
    follower: float = 1.35
    """How many times more surprising a scope beyond the leaders must be: they are many, and less is at stake."""
    follower_single: float = 2.5
    """The same for one day alone."""
    chained: bool = True
    """Whether rows follow one another in time, so that several may add up to one trouble."""
    accept_after: int = 21
    """Days after which a lasting change is taken as the new normal."""
