# A float result too large.
x = 10.0
for exponent in (10, 300, 400):
    print(exponent, x ** exponent)
