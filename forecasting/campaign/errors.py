"""Why a campaign model cannot be fitted or asked; like `forecasting.errors`."""

from collections.abc import Mapping

from forecasting.errors import ForecastError

TEXTS: Mapping[str, str] = {
    "campaign-unknown-target": "Target {received} is unknown; possible are {possible}.",
    "campaign-no-target": "The table has neither {target} nor what it is made of ({parts}); it has {received}.",
    "campaign-no-features": "No column known at launch was found among {received}; known are {possible}.",
    "campaign-missing-features": "The columns {missing} were asked for, but the table has {received}.",
    "campaign-leak": "{columns} are only known when {target} is known too, so they cannot predict it.",
    "campaign-too-few": "{received} campaigns have a known {target}; at least {needed} are needed.",
    "campaign-bad-threshold": "The threshold is {received}; it must be a plain number.",
}


class CampaignError(ForecastError):
    """A refusal about the table of campaigns.

    Attributes:
        code: A key of `TEXTS`, stable for translation.
        values: What the text is filled with.
    """

    def __init__(self, code: str, **values: object) -> None:
        ValueError.__init__(self, TEXTS[code].format_map(values))
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.code, self.values)


def _rebuild(code: str, values: dict[str, object]) -> CampaignError:
    return CampaignError(code, **values)
