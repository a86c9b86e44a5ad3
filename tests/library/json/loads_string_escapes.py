# Escapes in JSON strings, pairs of surrogates, and bad ones.
import json

for text in [
    r'"\u0041\n\t\"\\\/\b\f\r"',
    r'"\u4e2d\u6587"',
    r'"\ud83d\ude00"',
    r'"\ud83d"',
    r'"\ude00\ud83d"',
    r'"\ud83dx"',
    r'"\ud83d\u0041"',
    '"中😀"',
    r'"\u00E9\u00e9"',
]:
    print(text if text.isascii() else ascii(text), ascii(json.loads(text)))
for text in [
    r'"\x41"',
    r'"\u12"',
    r'"\u12G4"',
    r'"\'"',
    '"\\',
    '"abc',
    '"line\nbreak"',
    '"tab\there"',
    '"nul\0"',
    r'"\u-123"',
    r'"\ud83d\u"',
]:
    try:
        print(json.loads(text))
    except json.JSONDecodeError as error:
        print(repr(text), "|", error)
print(ascii(json.loads('"line\nbreak\ttab"', strict=False)))
