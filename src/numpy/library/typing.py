"""Names for annotations: np.typing."""
import typing
import numpy as np


class _Alias:
    """A name that stands for many types, for annotations alone."""

    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text

    def __or__(self, other):
        return typing.Union[typing.Any, other]

    def __ror__(self, other):
        return typing.Union[other, typing.Any]


class _ArrayOf(_Alias):
    def __getitem__(self, scalar):
        return np.ndarray[tuple[typing.Any, ...], np.dtype[scalar]]


ArrayLike = _Alias('numpy.typing.ArrayLike')
DTypeLike = _Alias('numpy.typing.DTypeLike')
NDArray = _ArrayOf('numpy.ndarray[tuple[typing.Any, ...], numpy.dtype[~_ScalarT]]')
