"""code.replace() changes names and numbers of a code object, but neither its constants nor its code.

CPython's bytecode can be put together anew. biji's instructions are its own, so `co_code` does not
exist, and constants that its instructions refer to are not exchanged.
"""


def f():
    return 5


print(f.__code__.replace(co_name="g").co_name)
print(hasattr(f.__code__, "co_code"))
try:
    f.__code__.replace(co_consts=(None, 6))
except NotImplementedError as error:
    print(error)
