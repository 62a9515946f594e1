"""开户银行与银行文件格式, as finance keeps them."""

from django.db.models import Count

from honours.models import Bank, BankLayout


def every_layout():
    """All of them, those no longer offered too."""
    return BankLayout.objects.annotate(columns_count=Count("columns")).order_by("-is_offered", "name")


def every_bank():
    """All of them, in the order they are offered."""
    return Bank.objects.order_by("-is_offered", "position", "name")


def layout(key):
    """One layout."""
    return BankLayout.objects.filter(pk=key).first()


def bank(key):
    """One bank."""
    return Bank.objects.filter(pk=key).first()
