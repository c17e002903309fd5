"""require: arrays with some properties."""
import numpy as np


def require(a, dtype=None, requirements=None, *, like=None):
    if like is not None:
        raise NotImplementedError("numcell does not support the argument 'like' of np.require yet")
    known = {'C': 'C', 'C_CONTIGUOUS': 'C', 'CONTIGUOUS': 'C', 'F': 'F', 'F_CONTIGUOUS': 'F', 'FORTRAN': 'F',
             'A': 'A', 'ALIGNED': 'A', 'W': 'W', 'WRITEABLE': 'W', 'O': 'O', 'OWNDATA': 'O', 'E': 'E',
             'ENSUREARRAY': 'E'}
    if not requirements:
        return np.asanyarray(a, dtype=dtype)
    wanted = set([known[one.upper()] for one in ([requirements] if isinstance(requirements, str) else requirements)])
    subok = 'E' not in wanted
    wanted.discard('E')
    order = 'A'
    if 'C' in wanted and 'F' in wanted:
        raise ValueError('Cannot specify both "C" and "F" order')
    if 'F' in wanted:
        order = 'F'
    elif 'C' in wanted:
        order = 'C'
    made = np.array(a, dtype=dtype, order=order, copy=None, subok=subok)
    if 'O' in wanted and not made.flags.owndata or 'W' in wanted and not made.flags.writeable:
        return made.copy(order)
    return made

