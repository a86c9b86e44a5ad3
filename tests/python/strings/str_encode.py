# Text to bytes.
s = "aé中😀"
print(s.encode(), s.encode("utf-8"), s.encode("utf-16-le"), s.encode("utf-32-be"))
print("abc".encode("ascii"), "é".encode("latin-1"), len(s.encode()), "中".encode("utf-16"))
print(s.encode("ascii", "ignore"), s.encode("ascii", "replace"), s.encode("ascii", "backslashreplace"), s.encode("ascii", "xmlcharrefreplace"))
for encoding in ("ascii", "latin-1", "no-such-encoding"):
    try:
        print("a中b".encode(encoding))
    except (UnicodeEncodeError, LookupError) as error:
        print(type(error).__name__, "-", error)
try:
    "\ud800".encode()
except UnicodeEncodeError as error:
    print(error, error.start, error.end, error.reason, error.encoding)
print("é中".encode().decode(), b"\xc3\xa9".decode("latin-1"))
