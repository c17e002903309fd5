# Equations with tensors.

import numpy as np


def tensorsolve(a, b, axes=None):
    a = np.asarray(a)
    b = np.asarray(b)
    if axes is not None:
        order = [k for k in range(a.ndim) if k not in axes] + list(axes)
        a = a.transpose(order)
    shape = a.shape[b.ndim - a.ndim:] if a.ndim > b.ndim else ()
    size = int(np.prod(shape))
    if a.size != size ** 2:
        raise np.linalg.LinAlgError(
            'Input arrays must satisfy the requirement             prod(a.shape[b.ndim:]) == prod(a.shape[:b.ndim])'
        )
    return np.linalg.solve(a.reshape(size, size), b.ravel()).reshape(shape)


def tensorinv(a, ind=2):
    a = np.asarray(a)
    if ind <= 0:
        raise ValueError('Invalid ind argument.')
    shape = a.shape[ind:] + a.shape[:ind]
    return np.linalg.inv(a.reshape(int(np.prod(a.shape[ind:])), -1)).reshape(shape)
