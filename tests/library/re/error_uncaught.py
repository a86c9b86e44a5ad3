# The traceback of a match that is None.
import re

line = "temperature: warm"
match = re.search(r"temperature: (\d+)", line)
print(match)
print("degrees", match.group(1))
