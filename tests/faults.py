"""Faults put in on purpose: the n-th statement an act sends to the database breaks."""


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
