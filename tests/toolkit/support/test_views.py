import pytest
from django.test import Client, RequestFactory, override_settings

from xingjia.toolkit.support.views import csrf_failure, handler500

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.toolkit.support.urls")]
NO_TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/nowhere/王建国/", 404), ("/forbidden/", 403), ("/bad/", 400), ("/database/", 500)],
)
@pytest.mark.parametrize("templates", [None, NO_TEMPLATES])
def test_every_page_about_a_fault_is_shown_even_without_templates(
    settings, address, status, templates
):
    if templates:
        settings.TEMPLATES = templates

    response = Client(raise_request_exception=False).get(address)

    assert response.status_code == status
    assert "王建国" not in response.content.decode()
    assert any("一" <= character <= "鿿" for character in response.content.decode())


def test_the_plain_page_has_the_code_in_chinese_and_english(settings, home):
    settings.TEMPLATES = NO_TEMPLATES

    response = Client(raise_request_exception=False).get("/database/")

    [code] = [file.stem for file in (home / "incidents").iterdir() if "500" not in file.read_text()]
    said = response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert f"请把代码 {code} 告诉管理员" in said
    assert f"tell the administrator this code: {code}" in said


def test_the_page_is_drawn_without_request_and_without_database(django_assert_num_queries):
    request = RequestFactory().get("/")
    request.support_code = "K7-3F2Q"

    with django_assert_num_queries(0):
        response = handler500(request)

    assert response.status_code == 500
    assert "K7-3F2Q" in response.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_page_is_in_the_language_of_the_reader(language):
    template = "{% load i18n %}{% get_current_language as now %}{{ now }} {{ support_code }}"
    loaders = [("django.template.loaders.locmem.Loader", {"500.html": template})]
    engine = {**NO_TEMPLATES[0], "OPTIONS": {"loaders": loaders}}
    request = RequestFactory().get("/")
    request.COOKIES["xingjia_language"] = language
    request.support_code = "K7-3F2Q"

    with override_settings(TEMPLATES=[engine]):
        response = handler500(request)

    assert response.content.decode() == f"{language} K7-3F2Q"


@pytest.mark.parametrize("templates", [None, NO_TEMPLATES])
def test_a_form_without_token_gets_a_page_in_chinese(settings, templates):
    settings.TEMPLATES = templates or settings.TEMPLATES

    response = csrf_failure(RequestFactory().post("/"), reason="no cookie")

    assert response.status_code == 403
    assert any("一" <= character <= "鿿" for character in response.content.decode())
