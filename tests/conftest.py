"""Which tests stay together where they run on several cores: those that share something costly."""

import pytest

SHARED = ("sample_warehouse", "real_warehouse")  # built once for all files


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test the group of its file, or that of all tests on the shared warehouses."""
    for item in items:
        shares = any(name in getattr(item, "fixturenames", ()) for name in SHARED)
        item.add_marker(pytest.mark.xdist_group("warehouses" if shares else item.nodeid.partition("::")[0]))
