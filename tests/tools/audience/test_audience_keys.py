"""What groups are told apart by and what they bring: any of the registries that is of the kind, no list of names."""

from collections.abc import Iterator

import pytest

from ingest.errors import InvalidInput
from ingest.texts import Language
from tools.analytics.audience_profile import Audience, cuts
from tools.analytics.best_time import Timing
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnDimension, OwnMeasure, dimensions_of, metrics_of


@pytest.fixture
def own() -> Iterator[None]:
    METRICS.adopt(metrics_of([OwnMeasure(place="own_count_1", word="installs", title="Installs", key="installs")]))
    DIMENSIONS.adopt(dimensions_of([OwnDimension(place="own_text_1", word="branch", title="Branch", key="branch")]))
    yield
    METRICS.adopt({})
    DIMENSIONS.adopt({})


def test_groups_are_told_apart_by_slices_and_by_whom_campaigns_are_shown_to() -> None:
    known = {"age", "gender", "audience", "segment", "language", "region", "location", "device", "placement"}

    assert set(cuts()) == known
    assert Audience.model_validate({"by": ["AGE", "region"]}).by == ["age", "region"]


@pytest.mark.usefixtures("own")
def test_what_the_workspace_added_is_there_at_once() -> None:
    assert cuts()[-1] == "branch"
    assert Audience.model_validate({"by": ["branch"], "metric": "installs"}).metric == "installs"
    assert Timing.model_validate({"metric": "installs"}).metric == "installs"


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("by", ["channel", "campaign", "objective", "day"])
def test_what_tells_no_people_apart_is_refused_with_what_does(by: str, language: Language) -> None:
    with pytest.raises(InvalidInput) as refused:
        Audience.model_validate({"by": [by]})

    assert "placement" in refused.value.say(language)


@pytest.mark.parametrize("metric", ["cpa", "roi", "reach", "spend"])
def test_only_what_is_brought_and_adds_up_is_compared(metric: str) -> None:
    for tool in (Audience, Timing):
        with pytest.raises(InvalidInput) as refused:
            tool.model_validate({"metric": metric})

        assert "conversions" in refused.value.say("en")
