"""The % operator: conversion i with flags, widths and every kind of value."""

for flags in ["", "5", "-8", "08", "+", " ", "#", ".2", "10.3", "+.1", "#010", "-+6.2"]:
    form = "[%" + flags + "i]"
    for value in [0, 42, -42, 3.75, -0.0, 10**20, float("inf"), True, "x", "text", b"y", None, 1j, [1], 97, 0x4e2d, -1]:
        try:
            # A tuple around it: a list is one value.
            print(form, repr(value), "->", repr(form % (value,)))
        except Exception as error:
            print(form, repr(value), "->", type(error).__name__, "-", error)
