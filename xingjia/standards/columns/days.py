"""Days as two bytes."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint16]
FIRST = date(1950, 1, 1)  # the federations' registers begin later
OPEN_NUMBER = 2**16 - 1
LAST = FIRST + timedelta(days=OPEN_NUMBER - 1)  # 2129


def day_number(day: date) -> int:
    """Days since `FIRST`; what lies before is 0, what lies after `LAST` is open."""
    return min(max((day - FIRST).days, 0), OPEN_NUMBER)
