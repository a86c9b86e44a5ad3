import ast
for s in ("1", "-1", "+2.5", "1+2j", "-1-2j", "'a' 'b'", "b'x'", "(1,)", "[1, [2]]", "{1: 'a', 'b': None}", "{1, 2}", "set()", "True", "...", " 1", "{}", "()", "0x_ff", "'中'"):
    print(repr(s), repr(ast.literal_eval(s)))
for s in ("x", "1+1", "f()", "[x]", "a.b", "1 if 2 else 3", "-'a'", "{**a}", "lambda: 1", "f'{1}'", "[i for i in 1]", "not 1", "1<2", "2j+1"):
    try: print(ast.literal_eval(s))
    except ValueError as e: print(repr(s), str(e).split(" object at")[0])
for s in ("1 +", "", "(", "\n 1"):
    try: print(ast.literal_eval(s))
    except SyntaxError as e: print(repr(s), type(e).__name__, e)
