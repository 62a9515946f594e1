"""组织."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """组织."""

    name = "organisations"
    verbose_name = "组织"
