# Output that does not end with a newline before the traceback.
print("no newline at the end", end="")
raise RuntimeError("stop")
