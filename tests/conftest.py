"""Fixtures that several test files share."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the gold articles, beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (gold articles), which is not there")
    return SHARED
