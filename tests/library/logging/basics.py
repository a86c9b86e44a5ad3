import io
import logging
import sys

logging.warning("before any setup %d", 1)
root = logging.getLogger()
for h in root.handlers[:]:
    root.removeHandler(h)
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(levelname)-8s|%(name)s|%(funcName)s|%(lineno)d|%(filename)s|%(message)s")
log = logging.getLogger("app.part")


def work():
    log.debug("debug %s", "x")
    log.info("info %(a)s and %(b)s", {"a": 1, "b": 2})
    log.warning("warning")
    log.error("error %r", "text")
    log.critical("critical")
    log.log(25, "between")


work()
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed")
    log.error("with info", exc_info=True)
    log.debug("none")
log.info("extra", extra={"who": "me"})
log.info("stack", stack_info=True)
print(log, root, logging.getLogger("app"), log.parent, log.getEffectiveLevel())
print(log.isEnabledFor(10), logging.getLogger("app.part") is log, logging.getLogger("app").getChild("part") is log)
log.setLevel("ERROR")
log.info("hidden")
log.error("seen")
logging.disable(logging.ERROR)
log.error("disabled")
logging.disable(logging.NOTSET)
logging.addLevelName(25, "NOTICE")
log.setLevel(1)
log.log(25, "named")
print(logging.getLevelName(25), logging.getLevelName("NOTICE"), logging.getLevelName(3), logging.getLevelNamesMapping()["WARN"])
for style, fmt in (("{", "{levelname}:{message:>10}"), ("$", "$levelname/${message}"), ("%", "%(message)s")):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(fmt, style=style))
    record = logging.makeLogRecord({"msg": "m%d", "args": (3,), "levelname": "INFO", "levelno": 20})
    handler.handle(record)
    print(repr(stream.getvalue()), handler)


class Only(logging.Filter):
    def filter(self, record):
        return "keep" in record.getMessage()


log.addFilter(Only())
log.info("keep this")
log.info("drop this")
log.filters.clear()
log.addFilter(lambda record: record.levelno > 20)
log.info("no")
log.warning("yes")
adapter = logging.LoggerAdapter(log, {"user": "u1"})
adapter.warning("adapted")
print(adapter)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: log.setLevel("NOPE"))
attempt(lambda: log.setLevel(1.5))
attempt(lambda: log.log("x", "y"))
attempt(lambda: logging.getLogger(3))
attempt(lambda: logging.Formatter("{x}", style="?"))
attempt(lambda: logging.Formatter("no field"))
attempt(lambda: logging.Formatter("{bad!z}", style="{"))
attempt(lambda: logging.basicConfig(filename="a", stream=sys.stdout, force=True))
attempt(lambda: logging.Handler().emit(None))
attempt(lambda: log.warning("x", extra={"message": 1}))
attempt(lambda: logging.basicConfig(nope=3, force=True))
