# str where bytes are wanted, and the like.
import base64

for action in [
    lambda: base64.b64encode("text"),
    lambda: base64.b64encode(5),
    lambda: base64.b64encode(None),
    lambda: base64.b64encode(b"a", b"xyz"),
    lambda: base64.b64encode(b"a", "ab"),
    lambda: base64.b64decode(5),
    lambda: base64.b64decode("YQ==", b"abc"),
    lambda: base64.b64decode("é"),
    lambda: base64.b32encode("text"),
    lambda: base64.b16encode("text"),
    lambda: base64.b85encode("text"),
    lambda: base64.a85encode("text"),
    lambda: base64.encodebytes("text"),
    lambda: base64.decodebytes("text"),
    lambda: base64.urlsafe_b64encode("text"),
    lambda: base64.b32decode(5),
    lambda: base64.b16decode("é"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
