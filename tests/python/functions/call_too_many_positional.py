# The message counts what the function takes and what it was given.
def none_taken():
    pass


def one(a):
    pass


def optional(a, b=1):
    pass


def only_optional(a=1):
    pass


def keyword_only(a, *, k):
    pass


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: none_taken(1))
outcome(lambda: none_taken(1, 2))
outcome(lambda: one(1, 2))
outcome(lambda: one(1, 2, 3))
outcome(lambda: optional(1, 2, 3))
outcome(lambda: only_optional(1, 2))
outcome(lambda: keyword_only(1, 2, k=3))
outcome(lambda: keyword_only(1, 2))
outcome(lambda: (lambda x: x)(1, 2))
