"""The public names of modules, as recorded from CPython by tests/record_names.py: all are there,
with the same parameters, but for those of left_out.txt."""

import importlib
import inspect
import json
import warnings


def parameters(value, owner=None):
    """Kind, name and default of each parameter; None where there is no signature.

    The name of an argument that is only given by its place cannot be used, and does not count; nor
    does that of the object that a method belongs to.
    """
    try:
        signature = inspect.signature(value)
    except (ValueError, TypeError):
        return None
    shown = []
    for place, parameter in enumerate(signature.parameters.values()):
        kind = int(parameter.kind)
        if place == 0 and owner and parameter.name in ("self", "cls", "object", "type"):
            continue
        name = "" if kind == 0 else parameter.name
        default = "" if parameter.default is parameter.empty else repr(parameter.default)
        if default.startswith("<") or " at 0x" in default or "/" in default:
            default = "an object"
        shown.append(f"{'/,*=%'[kind]}{name}{'=' if default else ''}{default}")
    return " ".join(shown)


def describe(module_name):
    """What a module says that it offers: of each name the parameters, of classes those of each
    public method."""
    module = importlib.import_module(module_name)
    names = getattr(module, "__all__", None)
    if names is None:
        names = [name for name in dir(module) if not name.startswith("_")]
        own = [name for name in names
               if getattr(getattr(module, name), "__module__", module_name) in (module_name, None)]
        names = [name for name in own if not inspect.ismodule(getattr(module, name))]
    found = {}
    for name in names:
        value = getattr(module, name, None)
        if isinstance(value, type) and not issubclass(value, BaseException):
            found[name] = parameters(value)
            for attribute in dir(value):
                if attribute.startswith("_"):
                    continue
                method = getattr(value, attribute, None)
                if callable(method) and not isinstance(method, type):
                    found[f"{name}.{attribute}"] = parameters(method, value)
        else:
            found[name] = parameters(value) if callable(value) else None
    return found


def compare(module_name, wanted, left_out):
    """Lines about what is missing or other."""
    try:
        module = importlib.import_module(module_name)
    except ImportError as error:
        return [f"{module_name}: {error}"]
    lines = []
    for name, signature in wanted.items():
        full = f"{module_name}.{name}"
        if full in left_out or f"{module_name}.{name.partition('.')[0]}.*" in left_out:
            continue
        owner, value = None, module
        try:
            for part in name.split("."):
                owner, value = value, getattr(value, part)
        except AttributeError:
            lines.append(f"{full} is missing")
            continue
        found = parameters(value, owner if isinstance(owner, type) else None)
        if signature is not None and found != signature:
            lines.append(f"{full} has the parameters ({found}), not ({signature})")
    return lines


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    with open("names.json") as file:
        recorded = json.load(file)
    with open("left_out.txt") as file:
        left_out = {line.split()[0] for line in file if line.strip() and line[0] != "#"}
    problems = []
    for module_name, wanted in recorded.items():
        problems += compare(module_name, wanted, left_out)
    print("\n".join(problems) if problems else "All names are there.")
