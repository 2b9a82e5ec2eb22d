from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "xingjia.portal.returns"
    label = "returns"

    def ready(self) -> None:
        from xingjia.campaigns import asking
        from xingjia.imports import kinds
        from xingjia.portal.returns.asking import asked
        from xingjia.portal.returns.rows import KIND, ReturnedRows
        from xingjia.registry.commands.undo import RegisterUndo

        asking.register("returns", asked)
        kinds.register(KIND, ReturnedRows())
        kinds.undo_with(KIND, RegisterUndo())
