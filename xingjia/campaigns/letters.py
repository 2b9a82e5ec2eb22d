"""The papers of a campaign in official Chinese; they are not in the catalogues."""

from collections.abc import Sequence
from datetime import date

from xingjia.campaigns.models import Campaign, Stage
from xingjia.campaigns.queries.boards import Board, Line
from xingjia.campaigns.queries.pledges import Row
from xingjia.campaigns.words import STATES
from xingjia.toolkit.papers.word import BLANK, Paper, day_text


def reminders(campaign: Campaign, board: Board, on: date) -> Paper:
    """One letter to each place where somebody is behind, in the order of the tree."""
    paper = Paper()
    late = [line for line in board.places if line.tally.verified < line.tally.base]
    for number, line in enumerate(late):
        if number:
            paper.new_page()
        _reminder(paper, campaign, board, line, on)
    if not late:
        paper.title(f"关于{campaign.name}", "进度的提醒函")
        paper.body(f"截至{day_text(board.on)}，应有各家均已核实达标，无需提醒。")
    return paper


def _reminder(paper: Paper, campaign: Campaign, board: Board, line: Line, on: date) -> None:
    tally = line.tally
    paper.title(f"关于{campaign.name}", "进度的提醒函")
    paper.addressee(f"{line.place.name}工会")
    paper.body(
        f"截至{day_text(board.on)}，你处应有{tally.base}家，上报{tally.claimed}家，"
        f"核实{tally.verified}家；其中已上报待核实{tally.waiting}家，未上报达标{tally.silent}家。"
        f"本阶段“{board.stage.name}”到{day_text(board.stage.last)}止。",
        "未上报的，请逐家办好后上报；已上报的，请约定时间现场核实。名单如下：",
    )
    behind = [one for one in board.behind if one.place_id == line.place.pk]
    rows = [[one.name, str(STATES[board.state(one)][1]), one.responsible.name] for one in behind]
    paper.table(["单位", "现状", "责任人"], rows, widths=(88, 34, 34))
    paper.sign(f"{campaign.organisation.name}总工会", on)


def pledges(campaign: Campaign, stage: Stage, rows: Sequence[Row]) -> Paper:
    """The pledge of each place for the quarters of a stage: agreed, or still to be agreed on."""
    paper = Paper()
    for number, row in enumerate(rows):
        if number:
            paper.new_page()
        _pledge(paper, campaign, stage, row)
    return paper


def _pledge(paper: Paper, campaign: Campaign, stage: Stage, row: Row) -> None:
    line, found = row.line, row.agreement
    paper.title(campaign.name, "目标责任书")
    target = list(found.figures.values())[-1]
    paper.body(
        f"{line.place.name}应有{line.tally.base}家。“{stage.name}”"
        f"自{day_text(stage.first)}起至{day_text(stage.last)}止，"
        f"核实达标目标{target}家，分季度如下："
    )
    rows = [[day_text(end), f"{many}家"] for end, many in found.figures.items()]
    paper.table(["截至", "核实达标累计"], rows, widths=(78, 78))
    people = "、".join(one.name for one in line.people)
    paper.body(
        f"责任人：{people}。每家由一人负责，人员变动的，先交接再更换。",
        _agreed(row),
        f"发起单位（盖章）：{BLANK}{BLANK}{BLANK}　责任单位（盖章）：{BLANK}{BLANK}{BLANK}",
    )
    if found.agreed_on is None:
        paper.body(f"签订日期：{BLANK}年{BLANK}月{BLANK}日")


def _agreed(row: Row) -> str:
    found = row.agreement
    if found.agreed_on:
        return f"以上各数，双方于{day_text(found.agreed_on)}商定。"
    if found.answer:
        named = "、".join(f"{day_text(end)}{many}家" for end, many in found.answer.items())
        return f"{row.line.place.name}另报：{named}；理由：{row.sayings[-1].why}。尚未商定。"
    return "以上各数尚待责任单位答复。"
