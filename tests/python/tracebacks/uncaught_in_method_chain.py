# Which part of a chain of calls failed.
text = "  Hello World  "
print(text.strip().lower().split())
print(text.strip().lower().splitt().reverse())
