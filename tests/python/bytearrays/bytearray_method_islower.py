"""bytearray.islower: results, that the bytearray stays as it was, and wrong arguments."""

for content in (b"", b"abcABC", b"Hello World", b" \t\n", b"123", b"\xff\x00a", b"Title Case", b"aaa", b"A1 b2"):
    for arguments in [(), (1,)]:
        array = bytearray(content)
        try:
            result = array.islower(*arguments)
        except Exception as error:
            print(content, [str(a)[:20] for a in arguments], type(error).__name__, error)
            continue
        print(content, [str(a)[:20] for a in arguments], type(result).__name__, result, array == content, result is array)
try:
    bytearray.islower(b"bytes")
except TypeError as error:
    print(error)
try:
    bytearray.islower()
except TypeError as error:
    print(error)


class Sub(bytearray):
    pass


try:
    print(type(Sub(b"abc").islower()).__name__)
except Exception as error:
    print(type(error).__name__)
