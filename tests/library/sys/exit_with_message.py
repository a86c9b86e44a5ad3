# A message goes to stderr and the code is 1.
import sys


def check(age):
    if age < 0:
        sys.exit(f"age must not be negative: {age}")
    return age


print(check(5))
check(-3)
print("never")
