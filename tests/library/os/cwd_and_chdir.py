# The working folder.
import os

start = os.getcwd()
os.makedirs("in/ner")
os.chdir("in")
print(os.path.relpath(os.getcwd(), start))
os.chdir("ner")
print(os.path.relpath(os.getcwd(), start), os.path.basename(os.getcwd()))
os.chdir("..")
print(os.listdir("."))
os.chdir(start)
print(os.getcwd() == start, os.getcwdb() == os.fsencode(start))
for path in ["missing", "", None, 2.5]:
    try:
        os.chdir(path)
    except Exception as error:
        print(type(error).__name__, "|", error)
open("plain", "w").close()
try:
    os.chdir("plain")
except NotADirectoryError as error:
    print(error)
print(
    os.path.abspath("x") == os.path.join(start, "x"),
    os.path.realpath("in/../in") == os.path.join(start, "in"),
)
