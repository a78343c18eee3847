"""Colours: one for a channel wherever it appears, told apart by colour-blind readers too, on light and dark."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from zlib import crc32

from ingest.channel_names import canonical

Theme = Literal["light", "dark"]


@dataclass(frozen=True, kw_only=True)
class Hue:
    """One colour in its two looks."""

    light: str
    dark: str

    def on(self, theme: Theme) -> str:
        """The shade that reads well on the background of `theme`."""
        return self.light if theme == "light" else self.dark


@dataclass(frozen=True, kw_only=True)
class Look:
    """Everything a picture needs besides its data."""

    theme: Theme
    paper: str
    ink: str
    quiet: str
    """Axis words, notes."""
    grid: str
    muted: str
    """Series and slices that stay in the background."""
    accent: str
    """A single series; also what a picture wants to be noticed."""
    good: str
    bad: str
    low: str
    """Where a heat map begins."""
    high: str
    """Where a heat map ends."""


LOOKS: dict[Theme, Look] = {
    "light": Look(
        theme="light",
        paper="#FFFFFF",
        ink="#1F261D",
        quiet="#626B60",
        grid="#E4E8E2",
        muted="#BFC6BC",
        accent="#3E7B27",
        good="#2B7F7A",
        bad="#C8501E",
        low="#EEF4E8",
        high="#2F641C",
    ),
    "dark": Look(
        theme="dark",
        paper="#191C19",
        ink="#EDF1EA",
        quiet="#A3ACA0",
        grid="#333833",
        muted="#5B625A",
        accent="#8CC468",
        good="#5CC4BC",
        bad="#F0905E",
        low="#262D24",
        high="#A5D884",
    ),
}

BRANDS: dict[str, Hue] = {
    "instagram": Hue(light="#C4297F", dark="#F06BB4"),
    "facebook": Hue(light="#1D4FA8", dark="#5B8DF0"),
    "tiktok": Hue(light="#12302F", dark="#F2F5F4"),
    "google_ads": Hue(light="#2E9E4F", dark="#4FC274"),
    "yandex_direct": Hue(light="#F2A900", dark="#FFC933"),
    "telegram": Hue(light="#35A9E5", dark="#7FD0FA"),
    "vk": Hue(light="#5F7F9E", dark="#93AFCA"),
    "youtube": Hue(light="#D0281B", dark="#FF6A55"),
    "email": Hue(light="#7B54B0", dark="#B394E3"),
    "meta": Hue(light="#3C77D6", dark="#84ADF7"),
    "pinterest": Hue(light="#9E1B32", dark="#E0607A"),
    "linkedin": Hue(light="#0F6F98", dark="#4FB3DC"),
    "twitter": Hue(light="#555B66", dark="#B4BAC4"),
    "snapchat": Hue(light="#B8A400", dark="#E8DC4A"),
    "mytarget": Hue(light="#B3531A", dark="#E8935B"),
    "ok": Hue(light="#E07B1F", dark="#FFA857"),
}
"""Brand colours by channel key, moved apart where brands are alike: Telegram's blue is light, Facebook's is dark."""

RESERVE: tuple[Hue, ...] = (
    Hue(light="#0072B2", dark="#56A9E8"),
    Hue(light="#D55E00", dark="#F2894A"),
    Hue(light="#009E73", dark="#3CCFA3"),
    Hue(light="#A8478F", dark="#E08BC8"),
    Hue(light="#C79A00", dark="#EBCB4B"),
    Hue(light="#56B4E9", dark="#A6DBFA"),
    Hue(light="#5B4BB5", dark="#A196F0"),
    Hue(light="#8A3B12", dark="#D49A72"),
    Hue(light="#5E7F1E", dark="#B3D36B"),
    Hue(light="#E377A2", dark="#FFB3CF"),
    Hue(light="#30506B", dark="#7C9DBA"),
    Hue(light="#7A7250", dark="#C2B98F"),
)
"""Okabe and Ito's colour-blind-safe set and neighbours of other lightness, for names that are no brand."""


def brand(name: str) -> Hue | None:
    """The fixed colour of a channel's key, title or other spelling; None for a name that is no known channel."""
    known = canonical(name)
    return BRANDS.get(known.key) if known else None


def colours(names: Iterable[str], theme: Theme) -> dict[str, str]:
    """A colour for each name; it depends on the name alone unless two names of one picture would get the same one."""
    chosen: dict[str, Hue] = {}
    for name in sorted(set(names)):
        known = brand(name)
        chosen[name] = known if known and known not in chosen.values() else _free(name, chosen.values())
    return {name: hue.on(theme) for name, hue in chosen.items()}


def both_colours(names: Iterable[str]) -> dict[str, dict[Theme, str]]:
    """The same in either theme, for a page that may change it."""
    known = list(names)
    shades: dict[Theme, dict[str, str]] = {theme: colours(known, theme) for theme in LOOKS}
    return {name: {theme: shades[theme][name] for theme in shades} for name in known}


def blend(start: str, end: str, share: float) -> str:
    """The colour `share` (0-1) of the way from one `#RRGGBB` to another."""
    pairs = zip(channels(start), channels(end), strict=True)
    return "#" + "".join(f"{round(255 * (first + (last - first) * share)):02X}" for first, last in pairs)


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#RRGGBB`, each 0-1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on `colour` (relative luminance of WCAG 2, threshold 0.18)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#101410" if luminance > 0.18 else "#FFFFFF"


def _free(name: str, taken: Iterable[Hue]) -> Hue:
    busy = set(taken)
    start = crc32(name.encode()) % len(RESERVE)
    turn = [RESERVE[(start + step) % len(RESERVE)] for step in range(len(RESERVE))]
    return next((hue for hue in turn if hue not in busy), turn[0])
