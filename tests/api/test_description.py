"""What the interfaces say of themselves holds: examples are what they are examples of, and every list is cut alike."""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from tests.api.conftest import Served

PAGE = {"items", "total", "skip", "limit", "next"}


def shown(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Every example of a document, with the schema that it stands beside."""
    if isinstance(node, dict):
        schema = node.get("schema", node)
        many = node.get("examples", ())
        for example in many.values() if isinstance(many, dict) else many:
            yield place, schema, example.get("value", example) if isinstance(many, dict) else example
        if "example" in node:
            yield place, schema, node["example"]
        for name, inner in node.items():
            if name not in ("examples", "example"):
                yield from shown(inner, f"{place}/{name}")
    elif isinstance(node, list):
        for number, inner in enumerate(node):
            yield from shown(inner, f"{place}/{number}")


def test_examples_are_what_they_are_examples_of(served: Served) -> None:
    document = served.client.get("/api/openapi.json").json()
    parts = {"components": document["components"]}
    found = list(shown(document))

    assert len(found) > 30
    for place, schema, example in found:
        faults = [fault.message for fault in Draft202012Validator({**schema, **parts}).iter_errors(example)]
        assert not faults, (place, example, faults)


def lists(served: Served) -> list[str]:
    """Addresses of lists that need nothing but the address."""
    paths = served.client.get("/api/openapi.json").json()["paths"]
    answered = {path: str(of["get"]["responses"]["200"].get("content")) for path, of in paths.items() if "get" in of}
    return sorted(path for path, said in answered.items() if "/ListPage_" in said and "{" not in path)


def test_every_list_is_cut_in_the_same_way(served: Served) -> None:
    found = lists(served)

    assert len(found) >= 7
    for path in found:
        whole = served.client.get(path, params={"limit": 500}).json()
        assert set(whole) == PAGE, path
        assert (whole["skip"], whole["limit"]) == (0, 500), path
        beyond = served.client.get(path, params={"skip": whole["total"]}).json()
        assert (beyond["items"], beyond["total"], beyond["next"]) == ([], whole["total"], None), path
        gathered, following = [], f"{path}?limit=3"
        while following and len(gathered) < 12:
            page = served.client.get(following).json()
            gathered += page["items"]
            following = page["next"]
        assert gathered == whole["items"][: len(gathered)], path
        for wrong in ({"limit": 0}, {"limit": 501}, {"skip": -1}, {"skip": "x"}):
            assert served.client.get(path, params=wrong).status_code == 422, (path, wrong)
