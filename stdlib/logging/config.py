"""Configuration of logging by a dictionary or by a file.

Left out: `listen`, which takes configurations from the net and runs what they name.
"""

import functools
import io
import logging
import logging.handlers
import os
import re

DEFAULT_LOGGING_CONFIG_PORT = logging.handlers.DEFAULT_TCP_LOGGING_PORT
_IDENTIFIER = re.compile(r"^[a-z_][a-z0-9_]*$", re.I)


def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    """Not supported."""
    raise NotImplementedError("logging.config.listen is not supported by biji")


def stopListening():
    """There is nothing to stop."""


def _resolve(name):
    """The object of a dotted name."""
    parts = name.split(".")
    used = parts.pop(0)
    found = __import__(used)
    for part in parts:
        used += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(used)
            found = getattr(found, part)
    return found


def valid_ident(s):
    """Whether a text is an identifier; ValueError if not."""
    if not _IDENTIFIER.match(s):
        raise ValueError(f"Not a valid Python identifier: {s!r}")
    return True


# ---- files ---------------------------------------------------------------------------------------

def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Configure logging by an INI file."""
    import configparser
    if isinstance(fname, configparser.RawConfigParser):
        parser = fname
    else:
        if isinstance(fname, (str, os.PathLike)):
            if not os.path.exists(fname):
                raise FileNotFoundError(f"{fname} doesn't exist")
            if not os.path.getsize(fname):
                raise RuntimeError(f"{fname} is an empty file")
        try:
            parser = configparser.ConfigParser(defaults)
            if hasattr(fname, "readline"):
                parser.read_file(fname)
            else:
                parser.read(fname, encoding=io.text_encoding(encoding))
        except configparser.ParsingError as error:
            raise RuntimeError(f"{fname} is invalid: {error}")
    formatters = _file_formatters(parser)
    with logging._lock:
        _clear_handlers()
        handlers = _file_handlers(parser, formatters)
        _file_loggers(parser, handlers, disable_existing_loggers)


def _words(text):
    return [word.strip() for word in text.split(",")] if text else []


def _file_formatters(parser):
    formatters = {}
    for name in _words(parser["formatters"]["keys"]):
        section = f"formatter_{name}"
        get = functools.partial(parser.get, section, fallback=None)
        defaults = get("defaults")
        if defaults is not None:
            defaults = eval(defaults, vars(logging))
        cls = logging.Formatter
        if parser[section].get("class"):
            cls = _resolve(parser[section]["class"])
        formatters[name] = cls(get("format", raw=True), get("datefmt", raw=True),
                               get("style", raw=True, fallback="%"), defaults=defaults)
    return formatters


def _evaluated(text, fallback):
    return eval(text, vars(logging)) if text else fallback


def _file_handlers(parser, formatters):
    handlers = {}
    targets = []
    for name in _words(parser["handlers"]["keys"]):
        section = parser[f"handler_{name}"]
        cls = section["class"]
        try:
            cls = eval(cls, vars(logging))
        except (AttributeError, NameError):
            cls = _resolve(cls)
        args = _evaluated(section.get("args"), ())
        kwargs = _evaluated(section.get("kwargs"), {})
        handler = cls(*args, **kwargs)
        handler.name = name
        if "level" in section:
            handler.setLevel(section["level"])
        if section.get("formatter"):
            handler.setFormatter(formatters[section["formatter"]])
        if issubclass(cls, logging.handlers.MemoryHandler) and section.get("target"):
            targets.append((handler, section["target"]))
        handlers[name] = handler
    for handler, target in targets:
        handler.setTarget(handlers[target])
    return handlers


def _replace_handlers(logger, section, handlers):
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
    for name in _words(section.get("handlers")):
        logger.addHandler(handlers[name])


def _file_loggers(parser, handlers, disable_existing):
    names = _words(parser["loggers"]["keys"])
    names.remove("root")
    section = parser["logger_root"]
    root = logging.root
    if "level" in section:
        root.setLevel(section["level"])
    _replace_handlers(root, section, handlers)
    existing = sorted(root.manager.loggerDict)
    kept = set()
    for name in names:
        section = parser[f"logger_{name}"]
        qualname = section["qualname"]
        logger = logging.getLogger(qualname)
        kept.update(n for n in existing if n.startswith(qualname + "."))
        if qualname in existing:
            existing.remove(qualname)
        if "level" in section:
            logger.setLevel(section["level"])
        _replace_handlers(logger, section, handlers)
        logger.propagate = section.getint("propagate", fallback=1)
        logger.disabled = 0
    _handle_existing(existing, kept, disable_existing)


def _handle_existing(existing, kept, disable_existing):
    for name in existing:
        logger = logging.root.manager.loggerDict[name]
        if isinstance(logger, logging.PlaceHolder):
            continue
        if name in kept:
            logger.setLevel(logging.NOTSET)
            logger.handlers = []
            logger.propagate = True
        else:
            logger.disabled = disable_existing


def _clear_handlers():
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


# ---- dictionaries ------------------------------------------------------------------------------------

class _Converting:
    def convert_with_key(self, key, value, replace=True):
        """A value converted, and stored so."""
        result = self.configurator.convert(value)
        if value is not result:
            if replace:
                self[key] = result
            if type(result) in (ConvertingDict, ConvertingList, ConvertingTuple):
                result.parent = self
                result.key = key
        return result


class ConvertingDict(dict, _Converting):
    """A dict whose values are converted when they are read."""

    def __getitem__(self, key):
        return self.convert_with_key(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        """A value, or the default."""
        return self.convert_with_key(key, dict.get(self, key, default))

    def pop(self, key, default=None):
        """A value taken out."""
        return self.convert_with_key(key, dict.pop(self, key, default), replace=False)


class ConvertingList(list, _Converting):
    """A list whose items are converted when they are read."""

    def __getitem__(self, key):
        return self.convert_with_key(key, list.__getitem__(self, key))

    def pop(self, idx=-1):
        """An item taken out."""
        return self.convert_with_key(idx, list.pop(self, idx), replace=False)


class ConvertingTuple(tuple, _Converting):
    """A tuple whose items are converted when they are read."""

    def __getitem__(self, key):
        return self.convert_with_key(key, tuple.__getitem__(self, key), replace=False)


class BaseConfigurator:
    """Reads values such as `ext://sys.stdout` and `cfg://handlers.console`."""

    CONVERT_PATTERN = re.compile(r"^(?P<prefix>[a-z]+)://(?P<suffix>.*)$")
    WORD_PATTERN = re.compile(r"^\s*(\w+)\s*")
    DOT_PATTERN = re.compile(r"^\.\s*(\w+)\s*")
    INDEX_PATTERN = re.compile(r"^\[([^\[\]]*)\]\s*")
    DIGIT_PATTERN = re.compile(r"^\d+$")

    value_converters = {"ext": "ext_convert", "cfg": "cfg_convert"}
    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self

    def resolve(self, s):
        """The object of a dotted name."""
        parts = s.split(".")
        used = parts.pop(0)
        try:
            found = self.importer(used)
            for part in parts:
                used += "." + part
                try:
                    found = getattr(found, part)
                except AttributeError:
                    self.importer(used)
                    found = getattr(found, part)
            return found
        except ImportError as error:
            raise ValueError(f"Cannot resolve {s!r}: {error}") from error

    def ext_convert(self, value):
        """An object of a module."""
        return self.resolve(value)

    def cfg_convert(self, value):
        """Another part of the configuration."""
        rest = value
        match = self.WORD_PATTERN.match(rest)
        if match is None:
            raise ValueError(f"Unable to convert {value!r}")
        rest = rest[match.end():]
        found = self.config[match.groups()[0]]
        while rest:
            match = self.DOT_PATTERN.match(rest)
            if match:
                found = found[match.groups()[0]]
            else:
                match = self.INDEX_PATTERN.match(rest)
                if match:
                    index = match.groups()[0]
                    if not self.DIGIT_PATTERN.match(index):
                        found = found[index]
                    else:
                        try:
                            found = found[int(index)]
                        except TypeError:
                            found = found[index]
            if not match:
                raise ValueError(f"Unable to convert {value!r} at {rest!r}")
            rest = rest[match.end():]
        return found

    def convert(self, value):
        """What a value stands for."""
        for kind, plain in ((ConvertingDict, dict), (ConvertingList, list)):
            if not isinstance(value, kind) and isinstance(value, plain):
                value = kind(value)
                value.configurator = self
                return value
        if (not isinstance(value, ConvertingTuple) and isinstance(value, tuple)
                and not hasattr(value, "_fields")):
            value = ConvertingTuple(value)
            value.configurator = self
        elif isinstance(value, str):
            match = self.CONVERT_PATTERN.match(value)
            if match:
                converter = self.value_converters.get(match["prefix"])
                if converter:
                    value = getattr(self, converter)(match["suffix"])
        return value

    def configure_custom(self, config):
        """What a factory, named by `()`, makes of the rest."""
        factory = config.pop("()")
        if not callable(factory):
            factory = self.resolve(factory)
        attributes = config.pop(".", None)
        result = factory(**{key: config[key] for key in config if valid_ident(key)})
        if attributes:
            for name, value in attributes.items():
                setattr(result, name, value)
        return result

    def as_tuple(self, value):
        """A list as a tuple."""
        return tuple(value) if isinstance(value, list) else value


class DictConfigurator(BaseConfigurator):
    """Configures logging by a dictionary."""

    def configure(self):
        """Do it."""
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        with logging._lock:
            if config.pop("incremental", False):
                self._change()
            else:
                self._set_up()

    def _change(self):
        config = self.config
        handlers = config.get("handlers", {})
        for name in handlers:
            if name not in logging._handlers:
                raise ValueError(f"No handler found with name {name!r}")
            try:
                level = handlers[name].get("level", None)
                if level:
                    logging._handlers[name].setLevel(logging._checkLevel(level))
            except Exception as error:
                raise ValueError(f"Unable to configure handler {name!r}") from error
        for name in (loggers := config.get("loggers", {})):
            try:
                self.configure_logger(name, loggers[name], True)
            except Exception as error:
                raise ValueError(f"Unable to configure logger {name!r}") from error
        root = config.get("root", None)
        if root:
            try:
                self.configure_root(root, True)
            except Exception as error:
                raise ValueError("Unable to configure root logger") from error

    def _set_up(self):
        config = self.config
        disable_existing = config.pop("disable_existing_loggers", True)
        _clear_handlers()
        for kind, configure in (("formatter", self.configure_formatter),
                                ("filter", self.configure_filter)):
            section = config.get(kind + "s", {})
            for name in section:
                try:
                    section[name] = configure(section[name])
                except Exception as error:
                    raise ValueError(f"Unable to configure {kind} {name!r}") from error
        self._set_up_handlers(config.get("handlers", {}))
        root = logging.root
        existing = sorted(root.manager.loggerDict)
        kept = set()
        loggers = config.get("loggers", {})
        for name in loggers:
            kept.update(n for n in existing if n.startswith(name + "."))
            if name in existing:
                existing.remove(name)
            try:
                self.configure_logger(name, loggers[name])
            except Exception as error:
                raise ValueError(f"Unable to configure logger {name!r}") from error
        _handle_existing(existing, kept, disable_existing)
        root = config.get("root", None)
        if root:
            try:
                self.configure_root(root)
            except Exception as error:
                raise ValueError("Unable to configure root logger") from error

    def _set_up_handlers(self, handlers):
        waiting = []
        for name in sorted(handlers):
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except Exception as error:
                if " not configured yet" in str(error.__cause__):
                    # It refers to a handler that comes later.
                    waiting.append(name)
                else:
                    raise ValueError(f"Unable to configure handler {name!r}") from error
        for name in waiting:
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except Exception as error:
                raise ValueError(f"Unable to configure handler {name!r}") from error

    def configure_formatter(self, config):
        """A formatter."""
        if "()" in config:
            factory = config["()"]
            try:
                return self.configure_custom(config)
            except TypeError as error:
                if "'format'" not in str(error):
                    raise
                # Formatters call it `fmt`.
                config["fmt"] = config.pop("format")
                config["()"] = factory
                return self.configure_custom(config)
        cname = config.get("class", None)
        cls = _resolve(cname) if cname else logging.Formatter
        options = {}
        if "validate" in config:
            options["validate"] = config["validate"]
        if config.get("defaults") is not None:
            options["defaults"] = config["defaults"]
        return cls(config.get("format", None), config.get("datefmt", None),
                   config.get("style", "%"), **options)

    def configure_filter(self, config):
        """A filter."""
        if "()" in config:
            return self.configure_custom(config)
        return logging.Filter(config.get("name", ""))

    def add_filters(self, filterer, filters):
        """Give a logger or handler its filters."""
        for item in filters:
            try:
                ready = callable(item) or callable(getattr(item, "filter", None))
                filterer.addFilter(item if ready else self.config["filters"][item])
            except Exception as error:
                raise ValueError(f"Unable to add filter {item!r}") from error

    def configure_handler(self, config):
        """A handler."""
        original = dict(config)
        formatter = config.pop("formatter", None)
        if formatter:
            try:
                formatter = self.config["formatters"][formatter]
            except Exception as error:
                raise ValueError(f"Unable to set formatter {formatter!r}") from error
        level = config.pop("level", None)
        filters = config.pop("filters", None)
        if "()" in config:
            factory = config.pop("()")
            if not callable(factory):
                factory = self.resolve(factory)
        else:
            factory = cls = self.resolve(config.pop("class"))
            if isinstance(cls, type):
                self._prepare_handler(cls, config, original)
        attributes = config.pop(".", None)
        kwargs = {key: config[key] for key in config if valid_ident(key)}
        try:
            result = factory(**kwargs)
        except TypeError as error:
            if "'stream'" not in str(error):
                raise
            kwargs["strm"] = kwargs.pop("stream")
            result = factory(**kwargs)
        if formatter:
            result.setFormatter(formatter)
        if level is not None:
            result.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(result, filters)
        if attributes:
            for name, value in attributes.items():
                setattr(result, name, value)
        return result

    def _prepare_handler(self, cls, config, original):
        if issubclass(cls, logging.handlers.MemoryHandler):
            if "flushLevel" in config:
                config["flushLevel"] = logging._checkLevel(config["flushLevel"])
            if "target" in config:
                name = config["target"]
                try:
                    target = self.config["handlers"][name]
                    if not isinstance(target, logging.Handler):
                        config.update(original)
                        raise TypeError("target not configured yet")
                    config["target"] = target
                except Exception as error:
                    raise ValueError(f"Unable to set target handler {name!r}") from error
        elif issubclass(cls, logging.handlers.SMTPHandler) and "mailhost" in config:
            config["mailhost"] = self.as_tuple(config["mailhost"])
        elif issubclass(cls, logging.handlers.SysLogHandler) and "address" in config:
            config["address"] = self.as_tuple(config["address"])
        elif issubclass(cls, logging.handlers.QueueHandler):
            if "queue" not in config:
                import queue
                config["queue"] = queue.Queue()
            elif isinstance(config["queue"], dict) and "()" in config["queue"]:
                config["queue"] = self.configure_custom(dict(config["queue"]))
            elif isinstance(config["queue"], str):
                config["queue"] = self.resolve(config["queue"])()

    def add_handlers(self, logger, handlers):
        """Give a logger its handlers."""
        for name in handlers:
            try:
                logger.addHandler(self.config["handlers"][name])
            except Exception as error:
                raise ValueError(f"Unable to add handler {name!r}") from error

    def common_logger_config(self, logger, config, incremental=False):
        """Level, handlers and filters of a logger."""
        level = config.get("level", None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if not incremental:
            for handler in logger.handlers[:]:
                logger.removeHandler(handler)
            handlers = config.get("handlers", None)
            if handlers:
                self.add_handlers(logger, handlers)
            filters = config.get("filters", None)
            if filters:
                self.add_filters(logger, filters)

    def configure_logger(self, name, config, incremental=False):
        """A logger."""
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        propagate = config.get("propagate", None)
        if propagate is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        """The root logger."""
        self.common_logger_config(logging.getLogger(), config, incremental)


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Configure logging by a dictionary."""
    dictConfigClass(config).configure()
