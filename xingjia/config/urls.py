"""Every address of the platform."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("xingjia.portal.urls")),
    path("", include("xingjia.access.urls")),
    path("", include("xingjia.access.signin_urls")),
    path("", include("xingjia.registry.urls")),
    path("", include("xingjia.organising.urls")),
    path("", include("xingjia.evidence.urls")),
    path("standards/", include("xingjia.standards.library.urls")),
    path("visits/", include("xingjia.visits.urls")),
    path("desk/", include("xingjia.desk.urls")),
    path("campaigns/", include("xingjia.campaigns.urls")),
    path("imports/", include("xingjia.imports.urls")),
    path("reports/", include("xingjia.portal.reports.urls")),
    path("returns/", include("xingjia.portal.returns.urls")),
    path("", include("xingjia.publicity.urls")),
    path("language/", set_language, name="set_language"),
]

handler400 = "xingjia.toolkit.support.views.handler400"
handler403 = "xingjia.toolkit.support.views.handler403"
handler404 = "xingjia.toolkit.support.views.handler404"
handler500 = "xingjia.toolkit.support.views.handler500"
