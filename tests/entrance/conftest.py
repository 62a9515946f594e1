"""What those who register type, and the code they are sent."""

import re

import pytest
from django.core import mail

from entrance import actions


@pytest.fixture
def codes():
    """Send what waits; the codes in the letters, the latest last."""

    def sent():
        actions.deliver_codes()
        return [found.group() for letter in mail.outbox if (found := re.search(r"[0-9]{6}", letter.subject))]

    return sent
