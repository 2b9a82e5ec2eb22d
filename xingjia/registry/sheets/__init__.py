"""The workbooks of unions and employers, read into tables of known kinds."""

from xingjia.registry.sheets.workbooks import Workbook, read_workbook

__all__ = ["Workbook", "read_workbook"]
