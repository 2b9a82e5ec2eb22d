"""A register that was sent out to be filled in: its rows say which employer each is about."""

from xingjia.registry.sheets.register import Register
from xingjia.toolkit.sheets.kinds import Column
from xingjia.toolkit.sheets.values.text import Text

KEY_HEAD = "兴家行号"


class Returned(Register):
    """The columns of a register, and the hidden key of each row."""

    name = "returned"
    must = frozenset({"row_key"})

    row_key = Column(Text(), KEY_HEAD)
