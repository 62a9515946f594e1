"""加密栏目: a text column that PostgreSQL only ever sees sealed."""

from django.core.exceptions import FieldError
from django.db import models

from privacy.cipher import seal, unseal


class EncryptedTextField(models.TextField):
    """Text encrypted on its way into the database and decrypted on its way out.

    Empty text and NULL are stored as they are, so that CHECK constraints and ``isnull`` still work. Nothing else
    can be asked of the column: to find a person again, keep a ``privacy.hashing.keyed_hash`` beside it.
    """

    description = "加密文本"

    @property
    def sealed_for(self) -> str:
        """The column a value is bound to; renaming model or field therefore needs a data migration."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_prep_value(self, value):
        """Seal a value for storing."""
        value = super().get_prep_value(value)
        return seal(value, column=self.sealed_for) if value else value

    def from_db_value(self, value, expression, connection):
        """Open a stored value."""
        return unseal(value, column=self.sealed_for) if value else value

    def get_lookup(self, lookup_name):
        """Only ``isnull`` can be asked: the same text is sealed differently each time."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be searched ({lookup_name}); search its keyed hash")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name):
        """No function may reach into a sealed value."""
        raise FieldError(f"{self.name} is encrypted and cannot be transformed ({lookup_name})")
