"""Utilities to get a password and/or the current user name."""

import os
import sys

__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    """The password may be shown while it is typed."""


def getpass(prompt="Password: ", stream=None):
    """Prompt for a password, with echo turned off."""
    import subprocess

    stream = stream or sys.stderr
    if not os.isatty(0):
        return fallback_getpass(prompt, stream)
    subprocess.run(["stty", "-echo"], check=True)
    try:
        return _raw_input(prompt, stream)
    finally:
        subprocess.run(["stty", "echo"], check=True)
        stream.write("\n")
        stream.flush()


def fallback_getpass(prompt="Password: ", stream=None):
    import warnings

    warnings.warn("Can not control echo on the terminal.", GetPassWarning, stacklevel=3)
    stream = stream or sys.stderr
    print("Warning: Password input may be echoed.", file=stream)
    return _raw_input(prompt, stream)


def _raw_input(prompt, stream):
    if prompt:
        try:
            stream.write(prompt)
        except UnicodeEncodeError:
            prompt = prompt.encode(stream.encoding, "replace").decode(stream.encoding)
            stream.write(prompt)
        stream.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line[:-1] if line.endswith("\n") else line


def getuser():
    """Get the username from the environment or password database."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        user = os.environ.get(name)
        if user:
            return user
    uid = str(os.getuid())
    with open("/etc/passwd") as table:
        for line in table:
            fields = line.split(":")
            if len(fields) > 2 and fields[2] == uid:
                return fields[0]
    raise OSError("No username set in the environment")
