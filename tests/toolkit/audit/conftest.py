import pytest
from django.db import connection

from xingjia.toolkit.audit import triggers


@pytest.fixture
def unguarded(db):
    """The guards of the log are down, as for somebody who owns the database."""
    for statement in triggers.REMOVE[connection.vendor]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
