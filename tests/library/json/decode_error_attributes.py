# JSONDecodeError: a ValueError with the place.
import json

text = '{\n  "name": "Ada",\n  "age": 36,\n}'
try:
    json.loads(text)
except ValueError as error:
    print(type(error).__name__, type(error).__module__, isinstance(error, json.JSONDecodeError))
    print(error.msg, error.pos, error.lineno, error.colno, error.doc == text)
    print(error.args, str(error))
    lines = error.doc.splitlines()
    print(lines[error.lineno - 1])
    print(" " * (error.colno - 1) + "^")
own = json.JSONDecodeError("Trouble", "ab\ncd", 4)
print(own, own.lineno, own.colno, repr(own))
