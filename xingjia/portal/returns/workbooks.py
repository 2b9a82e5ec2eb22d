"""The workbooks of a collection, pre-filled: one, or all of them in one zip.

Their words are Chinese whatever the reader has chosen, like those of letters: who fills them in
and the import read no other.
"""

import zipfile
from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import override

from xingjia.portal.returns.columns import cell_of, column_of
from xingjia.portal.returns.models import Collection, Return
from xingjia.portal.returns.rules.asking import NAMES
from xingjia.portal.returns.rules.binding import row_key
from xingjia.portal.returns.rules.burden import minutes_for
from xingjia.registry.exports import LANGUAGE
from xingjia.registry.sheets.returned import KEY_HEAD
from xingjia.toolkit.sheets.asking import Asking, Line, asking_workbook
from xingjia.toolkit.ui.templatetags.ui import day

FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


def workbook_of(sent: Return) -> bytes:
    """The workbook of one place."""
    with override(LANGUAGE):
        return asking_workbook(_asking(sent))


def all_workbooks(sent: Iterable[Return]) -> bytes:
    """Every workbook of a collection, in one zip."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as container:
        taken: set[str] = set()
        for one in sent:
            name = filename_of(one)
            if name in taken:  # two unions may bear one name
                name = f"{name.removesuffix('.xlsx')}-{one.pk}.xlsx"
            taken.add(name)
            container.writestr(name, workbook_of(one))
    return kept.getvalue()


def filename_of(sent: Return) -> str:
    """What the workbook of a place is called: 上冈镇-一季度补报.xlsx."""
    return f"{sent.organisation.name}-{sent.collection.name}.xlsx".translate(FORBIDDEN)


def _asking(sent: Return) -> Asking:
    collection = sent.collection
    asked = {name for row in sent.lines for name in row["asked"]}
    names = [*NAMES, *(one for one in collection.columns if one in asked and one not in NAMES)]
    title = f"{collection.name}：{sent.organisation.name}"
    until = f"截至{day(collection.day)}。黄色的格要填，其余的是已经知道的，不用填。"
    return Asking(
        sheet="填报",
        titles=(title, until),
        columns=[column_of(name) for name in names],
        lines=[
            Line(
                row_key(sent.token, row["key"]),
                [cell_of(name, row["shown"]) for name in names],
                frozenset(at for at, name in enumerate(names) if name in row["asked"]),
            )
            for row in sent.lines
        ],
        key_head=KEY_HEAD,
        notes_sheet="填表说明",
        notes=notes(collection, sent),
        choices_sheet="选项",
    )


def notes(collection: Collection, sent: Return) -> list[str]:
    """How to fill it in, in plain words."""
    place, minutes = sent.organisation.name, minutes_for(sent.cells, collection.seconds)
    return [
        "填表说明",
        f"1. {place}的表，{sent.units} 家企业，要填 {sent.cells} 格，大约 {minutes} 分钟。",
        f"2. 请在{day(collection.due_on)}前交回。数字截至{day(collection.day)}。",
        "3. 只填黄色的格。别的格锁着，是已经知道的；看到不对的，打电话告诉我们。",
        "4. 黄色格里已经有数的，是很久以前报的：没有变就不用动，变了就改。",
        "5. 不知道的空着，不要估，不要填 0。",
        "6. 日期写成 2014-03-05 或 2014年3月5日；人数填整数，不写“人”。",
        "7. 不要删行、加行，不要另存成别的格式，也不要把表里的内容抄到另一份表里。",
        "8. 填好以后：有账号的，登录后在“要填的表”里交；没有账号的，把这份文件发回来就行。",
        f"9. 有问题打 {collection.telephone}。",
        f"依据：{collection.reason}",
    ]
