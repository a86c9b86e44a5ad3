# Patterns over all of Unicode.
import re

print(
    re.findall(".", "a中😀\ud800"),
    re.findall("[😀-😎]", "😀😃😎🙂"),
    re.search("😀", "x😀").span(),
    re.findall(r"\w+", "naïve café 日本語 русский"),
    re.findall(r"\U0001F600", "😀"),
    re.match("\ud800", "\ud800").span(),
)
print(
    [c for c in "①²Ⅷ٣५x_\u0301ª" if re.match(r"\w", c)],
    [c for c in "①²Ⅷ٣५9" if re.match(r"\d", c)],
    [ascii(c) for c in "\u00a0\u2003\u200b\x1c\x85\ufeff" if re.match(r"\s", c)],
)
print(
    re.findall("(?i)straße", "STRASSE Straße"),
    re.findall("(?i)İ", "iİı"),
    re.findall("(?i)ǆ", "ǅǄǆ"),
    re.findall("(?i)[a-z]", "ſK"),
    re.sub("é", "e", "re\u0301sumé"),
)
