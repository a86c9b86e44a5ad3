"""requests.hooks: functions that are called with each response."""

HOOKS = ['response']


def default_hooks():
    """No hooks."""
    return {event: [] for event in HOOKS}


def dispatch_hook(key, hooks, hook_data, **kwargs):
    """Call the hooks of an event, each with what the one before has made."""
    found = (hooks or {}).get(key)
    if found:
        if callable(found):
            found = [found]
        for hook in found:
            made = hook(hook_data, **kwargs)
            if made is not None:
                hook_data = made
    return hook_data
