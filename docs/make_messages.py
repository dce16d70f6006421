"""Collects every message about a user's input in one catalogue for translators: python docs/make_messages.py messages.pot.

The sentences stand in the code beside the rule that they tell of, where they are read and changed together; each has a
stable code. This writes them out by code in the format of GNU gettext, with {…} where a value is put in.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import liaison_planner

SOURCES = Path(liaison_planner.__file__).parent
RAISED_BY = {"error", "warning", "info", "refuse", "warn", "ask", "UnreadableError"}


class Message(NamedTuple):
    """A code with one of its sentences, and where it stands."""

    code: str
    text: str
    place: str


def messages() -> list[Message]:
    """Every sentence of every issue, by code; equal sentences once."""
    found = {(each.code, each.text): each for path in sorted(SOURCES.rglob("*.py")) for each in _in_module(path)}
    return [found[key] for key in sorted(found)]


def _in_module(path: Path) -> Iterator[Message]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = _texts_by_name(tree.body)
    calls = {id(node): constants for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        known = constants | _texts_by_name(list(ast.walk(function)))
        calls |= {id(node): known for node in ast.walk(function) if isinstance(node, ast.Call)}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        code = _code_of(call)
        for argument in call.args[1:] if code else ():
            for text in _texts(argument, calls[id(call)]):
                yield Message(code, text, f"{path.relative_to(SOURCES.parent)}:{call.lineno}")


def _code_of(call: ast.Call) -> str:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    first = call.args[0] if call.args else None
    if name in RAISED_BY and isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return ""


def _texts_by_name(nodes: list[ast.stmt] | list[ast.AST]) -> dict[str, list[str]]:
    """The texts that are given a name, alone or several at once."""
    found: dict[str, list[str]] = {}
    for node in (node for node in nodes if isinstance(node, ast.Assign)):
        for target in node.targets:
            several = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            pairs = zip(target.elts, node.value.elts, strict=True) if several else [(target, node.value)]  # type: ignore[attr-defined]
            for name, value in pairs:
                if isinstance(name, ast.Name):
                    found.setdefault(name.id, []).extend(_texts(value, found))
    return found


def _texts(node: ast.expr, known: dict[str, list[str]]) -> list[str]:
    """What the expression may say, values as {…}."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(str(part.value) if isinstance(part, ast.Constant) else _blank(part) for part in parts)]
        case ast.Name(id=name):
            return known.get(name, [])
        case ast.IfExp(body=one, orelse=other):
            return [*_texts(one, known), *_texts(other, known)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [before + after for before in _texts(left, known) for after in _texts(right, known)]
    return []


def _blank(part: ast.expr) -> str:
    return "{" + (ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else "") + "}"


def catalogue() -> str:
    """All messages as one gettext template."""
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries = (
        f'#: {each.place}\nmsgctxt {_quoted(each.code)}\nmsgid {_quoted(each.text)}\nmsgstr ""\n' for each in messages()
    )
    return "\n".join((head, *entries))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    if len(sys.argv) == 2:
        Path(sys.argv[1]).write_text(catalogue(), encoding="utf-8")
        print(f"{len(messages())} messages in {sys.argv[1]}")
    else:
        print(catalogue())
