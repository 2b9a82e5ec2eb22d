from typing import Any

from django.core.management.base import BaseCommand

from xingjia.access.rules import system
from xingjia.standards.standing.commands import rebuild


class Command(BaseCommand):
    help = "Work out every standing again from the records; prints how many rows were wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"rows written or removed: {rebuild(system('rebuild_standings'))}")
