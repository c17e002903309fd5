"""`np.errstate` as a decorator."""

import functools


def decorated(manager, func):
    """A function that calls another with the manager's treatment of floating-point errors."""

    @functools.wraps(func)
    def inner(*args, **kwargs):
        with manager:
            return func(*args, **kwargs)

    return inner
