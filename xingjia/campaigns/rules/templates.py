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
# A contest or a discussion: days, parts and a result, no standard.
CONTEST = Template(
    "contest",
    "",
    "",
    (
        StagePlan(
            "活动",
            (
                Window("动员", date(2012, 1, 1), date(2012, 3, 31)),
                Window("开展", date(2012, 4, 1), date(2012, 10, 31)),
                Window("总结评比", date(2012, 11, 1), date(2012, 12, 31)),
            ),
        ),
    ),
)
TEMPLATES = {one.code: one for one in (SHUANGLIANG, CONTEST)}
