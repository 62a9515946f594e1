"""A checkout of its own for each test: nothing of the real one is touched."""

import shutil
import tempfile
from pathlib import Path

import pytest

from ops.places import Places


@pytest.fixture(scope="module")
def places():
    """Outside pytest's own directory, which is closed to the services' user when root runs the tests."""
    root = Path(tempfile.mkdtemp(prefix="craftsman-checkout-", dir="/tmp"))
    root.chmod(0o755)
    yield Places(root)
    shutil.rmtree(root)
