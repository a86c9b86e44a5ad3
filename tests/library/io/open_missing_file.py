# What a missing file, folder or a folder in place of a file says.
import os


def attempt(*args):
    try:
        open(*args)
    except OSError as error:
        print(type(error).__name__, error.errno, "|", error)


attempt("missing.txt")
attempt("missing.txt", "r+")
attempt("missing.bin", "rb")
attempt("no/such/folder/x.txt", "w")
attempt("")
os.mkdir("folder")
attempt("folder")
attempt("folder", "w")
open("plain", "w").close()
attempt("plain/inside")
attempt("中文 名.txt")
attempt("it's.txt")
