"""A disk that is full: /dev/full takes nothing. What was written stays, and the error says so."""
import csv
import errno
import gzip
import json
import os
import pickle
import shutil
import tempfile

FULL = "/dev/full"


def attempt(what, function):
    try:
        function()
    except OSError as error:
        print(what, type(error).__name__, error.errno == errno.ENOSPC, error)
    else:
        print(what, "no error")


def written(mode, data, **options):
    def write():
        file = open(FULL, mode, **options)
        try:
            file.write(data)
        finally:
            file.close()
    return write


attempt("unbuffered", written("wb", b"x", buffering=0))
attempt("buffered", written("wb", b"x"))
attempt("more than the buffer", written("wb", b"x" * 100_000))
attempt("text", written("w", "x"))
attempt("text by lines", written("w", "x\n" * 3, buffering=1))
attempt("more text than the buffer", written("w", "é" * 100_000))
attempt("appending", written("ab", b"x"))
descriptor = os.open(FULL, os.O_WRONLY)
attempt("by descriptor", lambda: os.write(descriptor, b"x"))
os.close(descriptor)

def flushed():
    with open(FULL, "w") as file:
        file.write("x")
        file.flush()

attempt("flush", flushed)

def with_statement():
    with open(FULL, "w") as file:
        file.write("x")

attempt("with", with_statement)

def closed_after():
    file = open(FULL, "wb")
    file.write(b"x")
    try:
        file.close()
    except OSError:
        print("closed:", file.closed)
        raise

attempt("close", closed_after)
printed = open(FULL, "w", buffering=1)
attempt("print", lambda: print("x", file=printed))
attempt("close", printed.close)

def dumped(dump, mode):
    def write():
        with open(FULL, mode) as file:
            dump(file)
    return write

attempt("json.dump", dumped(lambda f: json.dump(list(range(10_000)), f), "w"))
attempt("pickle.dump", dumped(lambda f: pickle.dump(list(range(100_000)), f), "wb"))
attempt("csv", dumped(lambda f: csv.writer(f).writerows([["a", "b"]] * 10_000), "w"))

def gzipped():
    with gzip.open(FULL, "wb") as file:
        file.write(b"text")

attempt("gzip", gzipped)

with tempfile.TemporaryDirectory() as folder:
    source = os.path.join(folder, "source")
    with open(source, "wb") as file:
        file.write(b"kept" * 1000)
    attempt("copyfileobj", dumped(lambda f: shutil.copyfileobj(open(source, "rb"), f), "wb"))
    print(os.path.getsize(source))
    # What was there before the failure is still there.
    log = os.path.join(folder, "log")
    with open(log, "w") as file:
        file.write("first\n")
    file = open(log, "a")
    file.write("second\n")
    file.flush()
    attempt("elsewhere", written("w", "x"))
    file.close()
    print(open(log).read().split())
