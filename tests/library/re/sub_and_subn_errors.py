# What sub refuses: templates, types, failing functions.
import re

for action in [
    lambda: re.sub("a", r"\1", "a"),
    lambda: re.sub("a", r"\g<x>", "a"),
    lambda: re.sub("a", r"\g<1", "a"),
    lambda: re.sub("a", r"\g", "a"),
    lambda: re.sub("a", r"\q", "a"),
    lambda: re.sub("a", "\\", "a"),
    lambda: re.sub("a", r"\g<>", "a"),
    lambda: re.sub("a", r"\g<-1>", "a"),
    lambda: re.sub("a", r"\777", "a"),
    lambda: re.sub("a", r"\g<1 >", "a"),
    lambda: re.sub("a", 5, "a"),
    lambda: re.sub("a", b"b", "a"),
    lambda: re.sub("a", "b"),
    lambda: re.sub("a", lambda m: 5, "a"),
    lambda: re.sub("a", None, "a"),
    lambda: re.sub("a", "b", "a", count="1"),
    lambda: re.sub("a", lambda m: 1 / 0, "a"),
]:
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "|", error)
