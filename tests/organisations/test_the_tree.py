"""组织：市总、区局（产业）、下级、基层依次为一棵树，学会协会在旁；推荐沿此树逐级而上。"""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organisations import queries
from organisations.models import Organisation
from organisations.states import Kind
from tests.factories import OrganisationFactory
from tests.factories.numbers import credit_code


def test_the_root_is_the_municipal_union(works_union, municipal):
    assert queries.municipal() == municipal


def test_ancestors_come_nearest_first(works_union, park_union, xuhui_union, municipal):
    assert queries.ancestors_of(works_union) == [park_union, xuhui_union, municipal]
    assert queries.ancestors_of(municipal) == []


def test_a_branch_holds_everything_below_and_nothing_beside(xuhui_union, park_union, works_union, pudong_union):
    assert set(queries.branch_of(xuhui_union)) == {xuhui_union, park_union, works_union}


def test_a_branch_is_not_confused_by_keys_that_begin_alike(municipal):
    unions = [OrganisationFactory(kind=Kind.DISTRICT, parent=municipal) for _ in range(12)]
    assert all(list(queries.branch_of(union)) == [union] for union in unions)


def test_the_district_files_for_its_works(works_union, xuhui_union):
    assert queries.filing_union_of(works_union) == xuhui_union
    assert queries.filing_union_of(xuhui_union) == xuhui_union


def test_a_society_files_for_itself_and_the_municipal_union_for_nobody(society, municipal):
    assert queries.filing_union_of(society) == society
    assert queries.filing_union_of(municipal) is None


def test_reads_of_the_tree_cost_the_same_at_any_depth(works_union, xuhui_union, django_assert_num_queries):
    for union in (works_union, xuhui_union):
        with django_assert_num_queries(1):
            queries.ancestors_of(union)


def test_a_unions_code_begins_with_eight(municipal):
    union = Organisation(name="某区总工会", kind=Kind.DISTRICT, parent=municipal, credit_code=credit_code(7, kind="91"))
    with pytest.raises(ValidationError, match="首位应为 8"):
        union.full_clean(exclude=["path"])


def test_a_code_that_fails_the_check_is_kept_only_with_a_reason(municipal):
    wrong = credit_code(8, kind="81")
    wrong = wrong[:-1] + ("0" if wrong[-1] != "0" else "1")
    union = Organisation(name="某区总工会", kind=Kind.DISTRICT, parent=municipal, credit_code=wrong)
    with pytest.raises(ValidationError, match="校验位"):
        union.full_clean(exclude=["path"])

    union.credit_code_override = "登记证书原件如此，已与登记机关核对"
    union.full_clean(exclude=["path"])


@pytest.mark.parametrize(
    ("kind", "has_parent"), [(Kind.SOCIETY, True), (Kind.DISTRICT, False), (Kind.GRASSROOTS, False)]
)
def test_the_database_refuses_a_crooked_tree(municipal, kind, has_parent):
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(kind=kind, parent=municipal if has_parent else None)
