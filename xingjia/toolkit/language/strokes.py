"""Names in the order of the strokes of their surname (姓氏笔画), as lists of candidates are.

Strokes as they are counted on the mainland (艹 3, 阝 2, 辶 3), for common surnames only; from the
stroke order of Unicode's CLDR, which counts some of them otherwise, put right by hand. Equals go
by pinyin and not by their first stroke; what the table does not hold stands last, and
`not_ranked` says so.
"""

from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

SURNAMES: dict[int, str] = {
    2: "丁乜刁卜",
    3: "万上习于卫山干广弓马",
    4: "丰乌云井仇从元公凤勾卞双孔尤尹巴戈支文方木殳毋毛水牛王计贝车邓韦",
    5: "丘东乐付代令兰冉冯包卢印厉古史叶司宁左平弘甘田申白皮石艾边长龙",
    6: (
        "乔仰仲任伊伍伏充全关农刘匡华危厍吉后向吕孙宇安巩师庄延戎成曲朱权毕江池汤汲牟祁米红纪羊许"
        "邢那邬闫阮阳阴齐"
    ),
    7: (
        "严位何佘余佟冷利别劳却吴宋寿岑巫应张怀扶时李杜束来杨步汪沃沈沙狄甫肖芦芮花苍苏谷贡辛连迟"
        "邰邱邴邵邸邹闵陆陈"
    ),
    8: (
        "卓单周呼和国孟季宓宗官尚居屈岳幸庞房於昌明易杭松林欧武沿牧狐畅空竺终经罗苑苗苟范茅郁郎郏"
        "郑金鱼"
    ),
    9: (
        "侯俞养南咸姚姜娄宣宦宫封施昝柏查柯柳段洪独皇相祖祝禹秋羿胡胥茹荀荆荣贲费贺赵逄郗郜郝郦钟"
        "钭钮闻项须饶骆"
    ),
    10: (
        "倪党凌唐夏奚姬宰家容席徐徒敖晁晋晏柴栾桂桑桓殷浦涂班益秦索翁耿聂能莘莫袁诸谈贾通郭都钱陶"
        "顾高"
    ),
    11: "商堃堵宿寇尉屠崔巢常康庾戚扈曹梁梅盖盛章符萧逯鄂阎隆隋隗麻黄龚",
    12: "傅储喆喻富嵇强彭惠揭景曾植温游湛滑焦禄程童舒葛董蒋覃谢越辜韩鲁",
    13: "廉慎满窦简蒙蒯蒲蓝蓟虞裘褚解訾詹赖路鄢阙雍雷靳鲍",
    14: "廖慕暨熊甄端管缪翟臧蓬蔚蔡蔺裴谭阚韶",
    15: "暴樊滕潘稽颜黎",
    16: "冀燕穆薄薛融衡霍",
    17: "戴濮璩糜鞠魏",
    18: "瞿",
    20: "籍酆",
    21: "夔",
}
STROKES = {surname: strokes for strokes, several in SURNAMES.items() for surname in several}
UNKNOWN = 99


def by_strokes(names: Iterable[str]) -> list[str]:
    """Names by the strokes of the surname; those whose surname is not known stand last."""
    return sorted(names, key=_key)


def not_ranked(names: Iterable[str]) -> list[str]:
    """Names whose place a person should check, for the table does not hold their surname."""
    return [name for name in names if name[:1] not in STROKES]


def _key(name: str) -> tuple[int, list[str], str]:
    return STROKES.get(name[:1], UNKNOWN), lazy_pinyin(name, style=Style.TONE3), name
