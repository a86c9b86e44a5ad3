# A small program in everyday style: cutting an expression into tokens.
import re

TOKENS = [
    ("NUMBER", r"\d+(?:\.\d+)?"),
    ("NAME", r"[A-Za-z_]\w*"),
    ("OP", r"[-+*/=()]"),
    ("SKIP", r"\s+"),
    ("BAD", r"."),
]
SCANNER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in TOKENS))


def tokens(text):
    for match in SCANNER.finditer(text):
        kind = match.lastgroup
        if kind == "SKIP":
            continue
        if kind == "BAD":
            raise SyntaxError(f"unexpected {match.group()!r} at {match.start()}")
        yield kind, float(match.group()) if kind == "NUMBER" else match.group()


print(list(tokens("area = 2*(width + 3.5)")))
try:
    list(tokens("a ? b"))
except SyntaxError as error:
    print(type(error).__name__, error)
log = "2024-05-01 ERROR disk full\n2024-05-02 INFO ok\n2024-05-03 ERROR net down\n"
for date, text in re.findall(r"^(\d{4}-\d\d-\d\d) ERROR (.*)$", log, re.M):
    print(date, "|", text)
emails = "ann@example.org, bob@x, c.d@mail.example.com"
print(
    re.findall(r"[\w.]+@\w+(?:\.\w+)+", emails), re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3.\2.\1", log.split()[0])
)
