"""re: search, findall, sub and split over 1 MB of text."""
import re

line = (
    "On 2024-03-15 ann@example.com wrote 42 lines; bob.lee@mail.example.org answered on 2023-12-01, "
    "see http://example.com/a?b=1 and call 010-12345. Nothing else of note happened that day, 中文 apart.\n"
)
text = line * 5_000
total = len(text)
total += len(re.findall(r"[\w.]+@[\w.]+\.\w+", text))
total += len(re.findall(r"(\d{4})-(\d{2})-(\d{2})", text))
total += len(re.findall(r"\b[a-z]+\b", text))
total += sum(match.start() % 7 for match in re.finditer(r"https?://[^\s?]+(\?\S*)?", text))
total += len(re.sub(r"(\d+)-(\d+)", r"\2/\1", text))
total += len(re.sub(r"\s+", " ", text))
total += len(re.split(r"[,;.]\s*", text))
total += len(re.findall(r"(?i)nothing|ANSWERED|lines", text))
total += len(re.findall(r"^On.*day.*$", text, re.MULTILINE))
total += len(re.findall(r"(?<=on )\d+|\w+(?=;)", text))
total += re.search(r"not there at all", text) is None
total += re.search(r"(\w+) \1 \1", text) is None
print(total)
