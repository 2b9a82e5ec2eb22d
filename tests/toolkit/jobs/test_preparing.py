"""While a job is prepared its process says that it lives."""

from datetime import timedelta
from time import sleep

import pytest

from tests.toolkit.jobs.making import make_job, make_kind
from xingjia.toolkit.jobs import preparing
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.preparing import kept_from_the_sweep

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mine(monkeypatch):
    """One job, of which nothing is heard for a third of a second at most."""
    monkeypatch.setattr(preparing, "PREPARING", timedelta(seconds=0.3))
    return Job.objects.filter(pk=make_job(make_kind()).pk)


def due(mine):
    return mine.get().due_at


def test_the_sweep_is_put_off_for_as_long_as_it_takes(mine):
    with kept_from_the_sweep(mine):
        first = due(mine)
        sleep(1)
        later = due(mine)

    assert later - first >= timedelta(seconds=0.5)


def test_what_is_over_or_has_failed_is_put_off_no_more(mine):
    with pytest.raises(FileNotFoundError), kept_from_the_sweep(mine):
        raise FileNotFoundError
    last = due(mine)

    sleep(0.5)

    assert due(mine) == last
