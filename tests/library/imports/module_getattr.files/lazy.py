real = "real"


def __getattr__(name):
    if name == "forbidden":
        raise AttributeError(f"lazy has no {name}")
    return f"made {name}"


def __dir__():
    return ["real", "heavy"]
