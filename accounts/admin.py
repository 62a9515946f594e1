"""系统管理: the admin reads; whatever is changed is changed on the portal's own pages, where the ledger is signed.

Nothing of a selection is registered here, and no personal particulars are shown.
"""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import Group

from accounts.models import Membership, User
from common.refusals import Refusal, Refused
from organisations.models import Organisation

admin.site.site_header = admin.site.site_title = "上海工匠选树管理平台 · 系统管理"
admin.site.index_title = "只读查询：更正请在工作台的“人员”“组织”中办理"


@login_required
def not_let_in(request, *args, **kwargs):
    """There is one door to sign in, with one throttle and one note in the ledger; the admin has none of its own."""
    raise Refused(
        Refusal(
            "not_an_administrator", "系统管理的只读查询只供系统管理员使用。", "需要更正人员或组织的，请告知系统管理员。"
        )
    )


admin.site.login = not_let_in
for model in (Group, AccessAttempt, AccessFailureLog, AccessLog):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class ReadOnly(admin.ModelAdmin):
    """Lists and shows, changes nothing."""

    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request):
        """Never here."""
        return False

    def has_change_permission(self, request, obj=None):
        """Never here."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Never at all."""
        return False


@admin.register(User)
class UserAdmin(ReadOnly):
    """人员, without telephone, address or document."""

    list_display = fields = ("full_name", "username", "is_active", "joined_at", "last_login")
    list_filter = ("is_active",)
    search_fields = ("full_name", "username")
    ordering = ("full_name", "pk")


@admin.register(Membership)
class MembershipAdmin(ReadOnly):
    """任职."""

    list_display = fields = ("user", "role", "organisation", "since", "until")
    list_filter = ("role",)
    list_select_related = ("user", "organisation")
    search_fields = ("user__full_name", "organisation__name")
    ordering = ("-since", "pk")


@admin.register(Organisation)
class OrganisationAdmin(ReadOnly):
    """组织."""

    list_display = ("name", "kind", "parent", "credit_code", "is_active")
    fields = (
        "name",
        "short_name",
        "kind",
        "parent",
        "credit_code",
        "credit_code_override",
        "employer_name",
        "employer_code",
        "is_active",
    )
    list_filter = ("kind", "is_active")
    list_select_related = ("parent",)
    search_fields = ("name", "credit_code")
