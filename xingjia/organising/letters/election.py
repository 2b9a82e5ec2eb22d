"""Papers of the election itself: notice, ballot, minutes, the report and its answer."""

from collections.abc import Sequence

from xingjia.organising.letters.setting import (
    POSTS,
    SPARE,
    Names,
    Setting,
    jointed,
    numbered,
    people,
    term_text,
)
from xingjia.registry.rules.elections import quorum, votes_needed
from xingjia.toolkit.papers.titles import JOINT
from xingjia.toolkit.papers.word import BLANK, Paper, day_text, or_blank

RESULTS, RESULT_WIDTHS = ("姓名", "得票", "当选职务"), (48, 28, 80)
COMMITTEE = "委员会"
ONE_COLUMN = 9  # names on a ballot; more stand in two columns, so that it stays one page


def candidates_notice(setting: Setting) -> Paper:
    """The candidates are public for seven days, by the strokes of their surnames."""
    first, last = setting.noticed
    paper = Paper()
    paper.title(jointed(_of_committee(setting)), "委员候选人公示")
    paper.body(
        "按照工会选举的有关规定，现将工会委员会委员候选人（含主席候选人）公示如下，按姓氏笔画为序：",
        f"{Names(setting.candidates)}。",
        f"公示时间：{day_text(first)}至{day_text(last)}，共7天。",
        f"公示期间，对候选人有意见的，可以向{setting.unit}或{setting.superior}反映。"
        f"联系人：{BLANK}，联系电话：{BLANK * 2}。",
    )
    paper.sign(setting.unit, first)
    return paper


def ballot(setting: Setting) -> Paper:
    """A secret ballot: the candidates, lines for others, and how it is filled."""
    seats = setting.told(setting.nomination, "seats")
    paper = Paper()
    paper.title(jointed(_of_committee(setting)), "委员选举选票")
    candidates = setting.candidates or [BLANK] * SPARE
    rows: list[Sequence[str]] = [(name, "") for name in candidates]
    rows += [(f"另选人{BLANK * 2}", "")] * SPARE
    if len(rows) > ONE_COLUMN:
        paper.plain("候选人按姓氏笔画为序，先从上到下，再从左到右。")
        half = (len(rows) + 1) // 2
        other = [*rows[half:], ("", "")][:half]
        double = [(*left, *right) for left, right in zip(rows[:half], other, strict=True)]
        paper.table(("姓名", "符号") * 2, double, widths=(53, 25, 53, 25))
    else:
        paper.plain("候选人按姓氏笔画为序。")
        paper.table(("姓名", "符号"), rows, widths=(106, 50))
    paper.small(
        "一、赞成的，在候选人姓名后面的“符号”栏画“✓”；不赞成的画“×”；弃权的不画。",
        "二、不赞成某一候选人的，可以在“另选人”栏写上另一人的姓名，并画“✓”。",
        f"三、应选委员{people(seats)}。画“✓”的人数等于或少于应选人数的选票有效，多于应选人数的无效。",
        "四、无记名投票，选票上不写自己的姓名。",
    )
    return paper


def minutes(setting: Setting) -> Paper:
    """What was counted at the meeting, and the votes of each."""
    should = setting.told("meet", "should_attend")
    paper = Paper()
    paper.title(jointed(setting.union), f"{setting.meeting}{JOINT}选举会议记录")
    paper.table(
        ("项目", "记录"),
        [
            ("时间", day_text(setting.day("meet"))),
            ("地点", BLANK * 2),
            ("主持人、记录人", f"{BLANK}、{BLANK}"),
            ("应到人数", people(should)),
            ("实到人数", people(setting.told("meet", "present"))),
            ("到会达到三分之二的人数", people(quorum(int(should)) if should else None)),
            ("发出选票", f"{or_blank(setting.told('meet', 'issued'))}张"),
            ("收回选票", f"{or_blank(setting.told('meet', 'returned'))}张"),
            ("有效票、无效票", f"{BLANK}张、{BLANK}张"),
            (
                "当选需要的票数（应到人数过半数）",
                _needed(should),
            ),
        ],
        widths=(70, 86),
    )
    paper.heading("选举结果")
    paper.table(RESULTS, _results(setting), widths=RESULT_WIDTHS)
    paper.body(*(f"{who}（签名）：{BLANK * 3}" for who in ("监票人", "计票人", "会议主持人")))
    return paper


