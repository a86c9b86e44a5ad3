# loads takes str, bytes and bytearray in any Unicode encoding.
import json

text = '{"é": "中😀"}'
for code in ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]:
    print(code, json.loads(text.encode(code)), json.detect_encoding(text.encode(code)))
print(json.loads(bytearray(b"[1]")))
for value in [5, None, [1], {"a": 1}, memoryview(b"1")]:
    try:
        json.loads(value)
    except TypeError as error:
        print(error)
try:
    json.loads("\ufeff[1]")
except json.JSONDecodeError as error:
    print(error)
try:
    json.loads(b'"\xff\xfe\x00"')
except UnicodeDecodeError as error:
    print(type(error).__name__, error)
for call in [
    lambda: json.dumps(),
    lambda: json.dumps([1], 2),
    lambda: json.loads(),
    lambda: json.dumps(1, bogus=2),
    lambda: json.loads("1", bogus=2),
]:
    try:
        call()
    except TypeError as error:
        print(error)
