# What each JSON text becomes.
import json

for text in [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "12",
    "-7",
    "1.5",
    "-0.0",
    "1e3",
    "1E-2",
    "2.50e+2",
    "12345678901234567890123",
    "1e400",
    '""',
    '"a b"',
    "[]",
    "[ 1 ,2,\n3 ]",
    "{}",
    '{"a":1,"b":[true,null]}',
    '  {"x" : {"y" : "z"} }  ',
    "\t[1]\r\n",
]:
    value = json.loads(text)
    print(repr(text), repr(value), type(value).__name__)
print(json.loads('{"a": 1, "a": 2, "b": 3}'))
