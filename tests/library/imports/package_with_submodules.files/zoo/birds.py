from . import NAME


def sing():
    return f"song at {NAME}"
