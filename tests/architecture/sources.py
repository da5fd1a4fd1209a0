"""What the house is made of, read from the files themselves."""

import ast
import io
import re
import tokenize
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS = [
    [package.strip(" ()") for package in layer.split("|")]
    for layer in PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
]  # the highest first
PACKAGES = [package for layer in LAYERS for package in layer]
_IGNORED = [line.strip("/") for line in (ROOT / ".gitignore").read_text().split()] + [".git"]

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def functions(self) -> list[Function]:
        return [
            node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]

    def comments_with(self, words: re.Pattern[str]) -> list[tuple[int, str]]:
        """The comments in which the words are found; a text without them need not be taken apart."""
        if words.search(self.text) is None:
            return []
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        comments = [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]
        return [(line, comment) for line, comment in comments if words.search(comment)]

    @cached_property
    def _rows(self) -> list[str]:
        return self.text.splitlines()

    def lines_of(self, node: ast.stmt) -> int:
        """How many lines that are not blank, from `def` to the end."""
        return sum(1 for row in self._rows[node.lineno - 1 : node.end_lineno] if row.strip())


def lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def root_entries() -> list[str]:
    """What lies at the root and is not ignored by git."""
    return sorted(path.name for path in ROOT.iterdir() if not _is_ignored(path.name))


def _is_ignored(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in _IGNORED)


def _modules(folders: list[str]) -> list[Module]:
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [Module(str(path.relative_to(ROOT)), path.read_text()) for path in paths]


@cache
def product() -> list[Module]:
    """Every module that runs, without migrations."""
    found = [Module("manage.py", (ROOT / "manage.py").read_text()), *_modules(PACKAGES)]
    return [module for module in found if "/migrations/" not in module.name]


@cache
def trials() -> list[Module]:
    return _modules(["tests"])


@cache
def everything() -> list[Module]:
    return product() + trials() + _modules(["bench"])


@cache
def templates() -> dict[str, str]:
    folder = ROOT / "templates"
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*.html"))}


def matches(pattern: str, texts: dict[str, str]) -> list[str]:
    """`file:line` of every place where the pattern is found."""
    return [
        f"{name}:{text.count(chr(10), 0, found.start()) + 1}"
        for name, text in texts.items()
        for found in re.finditer(pattern, text)
    ]
