"""Files and functions stay small enough to be read in one go."""

import ast
from pathlib import Path
from statistics import median

from tests.architecture.sources import PROJECT, ROOT, Function, lines, product, templates, trials


def parameters(function: Function) -> int:
    found = function.args
    named = [argument.arg for argument in found.posonlyargs + found.args + found.kwonlyargs]
    return (
        len([name for name in named if name not in ("self", "cls")]) + bool(found.vararg) + bool(found.kwarg)
    )


def too_long(folder: str, pattern: str, limit: int) -> dict[str, int]:
    sizes = {str(path.relative_to(ROOT)): lines(path.read_text()) for path in (ROOT / folder).rglob(pattern)}
    return {name: size for name, size in sizes.items() if size > limit}


def test_no_module_is_longer_than_300_lines() -> None:
    sizes = {module.name: lines(module.text) for module in product()}

    assert {name: size for name, size in sizes.items() if size > 300} == {}


def test_the_median_module_has_at_most_60_lines() -> None:
    assert median(lines(module.text) for module in product()) <= 60


def test_no_function_is_longer_than_40_lines() -> None:
    sizes = {f"{m.name} {f.name}": m.lines_of(f) for m in product() for f in m.functions}

    assert {name: size for name, size in sizes.items() if size > 40} == {}


def test_the_median_function_has_at_most_8_lines() -> None:
    assert median(module.lines_of(function) for module in product() for function in module.functions) <= 8


def test_no_view_is_longer_than_25_lines() -> None:
    views = [
        (module, node)
        for module in product()
        if "views" in Path(module.name).with_suffix("").parts
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and [a.arg for a in node.args.args[:1]] == ["request"]
    ]

    assert {f"{m.name} {f.name}": m.lines_of(f) for m, f in views if m.lines_of(f) > 25} == {}


def test_no_function_takes_more_than_seven_parameters() -> None:
    counts = {f"{m.name} {f.name}": parameters(f) for m in product() for f in m.functions}

    assert {name: count for name, count in counts.items() if count > 7} == {}


def test_no_test_module_is_longer_than_400_lines() -> None:
    sizes = {module.name: lines(module.text) for module in trials()}

    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_no_template_is_longer_than_120_lines() -> None:
    sizes = {name: lines(text) for name, text in templates().items()}

    assert {name: size for name, size in sizes.items() if size > 120} == {}


def test_no_stylesheet_is_longer_than_200_lines() -> None:
    assert too_long("static", "*.css", 200) == {}


def test_no_script_is_longer_than_150_lines() -> None:
    assert too_long("static", "*.js", 150) == {}


def test_complexity_is_bounded_by_the_linter() -> None:
    assert PROJECT["tool"]["ruff"]["lint"]["mccabe"]["max-complexity"] == 8
    assert "C90" in PROJECT["tool"]["ruff"]["lint"]["select"]
    assert "C90" not in str(PROJECT["tool"]["ruff"]["lint"]["per-file-ignores"])


def test_at_most_25_libraries_are_needed_at_run_time() -> None:
    assert len(PROJECT["project"]["dependencies"]) <= 25


def test_an_extra_brings_two_libraries_at_most_and_there_are_few() -> None:
    extras = PROJECT["project"]["optional-dependencies"]

    assert len(extras) <= 5
    assert {name: libraries for name, libraries in extras.items() if len(libraries) > 2} == {}
