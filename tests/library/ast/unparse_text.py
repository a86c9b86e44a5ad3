"""ast.unparse: parentheses where they are needed, quotes, docstrings, every statement."""
import ast

SOURCES = [
    "(a + b) * c - d ** -e ** f", "a ** (b ** c), (a ** b) ** c", "not (a or b) and c", "(a, b)[0], (x := 1)",
    "(lambda x: x)(1)", "(a if b else c) if d else e", "-(-1), - -x, not not y", "(1).real, 1.5.real, (-1).real",
    "x = a, = b", "for a, b in c: pass", "return_ = (yield_)", "[*a, *(b or c)]", "f(*(a or b), **(c or d))",
    "'it\\'s', \"say \\\"x\\\"\", 'both \\' and \"', 'line\\nend', '\\x00\\ud800中'", "b'\\x00\\'\"'",
    "1e400, -1e400, 1e400j", "f'{x}' f'{a[\"k\"]!r:>{w}}'", "f'{ {1: 2}[1] } {{literal}}'", "f'''{x\n}'''",
    "f'\\n{x}'", "def f():\n    '''Doc \"\"\" of\n    two lines'''\n    return (1, 2)",
    "class A(B, k=C):\n    '''doc'''\n    x: int\n    def m(self, /, a=1, *, b): pass",
    "async def f():\n    async with a as b: await c\n    return [x async for x in y]",
    "@a.b\n@c(1)\nclass D: pass", "if a: b\nelif c: d\nelse:\n    if e: f\n    g",
    "try: a\nexcept A as e: b\nexcept: c\nelse: d\nfinally: e", "try: a\nexcept* (A, B): b",
    "with (a as b, c): pass", "import a.b as c\nfrom .. import d as e, f", "del a, (b, c)\nassert a, b\nglobal x",
    "match a:\n    case {'k': [1, *r], **o} | A(x, y=1) as q if c: pass\n    case (1 | 2) as z: pass\n    case _: pass",
    "def f[T: int = str, *Ts, **P](x: T) -> (yield): ...", "type X[T] = list[T]", "x[a:b, ::c], x[(1, 2)], x[()], x[*a]",
    "(a < b) < c, a < (b < c)", "(await_)", "lambda a, /, b=1, *c, d, **e: a", "raise A from B", "while a: b\nelse: c",
    "{**a, **(b or c)}, {a: b for c in d}", "(yield a + b)", "x: (int) = 1\n(y): int\nz.a: int = 2", "print((yield))",
]
for source in SOURCES:
    text = ast.unparse(ast.parse(source))
    print(text)
    print(ast.dump(ast.parse(text)) == ast.dump(ast.parse(source)))
print(ast.unparse(ast.Name("x", ast.Load())), ast.unparse(ast.arg("a", ast.Name("int"))), ast.unparse([ast.Pass(), ast.Break()]))
print(repr(ast.unparse(ast.Expr(ast.Tuple([], ast.Load())))), ast.unparse(ast.Constant((1, "a", (2,)))))
