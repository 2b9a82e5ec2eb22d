"""What people read about a photo that is not taken: what is wrong, what to do.

Not for the child process. A sentence uses the numbers that the refusal carries.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xingjia.toolkit.files.pictures.refusal import Reason, Refused

REFUSALS: Mapping[Reason, Promise] = {
    Reason.EMPTY: _("这个文件是空的。请重新选照片"),
    Reason.FILE_TOO_LARGE: _("照片超过 {most} MB，没有收。请在手机里选小一点的尺寸再传"),
    Reason.TOO_MANY_PIXELS: _("照片超过 {most} 万像素，没有收。请把相机调到普通尺寸重拍一张"),
    Reason.TOO_SMALL: _("照片太小，看不清。长和宽都要在 {least} 像素以上，请传原图"),
    Reason.TOO_HEAVY: _("这张照片打不开，什么都没有存。请截一张图再传"),
    Reason.HEIC: _(
        "这是 HEIC 格式，读不了。请在苹果手机“设置—相机—格式”里选“兼容性最佳”重拍，或者截一张图再传"
    ),
    Reason.PDF: _("这是 PDF 文件，不是照片。请直接拍实物"),
    Reason.SVG: _("这是 SVG 图形，不是照片。请直接拍实物"),
    Reason.HTML: _("这是网页文件，不是照片。请直接拍实物"),
    Reason.HIDDEN: _("照片里夹带了别的文件，没有收。请截一张图，或者重拍一张再传"),
    Reason.DAMAGED: _("照片不完整或已损坏。请重新选，或者重拍一张"),
    Reason.NOT_A_PHOTO: _("这不是照片。请传 JPG、PNG 或 WebP 格式的照片"),
}


def sentence_of(refused: Refused) -> str:
    """Why a photo was not taken and what to do, in the language of the reader."""
    return str(REFUSALS[refused.reason]).format(**refused.params)
