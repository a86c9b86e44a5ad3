# Paths that name the same thing.
import os
import os.path as p

os.makedirs("d/e")
open("d/f", "w").close()
here = os.getcwd()
print(p.samefile("d/f", "d/e/../f"), p.samefile("d", "d/e"), p.samefile(".", here))
print(p.relpath(p.realpath("d/e/../f"), here), p.normcase("A/B"))
os.symlink("d/e", "short")
print(p.relpath(p.realpath("short/.."), here), p.normpath("short/.."), p.islink("short"))
print(p.relpath(p.realpath("short/no/such"), here))
try:
    p.realpath("nowhere", strict=True)
except OSError as error:
    print(type(error).__name__, error.errno)
try:
    p.samefile("d", "nowhere")
except OSError as error:
    print(error)
print(p.sameopenfile(0, 0), p.isjunction("d"), p.supports_unicode_filenames)
print(p.sep, p.curdir, p.pardir, p.extsep, p.defpath, p.devnull)
