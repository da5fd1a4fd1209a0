import doctest
import re

from tests.architecture.sources import ROOT

PAPER = ROOT / "docs" / "strength.md"
FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> doctest.DocTest:
    """The Python of the paper, one after the other in one namespace."""
    told = "\n".join(FENCE.findall(PAPER.read_text()))
    return doctest.DocTestParser().get_doctest(told, {}, PAPER.name, str(PAPER), 0)


def test_the_worked_examples_are_what_the_model_does() -> None:
    said: list[str] = []

    result = doctest.DocTestRunner(verbose=False).run(examples(), out=said.append)

    assert "".join(said) == ""
    assert result.failed == 0
    assert result.attempted > 30


def test_every_python_block_of_the_paper_is_run() -> None:
    blocks = FENCE.findall(PAPER.read_text())

    assert len(blocks) == PAPER.read_text().count("```python")
    assert [block for block in blocks if not block.startswith(">>> ")] == []
