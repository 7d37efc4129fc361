"""Where the YAML parser stumbled becomes a problem in plain words: what is wrong with the text there, and what to write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from press.problem import Code, Place, Problem

DEEP = Code("Y006", "lists and keys stand deeper in each other than any report needs")
HASH = Code("Y007", "words behind a # that YAML takes for a comment")
TAB = Code("Y011", "a tab at the start of a line")
COLON = Code("Y013", "a colon inside a text, which YAML takes for the end of a key")
FIRST_SIGN = Code("Y014", "a text begins with a sign that means something else in YAML")
COMMA = Code("Y015", "a comma inside brackets divides a text")
COLUMN = Code("Y020", "a line begins in a column where nothing is expected")
QUOTE = Code("Y021", "a quotation mark is not closed, or words follow it")


LONGEST = 300


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in the lines, 0-based."""

    line: int
    column: int


def as_block(words: str) -> str:
    """The hint that shows a text as a | block, in which every sign is safe."""
    shown = " ".join(words.split())
    shown = shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
    return f"write the text as a block:\n|\n  {shown}"


def words_from(lines: Sequence[str], line: int, column: int) -> str:
    """The words of a text from a point on: the rest of its line, and the lines below that are set in deeper."""
    if not 0 <= line < len(lines):
        return ""
    indent = _indent(lines[line])
    found = [lines[line][column:]]
    for below in lines[line + 1 : line + 20]:
        if not below.strip() or _indent(below) <= indent:
            break
        found.append(below)
    return " ".join(found)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*(?:[\w-]+:[ \t]+)?")  # dashes, and a key with its colon


def explained(
    file: str, lines: Sequence[str], problem: str, context: str, mark: Mark | None, begun: Mark | None
) -> Problem:
    """The problem in the author's words. mark: where the parser stopped. begun: where what it was reading began."""
    at = mark or begun or Mark(0, 0)
    stumble = _Stumble(file, lines, problem, context, at, begun or at)
    for reason in (_deep, _tab, _block, _colon, _sign, _unclosed, _escape, _hash, _words_after, _spaces, _key_alone):
        found = reason(stumble)
        if found:
            return found
    hint = "lines of one text begin in one column; a new item begins with a dash; a key ends with a colon"
    return COLUMN.at(stumble.place(at), "this line does not go with the lines above it", hint)


@dataclass(frozen=True, slots=True)
class _Stumble:
    file: str
    lines: Sequence[str]
    problem: str
    context: str
    at: Mark
    begun: Mark

    def line(self, mark: Mark) -> str:
        return self.lines[mark.line] if 0 <= mark.line < len(self.lines) else ""

    def place(self, mark: Mark) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1)

    def words(self, mark: Mark) -> tuple[int, str]:
        """Where the words of a line begin, behind dashes and a key; and all words of that text."""
        column = _LEAD.match(self.line(mark)).end()  # type: ignore[union-attr]  # it matches the empty text too
        return column, words_from(self.lines, mark.line, column)

    def rest(self, mark: Mark) -> str:
        """All words of a text from a mark on."""
        return words_from(self.lines, mark.line, mark.column)

    def wrong(self) -> Mark:
        """The line to blame: the one where a key was sought, else where the parser stopped."""
        return self.begun if "simple key" in self.context else self.at


def _deep(stumble: _Stumble) -> Problem | None:
    if "depth" not in stumble.problem:
        return None
    return DEEP.at(stumble.place(stumble.begun), "too many brackets stand inside each other here", "close them")


def _tab(stumble: _Stumble) -> Problem | None:
    line = stumble.line(stumble.at)
    if "tab" in stumble.problem or "\t" in line[: len(line) - len(line.lstrip())]:
        column = max(line.find("\t"), 0)
        message = "a tab stands at the start of this line"
        return TAB.at(stumble.place(Mark(stumble.at.line, column)), message, "use spaces; two for each step")
    return None


def _block(stumble: _Stumble) -> Problem | None:
    if "block scalar" not in stumble.context:
        return None
    sign, words = stumble.rest(stumble.begun)[:1], stumble.rest(stumble.begun)[1:]
    message = f"after {sign} the text begins on the next line"
    return FIRST_SIGN.at(stumble.place(stumble.begun), message, as_block(words))


