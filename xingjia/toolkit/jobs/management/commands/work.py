"""`./xj manage work`: do background jobs until told to stop."""

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from xingjia.toolkit.jobs import workers


class Command(BaseCommand):
    """Runs until SIGTERM or Ctrl-C; any number of these may run, on one machine or several."""

    help = "Do background jobs until told to stop."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        workers.work(self._say)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
