"""The queue of wake-ups: django-q2's table, served in the order of arrival."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django_q.brokers.orm import ORM
from django_q.models import OrmQ
from django_q.tasks import async_task


class OldestFirst(ORM):  # type: ignore[misc]  # django-q2 has no types
    """The table as a queue. Without an order PostgreSQL may pass one job by again and again."""

    number: int

    @staticmethod
    def get_connection(list_key: str | None = None) -> Any:
        """Return the rows of the queue, in their order."""
        return ORM.get_connection(list_key).order_by("pk")

    def enqueue(self, task: str) -> int:
        """Add a wake-up and remember its number, which django-q2 would not tell."""
        self.number = super().enqueue(task)
        return self.number


def put(function: str, *args: object, **options: object) -> int:
    """Add a wake-up to the queue, in the transaction that is open, and return its number."""
    broker = OldestFirst()
    kept = {"broker": broker, "task_name": "wake-up", "save": False, "ack_failure": True}
    async_task(function, *args, **options, q_options=kept)
    return broker.number


def drop(number: int | None) -> None:
    """Take a wake-up out of the queue if it is still there."""
    if number is not None:
        OrmQ.objects.filter(pk=number).delete()


def untaken(numbers: Iterable[int | None]) -> set[int]:
    """Return those wake-ups that still wait in the queue for a worker."""
    known = [number for number in numbers if number is not None]
    return set(_waiting().filter(pk__in=known).values_list("pk", flat=True))


def oldest_untaken() -> int | None:
    """Return the wake-up that has waited longest for a worker, if any waits."""
    number: int | None = _waiting().order_by("pk").values_list("pk", flat=True).first()
    return number


def _waiting() -> Any:
    return OrmQ.objects.filter(lock__lte=timezone.now())
