# The convenience classes: a series of a basis, with a domain that is mapped onto a window.

_SUBSCRIPTS = str.maketrans('0123456789', '₀₁₂₃₄₅₆₇₈₉')
_SUPERSCRIPTS = str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹')


def _pair(values, what):
    values, = as_series([values], trim=False)
    if len(values) != 2:
        raise ValueError(f'{what} has wrong number of elements.')
    return values


class ABCPolyBase:
    __module__ = 'numpy.polynomial._polybase'
    __hash__ = None
    __array_ufunc__ = None
    maxpower = 100
    basis_name = None
    _use_unicode = True

    def __init__(self, coef, domain=None, window=None, symbol='x'):
        self.coef, = as_series([coef], trim=False)
        if domain is not None:
            self.domain = _pair(domain, 'Domain')
        if window is not None:
            self.window = _pair(window, 'Window')
        if not hasattr(symbol, 'isidentifier'):
            raise TypeError('Symbol must be a non-empty string')
        if not symbol.isidentifier():
            raise ValueError('Symbol string must be a valid Python identifier')
        self._symbol = symbol

    @property
    def symbol(self):
        return self._symbol

    def _like(self, coef):
        return self.__class__(coef, self.domain, self.window, self.symbol)

    # ---- comparing ----

    def has_samecoef(self, other):
        return len(self.coef) == len(other.coef) and np.all(self.coef == other.coef)

    def has_samedomain(self, other):
        return np.all(self.domain == other.domain)

    def has_samewindow(self, other):
        return np.all(self.window == other.window)

    def has_sametype(self, other):
        return isinstance(other, self.__class__)

    def __eq__(self, other):
        return (
            isinstance(other, self.__class__)
            and self.has_samedomain(other)
            and self.has_samewindow(other)
            and self.coef.shape == other.coef.shape
            and np.all(self.coef == other.coef)
            and self.symbol == other.symbol
        )

    def __ne__(self, other):
        return not self.__eq__(other)

    # ---- showing ----

    def __repr__(self):
        coef, domain, window = (repr(one)[6:-1] for one in (self.coef, self.domain, self.window))
        return f"{type(self).__name__}({coef}, domain={domain}, window={window}, symbol='{self.symbol}')"

    def __format__(self, spec):
        if spec == '':
            return str(self)
        if spec not in ('ascii', 'unicode'):
            raise ValueError(
                f"Unsupported format string '{spec}' passed to {self.__class__}.__format__. "
                "Valid options are 'ascii' and 'unicode'"
            )
        return self._text(spec == 'unicode')

    def __str__(self):
        return self._text(self._use_unicode)

    def _text(self, unicode):
        width = max(np.get_printoptions()['linewidth'], 1)
        argument, parens = self._argument(format_float)
        if parens:
            argument = f'({argument})'
        term = self._str_term_unicode if unicode else self._str_term_ascii
        text = format_float(self.coef[0])
        last = len(self.coef) - 1
        for power, coef in enumerate(self.coef[1:], 1):
            try:
                sign, size = ('+', coef) if coef >= 0 else ('-', -coef)
                part = f'{sign} {format_float(size, parens=True)}'
            except TypeError:
                part = f'+ {coef}'
            part += term(str(power), argument)
            # The blank between terms counts, too, unless no term follows.
            length = len(text.rsplit('\n', 1)[-1]) + 1 + len(part) + (2 if power < last else 0)
            if length >= width:
                part = part.replace(' ', '\n', 1)
            text += ' ' + part
        return text

    def _argument(self, shown):
        off, scale = self.mapparms()
        if off == 0 and scale == 1:
            return self.symbol, False
        scaled = self.symbol if scale == 1 else shown(scale) + self.symbol
        return (scaled if off == 0 else f'{shown(off)} + {scaled}'), True

    @classmethod
    def _str_term_unicode(cls, power, argument):
        if cls.basis_name is None:
            raise NotImplementedError(
                'Subclasses must define either a basis_name, or override _str_term_unicode(cls, i, arg_str)'
            )
        return f'·{cls.basis_name}{power.translate(_SUBSCRIPTS)}({argument})'

    @classmethod
    def _str_term_ascii(cls, power, argument):
        if cls.basis_name is None:
            raise NotImplementedError(
                'Subclasses must define either a basis_name, or override _str_term_ascii(cls, i, arg_str)'
            )
        return f' {cls.basis_name}_{power}({argument})'

    @classmethod
    def _repr_latex_term(cls, power, argument, parens):
        return f'{{{cls.basis_name}}}_{{{power}}}({argument})'

    @staticmethod
    def _repr_latex_scalar(x, parens=False):
        return f'\\text{{{format_float(x, parens=parens)}}}'

    def _repr_latex_(self):
        number = self._repr_latex_scalar
        argument, parens = self._argument(number)
        parts = []
        for power, coef in enumerate(self.coef):
            if power == 0:
                part = number(coef)
            elif not isinstance(coef, (int, float, np.integer, np.floating)):
                part = f' + ({number(coef)})'
            elif coef >= 0:
                part = f' + {number(coef, parens=True)}'
            else:
                part = f' - {number(-coef, parens=True)}'
            term = self._repr_latex_term(power, argument, parens)
            if term != '1':
                part += f'\\,{term}'
            parts.append(f'\\color{{LightGray}}{{{part}}}' if coef == 0 else part)
        return f'${self.symbol} \\mapsto {"".join(parts)}$'

    # ---- values ----

    def __call__(self, arg):
        return self._basis.val(mapdomain(arg, self.domain, self.window), self.coef)

    def __iter__(self):
        return iter(self.coef)

    def __len__(self):
        return len(self.coef)

    def linspace(self, n=100, domain=None):
        ends = self.domain if domain is None else domain
        x = np.linspace(ends[0], ends[1], n)
        return x, self(x)

    def mapparms(self):
        return mapparms(self.domain, self.window)

    # ---- arithmetic ----

    def __neg__(self):
        return self._like(-self.coef)

    def __pos__(self):
        return self

    def _coefficients(self, other):
        if not isinstance(other, ABCPolyBase):
            return other
        if not self.has_sametype(other):
            raise TypeError('Polynomial types differ')
        if not self.has_samedomain(other):
            raise TypeError('Domains differ')
        if not self.has_samewindow(other):
            raise TypeError('Windows differ')
        if self.symbol != other.symbol:
            raise ValueError('Polynomial symbols differ')
        return other.coef

    def _combine(self, how, left, right):
        try:
            return self._like(how(left, right))
        except Exception:
            return NotImplemented

    def __add__(self, other):
        return self._combine(self._basis.add, self.coef, self._coefficients(other))

    def __sub__(self, other):
        return self._combine(self._basis.sub, self.coef, self._coefficients(other))

    def __mul__(self, other):
        return self._combine(self._basis.mul, self.coef, self._coefficients(other))

    def __radd__(self, other):
        return self._combine(self._basis.add, other, self.coef)

    def __rsub__(self, other):
        return self._combine(self._basis.sub, other, self.coef)

    def __rmul__(self, other):
        return self._combine(self._basis.mul, other, self.coef)

    def _divide(self, left, right):
        try:
            quotient, remainder = self._basis.div(left, right)
        except ZeroDivisionError:
            raise
        except Exception:
            return NotImplemented
        return self._like(quotient), self._like(remainder)

    def __divmod__(self, other):
        return self._divide(self.coef, self._coefficients(other))

    def __rdivmod__(self, other):
        return self._divide(other, self.coef)

    def __floordiv__(self, other):
        both = self.__divmod__(other)
        return both if both is NotImplemented else both[0]

    def __mod__(self, other):
        both = self.__divmod__(other)
        return both if both is NotImplemented else both[1]

    def __rfloordiv__(self, other):
        both = self.__rdivmod__(other)
        return both if both is NotImplemented else both[0]

    def __rmod__(self, other):
        both = self.__rdivmod__(other)
        return both if both is NotImplemented else both[1]

    def __truediv__(self, other):
        if not isinstance(other, (int, float, complex, np.number)) or isinstance(other, bool):
            raise TypeError(f"unsupported types for true division: '{type(self)}', '{type(other)}'")
        return self.__floordiv__(other)

    def __rtruediv__(self, other):
        return NotImplemented

    def __pow__(self, other):
        return self._like(self._basis.pow(self.coef, other, maxpower=self.maxpower))

    # ---- shape ----

    def copy(self):
        return self._like(self.coef)

    def degree(self):
        return len(self) - 1

    def trim(self, tol=0):
        return self._like(trimcoef(self.coef, tol))

    def truncate(self, size):
        count = int(size)
        if count != size or count < 1:
            raise ValueError('size must be a positive integer')
        return self._like(self.coef[:count])

    def cutdeg(self, deg):
        return self.truncate(deg + 1)

    def convert(self, domain=None, kind=None, window=None):
        kind = self.__class__ if kind is None else kind
        domain = kind.domain if domain is None else domain
        window = kind.window if window is None else window
        return self(kind.identity(domain, window=window, symbol=self.symbol))

    # ---- calculus ----

    def integ(self, m=1, k=[], lbnd=None):
        off, scl = self.mapparms()
        start = 0 if lbnd is None else off + scl * lbnd
        return self._like(self._basis.int(self.coef, m, k, start, 1. / scl))

    def deriv(self, m=1):
        off, scl = self.mapparms()
        return self._like(self._basis.der(self.coef, m, scl))

    def roots(self):
        return mapdomain(self._basis.roots(self.coef), self.window, self.domain)

    # ---- making ----

    @classmethod
    def fit(cls, x, y, deg, domain=None, rcond=None, full=False, w=None, window=None, symbol='x'):
        if domain is None:
            domain = getdomain(x)
            if domain[0] == domain[1]:
                domain[0] -= 1
                domain[1] += 1
        elif isinstance(domain, list) and len(domain) == 0:
            domain = cls.domain
        if window is None:
            window = cls.window
        found = cls._basis.fit(mapdomain(x, domain, window), y, deg, w=w, rcond=rcond, full=full)
        if full:
            coef, status = found
            return cls(coef, domain=domain, window=window, symbol=symbol), status
        return cls(found, domain=domain, window=window, symbol=symbol)

    @classmethod
    def fromroots(cls, roots, domain=[], window=None, symbol='x'):
        roots, = as_series([roots], trim=False)
        if domain is None:
            domain = getdomain(roots)
        elif isinstance(domain, list) and len(domain) == 0:
            domain = cls.domain
        if window is None:
            window = cls.window
        off, scl = mapparms(domain, window)
        coef = cls._basis.fromroots(off + scl * roots) / scl**len(roots)
        return cls(coef, domain=domain, window=window, symbol=symbol)

    @classmethod
    def identity(cls, domain=None, window=None, symbol='x'):
        domain = cls.domain if domain is None else domain
        window = cls.window if window is None else window
        off, scl = mapparms(window, domain)
        return cls(cls._basis.line(off, scl), domain, window, symbol)

    @classmethod
    def basis(cls, deg, domain=None, window=None, symbol='x'):
        domain = cls.domain if domain is None else domain
        window = cls.window if window is None else window
        degree = int(deg)
        if degree != deg or degree < 0:
            raise ValueError('deg must be non-negative integer')
        return cls([0] * degree + [1], domain, window, symbol)

    @classmethod
    def cast(cls, series, domain=None, window=None):
        domain = cls.domain if domain is None else domain
        window = cls.window if window is None else window
        return series.convert(domain, cls, window)


