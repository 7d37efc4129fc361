"""What the command line of the tests adds: how many documents the fuzz test prints."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--documents", type=int, default=60, metavar="N", help="how many documents the fuzz test prints")
