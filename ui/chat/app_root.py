"""The folder that Chainlit reads its settings, texts and pictures from, built inside the data folder at every start."""

import json
import re
import shutil
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Final

from ingest.texts import Language, say

HERE: Final = Path(__file__).parent
LOCALES: Final[dict[Language, str]] = {"ru": "ru-RU", "en": "en-US"}
BUTTONS: Final = (
    "bad copy down good new options password person search send settings share sidebar stop theme unread upload".split()
)
EXTERNAL: Final = re.compile(r"<link\b[^>]*https://[^>]*>", re.S)
"""Chainlit's page asks Google and a CDN for fonts and formulas; Demetra's page stays on its own machine."""


def prepare(data_dir: Path, language: Language, *, upload_mb: int = 500) -> Path:
    """Builds the folder.

    Args:
        data_dir: where it goes; writable.
        language: of browsers whose own language is neither Russian nor English.
        upload_mb: what the page says is too large before it sends it.
    """
    root = data_dir / "chat"
    texts = root / ".chainlit" / "translations"
    texts.mkdir(parents=True, exist_ok=True)
    settings = Template((HERE / "chainlit.toml").read_text(encoding="utf-8"))
    (root / ".chainlit" / "config.toml").write_text(
        settings.substitute(version=version("chainlit"), upload_mb=upload_mb), encoding="utf-8"
    )
    shutil.copytree(HERE.parent / "public", root / "public", dirs_exist_ok=True)
    _name_buttons(root / "public" / "demetra.js")
    _translate(texts, language)
    _help(root, language)
    _page(root / "build")
    return root


def _name_buttons(script: Path) -> None:
    """Puts the words into the script that gives Chainlit's nameless buttons their names."""
    words = {spoken: {key: say(f"chat-button-{key}", spoken) for key in BUTTONS} for spoken in LOCALES}
    text = Template(script.read_text(encoding="utf-8"))
    script.write_text(text.substitute(words=json.dumps(words, ensure_ascii=False)), encoding="utf-8")


def _chainlit() -> Path:
    """Where Chainlit is installed; importing it would make it look for its folder, which is not ready yet."""
    found = find_spec("chainlit")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("chainlit")
    return Path(found.origin).parent


def _translate(folder: Path, language: Language) -> None:
    """Every language that Chainlit ships reads Russian or English, as the rest of Demetra does."""
    own = {code: (HERE / "translations" / f"{code}.json").read_text(encoding="utf-8") for code in LOCALES.values()}
    shipped = {path.stem for path in (_chainlit() / "translations").glob("*.json")}
    for code in shipped | set(own):
        spoken = next((locale for locale in own if code.startswith(locale[:2])), LOCALES[language])
        (folder / f"{code}.json").write_text(own[spoken], encoding="utf-8")


def _help(root: Path, language: Language) -> None:
    for spoken, locale in LOCALES.items():
        text = (HERE / f"help_{spoken}.md").read_text(encoding="utf-8")
        for name in (f"chainlit_{locale}.md", f"chainlit_{spoken}.md"):
            (root / name).write_text(text, encoding="utf-8")
        if spoken == language:
            (root / "chainlit.md").write_text(text, encoding="utf-8")


def _page(build: Path) -> None:
    """Chainlit's own page without its links to other hosts; scripts and styles stay where they are installed."""
    build.mkdir(exist_ok=True)
    shipped = _chainlit() / "frontend" / "dist"
    page = (shipped / "index.html").read_text(encoding="utf-8")
    (build / "index.html").write_text(EXTERNAL.sub("", page), encoding="utf-8")
    assets = build / "assets"
    if assets.is_symlink() or assets.exists():
        assets.unlink()
    assets.symlink_to(shipped / "assets", target_is_directory=True)


def plotly_script() -> tuple[str, Path]:
    """Address and file of the script that draws charts; the address changes with its version."""
    script = Path(str(files("plotly") / "package_data" / "plotly.min.js"))
    return f"/vendor/plotly-{version('plotly')}.min.js", script