class Polynomial(ABCPolyBase):
    __module__ = 'numpy.polynomial.polynomial'
    _basis = _powers
    domain = _powers.domain.copy()
    window = _powers.domain.copy()

    @classmethod
    def _str_term_unicode(cls, power, argument):
        return f'·{argument}' if power == '1' else f'·{argument}{power.translate(_SUPERSCRIPTS)}'

    @staticmethod
    def _str_term_ascii(power, argument):
        return f' {argument}' if power == '1' else f' {argument}**{power}'

    @staticmethod
    def _repr_latex_term(power, argument, parens):
        if parens:
            argument = rf'\left({argument}\right)'
        return '1' if power == 0 else argument if power == 1 else f'{argument}^{{{power}}}'


class Chebyshev(ABCPolyBase):
    __module__ = 'numpy.polynomial.chebyshev'
    _basis = _chebyshev
    domain = _chebyshev.domain.copy()
    window = _chebyshev.domain.copy()
    basis_name = 'T'

    @classmethod
    def interpolate(cls, func, deg, domain=None, args=()):
        domain = cls.domain if domain is None else domain
        coef = _chebyshev.interpolate(lambda x: func(mapdomain(x, cls.window, domain), *args), deg)
        return cls(coef, domain=domain)


class Legendre(ABCPolyBase):
    __module__ = 'numpy.polynomial.legendre'
    _basis = _legendre
    domain = _legendre.domain.copy()
    window = _legendre.domain.copy()
    basis_name = 'P'


class Laguerre(ABCPolyBase):
    __module__ = 'numpy.polynomial.laguerre'
    _basis = _laguerre
    domain = _laguerre.domain.copy()
    window = _laguerre.domain.copy()
    basis_name = 'L'


class Hermite(ABCPolyBase):
    __module__ = 'numpy.polynomial.hermite'
    _basis = _hermite
    domain = _hermite.domain.copy()
    window = _hermite.domain.copy()
    basis_name = 'H'


class HermiteE(ABCPolyBase):
    __module__ = 'numpy.polynomial.hermite_e'
    _basis = _hermite_e
    domain = _hermite_e.domain.copy()
    window = _hermite_e.domain.copy()
    basis_name = 'He'


def set_default_printstyle(style):
    if style not in ('unicode', 'ascii'):
        raise ValueError(f"Unsupported format string '{style}'. Valid options are 'ascii' and 'unicode'")
    ABCPolyBase._use_unicode = style == 'unicode'
