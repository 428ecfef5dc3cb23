"""The words of a saved query: every token is looked at before anything is parsed, so a refusal names its place."""

from __future__ import annotations

import re

from sqlglot import tokenize
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from app.domain.errors import DomainError

MAX_LENGTH = 4_000
MAX_WORDS = 800
MAX_DEPTH = 20

FUNCTIONS = frozenset(
    {"count", "sum", "avg", "min", "max", "coalesce", "nullif", "upper", "lower", "length", "trim", "substring",
     "round", "abs", "cast"}
)  # fmt: skip
_T = TokenType
#: What may stand in a statement; a word that is not here is refused where it stands.
ALLOWED = frozenset(
    {
        _T.SELECT, _T.DISTINCT, _T.FROM, _T.WHERE, _T.GROUP_BY, _T.ORDER_BY, _T.HAVING, _T.LIMIT, _T.OFFSET,
        _T.JOIN, _T.INNER, _T.LEFT, _T.OUTER, _T.CROSS, _T.ON, _T.ALIAS, _T.AND, _T.OR, _T.NOT, _T.IN, _T.IS, _T.NULL,
        _T.LIKE, _T.ILIKE, _T.BETWEEN, _T.CASE, _T.WHEN, _T.THEN, _T.ELSE, _T.END, _T.ASC, _T.DESC, _T.TRUE,
        _T.FALSE, _T.STRING, _T.NUMBER, _T.VAR, _T.IDENTIFIER, _T.STAR, _T.COMMA, _T.DOT, _T.L_PAREN, _T.R_PAREN,
        _T.EQ, _T.NEQ, _T.LT, _T.GT, _T.LTE, _T.GTE, _T.PLUS, _T.DASH, _T.SLASH, _T.DPIPE, _T.TEXT, _T.INT,
        _T.BIGINT, _T.DECIMAL, _T.FIRST, _T.NAME,
    }
)  # fmt: skip
#: Words that may stand before a parenthesis without being a function.
BEFORE_PARENTHESIS = frozenset(
    {"in", "and", "or", "not", "on", "where", "select", "having", "when", "then", "else", "case", "between", "as",
     "like", "ilike", "by", "group by", "order by", "limit", "offset", "distinct", "from", "join", "is"}
)  # fmt: skip
_COMMENT = re.compile(r"--|/\*|\*/|\{#")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


class QueryRefusedError(DomainError):
    """Refuse a statement; `line` and `column` say where, `word` what."""

    def __init__(self, code: str, *, line: int = 1, column: int = 1, word: str = "") -> None:
        super().__init__(code, line=line, column=column, word=word[:60])


def check(text: str) -> list[Token]:
    """Return the tokens of a statement; raises QueryRefusedError at the first that no query may have."""
    _check_letters(text)
    try:
        tokens = tokenize(text, read="postgres")
    except SqlglotError as error:
        raise QueryRefusedError("query_unreadable") from error
    if not tokens:
        raise QueryRefusedError("query_empty")
    if len(tokens) > MAX_WORDS:
        raise QueryRefusedError("query_too_long")
    if tokens[0].token_type is not _T.SELECT:
        raise _refused("query_not_a_select", tokens[0])
    for number, token in enumerate(tokens):
        _check_word(tokens, number, token)
    _check_depth(tokens)
    return tokens


def _check_letters(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise QueryRefusedError("query_too_long")
    found = _CONTROL.search(text)
    if found:
        raise _at("query_letter", text, found.start())
    found = _COMMENT.search(_without_texts(text))
    if found:
        raise _at("query_comment", text, found.start())


def _without_texts(text: str) -> str:
    """Blank out what stands in quotes, keeping every place."""
    return re.sub(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", lambda found: "'" * len(found[0]), text)


def _check_word(tokens: list[Token], number: int, token: Token) -> None:
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if token.comments:
        raise _refused("query_comment", token)
    if token.token_type is _T.SEMICOLON:
        raise _refused("query_several", token)
    opens = following is not None and following.token_type is _T.L_PAREN
    name = token.text.lower()
    if opens and (name[:1].isalpha() or name[:1] == "_") and name not in FUNCTIONS | BEFORE_PARENTHESIS:
        raise _refused("query_function", token)
    if token.token_type is _T.SELECT and number:
        raise _refused("query_inner_select", token)
    if token.token_type not in ALLOWED:
        raise _refused("query_word", token)


def _check_depth(tokens: list[Token]) -> None:
    depth = 0
    for token in tokens:
        depth += {_T.L_PAREN: 1, _T.R_PAREN: -1}.get(token.token_type, 0)
        if token.token_type is _T.CASE:
            depth += 1
        if token.token_type is _T.END:
            depth -= 1
        if depth > MAX_DEPTH:
            raise _refused("query_too_deep", token)


def _refused(code: str, token: Token) -> QueryRefusedError:
    return QueryRefusedError(code, line=token.line, column=max(1, token.col - len(token.text) + 1), word=token.text)


def _at(code: str, text: str, offset: int) -> QueryRefusedError:
    before = text[:offset]
    return QueryRefusedError(code, line=before.count("\n") + 1, column=offset - before.rfind("\n"))
