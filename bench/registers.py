"""Large registers, invented, the same bytes' worth of rows every time."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from random import Random

from openpyxl import Workbook
from stdnum.cn import uscc

HEAD = (
    "区划代码",
    "企业名称",
    "统一社会信用代码",
    "单位地址",
    "经济类型",
    "行业门类",
    "是否投产",
    "职工人数",
    "女职工人数",
    "农民工人数",
    "工会名称",
    "工会统一社会信用代码",
    "建会时间",
    "会员人数",
    "女会员人数",
    "主席姓名",
    "当选日期",
    "任期届满",
    "主席办公电话",
    "亮牌子",
)
TRADES = "纺织 机械 电子 食品 建材 化工 服饰 包装 物流 农业 照明 阀门 石油装备 节能 木业".split()
FIRST = "宏远 华盛 金鼎 恒泰 瑞丰 同兴 永安 德源 百川 嘉禾 明辉 正和 长青 天成 海润".split()
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN = "建国 秀英 志强 丽华 海燕 国平 玉兰 文斌 晓东 春梅 永康 雪琴".split()
OWNERSHIPS = ("私营", "私营", "私营", "国有", "集体", "外商投资", "港澳台")
INDUSTRIES = ("C", "C", "C", "F", "E", "G", "H")
BEGINNING = date(2006, 1, 1)


def rows(number: int, towns: list[str], *, seed: int = 2026) -> Iterator[tuple[object, ...]]:
    """Rows without faults, spread over the towns; each with another employer and its union."""
    chance, town = Random(seed), cycle(towns)  # noqa: S311  invented rows, no secret
    for one in range(number):
        yield a_row(one, next(town), chance)


def a_row(one: int, town: str, chance: Random) -> tuple[object, ...]:
    """The row of the employer with this number."""
    name = f"盐城{chance.choice(FIRST)}{one}{chance.choice(TRADES)}有限公司"
    staff = chance.randrange(5, 900)
    women, migrant = chance.randrange(staff), chance.randrange(staff)
    members = chance.randrange(3, staff)
    founded = BEGINNING + timedelta(days=chance.randrange(1800))
    elected = BEGINNING + timedelta(days=chance.randrange(1800, 2800))
    return (
        town,
        name,
        coded(f"91{town[:6]}{one:09}"),
        f"{town[6:]}工业园区{chance.randrange(1, 200)}号",
        chance.choice(OWNERSHIPS),
        chance.choice(INDUSTRIES),
        "投产" if chance.random() < 0.95 else "停产",
        staff,
        women,
        migrant,
        f"{name}工会",
        coded(f"81{town[:6]}{one:09}"),
        founded,
        members,
        chance.randrange(members),
        chance.choice(SURNAMES) + chance.choice(GIVEN),
        elected,
        date(elected.year + 5, elected.month, min(elected.day, 28)),
        f"0515-8{chance.randrange(10**6, 10**7)}",
        "是" if chance.random() < 0.9 else "否",
    )


def coded(first: str) -> str:
    """The seventeen characters with the one that checks them."""
    return first + str(uscc.calc_check_digit(first))


def write(path: Path, number: int, towns: list[str]) -> None:
    """A workbook with that many rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名册")
    sheet.append(["企业工会登记册（截止日期：2013年12月31日）"])
    sheet.append(HEAD)
    for row in rows(number, towns):
        sheet.append(row)
    book.save(path)
