"""Base classes of finders and loaders."""

import abc

from importlib import machinery

__all__ = ["Loader", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader",
           "ExecutionLoader", "FileLoader", "SourceLoader"]


class MetaPathFinder(metaclass=abc.ABCMeta):
    """A finder in `sys.meta_path`."""

    def invalidate_caches(self):
        """Forget what is kept."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """A finder for one entry of `sys.path`."""

    def invalidate_caches(self):
        """Forget what is kept."""


class Loader(metaclass=abc.ABCMeta):
    """A loader."""

    def create_module(self, spec):
        """A module, or None for a plain one."""
        return None

    def load_module(self, fullname):
        """Import the module (the old way)."""
        if not hasattr(self, "exec_module"):
            raise ImportError
        from importlib import util
        import sys
        module = util.module_from_spec(util.spec_from_loader(fullname, self))
        sys.modules[fullname] = module
        self.exec_module(module)
        return sys.modules[fullname]


class ResourceLoader(Loader):
    """A loader that reads other files too."""

    @abc.abstractmethod
    def get_data(self, path):
        """The bytes of a file."""
        raise OSError


class InspectLoader(Loader):
    """A loader that can be asked about modules."""

    def is_package(self, fullname):
        """Whether a module is a package."""
        raise ImportError

    def get_code(self, fullname):
        """The code object of a module, or None."""
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        """The text of a module, or None."""
        raise ImportError

    @staticmethod
    def source_to_code(data, path="<string>"):
        """The code object of a text."""
        return compile(data, path, "exec", dont_inherit=True)

    def exec_module(self, module):
        """Run the code in a module."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f"cannot load module {module.__name__!r} when get_code() returns "
                              "None")
        exec(code, module.__dict__)


class ExecutionLoader(InspectLoader):
    """A loader of modules that can run as scripts."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        """The path of a module."""
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(machinery.FileLoader, ResourceLoader, ExecutionLoader):
    """A loader of one file."""


class SourceLoader(ResourceLoader, ExecutionLoader):
    """A loader of source files."""

    def get_source(self, fullname):
        """The text of a module."""
        from importlib.util import decode_source
        path = self.get_filename(fullname)
        try:
            return decode_source(self.get_data(path))
        except OSError as error:
            raise ImportError("source not available through get_data()",
                              name=fullname) from error


Loader.register(machinery.SourceFileLoader)
Loader.register(machinery.BuiltinImporter)
Loader.register(machinery.FrozenImporter)
MetaPathFinder.register(machinery.PathFinder)
PathEntryFinder.register(machinery.FileFinder)
