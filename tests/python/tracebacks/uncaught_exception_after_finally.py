# The finally block prints before the traceback.
def f(n):
    try:
        return 10 // n
    finally:
        print("finally", n)


print(f(5))
print(f(0))
