"""What there is to know of CPython's instructions: nothing, since biji has its own.

Only the names that test suites import; `dis` shows biji's instructions.
"""

ENABLE_SPECIALIZATION = False


def get_specialization_stats():
    """None: instructions are not counted."""
    return None


def stack_effect(opcode, oparg=None, /, *, jump=None):
    """Not supported."""
    raise NotImplementedError("biji is a register machine: instructions have no stack effect")
