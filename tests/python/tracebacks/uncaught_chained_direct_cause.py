# raise ... from ...
class ConfigError(Exception):
    pass


def load(text):
    try:
        key, value = text.split("=")
    except ValueError as error:
        raise ConfigError(f"bad line: {text!r}") from error
    return key, value


print(load("a=1"))
load("no equals sign")
