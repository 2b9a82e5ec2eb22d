from typing import Any

from django.core.management.base import BaseCommand

from xingjia.access.rules import system
from xingjia.standards.standing.taking import take_snapshot


class Command(BaseCommand):
    help = "Write the standings as columns, from which large branches are counted faster."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"spells: {take_snapshot(system('snapshot_standings'))}")
