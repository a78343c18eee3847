"""Nobody is shut out: axe finds nothing serious on the main screens, in both themes, at a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.ui.conftest import Visit

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

SCREENS = [
    {"color_scheme": scheme, "viewport": {"width": width, "height": height}}
    for scheme in ("light", "dark")
    for width, height in ((1440, 1000), (390, 844))
]


def serious(visit: Visit) -> list[str]:
    """What axe thinks keeps people from using the page."""
    found = Axe().run(visit.page).response["violations"]
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(
    "visit",
    SCREENS,
    indirect=True,
    ids=lambda wish: f"{wish['color_scheme']}-{wish['viewport']['width']}",
)
def test_the_opening_view_and_an_answer_shut_nobody_out(visit: Visit) -> None:
    visit.page.locator(".dm-action").first.wait_for()
    assert serious(visit) == []

    visit.ask("Расход и ROI по каналам за октябрь")
    visit.page.locator('[data-testid="chart"] svg.main-svg').first.wait_for()
    assert serious(visit) == []
    assert visit.wide() <= 0
