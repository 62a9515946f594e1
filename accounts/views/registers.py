"""The administrator's registers: people with their roles, and the tree of organisations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, queries, rules
from accounts.forms import GrantForm, OpenAccountForm, OrganisationFilters, OrganisationForm, PeopleFilters, PersonForm
from accounts.models import Membership, User
from accounts.queries import second_factors
from common import clock
from common.dates import day_words, today
from common.pages import page_of
from common.refusals import insist
from ledger.queries import trace_of
from organisations import queries as tree
from organisations.models import Organisation
from organisations.states import FILING_UNIONS, SOCIAL_BODIES, Kind

SUGGESTED = (Kind.MUNICIPAL, *FILING_UNIONS, *SOCIAL_BODIES)


@login_required
@require_safe
def people(request):
    """人员名册."""
    insist(rules.refuse_keeping_accounts(request.user))
    filters = PeopleFilters(request.GET)
    filters.is_valid()
    context = {
        "title": "人员",
        "lead": "账户属于本人；角色是任职，有起有止。",
        "trail": [("人员", "")],
        "filters": filters,
        "page": page_of(queries.listed(**filters.asked()), request.GET.get("page")),
    }
    return render(request, "accounts/people.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_account(request):
    """开户."""
    insist(rules.refuse_keeping_accounts(request.user))
    form = OpenAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.open_account(by=request.user, **form.cleaned_data)
        messages.success(request, f"{person.full_name}的账户已开立。请授予角色，并发出设置密码的链接。")
        return redirect("accounts:person", person.pk)
    context = {"title": "开立账户", "trail": [("人员", reverse("accounts:people")), ("开立账户", "")], "form": form}
    return render(request, "accounts/open_account.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person(request, key):
    """一人的登记、任职与留痕."""
    insist(rules.refuse_keeping_accounts(request.user))
    person = get_object_or_404(User, pk=key)
    form = PersonForm(request.POST or None, initial={"full_name": person.full_name, "email": person.email})
    if request.method == "POST" and form.is_valid():
        actions.change_person(person, by=request.user, **form.cleaned_data)
        messages.success(request, "登记已更正。")
        return redirect("accounts:person", key)
    return _person_page(request, person, form=form)


@login_required
@require_POST
def grant(request, key):
    """授予角色."""
    insist(rules.refuse_keeping_accounts(request.user))
    person = get_object_or_404(User, pk=key)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _person_page(request, person, grant_form=form)
    membership = actions.grant(person, by=request.user, **form.cleaned_data)
    messages.success(
        request, f"已授予{person.full_name}“{membership.get_role_display()}”，自{day_words(membership.since)}起。"
    )
    return redirect("accounts:person", key)


@login_required
@require_POST
def end(request, key):
    """终止任职."""
    insist(rules.refuse_keeping_accounts(request.user))
    membership = get_object_or_404(Membership.objects.select_related("user"), pk=key)
    membership = actions.end_membership(membership, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, f"{membership}，任职至{day_words(membership.until)}止（含当日）。")
    return redirect("accounts:person", membership.user_id)


@login_required
@require_POST
def suspend(request, key):
    """停用账户."""
    person = get_object_or_404(User, pk=key)
    actions.suspend(person, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, f"{person.full_name}的账户已停用，即时生效。")
    return redirect("accounts:person", key)


@login_required
@require_POST
def resume(request, key):
    """恢复账户."""
    person = get_object_or_404(User, pk=key)
    actions.resume(person, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, f"{person.full_name}的账户已恢复使用。")
    return redirect("accounts:person", key)


@login_required
@require_POST
def unlock(request, key):
    """解除登录锁定."""
    person = get_object_or_404(User, pk=key)
    actions.unlock(person, by=request.user)
    messages.success(request, f"{person.full_name}的登录锁定已解除，可以立即再试。")
    return redirect("accounts:person", key)


@login_required
@require_safe
def organisations(request):
    """组织名册: the tree."""
    insist(rules.refuse_keeping_accounts(request.user))
    filters = OrganisationFilters(request.GET)
    filters.is_valid()
    context = {
        "title": "组织",
        "lead": "市总工会、区局（产业）工会、下级工会、基层工会依次为一棵树；学会、协会在旁。",
        "trail": [("组织", "")],
        "filters": filters,
        "page": page_of(tree.listed(**filters.asked()), request.GET.get("page")),
    }
    return render(request, "organisations/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register_organisation(request):
    """登记组织."""
    insist(rules.refuse_keeping_accounts(request.user))
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = actions.register_organisation(by=request.user, **form.cleaned_data)
        messages.success(request, f"{organisation}已登记。")
        return redirect("accounts:organisation", organisation.pk)
    trail = [("组织", reverse("accounts:organisations")), ("登记组织", "")]
    return render(
        request, "organisations/form.html", {"title": "登记组织", "trail": trail, "form": form, "act": "登记"}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request, key):
    """更正组织登记."""
    insist(rules.refuse_keeping_accounts(request.user))
    organisation = get_object_or_404(Organisation.objects.select_related("parent"), pk=key)
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(organisation, by=request.user, **form.cleaned_data)
        messages.success(request, "登记已更正。")
        return redirect("accounts:organisation", key)
    facts = [("类别", organisation.get_kind_display())]
    if organisation.parent:
        facts.append(("上级工会", organisation.parent, reverse("accounts:organisation", args=[organisation.parent_id])))
    context = {
        "title": Organisation.objects.values_list("name", flat=True).get(pk=key),
        "trail": [("组织", reverse("accounts:organisations")), ("登记", "")],
        "facts": facts,
        "form": form,
        "act": "更正登记",
        "trace": trace_of(organisation),
    }
    return render(request, "organisations/form.html", context)


def _person_page(request, person, *, form=None, grant_form=None):
    user, day = request.user, today()
    memberships = [
        {
            "row": membership,
            "in_force": membership.is_in_force(day),
            "refusal": rules.refuse_end(user, membership, last_day=day),
        }
        for membership in queries.memberships_of(person)
    ]
    context = {
        "title": person.full_name,
        "trail": [("人员", reverse("accounts:people")), (person.full_name, "")],
        "person": person,
        "memberships": memberships,
        "form": form or PersonForm(initial={"full_name": person.full_name, "email": person.email}),
        "grant_form": grant_form or GrantForm(),
        "suggested": tree.listed().filter(kind__in=SUGGESTED, is_active=True).values_list("name", flat=True),
        "suspension": rules.refuse_suspension(user, person),
        "bound": second_factors.of(person),
        "reset": rules.refuse_reset(user, person, now=clock.now()),
        "resumption": rules.refuse_resumption(user, person),
        "trace": trace_of(person),
    }
    return render(request, "accounts/person.html", context)
