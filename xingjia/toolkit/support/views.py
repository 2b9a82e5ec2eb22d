"""The pages shown when something goes wrong. They work when nothing else does."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from xingjia.toolkit.support.incidents import keep

FAULT = 500
# Shown only when even the template of the page cannot be drawn, so not translated by catalogue.
PLAIN = {
    400: "这个请求看不懂。请返回上一页重试。\nThis request could not be understood.",
    403: "打不开这一页。可能不归您管，或登录已过期。\nThis page is not open to you.",
    404: "打不开这一页。可能不归您管，或已合并。\nThis page cannot be opened.",
    500: "系统出了差错，没有办成。请把代码 {code} 告诉管理员。\n"
    "Something went wrong. Please tell the administrator this code: {code}",
}


def handler400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request makes no sense."""
    return _page(request, 400)


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not allowed. What is merely somebody else's is a 404 and does not come here."""
    return _page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: the page was open too long, or another site sent it."""
    return _page(request, 403, "403_csrf.html")


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not found, or not yours."""
    return _page(request, 404)


def handler500(request: HttpRequest) -> HttpResponse:
    """A fault of ours, with the code under which it is kept. Never fails itself."""
    return _page(request, 500)


def _page(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    template = template or f"{status}.html"
    code = getattr(request, "support_code", None)
    # Without the request there are no context processors, so no database is asked.
    for given in (None,) if status == FAULT else (request, None):
        try:
            with translation.override(translation.get_language_from_request(request)):
                text = render_to_string(template, {"support_code": code}, given)
            return HttpResponse(text, status=status)
        except Exception as error:  # a page about a fault must not become one
            keep(error, f"support:{template}")
    plain = PLAIN[status].format(code=code or status)
    return HttpResponse(plain, status=status, content_type="text/plain; charset=utf-8")
