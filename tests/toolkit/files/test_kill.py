"""Kills a process that stores contents, over and over, and looks at what is left."""

import json

import pytest

from tests.toolkit.homes import migrated

KILLS = 60
TRIAL = """
import io, json, os, random, signal, time, warnings
from django.db import connections
from xingjia.toolkit.files import commands
from xingjia.toolkit.files.models import Blob
from xingjia.toolkit.files.queries import damaged_blobs

def keep(content):
    KEEP

def forever():
    while True:
        keep(os.urandom(random.randrange(1, 200_000)))

pace, kept = 1.0, 0  # a busy machine stores more slowly: then the kills come later
for _ in range(KILLS):
    child = os.fork()
    if not child:
        forever()
    time.sleep(random.uniform(0.005, 0.08) * pace)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    before, kept = kept, Blob.objects.count()
    connections.close_all()  # a child must not speak on its parent's connection
    pace = min(pace * 1.3, 40) if kept == before else max(pace / 1.1, 1)
print(json.dumps([Blob.objects.count(), [f.code for f in damaged_blobs()]]))
"""
OURS = 'commands.keep(io.BytesIO(content), name="x")'
# The row before the file: what `keep` must never do.
BACKWARDS = """
    from hashlib import sha256
    Blob.objects.create(sha256=sha256(content).hexdigest(), size=len(content))
    commands._put(io.BytesIO(content))
"""


def after_kills(folder, keep: str) -> tuple[int, list[str]]:
    with migrated(folder / "home") as home:
        said = home.run(TRIAL.replace("KEEP", keep).replace("KILLS", str(KILLS)))
    return tuple(json.loads(said))


@pytest.mark.slow
def test_no_row_is_ever_without_its_whole_file(tmp_path):
    kept, damaged = after_kills(tmp_path, OURS)

    assert kept > KILLS / 4
    assert damaged == []


@pytest.mark.slow
def test_the_same_trial_finds_rows_without_files_when_the_order_is_wrong(tmp_path):
    kept, damaged = after_kills(tmp_path, BACKWARDS)

    assert kept > KILLS / 4
    assert set(damaged) == {"file_missing"}
