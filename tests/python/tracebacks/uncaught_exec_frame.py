# Code from a string has no source lines.
code = "def inner():\n    return 1 / 0\n\ninner()\n"
print("before")
exec(code)
