# JSONDecoder: decode, raw_decode, a subclass.
import json

decoder = json.JSONDecoder()
print(decoder.decode(' [1, "x"] '), decoder.raw_decode('{"a": 1} tail'), decoder.raw_decode("[1][2]", 3))
stream, position, found = '1 "two" [3]', 0, []
while position < len(stream):
    value, position = decoder.raw_decode(stream, position)
    found.append(value)
    while position < len(stream) and stream[position] == " ":
        position += 1
print(found)
for action in [
    lambda: decoder.raw_decode(""),
    lambda: decoder.raw_decode(" 1"),
    lambda: decoder.decode("1 2"),
]:
    try:
        print(action())
    except json.JSONDecodeError as error:
        print(error)


class Decoder(json.JSONDecoder):
    def __init__(self, **options):
        super().__init__(object_hook=self.revive, **options)

    def revive(self, data):
        return complex(data["re"], data["im"]) if "re" in data else data


print(json.loads('[{"re": 1, "im": 2}, {"k": 0}]', cls=Decoder))
