"""The catalogues are complete, up to date and sound; what is missing from them is noticed."""

import ast
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.core.management import call_command
from django.core.management.base import CommandError

from xingjia.toolkit.language.catalogues import (
    KEYWORDS,
    LANGUAGES,
    as_text,
    compile_all,
    found_in,
    load,
    renewed,
    save,
    untranslated,
)
from xingjia.toolkit.language.traditional import to_traditional

ROOT = Path(__file__).resolve().parents[3]
SOURCE, LOCALE = ROOT / "xingjia", ROOT / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
CHINESE = re.compile(r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]")
# What stays Chinese in English: the name of a program, and what stands in a workbook.
STAYS_CHINESE = ("腾讯身份验证器", "50余人")
# English counts without measure words: 141 家 is 141.
MEASURE_WORDS = {"家", "人"}


@pytest.fixture(scope="module")
def found() -> Catalog:
    return found_in(SOURCE)


def forms(string: str | tuple[str, ...] | list[str]) -> list[str]:
    """One text, or the singular and the plural of one."""
    return [string] if isinstance(string, str) else list(string)


def messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def misplaced(catalog: Catalog) -> list[str]:
    """Translations with other placeholders than their source."""
    return [
        f"{source} → {text}"
        for message in messages(catalog)
        for source in forms(message.id)[-1:]
        for text in forms(message.string)
        if Counter(PLACEHOLDER.findall(text)) != Counter(PLACEHOLDER.findall(source))
    ]


def left_chinese(catalog: Catalog) -> list[str]:
    """Translations with Chinese characters or punctuation that need not be there."""
    return [
        text
        for message in messages(catalog)
        for text in forms(message.string)
        if CHINESE.search(re.sub("|".join(STAYS_CHINESE), "", text))
    ]


def left_simplified(catalog: Catalog) -> list[str]:
    """Translations that a second conversion would still change."""
    return [
        text
        for message in messages(catalog)
        for text in forms(message.string)
        if to_traditional(text) != text
    ]


def only(message_id: str, string: str) -> Catalog:
    catalog = Catalog(locale="en")
    catalog.add(message_id, string)
    return catalog


# --- the catalogues as they are kept ----------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete_and_up_to_date(found: Catalog, language: str):
    known = load(LOCALE, language)
    fresh = renewed(found, known, language)

    assert untranslated(fresh) == []
    assert as_text(fresh) == as_text(known), "run ./xj fix"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_the_placeholders(language: str):
    assert misplaced(load(LOCALE, language)) == []


def test_a_lost_or_misspelt_placeholder_is_noticed():
    assert len(misplaced(only("共 %(n)s 家", "all of them"))) == 1
    assert len(misplaced(only("超过 {most} 行", "more than {mots}"))) == 1


def test_no_chinese_is_left_in_english():
    assert left_chinese(load(LOCALE, "en")) == []


@pytest.mark.parametrize("text", ["the 企业", "All：", "one、two"])
def test_chinese_in_english_is_noticed(text: str):
    assert left_chinese(only("一个例子", text)) == [text]


def test_only_measure_words_vanish_in_english():
    blank = [one.id for one in messages(load(LOCALE, "en")) if not "".join(one.string).strip()]

    assert set(blank) <= MEASURE_WORDS


def test_nothing_simplified_is_left_in_traditional():
    assert left_simplified(load(LOCALE, "zh_Hant")) == []


def test_something_simplified_in_traditional_is_noticed():
    assert left_simplified(only("一个例子", "人員账號")) == ["人員账號"]


