# Deep nesting: fine up to a point, then a RecursionError.
import json

deep = []
for _ in range(200):
    deep = [deep]
text = json.dumps(deep)
print(len(text), json.loads(text) == deep)
for text in ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000]:
    try:
        json.loads(text)
    except RecursionError as error:
        print(type(error).__name__)
deep = []
for _ in range(100_000):
    deep = [deep]
try:
    json.dumps(deep)
except RecursionError as error:
    print(type(error).__name__)
while deep:
    deep = deep[0]
print(deep)
