"""What `./xj run` does before it starts: tables, catalogues, divisions, a demonstration."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from xingjia.access.models import Account
from xingjia.access.rules import system
from xingjia.standards.standing.commands import begin


class Command(BaseCommand):
    help = "Bring the database up to date and, when nobody has an account, load the demonstration."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        older = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if older:
            self.stdout.write("Preparing the database ...")
            call_command("migrate", verbosity=0)
        call_command("catalogues", compile_only=True)
        if Account.objects.exists():
            if older:  # figures follow the rules of this version
                call_command("rebuild_coverage")
                call_command("rebuild_standings")
            else:
                begin(system("prepare"))
            call_command("seed_demo", show_accounts=True)
            return
        self.stdout.write("Loading the divisions and the demonstration ...")
        call_command("seed_demo")
