"""Whoever imposes and lifts here has entered a code."""

import pytest

from tests.factories import prove


@pytest.fixture
def review_office(review_office):
    """The office's person of the cast, proved."""
    return prove(review_office)