def result_report(setting: Setting) -> Paper:
    """The result goes to the superior for approval."""
    paper = numbered(
        (jointed(setting.union), "关于选举结果的报告"), setting.superior, setting.number("report")
    )
    told = {name: setting.told("meet", name) for name in ("should_attend", "present")}
    issued, returned = (or_blank(setting.told("meet", name)) for name in ("issued", "returned"))
    paper.body(
        f"{day_text(setting.day('meet'))}，我们召开了{setting.meeting}，应到{people(told['should_attend'])}，"
        f"实到{people(told['present'])}。会议以无记名投票方式选举工会委员会，"
        f"发出选票{issued}张，收回选票{returned}张。选举结果如下：",
    )
    paper.table(RESULTS, _results(setting), widths=RESULT_WIDTHS)
    paper.body(f"本届委员会{term_text(setting)}。", "现将选举结果报上，请予审批。")
    paper.sign(setting.unit, setting.day("report"))
    return paper


def result_reply(setting: Setting) -> Paper:
    """The superior approves the result; it states the term, which the certificate follows."""
    what = "成立和选举结果" if setting.founding else "选举结果"
    title = f"关于{JOINT}{jointed(setting.union)}{JOINT}{what}的批复"
    paper = numbered(title, setting.unit, setting.number("approve"))
    founded = f"同意成立{setting.union}，" if setting.founding else ""
    paper.body(
        f"关于选举结果的报告收悉。经研究，{founded}同意{day_text(setting.day('meet'))}"
        f"{setting.meeting}的选举结果：",
        *_by_post(setting),
        f"本届委员会{term_text(setting)}。",
    )
    if setting.founding:
        paper.body("请及时刻制印章、悬挂牌子，公布工会主席的姓名和电话，并办理工会法人资格登记。")
    else:
        paper.body("请及时办理工会法人变更登记，更新公示的主席姓名和电话。")
    paper.body("此复。")
    paper.sign(setting.superior, setting.day("approve"))
    return paper


def result_refusal(setting: Setting) -> Paper:
    """The superior refuses a result that broke the rules, and has the election held again."""
    paper = numbered(
        f"关于不予批准{JOINT}{jointed(setting.union)}{JOINT}选举结果的批复",
        setting.unit,
        setting.refusal.doc_no if setting.refusal else f"{BLANK}〔{BLANK}〕{BLANK}号",
    )
    why = setting.refusal.why if setting.refusal else BLANK * 6
    held_on = setting.refusal.held_on if setting.refusal else setting.day("meet")
    paper.body(
        f"关于选举结果的报告收悉。经审查，{day_text(held_on)}{setting.meeting}的选举"
        f"不符合《工会基层组织选举工作条例》的规定：{why.rstrip('。')}。",
        "经研究，对选举结果不予批准。请按照规定重新选举，并将选举结果及时报批。",
        "此复。",
    )
    paper.sign(setting.superior, setting.refusal.day if setting.refusal else None)
    return paper


def _needed(should: int | None) -> str:
    return f"{or_blank(votes_needed(should) if should else None)}票以上"


def _results(setting: Setting) -> list[Sequence[str]]:
    """Everybody elected with votes and post, and whoever stood and was not: votes to be filled."""
    elected = [str(one["name"]) for one in setting.elected]
    rows: list[Sequence[str]] = [
        (str(one["name"]), or_blank(one.get("votes")), POSTS.get(str(one.get("post")), ""))
        for one in setting.elected
    ]
    others = [name for name in setting.candidates if name not in elected]
    rows += [(name, BLANK, "" if elected else BLANK) for name in others]
    return rows or [(BLANK, BLANK, BLANK)] * SPARE


def _by_post(setting: Setting) -> list[str]:
    """One paragraph a post: 主席：沈听澜；"""
    named = {
        word: [str(one["name"]) for one in setting.elected if one.get("post") == post]
        for post, word in POSTS.items()
    }
    lines = [f"{word}：{Names(names)}" for word, names in named.items() if names]
    return lines or [f"主席：{BLANK}", f"委员：{Names()}"]


def _of_committee(setting: Setting) -> str:
    """The union's committee by its whole name; many unions are called by it already."""
    return f"{setting.union.removesuffix(COMMITTEE)}{COMMITTEE}"
