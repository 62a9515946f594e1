"""更换密钥: re-encrypt every encrypted column under the first key of ``PRIVACY_KEYS``."""

import pgtrigger
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from tqdm import tqdm

from privacy import cipher
from privacy.fields import EncryptedTextField


class Command(BaseCommand):
    """Rows already under the first key are passed over, so an interrupted run is simply started again.

    The values are rewritten in the database directly: no ``save()``, no ledger entry, no timestamp moves, because
    nothing that anybody said has changed. Each batch is one transaction and locks only its own rows; a value that
    somebody else saves meanwhile is already under the first key.
    """

    help = "用 PRIVACY_KEYS 的第一把密钥重新加密全部加密栏目；可中断，可重复执行。"

    def add_arguments(self, parser):
        """The batch size."""
        parser.add_argument("--batch", type=int, default=500, help="每批处理的行数，默认 500。")
        parser.add_argument("--quiet", action="store_true", help="不显示进度条。")

    def handle(self, *, batch, quiet, **options):
        """Walk all encrypted columns, then say whether an old key may be taken away."""
        if batch < 1:
            raise CommandError("--batch 应为正整数。")
        columns = list(encrypted_columns())
        done = 0
        for model, field in columns:
            waiting = _count_waiting(model, field)
            label = f"{model._meta.verbose_name}·{field.verbose_name}"
            with tqdm(total=waiting, desc=label, unit="行", disable=quiet or not waiting, file=self.stderr) as bar:
                last = None
                while True:
                    count, last = _rotate_batch(model, field, after=last, size=batch)
                    if not count:
                        break
                    done += count
                    bar.update(count)
        key = cipher.first_key_id()
        self.stdout.write(
            f"{len(columns)} 个加密栏目已检查，{done} 行改用密钥“{key}”加密。其余密钥可以从 PRIVACY_KEYS 中移除。"
        )


def encrypted_columns():
    """Every encrypted column of every table, as (model, field)."""
    for model in apps.get_models():
        if not model._meta.proxy:
            for field in model._meta.local_fields:
                if isinstance(field, EncryptedTextField):
                    yield model, field


def _names(model, field):
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), quote(model._meta.pk.column), quote(field.column)


def _waiting(column):
    return f"{column} <> '' AND left({column}, %s) <> %s"


def _first_key():
    prefix = f"{cipher.first_key_id()}."
    return [len(prefix), prefix]


def _count_waiting(model, field):
    table, _, column = _names(model, field)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {_waiting(column)}", _first_key())
        return cursor.fetchone()[0]


def _rotate_batch(model, field, *, after, size):
    """Re-encrypt the next rows by primary key; answers how many and the last key seen."""
    table, pk, column = _names(model, field)
    beyond = f"AND {pk} > %s" if after is not None else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {pk}, {column} FROM {table} WHERE {_waiting(column)} {beyond} ORDER BY {pk} LIMIT %s FOR UPDATE",
            [*_first_key(), *([after] if after is not None else []), size],
        )
        rows = cursor.fetchall()
        resealed = []
        for key, sealed in rows:
            try:
                text = cipher.unseal(sealed, column=field.sealed_for)
            except cipher.Unreadable as error:
                raise CommandError(f"{model._meta.verbose_name}（主键 {key}）：{error}已处理的行保持有效。") from error
            resealed.append(cipher.seal(text, column=field.sealed_for))
        if rows:
            kind = model._meta.pk.rel_db_type(connection)
            with pgtrigger.ignore():
                cursor.execute(
                    f"UPDATE {table} SET {column} = fresh.sealed"
                    f" FROM unnest(%s::text[], %s::{kind}[]) AS fresh (sealed, key) WHERE {table}.{pk} = fresh.key",
                    [resealed, [key for key, _ in rows]],
                )
    return len(rows), rows[-1][0] if rows else None
