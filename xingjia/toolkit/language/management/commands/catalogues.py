from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from xingjia.toolkit.language import catalogues


class Command(BaseCommand):
    help = "Renew and compile the catalogues; with --check only say whether they are complete."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--compile-only", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.LOCALE_PATHS[0])
        if not options["compile_only"]:
            self._renew(folder, check=options["check"])
        catalogues.compile_all(folder)

    def _renew(self, folder: Path, *, check: bool) -> None:
        found = catalogues.found_in(Path(settings.ROOT) / "xingjia")
        faults: list[str] = []
        for language in catalogues.LANGUAGES:
            known = catalogues.load(folder, language)
            fresh = catalogues.renewed(found, known, language)
            if not check:
                catalogues.save(folder, language, fresh)
            elif catalogues.as_text(fresh) != catalogues.as_text(known):
                faults.append(f"{language}: not up to date; run ./xj fix")
            faults += [f"{language}: {text}" for text in catalogues.untranslated(fresh)]
        self.stdout.write("\n".join(faults) or "catalogues: complete")
        if check and faults:
            raise CommandError(f"{len(faults)} strings need attention")
