"""re: findall, sub, match with groups, split."""
import re

text = (
    "On 2024-03-15 ann@example.com wrote 42 lines; bob.lee@mail.example.org answered on 2023-12-01, "
    "see http://example.com/a?b=1 and call 010-12345. Nothing else of note happened that day. "
) * 20
date = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
mail = re.compile(r"[\w.]+@[\w.]+\.\w+")
total = 0
for n in range(250):
    total += len(mail.findall(text))
    for match in date.finditer(text):
        total += int(match.group(1)) + match.start()
    changed = date.sub(r"\3/\2/\1", text)
    total += len(re.sub(r"\s+", lambda match: "_" * len(match.group()), changed))
    total += len(re.split(r"[,;.?]\s*", text))
    for word in text.split()[:150]:
        if re.match(r"^[a-z]+$", word):
            total += 1
        elif re.search(r"(\d)\d*-\d", word):
            total += 2
print(total)
