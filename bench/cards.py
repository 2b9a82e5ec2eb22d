"""1,000 two-sided contact cards with photo and code: ours beside ReportLab and WeasyPrint.

    ./xj bench cards

All three draw the same: ten cards to a leaf of A4, crop marks left out, a photo of its own on
every card (made before the clock starts), its own code, the same words, fonts embedded. Codes are
made inside each run by each one's usual means: ours as on any sheet, ReportLab's own widget,
segno's picture for WeasyPrint, which has none. Each runs in a process of its own that has drawn
ten cards before, as a server has: importing and reading fonts is in nobody's time. The ratio is of
processor time, which other work on the machine does not stretch.
"""

import resource
import subprocess
import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

COUNT, WARM = 1000, 10
NAMES = ("ours", "reportlab", "weasyprint")
SERVICES = ("政策咨询", "维权帮助", "岗位介绍", "生活救助", "法律援助", "心理关怀")
HOW, PROMISE = "打电话、当面说或扫码，都可以不留名。", "您说的话只有办理的人看得到，不转给企业。"
UNION, POST, PHONE = "江苏岚泓服装有限公司工会委员会", "工会主席", "0515-80009854"


def main() -> None:
    """Draw with each in turn and print seconds, size and memory; then the ratios."""
    taken: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        room = Path(folder)
        for at in range(COUNT):
            (room / f"{at}.jpg").write_bytes(new_photo(at))
        for name in NAMES:
            measure(name, room, taken)
    for name in NAMES[1:]:
        if name in taken:
            print(f"ours is {taken[name] / taken['ours']:.1f} times as fast as {name}, a card")
    print("goal: at least 5 times ReportLab, 10 times WeasyPrint")


