"""Errors in the iterable, the condition and the element of a comprehension."""


def fail(what):
    raise ValueError(what)


for source in ("[x for x in fail('iterable')]", "[x for x in [1] if fail('condition')]", "[fail('element') for x in [1]]",
               "{fail('key'): 1 for x in [1]}", "{1: fail('value') for x in [1]}", "list(fail('late') for x in [1])",
               "(x for x in 5)", "[x for x in 5]", "{x for x in [[]]}", "{[]: 1 for x in [1]}", "[a for a, b in [(1,)]]",
               "[x for x in [1, 2] for y in x]", "[*x for x in [1]]", "{**x for x in [1]}", "[x, y for x in [1]]",
               "[x for x in 1, 2]", "[x for 5 in [1]]", "[x if x for x in [1]]"):
    try:
        print(eval(source))
    except SyntaxError as error:
        print(source, "-", error.msg)
    except Exception as error:
        print(source, type(error).__name__, error)
