"""Which state of all that is stored a page for everybody is made from (decision 0038)."""

from django.db import connection

from xingjia.publicity.queries.secret import key
from xingjia.publicity.rules.codes import name_in

# Written out, for it is asked for each page that is kept ready, and building it takes Django
# fifty times as long as the database needs for it.
STAND = """
    SELECT head.digest, COUNT(call.id), SUM(CASE WHEN call.answered THEN 1 ELSE 0 END)
    FROM publicity_code code
    JOIN audit_head head ON head.id = 1
    LEFT JOIN publicity_call call ON call.union_id = code.union_id
    WHERE code.name = %s
    GROUP BY code.id, head.digest
"""


def stand_of(said: str) -> str | None:
    """The stand of everything that the pages behind a code may tell of: another one after any
    command, and after any tap of a worker there. None of a code that is not ours, or while
    nothing has been recorded. One query.

    The log's digest is over all entries before it, so it tells a history from any other, that of
    a backup put back as well. Taps are in no log: how many there are, and how many got through.
    """
    name = name_in(said, key())
    if name is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(STAND, [name])
        found = cursor.fetchone()
    return ":".join(map(str, found)) if found else None
