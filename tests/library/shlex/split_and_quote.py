import shlex
for s in ("a b  c", "a 'b c' \"d e\" f\\ g", "x=1 'it''s' \"a\\\"b\"", "# comment", "a # b", "'a", "a\\", "", "a\n b\tc", "中文 'x y'", "a;b|c>d", "-o'x'y"):
    for posix in (True, False):
        try: print(repr(s), posix, shlex.split(s, posix=posix))
        except ValueError as e: print(repr(s), posix, e)
print(shlex.split("a # b", comments=True), shlex.quote("it's"), shlex.quote(""), shlex.quote("plain-1.0/x"), shlex.join(["a b", "c", "d'e"]))
print(list(shlex.shlex("a && b; c>>d 'x y'", punctuation_chars=True)), list(shlex.shlex("foo'bar' -x.y", posix=True)), list(shlex.shlex("a.b c-d \"q\"")))
lex = shlex.shlex("one two\nthree # c\nfour")
print(lex.get_token(), lex.get_token()); lex.push_token("back"); print(list(lex), lex.lineno, lex.error_leader("f", 3))
try: shlex.split(None)
except ValueError as e: print(e)
