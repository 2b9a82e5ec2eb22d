"""Ledgers of worker requests (诉求台账): when received, what about, due when."""

from xingjia.toolkit.sheets.kinds import Column, Kind
from xingjia.toolkit.sheets.values.dates import Date
from xingjia.toolkit.sheets.values.deadlines import Deadline
from xingjia.toolkit.sheets.values.text import Name


class Appeals(Kind):
    """One row per request."""

    name = "appeals"
    titles = "诉求|来访|信访|维权|受理"

    received_on = Column(
        Date(),
        "受理日期 收到日期 来访日期 受理时间 登记日期 日期",
        pattern="(?:受理|收到|来访|登记).*(?:日|时)",
    )
    category = Column(
        Name(), "类别 诉求类别 类型 事项 诉求事项", pattern="类别|类型|事项", unit=True
    )
    deadline = Column(
        Deadline("working_days", "due_on", "received_on"),
        "期限 办理期限 办结时限 时限 承诺时限",
        pattern="期限|时限",
    )
    appellant = Column(
        Name(), "诉求人 来访人 申请人 姓名 职工姓名", pattern="(?:诉求|来访|申请|投诉)人"
    )
