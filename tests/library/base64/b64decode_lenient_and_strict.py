# What the decoder skips, and what it refuses.
import base64
import binascii

samples = [
    "YWJj",
    "YW\nJj",
    " Y W J j ",
    "YW-Jj",
    "YQ==",
    "YQ",
    "YQ=",
    "Y",
    "YWJ",
    "YWJjZ",
    "=",
    "==",
    "====",
    "YQ==YQ==",
    "YQ==x",
    "Y=Q=",
    "YQ===",
    "é",
    "YWJj!",
    "",
    "=YWJj",
    "YWJj=",
    "YW=Jj=",
]
for text in samples:
    for options in [{}, {"validate": True}]:
        try:
            print(repr(text), options, base64.b64decode(text, **options))
        except (binascii.Error, ValueError) as error:
            print(repr(text), options, type(error).__name__, "|", error)
for text in ["YQ==", "YQ", "Y=Q=", "YQ==x", "=YQ==", "YQ=\n=", "YQ===", "Y W"]:
    try:
        print(repr(text), binascii.a2b_base64(text, strict_mode=True))
    except binascii.Error as error:
        print(repr(text), error)
