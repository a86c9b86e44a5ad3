import code, codeop, sys
sys.stderr = sys.stdout
for src in ("x = 1", "if 1:", "if 1:\n  y = 2\n", "def f():\n  return 1", "(1,", "'''a", "x +", "1 +* 2", "", "# c", "a\\", "for i in 3: pass\n", "class"):
    try: print(repr(src), codeop.compile_command(src) is not None)
    except SyntaxError as e: print(repr(src), type(e).__name__, e.msg)
i = code.InteractiveInterpreter({"a": 5})
print(i.runsource("a + 1"), i.runsource("def g():"), i.runsource("1/0"), i.runsource("1 1"), i.locals["a"])
lines = iter(["x = 3", "for k in range(2):", "    print(k, x)", "", "x * 2", "raise ValueError('v')", "undefined"])
c = code.InteractiveConsole()
def read(prompt=""):
    try: line = next(lines)
    except StopIteration: raise EOFError
    print(prompt + line); return line
c.raw_input = read
c.interact(banner="hi", exitmsg="bye")
print(c.push("if x:"), c.push("    print('pushed')"), c.push(""), c.locals["x"])
