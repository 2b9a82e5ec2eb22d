"""Examples of hypothesis that each begin with an empty register."""

from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from xingjia.registry.models import ContractEmployer, Cover, Employer, EmployerStatement, Officer
from xingjia.standards.coverage.models import Stretch

START = date(2013, 1, 1)
days = st.integers(0, 30).map(lambda n: START + timedelta(days=n))
a_database = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def forget_everything() -> None:
    """Each example of hypothesis starts from an empty register."""
    for model in (Stretch, ContractEmployer, Cover, Officer, EmployerStatement):
        model.objects.everything(because="a fresh example").delete()
    Employer.objects.everything(because="a fresh example").delete()
