"""Variables whose values belong to a context: of a thread, or of an asyncio task.

The types are native: see `_contextvars`.
"""

import _collections_abc
from _contextvars import Context, ContextVar, Token, copy_context

__all__ = ("Context", "ContextVar", "Token", "copy_context")

_collections_abc.Mapping.register(Context)