def _colon(stumble: _Stumble) -> Problem | None:
    if "mapping values are not allowed" not in stumble.problem:
        return None
    line = stumble.line(stumble.at)
    column, words = stumble.words(stumble.at)
    above = stumble.lines[stumble.at.line - 1] if stumble.at.line else ""
    if stumble.at.column <= column and re.match(r"\s*(?:- +)*[\w-]+:\S", above):
        missing = above.index(":")
        hint = f"write {above[: missing + 1].strip()} {above[missing + 1 :]}"
        return COLUMN.at(stumble.place(Mark(stumble.at.line - 1, missing)), "a space is missing after this colon", hint)
    if stumble.at.column < column:
        first = len(line) - len(line.lstrip())
        message = "this key does not begin in the same column as the keys it belongs to"
        return COLUMN.at(
            stumble.place(Mark(stumble.at.line, first)), message, "set it under the first letter of its neighbours"
        )
    message = "a colon stands inside this text, and YAML takes the words before it for a key"
    return COLON.at(stumble.place(stumble.at), message, as_block(words))


def _sign(stumble: _Stumble) -> Problem | None:
    at = stumble.begun if re.search("alias|anchor|tag|directive|node", stumble.context) else stumble.at
    words = stumble.rest(at)
    if re.search("cannot start any token|alphabetic|tag|directive|URI", stumble.problem) and words:
        message = f"a text that begins with {words[0]} means something else in YAML"
        return FIRST_SIGN.at(stumble.place(at), message, as_block(words))
    return None


def _unclosed(stumble: _Stumble) -> Problem | None:
    words = stumble.rest(stumble.begun)
    if "flow" in stumble.context and words:
        message = f"the text begins with {words[0]}, which means a list in YAML; or its closing bracket is missing"
        return FIRST_SIGN.at(stumble.place(stumble.begun), message, as_block(words))
    if "end of stream" in stumble.problem or "document indicator" in stumble.problem:
        message = "the text begins with a quotation mark, and none closes it"
        return QUOTE.at(stumble.place(stumble.begun), message, as_block(words))
    return None


def _escape(stumble: _Stumble) -> Problem | None:
    if "escape" not in stumble.problem and "hexdecimal" not in stumble.problem and "hexadecimal" not in stumble.problem:
        return None
    words = stumble.rest(stumble.begun).strip().strip('"')
    message = "inside double quotes a backslash and the sign after it mean something else"
    return QUOTE.at(stumble.place(stumble.at), message, as_block(words))


def _hash(stumble: _Stumble) -> Problem | None:
    """A comment just above broke a plain text in two."""
    number = stumble.wrong().line - 1
    while number >= 0 and not stumble.lines[number].strip():
        number -= 1
    found = re.search(r"(?:^|\s)(#.*)", stumble.lines[number]) if number >= 0 else None
    if not found:
        return None
    top = number
    while top > 0 and not _LEAD.match(stumble.lines[top]).group().strip():  # type: ignore[union-attr]
        top -= 1
    message = "the words from # on would be lost, and the text breaks off there"
    hint = as_block(stumble.words(Mark(top, 0))[1])
    return HASH.at(stumble.place(Mark(number, found.start(1))), message, hint, len(found.group(1)))


def _words_after(stumble: _Stumble) -> Problem | None:
    """Words behind a closing quotation mark or bracket: the author's text began with it."""
    column, words = stumble.words(stumble.at)
    if not words or words[0] not in "\"'[{" or column >= stumble.at.column:
        return None
    after = stumble.line(stumble.at)[stumble.at.column :].strip()
    what = "a quotation mark" if words[0] in "\"'" else words[0]
    message = f"the text begins with {what}, and YAML ends it where that closes: “{after}” is too much"
    code = QUOTE if words[0] in "\"'" else FIRST_SIGN
    return code.at(stumble.place(Mark(stumble.at.line, column)), message, as_block(words))


def _spaces(stumble: _Stumble) -> Problem | None:
    mark = stumble.wrong()
    line = stumble.line(mark)
    dash = re.match(r"\s*(-)[^\s-]", line)
    colon = re.match(r"\s*(?:- +)*[\w-]+(:)\S", line)
    if dash:
        hint = f"write - {line.strip()[1:]}"
        return COLUMN.at(stumble.place(Mark(mark.line, dash.start(1))), "a space is missing after this dash", hint)
    if colon:
        hint = f"write {line[: colon.end(1)].strip()} {line[colon.end(1) :]}"
        return COLUMN.at(stumble.place(Mark(mark.line, colon.start(1))), "a space is missing after this colon", hint)
    return None


def _key_alone(stumble: _Stumble) -> Problem | None:
    if "simple key" not in stumble.context:
        return None
    mark = stumble.begun
    message = "this line is neither a key with a colon nor part of the text above it"
    hint = "if it belongs to the text above, begin it in the same column as that text; a | block holds every sign"
    return COLUMN.at(stumble.place(mark), message, hint)
