# Ascii 85, with its options.
import base64

for n in range(10):
    data = b"Man is distinguished"[:n]
    print(
        n,
        base64.a85encode(data),
        base64.a85encode(data, pad=True),
        base64.a85decode(base64.a85encode(data)) == data,
    )
print(
    base64.a85encode(b"\0\0\0\0abc"),
    base64.a85encode(b"    abc", foldspaces=True),
    base64.a85decode(b"z@:E^"),
    base64.a85decode(b"y@:E^", foldspaces=True),
)
print(
    base64.a85encode(b"hello world, hello", adobe=True),
    base64.a85encode(b"hello world, hello", wrapcol=10),
    base64.a85encode(b"hello world", wrapcol=5, adobe=True),
)
print(
    base64.a85decode(b"<~BOu!rDZ~>", adobe=True),
    base64.a85decode("BOu!\n rDZ"),
    base64.a85decode("BOu!-rDZ", ignorechars=b"-"),
)
for text, options in [
    ("y", {}),
    ("abz", {}),
    ("vwxyz", {}),
    ('s8W-"', {}),
    ("BOu!rDZ", {"adobe": True}),
    ("BO~", {}),
    ("é", {}),
    ("<~BO~>", {}),
    ("aby", {"foldspaces": True}),
]:
    try:
        print(repr(text), base64.a85decode(text, **options))
    except ValueError as error:
        print(repr(text), options, type(error).__name__, "|", error)
