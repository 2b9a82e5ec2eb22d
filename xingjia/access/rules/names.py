"""Who is a person and not an office, and how names and numbers are written. Pure."""

import re
import unicodedata

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,29}")
NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ·・.'-])*[^\W\d_]")
OFFICES = re.compile(
    r"办公室|工会|工委|总工|委员会|管理员|操作员|经办|系统|中心|小组|公司|企业|单位|机关|支部"
    r"|主席|主任|干事|专干|负责人|联系人|值班|账号|帐号|用户|测试|团委|党办|工办|妇联|街道|乡镇"
    r"|.*[部处室局股组站队]$"
)
# 科 and 会 end names of offices and of people (李登科, 张会). Such a name is a person's when it
# is as long as one, starts with a common surname and what precedes is no usual office.
MAYBE_OFFICE = re.compile(r"(.+)[科会]")
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
    "贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
    "钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路"
    "岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜肖詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃"
    "霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟"
    "全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井"
)
DOUBLE_SURNAMES = frozenset({"欧阳", "上官", "司马", "诸葛", "皇甫", "夏侯", "尉迟", "东方"})
USUAL_OFFICES = frozenset(
    "安全 文化 文教 文体 文宣 党群 党建 党政 项目 计划 计生 武装 教育 经济 管理 单身 综合 路政"
    " 全委 车间 成本 质管 董事 监事 理事 股东 商 常委 全体 连 包装 解放 华侨".split()
)
ENGLISH_OFFICES = frozenset(
    "admin administrator root system sysadmin manager office staff user guest test demo union"
    " gonghui zonggonghui bangongshi guanliyuan xitong".split()
)


def plain_username(text: str) -> str:
    """A user name as it is stored and compared: one width, lower case, no space around it."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def plain_name(text: str) -> str:
    """A person's name without stray spaces; full-width letters become plain ones."""
    words = unicodedata.normalize("NFKC", text).split()
    return (" " if all(word.isascii() for word in words) else "").join(words)


def username_fault(username: str) -> str | None:
    """A code for what is wrong with a user name (see `words`); None when it will do."""
    if not USERNAME.fullmatch(username):
        return "username_unfit"
    return "username_of_office" if username.strip("0123456789._-") in ENGLISH_OFFICES else None


def name_fault(name: str) -> str | None:
    """A code for what is wrong with a person's name; an office is no person (谁主管谁负责)."""
    if _is_office(name):
        return "name_of_office"
    return None if NAME.fullmatch(name) else "name_unfit"


def _is_office(name: str) -> bool:
    if OFFICES.search(name) or not ENGLISH_OFFICES.isdisjoint(re.findall("[a-z]+", name.lower())):
        return True
    maybe = MAYBE_OFFICE.fullmatch(name)
    return maybe is not None and not _is_person(name, maybe[1])


def _is_person(name: str, stem: str) -> bool:
    if stem in USUAL_OFFICES:
        return False
    longest = 4 if name[:2] in DOUBLE_SURNAMES else 3
    return len(name) <= longest and (name[0] in SURNAMES or name[:2] in DOUBLE_SURNAMES)


# ---- numbers of persons ----------------------------------------------------------------------

# 11 digits that begin with 1, however they are grouped; not a part of a longer number.
MOBILE = re.compile(r"(?<!\d)((?:\+?86[- ]?)?1\d{2})[- ]?\d{4}[- ]?(\d{4})(?!\d)")


def masked(text: str) -> str:
    """The text with personal mobiles as 139****5678; office numbers stay open."""
    return MOBILE.sub(r"\1****\2", text)
