# Decoding and what goes wrong with it.
def attempt(data, *args, **named):
    try:
        print(repr(data.decode(*args, **named)))
    except (UnicodeDecodeError, LookupError) as error:
        print(type(error).__name__, "-", error)


attempt(b"abc")
attempt("中é😀".encode())
attempt(b"\xff")
attempt(b"ab\xe4\xb8")
attempt(b"a\xe4b")
attempt(b"\x80abc", "ascii")
attempt(b"\xe9", "latin-1")
attempt(b"a\xffb", errors="ignore")
attempt(b"a\xffb", "utf-8", "replace")
attempt(b"a\xff", "ascii", "backslashreplace")
attempt(b"\xc0\xaf")
attempt(b"\xed\xa0\x80")
attempt(b"\xf0\x9f\x98")
attempt(b"x", "nonsense")
attempt(b"\xff\xfe-N", "utf-16")
attempt(b"\xef\xbb\xbfx", "utf-8-sig")
try:
    b"ok\xff\xfe".decode()
except UnicodeDecodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason)
