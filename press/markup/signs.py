"""Our own signs, as rules of the parser: notes, references, languages, addresses; what only looks like one is a fault."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from press.markup.cites import CITED, items
from press.problem import Code

UNCLOSED = Code("T001", "a sign that begins with a bracket is not finished or not known")
ATTRIBUTE = Code("T002", "an attribute in braces is not known")
NESTED = Code("T004", "a note stands inside a note")
EMPTY = Code("T005", "a note written in place is empty")
BROKEN = Code("T007", "a link is not finished")
IN_LINK = Code("T006", "a sign stands inside the words of a link")
LATER = Code("V002", "a sign is reserved for a later version")

Fault = tuple[Code, int, int, str, str]  # code, offset, span, message, hint

_KEY = r"[A-Za-z][A-Za-z0-9-]*"
_CALL = re.compile(rf"\[\^({_KEY})\]")
_REFERENCE = re.compile(rf"\[#({_KEY})(?:\s+(number|page|cap))?\]")
_SIGN = re.compile(rf"\[\^{_KEY}\]|\[#{_KEY}[^\]]*\]|\^\[|{CITED.pattern}", re.IGNORECASE)
_LANGUAGE = re.compile(r'\{lang=("?)([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\1\}')
_BROKEN = re.compile(r'\(https?://[^\s()"]*(?:$|\s+(?!["\')]))')
_LATER = re.compile(r"\[#[A-Za-z][\w-]* p\. ?\d+\]|\[%[A-Za-z][\w-]*\]")
_URL = re.compile(r"https?://(?:(?!\^\[|\[[\^#@%])[^\s<>])+")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")


def plain(state: StateInline, silent: bool) -> bool:
    """Words up to the next character that may begin a sign; keeps the parser from looking at each letter."""
    return _as_typed(_WORDS, state, silent)


def image(state: StateInline, silent: bool) -> bool:
    """![words](file) is no sign here; pictures are blocks of their own."""
    return _as_typed(_IMAGE, state, silent)


def _as_typed(pattern: re.Pattern[str], state: StateInline, silent: bool) -> bool:
    """Pass over what prints as it stands."""
    match = pattern.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.pending += match[0]
    state.pos = match.end()
    return True


_WORDS = re.compile(r"(?:(?!https?://)[^\\`*_\[\]<>^\n!{}])+")


def _push(state: StateInline, kind: str, content: str, offset: int, form: str = "") -> Token:
    token = state.push(kind, "", 0)
    token.content, token.info, token.meta = content, form, {"offset": offset + state.env["base"]}
    return token


def _fault(state: StateInline, code: Code, start: int, end: int, message: str, hint: str) -> None:
    state.env["faults"].append((code, start + state.env["base"], end - start, message, hint))


def bare_url(state: StateInline, silent: bool) -> bool:
    """https://... up to the last character that is not closing punctuation."""
    match = _URL.match(state.src, state.pos, state.posMax)
    if not match or state.linkLevel:
        return False
    url = _without_closing(match[0])
    if not silent:
        _push(state, "url", url, state.pos)
    state.pos += len(url)
    return True


def _without_closing(url: str) -> str:
    """An address without the punctuation of the sentence around it; a bracket stays where it was opened inside."""
    while url:
        last = url[-1]
        opened = {")": "(", "]": "["}.get(last)
        if last in ".,;:!?'\"”’»*_" or (opened and url.count(last) > url.count(opened)):
            url = url[:-1]
        else:
            return url
    return url


