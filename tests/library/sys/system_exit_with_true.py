# A raised SystemExit with an odd code ends the program the same way.
print("raising")
raise SystemExit(True)
