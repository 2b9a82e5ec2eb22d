"""What makes SQLite keep every change it has confirmed, by version of the library."""

# Careful: before 3.51.3 a write-ahead log can be reset wrongly after a crash, so those
# versions use the rollback journal with the strictest syncing.
WAL_IS_SAFE_FROM = (3, 51, 3)


def sqlite_options(version: tuple[int, ...]) -> dict[str, object]:
    """Options for Django's SQLite backend: one writer at a time, and durable commits."""
    if version >= WAL_IS_SAFE_FROM:
        journal = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    else:
        journal = "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA;"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"{journal} PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
    }
