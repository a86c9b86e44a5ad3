# Replacement fields inside format specifications.
width, precision, value, fill, align = 10, 3, 3.14159265, "*", "^"
print(f"{value:{width}.{precision}f}|")
print(f"{value:{fill}{align}{width}.{precision}}|")
print(f"{'x':{fill}<{width}}|{'x':{fill}>{width}}|")
print(f"{42:{'0'}{5}}|{42:{'x'}}|{255:{'#'}{'x'}}|")
print(f"{value!r:>{width + 5}}|{value:{width}}|{value:.{precision}}|")
for w in (3, 6):
    print(f"{'ab':>{w}}|{'ab':^{w}}|")
spec = ">8.2f"
print(f"{value:{spec}}|", f"{'abc':{'>' + str(6)}}|")
try:
    f"{value:{'bad'}}"
except ValueError as error:
    print(error)
try:
    f"{'text':{5}d}"
except ValueError as error:
    print(error)
