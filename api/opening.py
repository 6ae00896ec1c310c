"""Opening the store that the settings name."""

from __future__ import annotations

from api.secret import secret
from api.settings import Settings
from graph import connect
from graph.login import Login
from graph.store import Store


def open_store(settings: Settings, url: str | None = None) -> Store:
    """The store of the settings, or another at ``url`` with their user and password.

    Raises StoreError where it cannot be opened, UsageError where an address or a setting makes no sense.
    """
    found = secret(settings, "store_password")
    return connect.open_store(url or settings.store, Login(settings.store_user, found[0] if found else ""))
