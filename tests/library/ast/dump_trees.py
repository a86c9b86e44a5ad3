"""ast.parse and ast.dump over statements and expressions of all kinds, with places and without."""
import ast

SOURCES = [
    "x = 1", "x: int = 2\n(y): str", "a, *b = c = [1, *d]", "x += 1; del x, y[0]", "pass",
    "def f(a, /, b: int = 1, *args, c, d=2, **kw) -> str:\n    'doc'\n    return a\n",
    "@deco\n@other(1)\nasync def g():\n    await x\n    async for i in y: yield i\n    async with a as b, c: pass\n",
    "class A[T: int, *Ts, **P](B, metaclass=M):\n    x = 1\n",
    "type Pair[T = int] = tuple[T, T]",
    "if a:\n    b\nelif c:\n    d\nelse:\n    e\n",
    "for i in range(3):\n    continue\nelse:\n    break\nwhile x: y\n",
    "try:\n    a\nexcept (A, B) as e:\n    raise X from e\nelse:\n    b\nfinally:\n    c\n",
    "try: a\nexcept* A: raise\n",
    "import a.b as c, d\nfrom . import x\nfrom ..y import *\n",
    "global a, b\nassert x, 'message'",
    "match p:\n    case [1, *_, None] | {'k': v, **rest} if v: pass\n    case A(1, b=2) as q: pass\n    case -1 | 1+2j | 'x' | a.b: pass\n    case _: pass\n",
    "lambda *a, b=1: (yield)", "a if b else c", "a and b and not c or d", "-x ** +y // ~z @ w",
    "a < b <= c is not d not in e", "f(x, *y, k=1, **z)(i for i in j)", "x[1:2, ::3, ...][a]",
    "[i for i in a if b if c for j in i]", "{k: v async for k, v in x}", "{*a, 1}", "{**a, 1: 2}",
    "f'{x!r:>{width}} {{}} {y=} {z=!s}' 'tail'", "u'marked'",
    "(a := 1)", "1.5, 2j, 0x10, 10**20, b'ab', True, None, ...", "()", "(yield from x)",
]
for source in SOURCES:
    tree = ast.parse(source)
    print(ast.dump(tree))
    print(ast.dump(tree, annotate_fields=False, include_attributes=True))
print(ast.dump(ast.parse("f(x)", mode="eval"), indent=2))
print(ast.dump(ast.parse("x = 1; y", mode="single"), indent="\t", show_empty=True))
for source, mode in [("x +", "exec"), ("a = 1", "eval"), ("x", "wrong"), ("a\0b", "exec"), ("return 1", "exec")]:
    try:
        print(ast.dump(ast.parse(source, "<text>", mode)))
    except (SyntaxError, ValueError) as error:
        print(type(error).__name__, error)
