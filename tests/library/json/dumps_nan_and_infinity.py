# NaN and the infinities.
import json

values = [float("nan"), float("inf"), float("-inf")]
print(json.dumps(values))
for value in values:
    try:
        json.dumps([value], allow_nan=False)
    except ValueError as error:
        print(error)
print(json.loads("[NaN, Infinity, -Infinity]"))
print(json.loads("[NaN, -Infinity]", parse_constant=lambda name: "<" + name + ">"))
for text in ["nan", "-NaN", "+Infinity", "infinity", "Inf"]:
    try:
        print(json.loads(text))
    except json.JSONDecodeError as error:
        print(error)
