# cls=: an encoder of one's own.
import json


class Encoder(json.JSONEncoder):
    def default(self, value):
        if isinstance(value, complex):
            return [value.real, value.imag]
        if isinstance(value, range):
            return list(value)
        return super().default(value)


print(json.dumps({"z": 2 + 3j, "r": range(3)}, cls=Encoder))
print(Encoder().encode(1j), Encoder(indent=1, sort_keys=True).encode({"b": 1j, "a": 0}))
try:
    json.dumps({"s": {1}}, cls=Encoder)
except TypeError as error:
    print(error)
print(list(json.JSONEncoder().iterencode([1, {"a": "b"}])))
print("".join(Encoder(separators=(",", ":")).iterencode([range(2), {"k": 1j}])))
encoder = json.JSONEncoder()
print(
    encoder.ensure_ascii,
    encoder.item_separator,
    encoder.key_separator,
    encoder.indent,
    encoder.sort_keys,
    encoder.skipkeys,
    encoder.allow_nan,
)
print(json.JSONEncoder(indent=2).item_separator)
