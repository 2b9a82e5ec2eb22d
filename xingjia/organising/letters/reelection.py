"""Letters of a re-election, up to the meeting, and of a delay."""

from xingjia.organising.letters.founding import RULES
from xingjia.organising.letters.setting import Names, Setting, jointed, numbered, people
from xingjia.toolkit.papers.titles import JOINT
from xingjia.toolkit.papers.word import BLANK, Paper, day_text, or_blank

ELECTIONS = "《工会基层组织选举工作条例》"


def reelection_request(setting: Setting) -> Paper:
    """The union asks to elect its committee anew."""
    title = (jointed(setting.union), "关于换届选举的请示")
    paper = numbered(title, setting.superior, setting.number("request"))
    paper.body(
        f"我会本届委员会于{day_text(setting.elected_on)}选举产生，主席{or_blank(setting.chair)}，"
        f"任期至{day_text(setting.term_last)}。根据{RULES}{ELECTIONS}的有关规定，拟进行换届选举。",
        f"我会现有会员{people(setting.members)}，其中女会员{people(setting.women)}。"
        f"拟于{BLANK}年{BLANK}月{BLANK}日召开{setting.meeting}，选举新一届工会委员会、"
        f"经费审查委员会。新一届工会委员会拟设委员{people(setting.told('nominate', 'seats'))}。",
        f"换届筹备工作由以下人员负责：{Names(setting.told('prepare', 'group') or [])}。",
        "妥否，请批示。",
    )
    paper.sign(setting.union, setting.day("request"))
    return paper


def reelection_reply(setting: Setting) -> Paper:
    """The superior agrees to the re-election."""
    title = f"关于同意{JOINT}{jointed(setting.union)}{JOINT}换届选举的批复"
    paper = numbered(title, setting.union, setting.number("permit"))
    paper.body(
        "你会关于换届选举的请示收悉。经研究，同意你会进行换届选举。",
        f"请按照{ELECTIONS}的规定，做好候选人的提名和公示，候选人公示七天；到会人数达到"
        "应到会人数的三分之二以上方可选举，候选人获得应到会人数过半数的选票始得当选。"
        "选举结果请及时报批。",
        "此复。",
    )
    paper.sign(setting.superior, setting.day("permit"))
    return paper


def extension_request(setting: Setting) -> Paper:
    """The union asks for more time."""
    title = (jointed(setting.union), "关于延期换届的请示")
    paper = numbered(title, setting.superior, f"{BLANK}〔{BLANK}〕{BLANK}号")
    paper.body(
        f"我会本届委员会任期至{day_text(setting.term_last)}。因{BLANK * 4}，不能按期换届。"
        f"根据{ELECTIONS}的规定，申请延期至{_until(setting)}，延长期限不超过半年。",
        "延期期间，本届委员会继续履行职责，并抓紧做好换届准备。",
        "妥否，请批示。",
    )
    paper.sign(setting.union, None)
    return paper


def extension_reply(setting: Setting) -> Paper:
    """The superior allows a delay."""
    title = f"关于同意{JOINT}{jointed(setting.union)}{JOINT}延期换届的批复"
    paper = numbered(title, setting.union, setting.number("extend"))
    paper.body(
        f"你会关于延期换届的请示收悉。经研究，同意你会延期换届至{_until(setting)}。",
        f"请按照{ELECTIONS}的规定，在延长期限内完成换届选举，并将选举结果及时报批。",
        "此复。",
    )
    paper.sign(setting.superior, setting.day("extend"))
    return paper


def _until(setting: Setting) -> str:
    until = setting.told("extend", "until")
    if not until:
        return day_text(None)
    year, month, day = (int(part) for part in str(until).split("-"))
    return f"{year}年{month}月{day}日"
