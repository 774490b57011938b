"""The files of words say the same things in every language, and nothing that the code does not."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel import Locale

import bot
from bot.errors import AccessError, JobError, SourceError, StartError
from bot.words import LANGUAGES, Template, speak, templates
from config import guilds
from models.errors import DocumentError, GroundingError, ModelsError, WeightsError
from models.types import Step

ROOT = Path(bot.__file__).parent.parent
OTHERS = LANGUAGES[1:]
SAYERS = ("say", "_say")
NAMED = (AccessError, JobError, SourceError, StartError)
ENGLISH = templates("en")


def forms(template: Template) -> tuple[str, ...]:
    """Every form of a sentence."""
    return (template,) if isinstance(template, str) else tuple(template.values())


def placeholders(template: Template) -> set[str]:
    """The names of the values of a sentence; a plural has its count whether shown or not."""
    found = {name for form in forms(template) for name in re.findall(r"\{(\w+)\}", form)}
    return found if isinstance(template, str) else found | {"count"}


def test_a_guild_can_choose_every_language_and_no_other() -> None:
    """The settings cannot ask the words, so both name them."""
    assert guilds.LANGUAGES == LANGUAGES


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_everything(language: str) -> None:
    """No sentence is missing and none is left over."""
    assert set(templates(language)) ^ set(ENGLISH) == set()


@pytest.mark.parametrize("language", OTHERS)
def test_translations_take_the_same_values(language: str) -> None:
    """No value is dropped in a language and none is made up."""
    own = templates(language)
    wrong = [n for n in ENGLISH if n in own and placeholders(own[n]) != placeholders(ENGLISH[n])]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_the_categories_of_their_language(language: str) -> None:
    """Every number up to a thousand finds its own form, as CLDR has it."""
    locale = Locale.parse(language)
    needed = {locale.plural_form(number) for number in range(1_000)} | {"other"}
    known = locale.plural_form.tags | {"other", "zero"}
    plurals = {n: set(t) for n, t in templates(language).items() if not isinstance(t, str)}
    assert plurals
    assert [name for name, own in plurals.items() if not needed <= own <= known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_broken(language: str) -> None:
    """Each has words, no spare space and no brace that is not a placeholder's."""
    wrong = [
        name
        for name, template in templates(language).items()
        for form in forms(template)
        if not form or form != form.strip() or re.search(r"[{}]", re.sub(r"\{\w+\}", "", form))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_sentences_are_translated(language: str) -> None:
    """What has a space in it is a phrase, and no phrase stayed English."""
    own = templates(language)
    same = [n for n, t in own.items() if t == ENGLISH.get(n) and any(" " in f for f in forms(t))]
    assert [name for name in same if re.search(r"[a-z]{2,} [a-z]{2,}", str(own[name]))] == []


def test_every_sentence_is_said_somewhere() -> None:
    """A name stands in the code, or begins as a name that the code puts together does."""
    texts = frozenset(_texts())
    heads = tuple(text for text in texts if re.fullmatch(r"(\w+\.)+(\w+_)?", text))
    assert [name for name in ENGLISH if name not in texts and not name.startswith(heads)] == []


def test_whatever_the_code_says_has_words_and_its_values() -> None:
    """A misspelled name or a forgotten value is found without running the line."""
    wrong = [
        f"{name} {sorted(given)}"
        for name, given in _said()
        if name not in ENGLISH or not placeholders(ENGLISH[name]) <= given
    ]
    assert wrong == []


@pytest.mark.parametrize("error", [ModelsError, DocumentError, GroundingError, WeightsError])
def test_every_family_of_the_pipeline_has_words(error: type[ModelsError]) -> None:
    """An error without a name of its own is explained by its family."""
    assert placeholders(ENGLISH[f"error.{error.name}"]) == set()


@pytest.mark.parametrize("step", list(Step))
def test_every_step_has_words(step: Step) -> None:
    """They need no value but a count, and none of it before anything can be counted."""
    assert speak("en")(f"step.{step}", count=0)


def test_words_load_fast_and_one_language_at_a_time() -> None:
    """Reading one file takes under 30 ms, and importing the room reads none."""
    code = (
        "import time, bot.words as w\n"
        "read = w.templates.cache_info().currsize\n"
        "times = []\n"
        "for _ in range(5):\n"
        "    w.templates.cache_clear(); start = time.process_time()\n"
        "    w.templates('uk'); times.append(time.process_time() - start)\n"
        "print(read, w.templates.cache_info().currsize, min(times) < 0.030)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "1", "True"]


@cache
def _trees() -> tuple[ast.Module, ...]:
    rooms = ("bot", "models")
    files = (file for room in rooms for file in sorted((ROOT / room).rglob("*.py")))
    return tuple(ast.parse(file.read_text(encoding="utf-8")) for file in files)


def _texts() -> Iterator[str]:
    """Every string of the code, and of an f-string what stands before its first value."""
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _said() -> Iterator[tuple[str, set[str]]]:
    """The names that are said or raised as they stand, with the values they are given."""
    raised = tuple(error.__name__ for error in NAMED)
    for tree in _trees():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if any(keyword.arg is None for keyword in call.keywords):
                continue
            given = {keyword.arg for keyword in call.keywords if keyword.arg}
            called = ast.unparse(call.func).rpartition(".")[2]
            texts = [a.value for a in call.args if isinstance(a, ast.Constant)]
            if called in SAYERS and texts:
                yield texts[0], given
            elif called in raised and texts:
                yield f"error.{texts[0]}", given
            elif called in ("DocumentError", "WeightsError") and len(call.args) == 2:
                yield f"error.{ast.literal_eval(call.args[1])}", given
            elif called == "Note" and texts:
                yield f"note.{texts[0]}", _noted(call)


def _noted(call: ast.Call) -> set[str]:
    """The names of a note's values, which are pairs."""
    pairs = call.args[1].elts if len(call.args) > 1 and isinstance(call.args[1], ast.Tuple) else []
    return {str(ast.literal_eval(pair.elts[0])) for pair in pairs if isinstance(pair, ast.Tuple)}
