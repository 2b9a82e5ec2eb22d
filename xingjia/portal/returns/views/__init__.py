"""The pages of collections, and of a workbook that somebody fills in."""

from xingjia.portal.returns.views.boards import close, collection, collections, workbooks
from xingjia.portal.returns.views.merging import merge, undo
from xingjia.portal.returns.views.reminding import picture, reminder
from xingjia.portal.returns.views.sheets import original, sheet, workbook
from xingjia.portal.returns.views.starting import new

__all__ = [
    "close",
    "collection",
    "collections",
    "merge",
    "new",
    "original",
    "picture",
    "reminder",
    "sheet",
    "undo",
    "workbook",
    "workbooks",
]
