from typing import Any

from django.core.management.base import BaseCommand

from xingjia.orgtree.commands import load_divisions
from xingjia.orgtree.divisions import read_divisions


class Command(BaseCommand):
    help = "Load the division codes and plant the federation that stands on them."

    def handle(self, *args: Any, **options: Any) -> None:
        codes, nodes = load_divisions("system:load_divisions", read_divisions())
        self.stdout.write(f"division codes added: {codes}; nodes added: {nodes}")
