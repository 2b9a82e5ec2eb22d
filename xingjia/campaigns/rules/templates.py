"""Campaigns that ship ready to start. Pure."""

from datetime import date

from xingjia.campaigns.rules.plan import EVERYBODY, WHOLE, StagePlan, Template, Window

# Two stages in five windows, full coverage at the end (domain.md §10, seed B; §2).
SHUANGLIANG = Template(
    "shuangliang",
    "双亮活动",
    "工会组织亮牌子、工会主席亮身份，让职工随时找得到工会。",
    (
        StagePlan(
            "第一阶段",
            (
                Window("动员部署", date(2012, 6, 1), date(2012, 6, 30)),
                Window("扎实推进", date(2012, 7, 1), date(2012, 9, 30)),
                Window("检查评议", date(2012, 10, 1), date(2012, 12, 31)),
            ),
        ),
        StagePlan(
            "第二阶段",
            (
                Window("全面推进", date(2013, 1, 1), date(2013, 6, 30)),
                Window("巩固提高", date(2013, 7, 1), date(2013, 12, 31)),
            ),
            {EVERYBODY: WHOLE},
        ),
    ),
    standard="shuangliang",
    tag="基层组织建设年",
)
# One stage towards all of them, for any other standard or measure.
PLAIN = Template(
    "plain",
    "",
    "",
    (
        StagePlan(
            "第一阶段",
            (
                Window("动员部署", date(2012, 1, 1), date(2012, 3, 31)),
                Window("推进", date(2012, 4, 1), date(2012, 10, 31)),
                Window("检查评议", date(2012, 11, 1), date(2012, 12, 31)),
            ),
            {EVERYBODY: WHOLE},
        ),
    ),
    standard="liuyou",
)


def _carrier(code: str, name: str, *parts: str) -> Template:
    """A contest or a discussion: days, parts and results, no standard. The texts that name these
    carriers do not say what is in them, so the parts are those any of them has."""
    edges = (((1, 1), (3, 31)), ((4, 1), (10, 31)), ((11, 1), (12, 31)))
    windows = tuple(
        Window(part, date(2012, *first), date(2012, *last))
        for part, (first, last) in zip(parts, edges, strict=True)
    )
    return Template(code, name, "", (StagePlan("第一阶段", windows),), counts=False)


CARRIERS = (  # domain.md §10, seed A
    _carrier("learning", "双学双提升", "动员", "学习", "总结"),
    _carrier("contest", "三比三赛", "动员", "比赛", "总结评比"),
    _carrier("discussion", "专题研讨", "选题", "研讨", "汇总成果"),
)
TEMPLATES = {one.code: one for one in (SHUANGLIANG, PLAIN, *CARRIERS)}