# --- what is found ----------------------------------------------------------------------------


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A room of code and templates, indented as ours are."""
    room = tmp_path / "room"
    (room / "templates" / "room").mkdir(parents=True)
    (room / "migrations").mkdir()
    (room / "words.py").write_text(
        '"""说明"""\n'
        "FIRST = _('从代码')\n"
        "SECOND = lazy('别名')\n"
        "LONG = gettext(\n    '两段'\n    '相连'\n)\n"
        "NUMBERED = ngettext('%(n)d 家', '%(n)d 家们', 2)\n"
        "KEPT = pgettext('ownership', '集体')\n"
        "PLAIN = '没有标记'\n",
        encoding="utf-8",
    )
    (room / "migrations" / "0001_initial.py").write_text("_('旧的')", encoding="utf-8")
    (room / "templates" / "room" / "page.html").write_text(
        "{% load i18n %}{# 注释 #}\n<dl>\n"
        '    <dt title="{% translate "提示" %}">{% translate "标签" context "form" %}</dt>\n'
        "  <dd>{% blocktranslate with name=one.name %}{{ name }}您好{% endblocktranslate %}</dd>\n"
        "      {% blocktranslate count n=rows|length %}{{ n }} 行{% plural %}{{ n }} 行们"
        "{% endblocktranslate %}\n"
        '   {{ one.code|default:_("缺代码") }}\n</dl>\n',
        encoding="utf-8",
    )
    return room


def test_strings_are_found_in_code_and_templates(room: Path):
    catalog = found_in(room)

    assert {(one.id, one.context) for one in messages(catalog)} == {
        ("从代码", None),
        ("别名", None),
        ("两段相连", None),
        (("%(n)d 家", "%(n)d 家们"), None),
        ("集体", "ownership"),
        ("提示", None),
        ("标签", "form"),
        ("%(name)s您好", None),
        (("%(n)s 行", "%(n)s 行们"), None),
        ("缺代码", None),
    }


def test_every_name_our_code_gives_to_gettext_is_known():
    given = {
        one.asname or one.name
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if "gettext" in one.name
    }

    assert given
    assert given <= set(KEYWORDS)


def test_an_untranslated_string_of_a_new_template_is_reported(room: Path):
    fresh = renewed(found_in(room), load(LOCALE, "en"), "en")

    assert "%(name)s您好" in untranslated(fresh)
    assert str(("%(n)s 行", "%(n)s 行们")) in untranslated(fresh)


def test_a_translation_stays_as_long_as_its_string(room: Path):
    known = Catalog(locale="en")
    known.add("从代码", "from code")
    known.add("早已删去", "long gone")

    fresh = renewed(found_in(room), known, "en")

    assert fresh.get("从代码").string == "from code"
    assert fresh.get("早已删去") is None


def test_a_string_that_became_countable_is_translated_anew(room: Path):
    known = Catalog(locale="en")
    known.add("%(n)s 行", "%(n)s row")
    known.add(("从代码", "从代码们"), ("from code", "from codes"))

    fresh = renewed(found_in(room), known, "en")

    assert fresh.get("%(n)s 行").string == ("", "")
    assert fresh.get("从代码").string == ""


def test_traditional_is_made_and_never_missing(room: Path):
    fresh = renewed(found_in(room), Catalog(locale="zh_Hant"), "zh_Hant")

    assert untranslated(fresh) == []
    assert fresh.get("集体", "ownership").string == "集體"
    assert fresh.get("别名").string == "別名"


# --- the command ------------------------------------------------------------------------------


@pytest.fixture
def copied(tmp_path: Path, settings) -> Path:
    """The catalogues in a place where a test may spoil them."""
    folder = tmp_path / "locale"
    shutil.copytree(LOCALE, folder)
    settings.LOCALE_PATHS = [folder]
    return folder


def test_the_check_passes_on_what_is_kept(copied: Path, capsys):
    call_command("catalogues", check=True)

    assert capsys.readouterr().out.strip() == "catalogues: complete"


def test_the_check_reports_a_removed_translation(copied: Path, capsys):
    catalog = load(copied, "en")
    catalog.get("工作进展").string = ""
    save(copied, "en", catalog)

    with pytest.raises(CommandError):
        call_command("catalogues", check=True)

    assert "en: 工作进展" in capsys.readouterr().out


def test_the_check_reports_a_catalogue_that_is_behind(copied: Path, capsys):
    catalog = load(copied, "zh_Hant")
    catalog.delete("工作进展")
    save(copied, "zh_Hant", catalog)

    with pytest.raises(CommandError):
        call_command("catalogues", check=True)

    assert "zh_Hant: not up to date" in capsys.readouterr().out


def test_a_changed_catalogue_is_compiled_anew(copied: Path):
    catalog = load(copied, "en")
    catalog.get("工作进展").string = "A word that was not there"
    save(copied, "en", catalog)

    compile_all(copied)

    assert b"A word that was not there" in (copied / "en/LC_MESSAGES/django.mo").read_bytes()
