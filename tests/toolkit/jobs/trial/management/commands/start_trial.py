"""Ask for a job of the trial and print its number."""

import json

from django.core.management.base import BaseCommand

from xingjia.toolkit.jobs import commands


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("kind")
        parser.add_argument("total", type=int)
        parser.add_argument("payload", type=json.loads, nargs="?", default={})

    def handle(self, *, kind, total, payload, **options):
        job = commands.start(kind, payload=payload, total=total, asked_by="system:trial")
        self.stdout.write(str(job.pk))
