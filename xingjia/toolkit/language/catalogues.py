"""The words of the pages in other languages: found in the source, kept as .po, compiled to .mo.

The words users read are written in simplified Chinese, in templates and in code. English is
translated by people; traditional Chinese is made with OpenCC and a short list of corrections.
Nothing here needs GNU gettext.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from xingjia.toolkit.language.traditional import to_traditional

LANGUAGES = ("en", "zh_Hant")
DOMAIN = "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "lazy": None,  # gettext_lazy, where many words stand in tables
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def found_in(source: Path) -> Catalog:
    """Every string for translation under a folder of code and templates."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted(source.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
            for text, context in _strings(path):
                place = (path.relative_to(source.parent).as_posix(), 0)
                catalog.add(text, locations=[place], context=context)
    return catalog


def _strings(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        if "templates" not in path.parts:
            return
        # The indentation of a template means nothing to Python's tokenizer but errors.
        lines = templatize(text, origin=path.name).splitlines()
        text = "\n".join(line.strip() for line in lines)
    for _, message, _, context in extract("python", BytesIO(text.encode()), KEYWORDS):
        if message and message != ("", ""):
            yield message, context


def renewed(found: Catalog, known: Catalog, language: str) -> Catalog:
    """The catalogue of a language for what was found: old translations kept, unused ones gone."""
    fresh = Catalog(locale=language, charset="utf-8", fuzzy=False, header_comment="")
    for message in _messages(found):
        old = known.get(message.id, message.context)
        # A string that has become countable, or no longer is, is translated anew.
        same = old is not None and isinstance(old.id, tuple) == isinstance(message.id, tuple)
        string = old.string if old and same else ""
        if language == "zh_Hant":
            string = _traditional(message)
        elif isinstance(message.id, tuple) and not string:
            string = ("", "")
        fresh.add(message.id, string, locations=message.locations, context=message.context)
    return fresh


def _traditional(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.id, str):
        return to_traditional(message.id)
    return (to_traditional(message.id[1]),)


def _messages(catalog: Catalog) -> Iterable[Message]:
    return sorted(
        (message for message in catalog if message.id),
        key=lambda message: (str(message.locations[:1]), str(message.id)),
    )


def load(folder: Path, language: str) -> Catalog:
    """The catalogue as it is kept; empty when there is none."""
    path = folder / language / "LC_MESSAGES" / DOMAIN
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def as_text(catalog: Catalog) -> bytes:
    """The .po file: no dates and no line numbers, so that it changes only with the words."""
    file = BytesIO()
    write_po(file, catalog, width=100, omit_header=False, include_lineno=False, no_location=False)
    kept = [
        line
        for line in file.getvalue().splitlines()
        if not line.startswith((b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By'))
    ]
    return b"\n".join(kept).strip() + b"\n"


def save(folder: Path, language: str, catalog: Catalog) -> None:
    """Write the .po file of a language."""
    path = folder / language / "LC_MESSAGES" / DOMAIN
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_text(catalog))


def compile_all(folder: Path) -> None:
    """Write the .mo files that Django reads, where they are older than their .po."""
    for language in LANGUAGES:
        path = folder / language / "LC_MESSAGES" / DOMAIN
        target = path.with_suffix(".mo")
        if not path.exists() or (
            target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns
        ):
            continue
        with target.open("wb") as file:
            write_mo(file, load(folder, language))


def untranslated(catalog: Catalog) -> list[str]:
    """The strings of a catalogue that have no translation."""
    return [
        str(message.id)
        for message in catalog
        if message.id
        and not all(message.string if isinstance(message.string, tuple) else (message.string,))
    ]
