"""Pages in English and in traditional Chinese: our words are translated, names are not."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.browsing import session_of
from tests.factories import appoint, make_account, make_county, make_employer, make_union
from xingjia.orgtree.models import Node
from xingjia.toolkit.language.traditional import to_traditional

pytestmark = pytest.mark.django_db
HAN = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff]+")
SWITCH = re.compile(r'<form class="xj-languages".*?</form>', re.DOTALL)  # each names itself
ON = "?on=2013-12-31"
FEDERATION = {"en": "Jianhu Federation", "zh-hant": "Jianhu總工會"}
LANG = {"en": "en", "zh-hant": "zh-Hant", "zh-hans": "zh-Hans"}


@pytest.fixture
def county() -> Node:
    """All names in Latin letters: Chinese on a page can then only be ours."""
    county, (town,) = make_county("Jianhu", "Dongzhen")
    make_union(make_employer(town, "Dacheng", staff=70), name="Dacheng Union")
    make_employer(town, "Wuhui", ownership="private", industry="C")
    make_employer(town, "Tingchan", in_production=False)
    return county


def reader(county: Node, language: str) -> Client:
    account = make_account("Meng Zhiqiu")
    appoint(account, "officer", county)
    return speaking(session_of(account), language)


def speaking(client: Client, language: str) -> Client:
    client.cookies["xingjia_language"] = language
    return client


def html_of(response: HttpResponse) -> str:
    assert response.status_code == 200
    return SWITCH.sub("", response.content.decode())


def heading_of(html: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert found
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[1])).split())


def menu_of(html: str) -> list[str]:
    side = html[html.index('<nav class="xj-side"') :]
    side = side[: side.index("</nav>")]
    return [unescape(one) for one in re.findall(r"</svg>\s*([^<]+?)\s*<", side)]


def simplified_in(html: str) -> list[str]:
    """Runs of characters that are not the traditional ones."""
    return [run for run in HAN.findall(html) if to_traditional(run) != run]


@pytest.mark.parametrize(("language", "title"), [("en", "Sign in"), ("zh-hant", "登錄")])
def test_the_sign_in_page_speaks_the_language(client: Client, language: str, title: str):
    html = html_of(speaking(client, language).get("/sign-in/"))

    assert f'<html lang="{LANG[language]}"' in html
    assert heading_of(html) == title
    assert simplified_in(html) == []


@pytest.mark.parametrize(
    ("language", "title", "entries"),
    [
        (
            "en",
            "Progress of Jianhu",
            [
                "Progress",
                "Enterprises",
                "Unions",
                "The three contracts",
                "Founding and re-election",
                "Standards",
                "Visits",
                "Showing sign and identity",
                "Campaigns",
                "Bring in a workbook",
                "Superior's forms",
                "Collections",
                "Data desk",
                "Photos to check",
                "Organisation",
                "People and accounts",
                "What the county counts by",
                "Log",
            ],
        ),
        (
            "zh-hant",
            "Jianhu工作進展",
            [
                "工作進展",
                "企業",
                "工會",
                "三項合同",
                "建會換屆",
                "標準",
                "走訪",
                "雙亮",
                "專項活動",
                "導入名冊",
                "上級報表",
                "填報",
                "數據核對",
                "照片待核",
                "組織",
                "人員帳號",
                "本縣口徑",
                "操作記錄",
            ],
        ),
    ],
)
def test_the_coverage_page_speaks_the_language(
    county: Node, language: str, title: str, entries: list[str]
):
    html = html_of(reader(county, language).get(f"/coverage/{county.code}/{ON}"))

    assert f'<html lang="{LANG[language]}"' in html
    assert FEDERATION[language] in html
    assert heading_of(html) == title
    assert menu_of(html) == entries
    assert simplified_in(html) == []


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/coverage/{code}/" + ON,
        "/coverage/{code}/with_union/" + ON + "&base=operating&missing=1",
        "/employers/" + ON,
        "/unions/" + ON,
        "/imports/",
        "/people/",
        "/people/invite/",
        "/me/",
        "/welcome/",
    ],
)
def test_no_chinese_is_left_on_an_english_page(county: Node, address: str):
    html = html_of(reader(county, "en").get(address.format(code=county.code)))

    assert HAN.findall(html) == []


def test_the_look_for_chinese_finds_it_on_the_page_as_it_was_written(county: Node):
    html = html_of(reader(county, "zh-hans").get(f"/coverage/{county.code}/{ON}"))

    assert '<html lang="zh-Hans"' in html
    assert heading_of(html) == "Jianhu工作进展"
    assert HAN.findall(html)
    assert simplified_in(html)


@pytest.mark.parametrize("language", LANG)
def test_names_are_never_translated(language: str):
    county, (town,) = make_county("建湖县", "钟庄街道")
    make_employer(town, "盐城会阔纺织有限公司")

    html = html_of(reader(county, language).get(f"/employers/{ON}"))

    assert all(name in html for name in ("建湖县", "钟庄街道", "盐城会阔纺织有限公司"))


def test_the_buttons_change_the_language_and_stay_on_the_page(county: Node):
    client = reader(county, "zh-hans")
    there = f"/coverage/{county.code}/{ON}"

    answer = client.post("/language/", {"language": "en", "next": there})

    assert answer["Location"] == there
    assert heading_of(html_of(client.get(there))) == "Progress of Jianhu"
