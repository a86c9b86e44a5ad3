# Patterns over bytes.
import re

print(
    re.findall(rb"\d+", b"a1 b22"),
    re.search(rb"(?P<k>\w+)=(\w+)", b" x=y").groupdict(),
    re.sub(rb"a", rb"\g<0>!", b"banana"),
    re.split(b",", b"a,b"),
    re.fullmatch(b"[\x80-\xff]+", b"\xe4\xb8"),
)
print(
    re.sub(b"a", lambda m: m.group().upper(), b"cat"),
    re.match(rb"\xff\x00", b"\xff\0"),
    re.findall(rb"\w", "é_a".encode("latin-1")),
    re.findall(b"(?i)A", b"aA"),
    re.match(b".", b"\n", re.S),
    re.findall(rb"(?s:.)", b"a\n"),
)
print(
    re.search(b"b", bytearray(b"abc")).group(),
    re.search(b"b", memoryview(b"abc")).group(),
    re.findall(b"b", bytearray(b"bb")),
    re.compile(b"x").sub(b"y", bytearray(b"axb")),
)
for action in [
    lambda: re.search("a", b"a"),
    lambda: re.search(b"a", "a"),
    lambda: re.sub(b"a", "b", b"a"),
    lambda: re.compile(b"a").match("a"),
    lambda: re.sub("a", "b", b"a"),
    lambda: re.compile(rb"\u0041"),
    lambda: re.compile(b"(?P<\xe9>a)"),
    lambda: re.sub(b"a", lambda m: "x", b"a"),
    lambda: re.compile(b"(?a)x").flags,
    lambda: re.compile(b"(?P<n>a)").groupindex,
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
