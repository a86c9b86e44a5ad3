"""tokenize and token: tokens of all kinds, their places and lines, untokenize, errors, encodings."""
import io
import token
import tokenize

SOURCES = [
    "x = 1", "if a:\n\tb # c\n\n# d\n  \nc\n", "(a,\n b)\n", "f'a{{b}}{x!r:>{w}}c' rb'''x\ny'''\n", "a \\\n b\n",
    "0x_f 1_0.5e-3j .5 0777 1.\n", "é = '中' + u\"x\"\n", "f'''a\n{\nx}b'''", "x=1;\r\ny", "", "\n", "  # c\n", "f'{a!=b}{c:=^3}{d=}'\n",
    "def f():\n  if x:\n    pass\n", "a $ b ? !\n", "f'\\N{DASH}{x}' rf'\\{y}'\n", "x: int -> ... := **= //= @= <<= != ~a\n", "f'{x:{y}z}'\n",
]
for source in SOURCES:
    print(repr(source))
    tokens = list(tokenize.generate_tokens(io.StringIO(source, newline="").readline))
    for item in tokens:
        print("", tokenize.tok_name[item.exact_type], item.type, repr(item.string), item.start, item.end, repr(item.line))
    print("", repr(tokenize.untokenize(tokens)))
print(tokenize.untokenize([(token.NAME, "print"), (token.OP, "("), (token.STRING, "'a'"), (token.STRING, "'b'"), (token.OP, ")"), (token.NEWLINE, "\n"),
                           (token.NAME, "if"), (token.NAME, "x"), (token.OP, ":"), (token.NEWLINE, "\n"), (token.INDENT, "  "), (token.NAME, "y"),
                           (token.NEWLINE, "\n"), (token.DEDENT, ""), (token.ENDMARKER, "")]))
for source in ("'abc\n", "'''abc", "(a", "def f():\n  a\n b\n"):
    try:
        print(len(list(tokenize.generate_tokens(io.StringIO(source).readline))))
    except (tokenize.TokenError, SyntaxError) as error:
        print(type(error).__name__, error)
for data in (b"x = 1\n", b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", b"#!/bin/x\n# vim: set fileencoding=gbk :\nx = '\xd6\xd0'\n", b"\xef\xbb\xbfx\n"):
    print(tokenize.detect_encoding(io.BytesIO(data).readline))
    print([item.string for item in tokenize.tokenize(io.BytesIO(data).readline)])
for data in (b"# coding: unheard-of\n", b"\xff\n", b"\xef\xbb\xbf# coding: latin-1\n"):
    try:
        print(tokenize.detect_encoding(io.BytesIO(data).readline))
    except SyntaxError as error:
        print(error)
print(next(tokenize.generate_tokens(io.StringIO("name").readline)))
print(token.tok_name[54], token.EXACT_TOKEN_TYPES[":="], token.ISTERMINAL(3), token.ISNONTERMINAL(300), token.ISEOF(0), token.N_TOKENS)
print(len(token.__all__), len(tokenize.__all__))