def measure(name: str, room: Path, taken: dict[str, float]) -> None:
    """Run one of them in a process of its own."""
    command = [sys.executable, "-m", "bench.cards", name, str(COUNT), str(room)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        print(f"{name:<12} could not run: {done.stderr.strip().splitlines()[-1:]}")
        return
    seconds, busy, pages, peak = done.stdout.split()[-4:]
    size, taken[name] = (room / f"{name}.pdf").stat().st_size / 1e6, float(busy) / COUNT
    print(
        f"{name:<12} {COUNT:>5} cards {float(seconds):8.2f} s, processor {float(busy):8.2f} s, "
        f"{taken[name] * 1000:7.2f} ms a card, {pages:>4} pages, {size:5.1f} MB, "
        f"peak memory {peak} MB"
    )


def new_photo(at: int) -> bytes:
    """A photo of its own for each card, as large as a phone's is after re-encoding."""
    from PIL import Image

    kept = BytesIO()
    small = Image.effect_noise((60, 80), 40 + at % 50).convert("RGB")
    small.putpixel((at % 60, at // 60 % 80), (255, 0, at % 256))
    small.resize((300, 400)).save(kept, "JPEG", quality=80)
    return kept.getvalue()


def address(at: int) -> str:
    return f"https://home.example.org/q/{at:08x}.2c1d9f00ab12cd34"


def draw_ours(count: int, room: Path, target: Path) -> None:
    import django

    django.setup()
    from xingjia.publicity.sheets.contents import Card, Face
    from xingjia.publicity.sheets.drawing import cards

    face = Face("姚国平", POST, phone=PHONE)
    one = Card(UNION, "", face, SERVICES, HOW, PROMISE, "2014年4月8日印 第2版")
    made = [
        replace(one, address=address(at), person=replace(face, name=f"职工{at}", photo=picture))
        for at, picture in ((n, (room / f"{n}.jpg").read_bytes()) for n in range(count))
    ]
    target.write_bytes(cards(made).pdf())


def font(weight: str) -> str:
    folder = Path("node_modules", "@expo-google-fonts", "noto-sans-sc", weight)
    return str(next(folder.glob("*.ttf")).resolve())


def draw_reportlab(count: int, room: Path, target: Path) -> None:
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.units import mm
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Sans", font("400Regular")))
    pdfmetrics.registerFont(TTFont("Bold", font("700Bold")))
    page = Canvas(str(target), pagesize=(210 * mm, 297 * mm))

    def put(x: float, y: float, words: str, size: float, name: str = "Sans") -> None:
        page.setFont(name, size)
        page.drawString(x * mm, y * mm, words)

    for leaf in range(0, count, 10):
        here = range(leaf, min(leaf + 10, count))
        for at in here:
            x, y = 15 + 90 * (at % 2), 229.5 - 54 * (at % 10 // 2)
            page.setFillColorRGB(0.78, 0, 0.04)
            page.rect(x * mm, (y + 51.8) * mm, 90 * mm, 2.2 * mm, stroke=0, fill=1)
            page.setFillColorRGB(0.1, 0.12, 0.16)
            picture = ImageReader(str(room / f"{at}.jpg"))
            page.drawImage(picture, (x + 4.5) * mm, (y + 18) * mm, 20 * mm, 26 * mm)
            put(x + 27.5, y + 36, f"职工{at}", 17, "Bold")
            put(x + 27.5, y + 30, POST, 8.5)
            put(x + 27.5, y + 24, PHONE, 12, "Bold")
            put(x + 4.5, y + 9, UNION, 9.5, "Bold")
            put(x + 4.5, y + 5, "2014年4月8日印 第2版", 7)
            code = QrCodeWidget(address(at), barLevel="M", barBorder=0)
            left, low, right, high = code.getBounds()
            side = 19 * mm
            drawing = Drawing(
                side, side, transform=[side / (right - left), 0, 0, side / (high - low), 0, 0]
            )
            drawing.add(code)
            renderPDF.draw(drawing, page, (x + 66.5) * mm, (y + 22) * mm)
        page.showPage()
        for at in here:
            x, y = 15 + 90 * (1 - at % 2), 229.5 - 54 * (at % 10 // 2)
            put(x + 4.5, y + 45, "职工有困难，找工会", 11, "Bold")
            for spot, service in enumerate(SERVICES):
                put(x + 4.5 + 42 * (spot % 2), y + 38 - 5 * (spot // 2), f"· {service}", 9)
            put(x + 4.5, y + 9, HOW, 8.5)
            put(x + 4.5, y + 5, PROMISE, 7)
        page.showPage()
    page.save()


STYLE = """
@font-face { font-family: S; src: url(file://REGULAR) }
@font-face { font-family: S; font-weight: 700; src: url(file://BOLD) }
@page { size: 210mm 297mm; margin: 13.5mm 15mm }
body { font: 9pt S; margin: 0 }
.leaf { width: 180mm; height: 270mm; page-break-after: always; position: relative }
.card { position: absolute; width: 81mm; height: 45mm; padding: 4.5mm; overflow: hidden }
.front { border-top: 2.2mm solid #c7000b; height: 42.8mm }
.photo { position: absolute; left: 4.5mm; top: 4.5mm; width: 20mm; height: 26mm }
.qr { position: absolute; right: 4.5mm; top: 6mm; width: 19mm; height: 19mm }
.name { position: absolute; left: 27.5mm; top: 6mm }
.name b { font-size: 17pt }
.foot { position: absolute; bottom: 3mm; left: 4.5mm }
"""


def at_place(at: int, column: int, inner: str, kind: str = "card") -> str:
    spot = f"left:{90 * column}mm;top:{54 * (at % 10 // 2)}mm"
    return f'<div class="{kind}" style="{spot}">{inner}</div>'


def draw_weasyprint(count: int, room: Path, target: Path) -> None:
    import segno
    from weasyprint import HTML

    def front(at: int) -> str:
        code = segno.make(address(at), error="m").png_data_uri(border=0)
        return (
            f'<img class="photo" src="file://{room / f"{at}.jpg"}"><p class="name">'
            f"<b>职工{at}</b><br>{POST}<br><b>{PHONE}</b></p>"
            f'<img class="qr" src="{code}"><div class="foot"><b>{UNION}</b><br>'
            "2014年4月8日印 第2版</div>"
        )

    back = f"<b>职工有困难，找工会</b><br>{'<br>'.join(SERVICES)}"
    back += f'<div class="foot">{HOW}<br>{PROMISE}</div>'
    leaves = []
    for leaf in range(0, count, 10):
        here = range(leaf, min(leaf + 10, count))
        fronts = "".join(at_place(at, at % 2, front(at), "card front") for at in here)
        backs = "".join(at_place(at, 1 - at % 2, back) for at in here)
        leaves.append(f'<div class="leaf">{fronts}</div><div class="leaf">{backs}</div>')
    style = STYLE.replace("REGULAR", font("400Regular")).replace("BOLD", font("700Bold"))
    HTML(string=f"<style>{style}</style>{''.join(leaves)}").write_pdf(str(target))


def one(name: str, count: int, room: Path) -> None:
    """Draw in this process; tell the parent seconds, processor seconds, pages and megabytes."""
    import pypdfium2

    draw = {"ours": draw_ours, "reportlab": draw_reportlab, "weasyprint": draw_weasyprint}[name]
    target = room / f"{name}.pdf"
    draw(WARM, room, target)
    begun, before = time.perf_counter(), time.process_time()
    draw(count, room, target)
    seconds, busy = time.perf_counter() - begun, time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(seconds, busy, len(pypdfium2.PdfDocument(target)), peak)


if __name__ == "__main__":
    one(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
