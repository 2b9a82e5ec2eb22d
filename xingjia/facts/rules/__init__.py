"""What is true of a subject, over which days, and which statement wins. Pure."""

from xingjia.facts.rules.resolving import Fact, Known, Weight, lasting, resolve
from xingjia.facts.rules.spans import EVER, OPEN, Span, Spans

__all__ = ["EVER", "OPEN", "Fact", "Known", "Span", "Spans", "Weight", "lasting", "resolve"]
