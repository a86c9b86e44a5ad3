# What may stand inside the braces.
name, n, items = "Li", 5, [1, 2, 3]
print(f"{name} {n + 1} {items[0]} {items[1:]} {name.upper()} {'quoted'} {n if n > 3 else 0}")
print(f"{{literal}} {{{n}}} {n!r} {name!r} {'中'!a} {name!s:>5}")
print(f"{n=} {n = } {name=} {n+1=} {name=!s} {n=:>4} {items[0] = }")
print(f"{(lambda x: x * 2)(4)} {[i * 2 for i in items]} { {'a': 1}['a'] } {len(items):03}")
print(f"{name + "!"} {"nested " + f"{n}"} {f'{f"{n}"}'}")
print(f'{"a" "b"}', f"{n}" "plain" f"{n}", F"{n}", rf"\d{n}", fr"{n}\n")
print(f"""multi
line {n
 + 1} {name}""")
print(f"{'\n'.join(['x', 'y'])}", f"{1, 2}", f"{n:>{n}}|", f"{(y := 7)} {y}", f"{not n}", f"{n == 5}", f"{n != 5}")
print(f"{''}", f"", f"{None}", f"{True and 'yes'}", f"{b'x'}", f"{3.0}", f"{n,}")
try:
    f"{undefined_name}"
except NameError as error:
    print(error)
try:
    f"{1 / 0}"
except ZeroDivisionError as error:
    print(error)
