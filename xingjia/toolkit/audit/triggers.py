"""The database itself refuses to change the log, whoever asks.

Triggers stop accidents and stray scripts, not the owner of the database: for him there is the
chain, whose head is printed in every bulletin.

Careful: SQLite rebuilds a table when a migration alters it and drops the triggers with the old
one. A migration that alters `audit_entry` has to end with `RunPython(install, remove)`.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "audit entries are only ever added"

# The guard against INSERT stops INSERT OR REPLACE, which deletes without firing the others.
SQLITE = [
    f"CREATE TRIGGER audit_entry_{name} BEFORE {event} ON audit_entry {condition} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for name, event, condition in (
        ("no_update", "UPDATE", ""),
        ("no_delete", "DELETE", ""),
        ("no_replace", "INSERT", "WHEN EXISTS (SELECT 1 FROM audit_entry WHERE seq = NEW.seq)"),
    )
]
# An empty log may be truncated: nothing is lost, and test runs empty all tables that way.
POSTGRESQL = [
    f"""CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT 1 FROM audit_entry) THEN
            RETURN NULL;
        END IF;
        RAISE EXCEPTION '{REFUSAL}';
    END $$""",  # noqa: S608  (a constant)
    "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
    "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
]
INSTALL = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
REMOVE = {
    "sqlite": [
        f"DROP TRIGGER audit_entry_{name}" for name in ("no_update", "no_delete", "no_replace")
    ],
    "postgresql": [
        "DROP TRIGGER audit_entry_no_change ON audit_entry",
        "DROP TRIGGER audit_entry_no_truncate ON audit_entry",
        "DROP FUNCTION audit_entry_refuse()",
    ],
}


def install(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards in place (the forward function of a migration)."""
    for statement in INSTALL[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards away (the way back of that migration, and the end of some tests)."""
    for statement in REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)
