"""Only one module opens connections to addresses that owners name; the rest goes by libraries with fixed hosts."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import Module, product

CLIENTS = {
    *("requests", "httpx", "urllib3", "aiohttp", "pycurl", "http.client", "urllib.request", "ftplib"),
    *("telnetlib", "websockets", "pywebpush", "socket", "ssl", "asyncio", "xmlrpc.client"),
}
MAY = {
    "crm/place.py": {"socket"},  # whether the port is free
    "crm/supervisor.py": {"http.client"},  # the health of its own web server
    "reminders/safe_http.py": {"socket", "ssl"},
}
NAMES_ALONE = {"gaierror", "timeout", "SHUT_RDWR"}


def loaded(module: Module) -> Iterator[str]:
    """What a module imports, also by name at run time; errors of a module are no connection."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and not {alias.name for alias in node.names} <= NAMES_ALONE:
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
            yield from (str(word.value) for word in node.args if isinstance(word, ast.Constant))


def test_e5_only_safe_http_opens_connections() -> None:
    found = {module.name: set(loaded(module)) & CLIENTS for module in product()}

    assert {name: clients for name, clients in found.items() if clients} == MAY


def test_e4_apprise_is_used_in_one_place_and_with_named_services_alone() -> None:
    found = {
        module.name: sorted(name for name in loaded(module) if name.partition(".")[0] == "apprise")
        for module in product()
    }
    code = next(module.text for module in product() if module.name == "reminders/channels/services.py")

    assert [name for name, names in found.items() if names] == ["reminders/channels/services.py"]
    assert [word for word in ("instantiate", "parse_url", "AppriseConfig", "Attach") if word in code] == []
    assert code.count(".add(") == code.count(".add(service)") == 1
