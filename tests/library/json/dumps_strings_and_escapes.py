# How strings are escaped, with ensure_ascii and without.
import json

samples = [
    'quote " back \\ slash /',
    "tab\tline\nreturn\r",
    "\b\f\0\x1f\x7f",
    "é中文",
    "😀",
    "\u2028",
    "\ud800",
    "a\udc00b",
]
for text in samples:
    print(json.dumps(text), ascii(json.dumps(text, ensure_ascii=False)))
print(json.dumps({"姓名": "小明"}, ensure_ascii=False))
print(json.dumps({"姓名": "小明"}))
for text in samples:
    print(json.loads(json.dumps(text)) == text, json.loads(json.dumps(text, ensure_ascii=False)) == text)
