"""What all tests share: how many documents the fuzz test prints."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--documents", type=int, default=60, metavar="N", help="how many documents the fuzz test prints")


@pytest.fixture(scope="session")
def documents(request: pytest.FixtureRequest) -> int:
    """How many documents the fuzz test prints."""
    count = request.config.getoption("--documents")
    assert isinstance(count, int)
    return count
