"""A request as our views see it."""

from datetime import date

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from xingjia.access.rules import Actor


class Request(HttpRequest):
    """A request after the middleware has run.

    `today` is the day on which the reader looks: the calendar's, or in a demonstration the
    day it was made for.
    """

    actor: Actor
    htmx: HtmxDetails
    today: date
    demo_on: date | None
