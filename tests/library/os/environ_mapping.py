# os.environ is a mapping of strings.
import os

os.environ["BIJI_A"] = "one"
print(os.environ["BIJI_A"], os.getenv("BIJI_A"), os.environ.get("BIJI_B"), os.getenv("BIJI_B", "other"))
print("BIJI_A" in os.environ, "BIJI_B" in os.environ)
try:
    os.environ["BIJI_B"]
except KeyError as error:
    print("KeyError", error)
for key, value in [("BIJI_N", 5), (5, "x"), ("A=B", "x"), ("", "x"), ("N\0", "x")]:
    try:
        os.environ[key] = value
        print("set", repr(key))
    except Exception as error:
        print(type(error).__name__, "|", error)
print(os.environ.setdefault("BIJI_C", "c"), os.environ.pop("BIJI_C"), os.environ.pop("BIJI_C", None))
os.putenv("BIJI_P", "p")
print(os.environ.get("BIJI_P"))
del os.environ["BIJI_A"]
try:
    del os.environ["BIJI_A"]
except KeyError as error:
    print(repr(error))
os.environ.update({"BIJI_X": "1", "BIJI_Y": "2"})
print(sorted(k for k in os.environ if k.startswith("BIJI_")), os.environ.copy()["BIJI_X"])
print(os.path.expandvars("$BIJI_X/${BIJI_Y}/$BIJI_NO/$$"), type(os.environ).__name__)
os.unsetenv("BIJI_X")
print(os.environ["BIJI_X"])
