"""Letters of a founding, up to the members' meeting."""

from xingjia.organising.letters.setting import Names, Setting, jointed, numbered, people
from xingjia.toolkit.papers.titles import JOINT
from xingjia.toolkit.papers.word import BLANK, Paper

RULES = "《中华人民共和国工会法》《中国工会章程》"


def prepare_request(setting: Setting) -> Paper:
    """The enterprise asks to found a union."""
    title = f"关于筹建{JOINT}{jointed(f'{setting.employer}工会')}的请示"
    paper = numbered(title, setting.superior, setting.number("apply"))
    paper.body(
        f"我单位现有职工{people(setting.staff)}，尚未建立工会。根据{RULES}的有关规定，"
        "在听取单位和党组织意见的基础上，拟筹建工会，并成立工会筹备组，成员为：",
        f"{Names(setting.told('apply', 'group') or [])}。",
        "筹备组负责宣传发动、发展会员、推荐候选人和筹备会员大会。",
        "妥否，请批示。",
    )
    paper.sign(setting.unit, setting.day("apply"))
    return paper


def prepare_reply(setting: Setting) -> Paper:
    """The superior agrees to the preparatory group."""
    title = f"关于同意筹建{JOINT}{jointed(f'{setting.employer}工会')}的批复"
    paper = numbered(title, setting.unit, setting.number("permit"))
    paper.body(
        f"《关于筹建{setting.employer}工会的请示》收悉。经研究，同意筹建工会，同意成立工会筹备组，"
        f"成员为：{Names(setting.told('apply', 'group') or [])}。",
        f"请按照{RULES}《工会基层组织选举工作条例》的规定，做好发展会员、推荐候选人的工作，"
        "条件成熟后报请召开会员大会（会员代表大会）。",
        "此复。",
    )
    paper.sign(setting.superior, setting.day("permit"))
    return paper


def meeting_request(setting: Setting) -> Paper:
    """The preparatory group asks to hold the meeting, with its candidates."""
    what = f"{jointed(f'{setting.employer}工会')}{JOINT}{setting.meeting}"
    title = f"关于召开{JOINT}{what}的请示"
    paper = numbered(title, setting.superior, setting.number("call"))
    seats, candidates = setting.told("call", "seats"), setting.candidates
    number = people(len(candidates) or None)
    paper.body(
        f"根据《关于同意筹建{setting.employer}工会的批复》（{setting.number('permit')}），"
        f"我们已发展会员{people(setting.members)}，其中女会员{people(setting.women)}。"
        f"拟于{BLANK}年{BLANK}月{BLANK}日召开{setting.meeting}，选举工会委员会、经费审查委员会。",
        f"工会委员会拟设委员{people(seats)}，候选人{number}，按姓氏笔画为序：",
        f"{Names(candidates)}。",
        "选举采用无记名投票方式，实行差额选举。",
        "妥否，请批示。",
    )
    paper.sign(setting.unit, setting.day("call"))
    return paper


def meeting_reply(setting: Setting) -> Paper:
    """The superior agrees to the meeting and its candidates."""
    what = f"{jointed(f'{setting.employer}工会')}{JOINT}{setting.meeting}"
    title = f"关于同意召开{JOINT}{what}的批复"
    paper = numbered(title, setting.unit, f"{BLANK}〔{BLANK}〕{BLANK}号")
    paper.body(
        f"《关于召开{setting.employer}工会{setting.meeting}的请示》收悉。"
        f"经研究，同意召开{setting.meeting}，同意以下人员为工会委员会委员候选人（按姓氏笔画为序）：",
        f"{Names(setting.candidates)}。",
        "候选人应当公示七天。到会人数达到应到会人数的三分之二以上方可选举；候选人获得"
        "应到会人数过半数的选票始得当选。选举结果请及时报批。",
        "此复。",
    )
    paper.sign(setting.superior, None)
    return paper
