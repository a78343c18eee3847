"""Why no honest forecast can be given; tools translate `code` and `values` for the reader."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "empty": "The history has no usable value ({rows} rows received): send at least {least} dated numbers.",
    "too-short": "The history has {count} usable values, a forecast needs at least {least}.",
    "constant": "All {count} known values are {value}: nothing changes, so there is nothing to forecast.",
    "columns": "The history has the columns {received}; needed are ds (date) and y (number).",
    "horizon": "A horizon of {received} was asked for; possible is a whole number from 1 to {most} ({unit}).",
    "frequency": "The frequency {received} is unknown; possible are D (days) and W (weeks).",
    "level": "An interval level of {received} was asked for; possible is a number between 0.5 and 0.99.",
    "country": "No public holidays are known for the country {received}; give a two-letter code such as RU or DE.",
    "no-denominator": "The denominator is zero on every one of the {count} common dates, so there is no ratio.",
    "negative-denominator": "The denominator is negative on {count} dates; a ratio needs zero or more.",
    "backend": "The backend {received} cannot be used ({reason}); possible are {possible}.",
}


class ForecastError(ValueError):
    """A refusal with its reason: what came, what is possible.

    Attributes:
        code: A key of `TEXTS`, stable for translation.
        values: What the text is filled with.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(TEXTS[code].format_map(values))
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """Keep code and values when a worker process hands the error back."""
        return _rebuild, (self.code, self.values)


def _rebuild(code: str, values: dict[str, object]) -> ForecastError:
    return ForecastError(code, **values)
