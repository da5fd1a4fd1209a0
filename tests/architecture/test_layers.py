"""The arrows point down: imports, foreign keys, and nothing at the root that has no place there."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Field, Model

from tests.architecture.sources import LAYERS, PACKAGES, ROOT, Module, product, root_entries

GIVEN = [
    *(
        ".ci",
        ".env.example",
        ".gitignore",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "README.md",
    ),
    *("SECURITY.md", "bench", "docs", "manage.py", "pyproject.toml", "requirements.txt"),
    *("static", "templates", "tests"),
]
PURE_LIBRARIES = {"dateutil", "rapidfuzz", "nameparser", "nicknames", "anyascii", "phonenumbers", "domain"}
IMPURE = {
    *("io", "logging", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3", "subprocess"),
    *("tempfile", "threading", "time", "urllib", "urllib.request", "uuid"),
}
CLOCKS = {"now", "utcnow", "today", "open", "print", "input"}
RANK = {package: len(LAYERS) - row for row, layer in enumerate(LAYERS) for package in layer}


def keys(model: type[Model]) -> list[Field]:
    return [
        field
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
    ]


def goes_down(model: type[Model], field: Field) -> bool:
    here, there = model._meta.app_label, field.related_model._meta.app_label
    if there not in RANK:
        return here == "accounts"  # only the user stands on the framework's tables
    return here == there or RANK[there] < RANK[here]


def domain() -> list[Module]:
    return [module for module in product() if module.name.startswith("domain/")]


def imports(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def test_imports_keep_the_contracts() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stdout[-3000:] + answer.stderr[-2000:]


def test_the_layers_are_the_agreed_ones() -> None:
    agreed = (
        "crm, dashboard | api, transfer, network, interactions, reminders, relationships, contacts, "
        "accounts | ui, domain"
    )

    assert ", ".join(" | ".join(layer) for layer in LAYERS) == agreed


def test_foreign_keys_point_down() -> None:
    models = [
        model
        for package in PACKAGES
        if apps.is_installed(package)
        for model in apps.get_app_config(package).get_models()
    ]

    upwards = [
        f"{model._meta.label}.{field.name}"
        for model in models
        for field in keys(model)
        if not goes_down(model, field)
    ]

    assert len(models) > 10
    assert upwards == []


def test_only_the_given_names_stand_at_the_root() -> None:
    assert [name for name in root_entries() if name not in (*GIVEN, *PACKAGES)] == []


def test_the_papers_of_the_house_are_all_there() -> None:
    assert [name for name in GIVEN if name != "bench" and not (ROOT / name).exists()] == []


def test_every_package_is_there_once_it_has_its_first_feature() -> None:
    found = [path.parent.name for path in ROOT.glob("*/__init__.py")]

    assert sorted({*found, "api"} - {"tests", "bench"}) == sorted(PACKAGES)


def test_the_domain_loads_without_a_framework() -> None:
    names = [module.name[:-3].replace("/", ".") for module in domain()]
    program = f"import sys, {', '.join(names)}; sys.exit('django' in sys.modules)"

    assert len(names) > 5
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_the_domain_imports_only_pure_libraries() -> None:
    pairs = [(module.name, name) for module in domain() for name in imports(module)]
    allowed = sys.stdlib_module_names | PURE_LIBRARIES

    assert [(m, name) for m, name in pairs if name in IMPURE or name.split(".")[0] not in allowed] == []


def test_the_domain_reads_no_clock_and_no_file() -> None:
    found = [
        f"{module.name}:{node.lineno}"
        for module in domain()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and called(node) in CLOCKS
    ]

    assert found == []


def test_the_clock_is_read_in_one_place() -> None:
    """Beside it only the supervisor measures spans of time."""
    reads = ("datetime.now(", "timezone.now(", "date.today(", "datetime.today(", "time.time(")

    found = [module.name for module in product() if any(read in module.text for read in reads)]

    assert found == ["accounts/clock.py"]


SIGNALS = re.compile(r"@receiver|\.signals import|import signals|django\.dispatch")


def test_nothing_listens_to_signals_between_apps() -> None:
    found = [module.name for module in product() if SIGNALS.search(module.text)]

    assert [name for name in found if not name.endswith("apps.py")] == []


def test_views_are_functions_and_there_is_no_admin() -> None:
    generic = [module.name for module in product() if "django.views.generic" in module.text]

    assert generic == []
    assert not apps.is_installed("django.contrib.admin")
