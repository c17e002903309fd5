# The flags of re.

import enum


class RegexFlag(enum.IntFlag):
    NOFLAG = 0
    IGNORECASE = 2
    LOCALE = 4
    MULTILINE = 8
    DOTALL = 16
    UNICODE = 32
    VERBOSE = 64
    DEBUG = 128
    ASCII = 256

    def __repr__(self):
        if not self._value_:
            return 're.NOFLAG'
        return '|'.join(f're.{flag._name_}' for flag in RegexFlag if flag._value_ & self._value_)

    __str__ = object.__str__
