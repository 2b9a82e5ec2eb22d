"""Tables out of the workbooks people really send: read safely, map headers, read values.

Kept light on purpose: the child process that opens a stranger's file imports this package.
"""

from xingjia.toolkit.sheets.refusal import Refused

__all__ = ["Refused"]
