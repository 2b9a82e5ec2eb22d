"""What the server console prints about a one-time link."""

import json
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xingjia.access.models import Invitation


def answer(invitation: Invitation, secret: str) -> dict[str, Any]:
    """The link as data: a path, because only the office knows the address of its server."""
    return {
        "username": invitation.account.username,
        "name": invitation.account.name,
        "node": {"code": invitation.organisation.code, "name": invitation.organisation.name},
        "path": reverse("access:accept", args=[secret]),
        "code": secret,
        "expires_at": invitation.expires_at.isoformat(timespec="seconds"),
    }


def written(answered: dict[str, Any], form: str) -> str:
    """The answer as one JSON document, or in words."""
    if form == "json":
        return json.dumps(answered, ensure_ascii=False)
    said = _(
        "账号 %(username)s（%(name)s），%(place)s。\n"
        "请本人在浏览器打开本系统地址后面加 %(path)s ，设好密码再登录。\n"
        "也可以打开 /welcome/ ，输入代码 %(code)s\n"
        "只能用一次，%(expires_at)s 以前有效。"
    )
    until = f"{timezone.localtime(datetime.fromisoformat(answered['expires_at'])):%Y-%m-%d %H:%M}"
    return said % (answered | {"place": answered["node"]["name"], "expires_at": until})
