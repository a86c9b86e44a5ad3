__all__ = ["public", "_listed"]


def public():
    return "public"


_listed = 1
not_in_all = 2
