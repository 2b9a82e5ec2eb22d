"""Pages of evidence: what is known of a union, saying more, and photos that look alike."""

from xingjia.evidence.views.doubts import doubt, doubts
from xingjia.evidence.views.photos import photo
from xingjia.evidence.views.records import claim, end, union, withdraw

__all__ = ["claim", "doubt", "doubts", "end", "photo", "union", "withdraw"]
