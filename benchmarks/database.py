"""A database of the benchmark's own beside the configured one."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def own_database():
    """Made anew and dropped at the end."""
    usual = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)
