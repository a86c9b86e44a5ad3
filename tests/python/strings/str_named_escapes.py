# Characters by their Unicode name.
print("\N{GREEK SMALL LETTER ALPHA}", "\N{EM DASH}", "\N{digit one}", "\N{CJK UNIFIED IDEOGRAPH-4E2D}")
print(len("\N{SNOWMAN}x"), ascii("\N{BULLET}"), r"\N{BULLET}", f"\N{BULLET} {1}")
