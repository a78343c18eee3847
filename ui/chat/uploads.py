"""Files brought into the chat: shown as recognised, loaded when confirmed, reported with what was left out."""

import re
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from agent.bootstrap import Demetra, demetra
from ingest.apart import LoadWatch, Stopped, tell_rows
from ingest.channel_names import titles as channel_titles
from ingest.errors import InvalidInput
from ingest.files import LoadReport, Recognition, load, recognise
from ingest.files.guesses import ASKABLE
from ingest.files.mapping import LISTS, OWN
from ingest.files.memory import recall
from ingest.scope import DataScope
from ingest.settings import Settings
from ingest.texts import Language, knows, say
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.words import wording
from ui.chat.render import Piece, Props, plain
from ui.chat.texts import say_here
from ui.reading import read_apart

MOST_ASKED: Final = 12
"""Columns and stages that are asked about; the others are named."""
WORDS: Final = ("rows", "columns", "load", "cancel", "busy", "asked", "aside", "stages", "stop")
LOOKING_S: Final = 60
"""Seconds that finding out what a file is may take."""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A file that waits for a yes or a no."""

    path: Path
    question: str
    """What was asked together with the file; answered once it is loaded."""
    language: Language


@dataclass(frozen=True, kw_only=True)
class Uploads:
    """The files of one conversation."""

    running: Demetra
    waiting: dict[str, Offered] = field(default_factory=dict)
    loading: dict[str, LoadWatch] = field(default_factory=dict)
    """Files that are being loaded."""

    def offer(self, source: Path, name: str, *, question: str, language: Language) -> Piece:
        """Puts a file aside and says what it is; nothing is stored yet.

        Raises:
            InvalidInput: it is no table that can be loaded.
        """
        key = uuid.uuid4().hex
        path = self.running.data_dir / "uploads" / key / safe_name(name)
        path.parent.mkdir(parents=True)
        shutil.copyfile(source, path)
        looking = partial(look_here, self.running.settings, path)
        try:
            seen = read_apart(looking, path.name, self.running.settings, seconds=LOOKING_S)
        except BaseException:
            shutil.rmtree(path.parent)
            raise
        self.waiting[key] = Offered(path=path, question=question, language=language)
        return Piece(name="DemetraFile", props={"file": key, "state": "asking", **recognised(seen, language)})

    def decide(self, key: str) -> Offered | None:
        """Takes a waiting file out; None when it was decided before."""
        return self.waiting.pop(key, None)

    def load(
        self, key: str, offered: Offered, within: DataScope, mapping: Mapping[str, str] | None = None
    ) -> LoadReport:
        """Loads a confirmed file, with columns and stages as the person has named them.

        Raises:
            NotAllowed: it has rows of what the person does not see.
            InvalidInput: it can't be loaded so; it waits on for another answer.
        """
        loading = partial(load_here, self.running.settings, offered.path, mapping or {}, within)
        settings, watch = self.running.settings, self.watch(key)
        try:
            report = read_apart(loading, offered.path.name, settings, seconds=settings.reading_seconds, watch=watch)
        except Stopped as error:
            self.forget(offered)
            raise InvalidInput("chat-file-stopped", file=offered.path.name) from error
        except InvalidInput:
            self.waiting[key] = offered
            raise
        except BaseException:
            self.forget(offered)
            raise
        finally:
            self.loading.pop(key, None)
        self.forget(offered)
        return report

    def watch(self, key: str) -> LoadWatch:
        """How far the loading of a file has come, from the moment that it is confirmed."""
        return self.loading.setdefault(key, LoadWatch())

    def stop(self, key: str) -> None:
        """Ends the loading of a file; nothing of it is stored."""
        if key in self.loading:
            self.loading[key].stopped = True

    def forget(self, offered: Offered) -> None:
        """Removes the copy."""
        shutil.rmtree(offered.path.parent, ignore_errors=True)


def look_here(settings: Settings, path: Path) -> Recognition:
    """Looks at a file in this process, with what a Demetra of its own remembers of such headers."""
    running = demetra(settings)
    known = recall(running.engine)
    return recognise(path, currency=settings.currency, today=running.clock.today(), recall=known)


def load_here(settings: Settings, path: Path, mapping: Mapping[str, str], within: DataScope) -> LoadReport:
    """Loads a file in this process, with a Demetra of its own."""
    running = demetra(settings)
    today = running.clock.today()
    options: dict[str, Any] = {"currency": settings.currency, "today": today, "mapping": mapping, "within": within}
    return load(running.store, [path], heard=tell_rows, **options)


def named(payload: object) -> dict[str, str]:
    """Fields to headers as the page sent them; anything else is dropped."""
    given = payload.items() if isinstance(payload, dict) else ()
    return {name: text for name, text in given if name in (*ASKABLE, *LISTS) and isinstance(text, str) and text.strip()}


def safe_name(name: str) -> str:
    """The last part of a path without anything that a file system or a screen could take for more than a name.

    >>> safe_name("../../etc/pass wd?.csv")
    'pass wd_.csv'
    """
    return re.sub(r"[^\w .()-]", "_", Path(name.replace("\\", "/")).name).strip(". ")[-120:] or "file"


def _notes(seen: Recognition, language: Language) -> list[str]:
    """What the file lacks, what was noted, and what is left out of it."""
    unsaid = seen.unknown if seen.kind == "plan" else []  # a plan's recognition has no notes of its own
    left = [say("chat-file-unknown", language, headers=", ".join(unsaid))] if unsaid else []
    rejected = [_left_out(code, count, language) for code, count in seen.rejected_by_reason.items()]
    lacks = [say_here(seen.lacks.key, language, seen.lacks.values)] if seen.lacks else []
    return [*lacks, *(say_here(key, language, values) for key, values in seen.notes), *left, *rejected]


def recognised(seen: Recognition, language: Language) -> Props:
    """What the confirmation shows."""
    headers = list(dict.fromkeys(header for row in seen.rows for header in row))
    guessed = {one.field for one in seen.asked}
    free = [name for name in ASKABLE if name in guessed or name not in seen.columns.values()] + [OWN]
    return {
        "asked": [
            {"header": one.header, "guess": one.field, "examples": ", ".join(one.examples)}
            for one in seen.asked[:MOST_ASKED]
        ],
        "fields": [{"name": name, "title": field_title(name, language)} for name in free],
        "stages": seen.stages[:MOST_ASKED],
        "name": seen.file,
        "facts": _facts(seen, language),
        "columns": [{"header": header, "field": field_title(name, language)} for header, name in seen.columns.items()],
        "headers": headers,
        "rows": [[str(row.get(header, "")) for header in headers] for row in seen.rows],
        "notes": _notes(seen, language),
        "words": {name: say(f"chat-file-{name}", language) for name in WORDS},
    }


def _left_out(code: str, count: int, language: Language) -> str:
    return say("files-note-rejected", language, count=count, reason=say(f"files-reason-{code}", language))


def _facts(seen: Recognition, language: Language) -> list[Props]:
    values = {
        "kind": say(f"chat-file-kind-{seen.kind}", language),
        "channels": channel_list(seen.channels, language),
        "days": days_said(seen.first_day, seen.last_day, language),
        "currency": seen.currency,
        "measures": ", ".join(field_title(name, language) for name in seen.measures),
        "looked": wording.count(seen.rows_seen, language),
    }
    return [{"title": say(f"chat-file-{name}", language), "value": value} for name, value in values.items() if value]


def field_title(name: str, language: Language) -> str:
    """A field of a file as people call it; one that has no words keeps its name."""
    if name in METRICS:
        return METRICS[name].titles[language]
    if name in DIMENSIONS:
        return DIMENSIONS[name].titles[language]
    key = f"chat-field-{name.replace('_', '-')}"
    return say(key, language) if knows(key) else name


def channel_list(keys: list[str], language: Language) -> str:
    """Channels in words."""
    titles = channel_titles(language, keys)
    return ", ".join(titles.get(key, key.replace("_", " ")) for key in keys)


def days_said(first: date | None, last: date | None, language: Language) -> str:
    """The days of a file; empty when it has none."""
    return wording.day_range(first, last, language) if first and last else ""


def loaded_text(report: LoadReport, name: str, language: Language) -> str:
    """What became of the file, in a sentence of Markdown."""
    if not report.accepted:
        return say("chat-file-none-accepted", language, file=f"**{plain(name)}**")
    days = days_said(report.first_day, report.last_day, language)
    channels = plain(channel_list(report.channels, language))
    return say("chat-file-loaded", language, file=f"**{plain(name)}**", channels=channels, days=days or "none")


def loaded_pieces(report: LoadReport, language: Language, *, beside_demo: bool) -> list[Piece]:
    """Counts, what was left out and why, and what to ask now."""
    counts = ("read", "inserted", "updated", "unchanged", "rejected")
    cards: list[dict[str, Any]] = [
        {
            "title": say(f"chat-file-{name}", language),
            "value": wording.count(getattr(report, name), language),
            "change": "",
            "tone": "flat",
            "before": "",
        }
        for name in counts
    ]
    left_out = sorted(report.rejected_by_reason.items(), key=lambda item: -item[1])
    notes = [say_here(key, language, values) for key, values in report.notes]
    notes += [_left_out(code, count, language) for code, count in left_out]
    notes += [say("chat-file-with-demo", language)] if beside_demo else []
    asks = [say(f"chat-file-ask-{name}", language) for name in ("channels", "months", "data")]
    asks += [say("chat-file-ask-unload", language, load=number) for number in report.loads[:1]]
    pieces = [Piece(name="DemetraFigures", props={"cards": cards})]
    if notes:
        pieces.append(Piece(name="DemetraReceipt", props={"title": "", "lines": [], "notes": notes}))
    return [*pieces, Piece(name="DemetraFollowUps", props={"questions": asks})] if report.accepted else pieces
