"""Specs of modules, and the loaders and finders that they name."""

import sys

import _import_parts

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []


def all_suffixes():
    """The endings of files that can be imported."""
    return SOURCE_SUFFIXES[:]


class ModuleSpec:
    """What is known of a module before it is imported."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None
        self._initializing = False

    def __repr__(self):
        parts = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            parts.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            parts.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader
                    and self.origin == other.origin
                    and self.submodule_search_locations == other.submodule_search_locations
                    and self.cached == other.cached and self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    __hash__ = None

    @property
    def cached(self):
        """Where compiled code is kept: nowhere."""
        return self._cached

    @cached.setter
    def cached(self, value):
        self._cached = value

    @property
    def parent(self):
        """The package of the module."""
        if self.submodule_search_locations is None:
            return self.name.rpartition(".")[0]
        return self.name

    @property
    def has_location(self):
        """Whether the origin is a place to load from."""
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


class _Loader:
    def create_module(self, spec):
        """None: a plain module will do."""
        return None

    def load_module(self, fullname):
        """Import the module (the old way)."""
        from importlib import import_module
        return import_module(fullname)


class _BuiltIn(_Loader):
    """Loads what is part of the interpreter."""

    _kind = "native"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """The spec of a module of this kind."""
        place = _import_parts.place(fullname, path)
        if place is None or place[0] != cls._kind:
            return None
        return _spec_from_place(fullname, place)

    @classmethod
    def create_module(cls, spec):
        """The module itself, made by the machine."""
        __import__(spec.name)
        return sys.modules[spec.name]

    @classmethod
    def exec_module(cls, module):
        """Nothing is left to do."""

    @classmethod
    def get_code(cls, fullname):
        """There is no code object."""
        return None

    @classmethod
    def get_source(cls, fullname):
        """There is no source."""
        return None

    @classmethod
    def is_package(cls, fullname):
        """Whether it is a package."""
        return False


class BuiltinImporter(_BuiltIn):
    """Finds and loads native modules."""


class FrozenImporter(_BuiltIn):
    """Finds and loads the library modules that are written in Python notation."""

    _kind = "embedded"

    @classmethod
    def get_source(cls, fullname):
        """The text."""
        import _traceback
        place = _import_parts.place(fullname, None)
        return None if place is None else _traceback.library_source(place[1])

    @classmethod
    def exec_module(cls, module):
        """Run the code again."""
        place = _import_parts.place(module.__name__, None)
        if place is not None:
            import _traceback
            exec(compile(_traceback.library_source(place[1]), place[1], "exec"),
                 module.__dict__)


class FileLoader(_Loader):
    """A loader of one file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def get_filename(self, fullname=None):
        """The path."""
        return self.path

    def get_data(self, path):
        """The bytes of a file."""
        with open(path, "rb") as file:
            return file.read()

    def is_package(self, fullname=None):
        """Whether the file is a package's `__init__`."""
        import os
        return os.path.splitext(os.path.basename(self.path))[0] == "__init__"


class SourceFileLoader(FileLoader):
    """Loads a source file."""

    def get_source(self, fullname=None):
        """The text."""
        import _traceback
        return _traceback.decode_source(self.get_data(self.path), self.path)

    def source_to_code(self, data, path, *, _optimize=-1):
        """The code object of a text."""
        return compile(data, path, "exec")

    def get_code(self, fullname=None):
        """The code object."""
        return self.source_to_code(self.get_data(self.path), self.path)

    def path_stats(self, path):
        """Size and time of a file."""
        import os
        stat = os.stat(path)
        return {"mtime": stat.st_mtime, "size": stat.st_size}

    def exec_module(self, module):
        """Run the code in a module."""
        exec(self.get_code(module.__name__), module.__dict__)


class SourcelessFileLoader(FileLoader):
    """Not supported: biji has no bytecode files."""

    def exec_module(self, module):
        """Refuse."""
        raise ImportError("biji has no bytecode files", name=self.name, path=self.path)


class ExtensionFileLoader(FileLoader):
    """Not supported: biji loads no shared libraries."""

    def exec_module(self, module):
        """Refuse."""
        raise ImportError("biji loads no shared libraries", name=self.name, path=self.path)


class NamespaceLoader(_Loader):
    """Loads a folder without `__init__.py`."""

    def __init__(self, name=None, path=None, path_finder=None):
        self._path = path

    def is_package(self, fullname):
        """Yes."""
        return True

    def get_source(self, fullname):
        """There is none."""
        return ""

    def get_code(self, fullname):
        """Code that does nothing."""
        return compile("", "<string>", "exec")

    def exec_module(self, module):
        """Nothing is to be done."""


class PathFinder:
    """Finds modules on `sys.path`."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """The spec of a module on a path."""
        place = _import_parts.place(fullname, path)
        if place is None or place[0] in ("native", "embedded"):
            return None
        return _spec_from_place(fullname, place)

    @classmethod
    def invalidate_caches(cls):
        """Nothing is kept."""


class FileFinder:
    """Finds modules in one folder."""

    def __init__(self, path, *loader_details):
        self.path = path or "."
        self._loaders = loader_details

    def find_spec(self, fullname, target=None):
        """The spec of a module in the folder."""
        return PathFinder.find_spec(fullname, [self.path])

    def invalidate_caches(self):
        """Nothing is kept."""

    @classmethod
    def path_hook(cls, *loader_details):
        """A function that makes finders for folders."""
        def hook(path):
            import os
            if not os.path.isdir(path or "."):
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return hook


class WindowsRegistryFinder:
    """Finds nothing: there is no registry."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """None."""
        return None


class _NamespacePath(list):
    """The folders of a package without `__init__.py`."""

    def __repr__(self):
        return f"_NamespacePath({list(self)!r})"


def _spec_from_place(name, place):
    kind, origin, folder = place
    if kind == "native":
        spec = ModuleSpec(name, BuiltinImporter, origin="built-in", is_package=bool(folder))
    elif kind == "embedded":
        spec = ModuleSpec(name, FrozenImporter, origin=origin, is_package=bool(folder))
        spec.has_location = True
    elif kind == "rhai":
        spec = ModuleSpec(name, BuiltinImporter, origin=origin, is_package=False)
        spec.has_location = True
    elif kind == "namespace":
        spec = ModuleSpec(name, NamespaceLoader(name, [folder]), is_package=True)
    else:
        spec = ModuleSpec(name, SourceFileLoader(name, origin), origin=origin,
                          is_package=bool(folder))
        spec.has_location = True
    if folder and spec.submodule_search_locations is not None:
        spec.submodule_search_locations.append(folder)
    return spec
