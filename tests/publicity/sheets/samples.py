"""Invented contents for sheets."""

from io import BytesIO

from PIL import Image

from xingjia.publicity.sheets.contents import Badge, Board, Body, Card, Face, Flow, Named

UNION = "江苏岚泓服装有限公司工会委员会"
ADDRESS = "https://home.example.org/q/{}.2c1d9f00ab12cd34"
STEPS = (
    Named("反映", "来电、来访或扫码"),
    Named("受理", "当天登记回话"),
    Named("办理", "5 个工作日内答复"),
    Named("回访", "办结后问满意度"),
)
LINES = (Named("建湖县总工会　孟知秋", "0515-80001233"), Named("职工服务热线", "12351"))


def photo(shade: int = 90) -> bytes:
    kept = BytesIO()
    Image.new("RGB", (90, 120), (shade, 120, 160)).save(kept, "JPEG")
    return kept.getvalue()


def face(name: str = "姚国平", post: str = "工会主席") -> Face:
    return Face(name, post, "生产部，兼职", "0515-80009854", photo())


def board(which: str = "a1", *, people: int = 4) -> Board:
    return Board(
        UNION,
        ADDRESS.format(which),
        "打电话、看最新内容",
        face(),
        "2011年4月4日至2016年4月3日",
        (Named("办公地点", "综合楼三楼"),),
        tuple(face(f"委员{n}", "委员") for n in range(people)),
        (Body("经费审查委员会", (face("程砚书", "主任"),)),),
        STEPS,
        ("维护职工合法权益，代表职工平等协商、签订集体合同",),
        (Named("走访每户困难职工", "2014年春节前"),),
        LINES,
        ("2014年4月8日印",),
    )


def card(which: str, name: str = "姚国平") -> Card:
    return Card(
        UNION,
        ADDRESS.format(which),
        face(name),
        ("政策咨询", "维权帮助", f"暗号{which}"),
        "打电话、当面说或扫码，都可以不留名。",
        "您说的话只有办理的人看得到。",
        "2014年4月8日印 第2版",
    )


def badge(which: str) -> Badge:
    return Badge(UNION, ADDRESS.format(which), face(), "JH-0412-07", "有效期至 2016年4月3日")


def flow() -> Flow:
    return Flow(UNION, ADDRESS.format("f1"), STEPS, LINES)
