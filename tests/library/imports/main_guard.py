# The program is __main__; an imported copy is not.
import tool

print(__name__, tool.double(4))
if __name__ == "__main__":
    print("running as a program", __doc__, __spec__)
print(__file__.endswith("main_guard.py"), __builtins__ is not None, "__annotations__" in globals())
