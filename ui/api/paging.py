"""Pages, the same everywhere: `skip` and `limit` in, the items, the whole number and the next page out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, TypeVar

from fastapi import Depends, Query, Request
from pydantic import BaseModel, Field

T = TypeVar("T")
MOST: Final = 500
USUAL: Final = 50
DEEPEST: Final = 1_000_000_000


class ListPage(BaseModel, Generic[T]):
    """A part of a list."""

    items: list[T]
    total: int = Field(description="How many there are on all pages.", examples=[120])
    skip: int = Field(examples=[0])
    limit: int = Field(examples=[USUAL])
    next: str | None = Field(None, description="Where the next page is; none on the last.")


@dataclass(frozen=True, kw_only=True)
class PageSpan:
    """Which part."""

    skip: int
    limit: int
    request: Request

    def page(self, items: Sequence[Any], total: int) -> dict[str, Any]:
        """A page whose items were chosen already."""
        more = self.skip + len(items) < total and len(items) > 0
        after = self.request.url.include_query_params(skip=self.skip + self.limit, limit=self.limit)
        following = f"{after.path}?{after.query}" if more else None
        return {"items": list(items), "total": total, "skip": self.skip, "limit": self.limit, "next": following}

    def cut(self, everything: Sequence[Any]) -> dict[str, Any]:
        """A page of a list that is whole in memory."""
        return self.page(everything[self.skip : self.skip + self.limit], len(everything))


def span(
    request: Request,
    skip: Annotated[int, Query(ge=0, le=DEEPEST, description="How many to leave out.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many at most.")] = USUAL,
) -> PageSpan:
    """The dependency of every list."""
    return PageSpan(skip=skip, limit=limit, request=request)


Paging = Annotated[PageSpan, Depends(span)]