def note_here(state: StateInline, silent: bool) -> bool:
    """^[text]: a footnote written in place."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = _closing(state, state.pos + 1)
    if end < 0:
        if not silent:
            hint = "write the closing bracket ] at the end of the note, or \\^[ if no note is meant"
            _fault(state, UNCLOSED, state.pos, state.pos + 2, "this note has no closing bracket", hint)
            state.pending += "^["
        state.pos += 2
        return True
    if not silent:
        _open_note(state, end)
    state.pos = end + 1
    return True


def _open_note(state: StateInline, end: int) -> None:
    start = state.pos
    if state.env.get("in-note"):
        _fault(state, NESTED, start, end, "a note cannot stand inside a note", "join the two, or call both in the text")
    if not state.src[start + 2 : end].strip():
        _fault(state, EMPTY, start, end + 1, "this note is empty", "write its text between the brackets")
    token = _push(state, "note_here", state.src[start + 2 : end], start)
    token.children = _inner(state, start + 2, end, {"in-note": True})


def _inner(state: StateInline, start: int, end: int, env: dict[str, object]) -> list[Token]:
    """The tokens of a stretch inside brackets, its offsets counted from the whole text."""
    tokens: list[Token] = []
    inner_env = {**state.env, **env, "base": state.env["base"] + start}
    state.md.inline.parse(state.src[start:end], state.md, inner_env, tokens)
    return tokens


def _closing(state: StateInline, start: int) -> int:
    """Where the bracket opened at start closes; code and escaped characters are passed over. -1 if nowhere."""
    depth, position, source = 0, start, state.src
    while position < state.posMax:
        character = source[position]
        if character == "\\":
            position += 1
        elif character == "`":
            run = len(source) - position - len(source[position:].lstrip("`"))
            close = source.find("`" * run, position + run)
            position = (close if close >= 0 else position) + run - 1
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return position
        position += 1
    return -1


def bracket(state: StateInline, silent: bool) -> bool:
    """[^key], [#id form] and [text]{lang=fr}; what only looks like a sign is a fault."""
    if state.src[state.pos] != "[":
        return False
    for pattern, kind in ((_CALL, "note_key"), (_REFERENCE, "reference")):
        if match := pattern.match(state.src, state.pos):
            if not silent:
                if kind == "note_key" and state.env.get("in-note"):
                    hint = "join the two, or call both in the text"
                    _fault(state, NESTED, state.pos, match.end(), "a note cannot be called inside a note", hint)
                _push(state, kind, match[1], state.pos, (match[2] or "") if kind == "reference" else "")
            state.pos = match.end()
            return True
    if not silent:
        _link_with_signs(state)
        _broken_link(state)
    return _citation(state, silent) or _unknown(state, silent) or _attributed(state, silent)


def _citation(state: StateInline, silent: bool) -> bool:
    """[@key, p. 21]: in running text a footnote, inside a note the words themselves."""
    end = _closing(state, state.pos) if CITED.match(state.src, state.pos) else -1
    found = items(state.src, state.pos + 1, end) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        token = _push(state, "citation", state.src[state.pos : end + 1], state.pos)
        tails = [_inner(state, item.start, item.end, {"in-note": True}) for item in found]
        token.meta |= {"cites": list(zip(found, tails, strict=True)), "base": state.env["base"]}
    state.pos = end + 1
    return True


def _broken_link(state: StateInline) -> None:
    """[words](https://... with a space in it, or without an end: no link by CommonMark, and surely meant as one."""
    end = _closing(state, state.pos)
    address = _BROKEN.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if address:
        hint = "an address holds no space, and ends with a closing bracket: [words](https://...)"
        _fault(state, BROKEN, end + 2, address.end(), "this link is not finished, or its address holds a space", hint)


def _link_with_signs(state: StateInline) -> None:
    """[words[^note]](https://...): no link by CommonMark, and surely meant as one."""
    end = _closing(state, state.pos)
    sign = _SIGN.search(state.src, state.pos + 1, max(end, state.pos + 1))
    if sign and state.src.startswith("(http", end + 1):
        hint = "put the note or the reference behind the link: [words](https://...)[^note]"
        _fault(state, IN_LINK, sign.start(), sign.end(), "the words of a link hold only emphasis", hint)


def _unknown(state: StateInline, silent: bool) -> bool:
    """A bracket that looks like a sign and is none, or is one of a later version: never silent text."""
    if not CITED.match(state.src, state.pos) and state.src[state.pos : state.pos + 2] not in ("[^", "[@", "[#", "[%"):
        return False
    end = state.src.find("]", state.pos) + 1 or state.posMax
    sign = state.src[state.pos : end]
    if not silent:
        if _LATER.match(state.src, state.pos):
            what = "protected names" if sign.startswith("[%") else "pages of annexes"
            _fault(state, LATER, state.pos, end, f"{what} are not yet in this version", "write the words themselves")
        else:
            _fault(state, UNCLOSED, state.pos, end, f"{quoted(sign)} looks like a sign and is none", _sign_hint(sign))
    state.pos = end
    return True


def quoted(sign: str) -> str:
    return f"“{sign if len(sign) <= 30 else sign[:29] + '…'}”"


def _sign_hint(sign: str) -> str:
    forms = {
        "[^": "a note is called with its key, letters and hyphens only: [^my-note]",
        "[#": "a reference is written [#name], [#name number], [#name page] or [#name cap]",
        "[%": "a protected name is written [%name]",
    }
    return forms.get(sign[:2], "a citation is written [@key, p. 21]") + "; if no sign is meant, write \\["


def _attributed(state: StateInline, silent: bool) -> bool:
    """[text]{lang=fr}, and every other attribute in braces as a fault."""
    end = _closing(state, state.pos)
    if end < 0 or not state.src.startswith("{", end + 1):
        return False
    close = state.src.find("}", end) + 1 or state.posMax
    attribute = state.src[end + 1 : close]
    if not silent:
        _push_attributed(state, end, close, attribute)
    state.pos = close
    return True


def _push_attributed(state: StateInline, end: int, close: int, attribute: str) -> None:
    language = _LANGUAGE.fullmatch(attribute)
    if attribute.startswith("{.redact"):
        _fault(state, LATER, end + 1, close, "withheld passages are not yet in this version", "leave the passage out")
    elif not language:
        message = f"{quoted(attribute)} is not an attribute that is known here"
        _fault(state, ATTRIBUTE, end + 1, close, message, "only {lang=fr} is: words in another language")
    token = _push(state, "foreign", language[2] if language else "", state.pos)
    token.children = _inner(state, state.pos + 1, end, {})
