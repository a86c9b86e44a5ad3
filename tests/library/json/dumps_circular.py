# Objects that contain themselves.
import json

loop = [1]
loop.append(loop)
ring = {"a": {}}
ring["a"]["back"] = ring
for value in [loop, ring, [ring]]:
    try:
        json.dumps(value)
    except ValueError as error:
        print(type(error).__name__, error)
shared = [1, 2]
print(json.dumps([shared, shared, {"s": shared}]))
try:
    json.dumps(loop, check_circular=False)
except RecursionError as error:
    print(type(error).__name__)
