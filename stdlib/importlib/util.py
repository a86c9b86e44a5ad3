"""Specs, and modules made from them."""

import sys
import types

import _import_parts
from importlib import _resolve
from importlib.machinery import (
    ModuleSpec, NamespaceLoader, SourceFileLoader, _spec_from_place,
)

# biji writes no bytecode; the number only has to be there.
MAGIC_NUMBER = b"biji"


def source_hash(source_bytes):
    """A short digest of a source."""
    import hashlib
    return hashlib.blake2b(source_bytes, digest_size=8).digest()


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Not supported: compiled code is not kept."""
    raise NotImplementedError("biji keeps no compiled code")


def source_from_cache(path):
    """Not supported: compiled code is not kept."""
    raise NotImplementedError("biji keeps no compiled code")


def decode_source(source_bytes):
    """The text of a source file."""
    import _traceback
    return _traceback.decode_source(source_bytes, "<string>")


def resolve_name(name, package):
    """A relative name as an absolute one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module "
                          "names)")
    level = 0
    while name[level:level + 1] == ".":
        level += 1
    return _resolve(name[level:], package, level)


def find_spec(name, package=None, *, _fresh=False):
    """The spec of a module, or None where there is none. Packages around it are imported."""
    full = resolve_name(name, package) if name.startswith(".") else name
    if full in sys.modules and not _fresh:
        module = sys.modules[full]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError(f"{name}.__spec__ is not set") from None
        if spec is None:
            raise ValueError(f"{name}.__spec__ is None")
        return spec
    parent = full.rpartition(".")[0]
    path = None
    if parent:
        __import__(parent)
        try:
            path = sys.modules[parent].__path__
        except AttributeError as error:
            raise ModuleNotFoundError(f"__path__ attribute not found on {parent!r} while trying "
                                      f"to find {full!r}", name=full) from error
    for finder in list(sys.meta_path):
        find = getattr(finder, "find_spec", None)
        spec = find(full, path, None) if find is not None else None
        if spec is not None:
            return spec
    place = _import_parts.place(full, path)
    return None if place is None else _spec_from_place(full, place)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec for a loader."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if origin is None and hasattr(loader, "get_filename"):
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        return spec_from_file_location(name, loader=loader,
                                       submodule_search_locations=[] if is_package else None)
    if is_package is None:
        is_package = False
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                pass
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


_NOT_GIVEN = object()


def spec_from_file_location(name, location=None, *, loader=None,
                            submodule_search_locations=_NOT_GIVEN):
    """A spec for a file."""
    import os
    if location is None:
        location = "<unknown>"
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = os.path.abspath(os.fspath(location))
    if loader is None:
        if not str(location).endswith(".py"):
            return None
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if submodule_search_locations is _NOT_GIVEN:
        if hasattr(loader, "is_package"):
            try:
                if loader.is_package(name):
                    spec.submodule_search_locations = []
            except ImportError:
                pass
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == []:
        spec.submodule_search_locations.append(os.path.dirname(location))
    return spec


def module_from_spec(spec):
    """A new module of a spec, its code not run."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = types.ModuleType(spec.name)
    if getattr(module, "__spec__", None) is None or module.__name__ == spec.name:
        module.__name__ = spec.name
        module.__loader__ = spec.loader
        module.__package__ = spec.parent
        module.__spec__ = spec
        if spec.submodule_search_locations is not None:
            module.__path__ = spec.submodule_search_locations
        if spec.has_location:
            module.__file__ = spec.origin
    return module


def _spec_of_loaded(module):
    names = module.__dict__
    name = names.get("__name__", "")
    file = names.get("__file__")
    path = names.get("__path__")
    if file is None and path is not None and not isinstance(path, tuple) and len(path):
        kind, folder = "namespace", path[0]
    else:
        folder = path[0] if path else ""
        kind = ("native" if file is None
                else "embedded" if file.startswith("<biji>/") else "file")
    return _spec_from_place(name, (kind, file, folder))


class LazyLoader:
    """A loader that runs the code when an attribute is asked for."""

    def __init__(self, loader):
        if not hasattr(loader, "exec_module"):
            raise TypeError("loader must define exec_module()")
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        """A function that makes lazy loaders."""
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        """What the loader makes."""
        return self.loader.create_module(spec)

    def exec_module(self, module):
        """Wait for the first attribute."""
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        loader = self.loader

        def __getattr__(name):
            names = module.__dict__
            if names.pop("__getattr__", None) is not None:
                loader.exec_module(module)
                return getattr(module, name)
            raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

        module.__getattr__ = __getattr__
