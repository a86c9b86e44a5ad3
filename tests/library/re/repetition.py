# Greedy, lazy, possessive and counted repetition.
import re

for pattern in [
    "a*",
    "a+",
    "a?",
    "a*?",
    "a+?",
    "a??",
    "a{2}",
    "a{2,}",
    "a{,2}",
    "a{1,3}?",
    "a{0}",
    "a*+",
    "a++",
    "a?+",
    "a{1,2}+",
    "(?>a+)",
    "(?:ab)*",
    "(ab|a)+",
    "(a)*b?",
    "a{",
    "a{,",
    "a{1",
    "a{x}",
    "{1}",
    "a{1,x}",
    "a{,}",
]:
    try:
        m = re.match(pattern, "aaab")
        print(pattern, m and m.span(), m and m.groups())
    except re.error as error:
        print(pattern, "error", error)
print(
    re.match("a++a", "aaa"),
    re.match("a*+b", "aab").group(),
    re.match("(?>a|ab)c", "abc"),
    re.match("(a*)*", "aa").group(),
    re.match("(a|b)*", "abba").group(1),
    re.match("(?:a|(b))*", "ba").groups(),
)
print(
    re.match("<.*>", "<a><b>").group(),
    re.match("<.*?>", "<a><b>").group(),
    re.match(".*?(b+)", "aabbb").group(1),
    re.fullmatch("(a{2}){3}", "aaaaaa").span(),
    re.match("x{0,65535}", "xxx").span(),
)
