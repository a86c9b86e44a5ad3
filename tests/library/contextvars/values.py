"""Context variables: defaults, tokens, copies, running in a context."""

import contextvars
import threading

plain = contextvars.ContextVar("plain")
other = contextvars.ContextVar("other", default=1)
print(plain.name, other.get(), plain.get("fallback"))
try:
    plain.get()
except LookupError as error:
    print(error.args == (plain,))
token = plain.set(5)
print(token.var is plain, token.old_value is contextvars.Token.MISSING, plain.get())
plain.reset(token)
print(plain.get(None))
for bad in (lambda: plain.reset(token), lambda: plain.reset(5), lambda: contextvars.ContextVar(5)):
    try:
        bad()
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__)
other.set(2)
context = contextvars.copy_context()
print(context.run(lambda: (other.set(3), other.get())[1]), other.get(), context[other])
print(other in context, plain in context, len(context), list(context) == [other])
threading.Thread(target=lambda: print(other.get())).start()
