"""Faults put in on purpose: the n-th statement an act sends to the database breaks."""

from django.db import connection, transaction


class Fault(Exception):
    """The statement that was chosen to fail."""


class FailsAt:
    """For ``connection.execute_wrapper``: lets so many statements through and breaks the next one."""

    def __init__(self, number):
        self.left = number

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            if self.left == 0:
                raise Fault
            self.left -= 1
        return execute(sql, params, many, context)


def broken_at_every_statement(act, *, watched):
    """Try an act broken at its first statement, its second and so on: ``watched()`` must read the same after each.

    Returns how many statements were tried; the act that came through at last is taken back.
    """
    before = watched()
    number = 0
    with transaction.atomic():
        start = transaction.savepoint()
        while True:
            try:
                with connection.execute_wrapper(FailsAt(number)):
                    act()
            except Fault:
                assert watched() == before, f"statement {number} left something behind"
                number += 1
            else:
                transaction.savepoint_rollback(start)
                return number


def digests_of(*models):
    """All rows of these tables in one question, for ``watched``: whatever changes anywhere changes it."""
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM {one} t" for one in tables)
        )
        return list(zip(tables, cursor.fetchall(), strict=True))
