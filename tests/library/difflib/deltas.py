import difflib

a = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n".splitlines(True)
b = "one\ntwo!\nthree\nfive\nsix\nseven\neight\nnine and more\nten\neleven\n".splitlines(True)


def show(lines):
    print("".join("|" + line for line in lines))


show(difflib.unified_diff(a, b, "old", "new", "yesterday", "today"))
show(difflib.unified_diff(a, b, n=0))
show(difflib.context_diff(a, b, "old", "new"))
show(difflib.ndiff(a, b))
delta = list(difflib.ndiff(a, b))
print(list(difflib.restore(delta, 1)) == a, list(difflib.restore(delta, 2)) == b)
s = difflib.SequenceMatcher(None, "private Thread currentThread;", "private volatile Thread currentThread;")
print(round(s.ratio(), 3), s.quick_ratio(), s.real_quick_ratio(), s.find_longest_match())
print(s.get_matching_blocks(), s.get_opcodes())
print(list(s.get_grouped_opcodes(2)))
s = difflib.SequenceMatcher(lambda c: c == " ", " abcd", "abcd abcd")
print(s.find_longest_match(0, 5, 0, 9), s.bjunk, s.b2j)
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("x", ["y"]))
print(difflib.get_close_matches("wheel", ["heel", "wheels", "steel"], n=2, cutoff=0.7))
print(list(difflib.Differ().compare(["abcdef\n"], ["abdxef\n", "extra\n"])))
print(list(difflib.diff_bytes(difflib.unified_diff, [b"a\xff\n"], [b"b\n"], b"x", b"y")))
for bad in (lambda: difflib.get_close_matches("a", [], n=0), lambda: difflib.get_close_matches("a", [], cutoff=2), lambda: list(difflib.restore([], 3)),
            lambda: list(difflib.unified_diff([b"a"], [b"b"])), lambda: list(difflib.unified_diff("a", "b"))):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
import random
r = random.Random(5)
for _ in range(30):
    x = [r.choice("abcd") for _ in range(r.randrange(12))]
    y = [r.choice("abcd") for _ in range(r.randrange(12))]
    print(difflib.SequenceMatcher(None, x, y).get_opcodes(), len(list(difflib.ndiff(x, y))))
