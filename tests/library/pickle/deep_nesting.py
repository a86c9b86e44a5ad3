# A pickle of very deep lists ends in a RecursionError, not a crash.
import pickle

value = []
for _ in range(100):
    value = [value]
print(pickle.loads(pickle.dumps(value)) == value)
for _ in range(100_000):
    value = [value]
try:
    pickle.dumps(value)
except RecursionError as error:
    print(type(error).__name__)
while value:
    value = value[0]
data = b"]" * 50_000 + b"a" * 49_999 + b"."
deep, depth = pickle.loads(data), 1
while deep:
    deep, depth = deep[0], depth + 1
print(depth)
