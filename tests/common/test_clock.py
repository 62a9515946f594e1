"""The clock: real everywhere, and in a demonstration put forward by hand, so that a notice can be seen to end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common import clock


@pytest.fixture(autouse=True)
def _read_anew():
    clock._forget()
    yield
    clock._forget()


def test_it_shows_the_real_moment():
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)


def test_a_demonstration_puts_it_forward_and_the_steps_add_up():
    clock.put_forward(timedelta(days=2))
    clock.put_forward(timedelta(days=5))

    assert timedelta(days=6, hours=23) < clock.now() - timezone.now() < timedelta(days=7, hours=1)


def test_it_is_never_put_back():
    with pytest.raises(ValueError, match="never put back"):
        clock.put_forward(timedelta(days=-1))


def test_outside_a_demonstration_it_cannot_be_touched(settings):
    clock.put_forward(timedelta(days=2))
    settings.DEMONSTRATION = False

    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)
    with pytest.raises(RuntimeError):
        clock.put_forward(timedelta(days=1))
