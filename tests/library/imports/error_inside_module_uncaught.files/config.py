SETTINGS = {"timeout": "30s"}


def number(text):
    return int(text)


TIMEOUT = number(SETTINGS["timeout"])
