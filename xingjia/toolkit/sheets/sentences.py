"""What people read about a file that is not read: what, where, what to do.

Not for the child process. A sentence uses the numbers that the refusal carries.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xingjia.toolkit.sheets.refusal import Reason, Refused

REFUSALS: Mapping[Reason, Promise] = {
    Reason.FILE_TOO_LARGE: _("文件超过 {most} MB，没有读。请删去图片或分成几个文件，再传一次"),
    Reason.TOO_MUCH_INSIDE: _("文件展开后太大，没有读。请把表格复制到新工作簿，另存后再传"),
    Reason.TOO_MANY_PARTS: _(
        "文件里的部件超过 {most} 个，没有读。请把表格复制到新工作簿，另存后再传"
    ),
    Reason.TOO_MANY_CELLS: _(
        "表格用到的范围超过 {most} 格，没有读。请删去表格以外的内容，再传一次"
    ),
    Reason.TOO_MANY_ROWS: _("表格超过 {most} 行，没有读。请按镇或按年份分成几个文件，再传"),
    Reason.TOO_HEAVY: _("这个文件读到一半停了，什么都没有写入。请把表格复制到新工作簿，另存后再传"),
    Reason.OVERLAPPING: _(
        "文件里的部件互相重叠，正常的表格不会这样，没有读。请把表格复制到新工作簿，另存后再传"
    ),
    Reason.ENTITIES: _(
        "文件里夹带了实体声明，正常的表格不会有，没有读。请把表格复制到新工作簿，另存后再传"
    ),
    Reason.ENCRYPTED: _("文件设了密码，打不开。请取消密码另存，再传一次"),
    Reason.NOT_A_WORKBOOK: _(
        "这不是表格文件，或文件已损坏。请在 Excel 或 WPS 里打开，另存为 .xlsx 再传"
    ),
    Reason.EMPTY: _("文件是空的。请检查后再传"),
    Reason.NO_TABLE: _("文件里没有找到认得的表格。请看表头里有没有单位名称这样的一列，再传一次"),
}


def sentence_of(refused: Refused) -> str:
    """Why a file was not read and what to do, in the language of the reader."""
    return str(REFUSALS[refused.reason]).format(**refused.params)
