# What is drawn: lines, shapes, markers, images, texts, and what they share.

_SHORT = {'lw': 'linewidth', 'ls': 'linestyle', 'c': 'color', 'ms': 'markersize', 'mfc': 'markerfacecolor',
          'mec': 'markeredgecolor', 'mew': 'markeredgewidth', 'aa': 'antialiased', 'ds': 'drawstyle'}
_SHORT_PATCH = {'lw': 'linewidth', 'ls': 'linestyle', 'ec': 'edgecolor', 'fc': 'facecolor', 'aa': 'antialiased'}
_SHORT_COLLECTION = {'lw': 'linewidths', 'ls': 'linestyles', 'ec': 'edgecolors', 'fc': 'facecolors',
                     'linewidth': 'linewidths', 'linestyle': 'linestyles', 'edgecolor': 'edgecolors',
                     'facecolor': 'facecolors', 'antialiased': 'antialiaseds', 'aa': 'antialiaseds'}
_SHORT_TEXT = {'ha': 'horizontalalignment', 'va': 'verticalalignment', 'size': 'fontsize', 'weight': 'fontweight',
               'style': 'fontstyle', 'c': 'color', 'family': 'fontfamily', 'name': 'fontfamily',
               'ma': 'multialignment', 'fontname': 'fontfamily', 'variant': 'fontvariant', 'stretch': 'fontstretch',
               'font': 'fontproperties'}


def _normalize(kwargs, short):
    out = {}
    for key, value in kwargs.items():
        full = short.get(key, key)
        if full in out:
            raise TypeError(f'Got both {full!r} and {key!r}, which are aliases of one another')
        out[full] = value
    return out


def _not_yet(what):
    raise NotImplementedError(f'numcell does not support {what} yet')


def _check_in_list(values, **kwargs):
    for key, value in kwargs.items():
        if value not in values:
            raise ValueError(_not_among(key, value, list(values)))


def _not_among(name, value, values):
    if len(values) > 5 and all(isinstance(v, str) for v in [value, *values]):
        near = sorted(((_likeness(v, value), v) for v in values), reverse=True)[:3]
        near = [v for ratio, v in near if ratio >= 0.5]
        if not near:
            advice = ''
        elif len(near) == 1:
            advice = f' Did you mean: {near[0]!r}?'
        else:
            advice = f" Did you mean one of: {', '.join(map(repr, near))}?"
    else:
        advice = f" Supported values are {', '.join(map(repr, values))}"
    return f'{value!r} is not a valid value for {name}.{advice}'


def _likeness(a, b):
    # Twice the letters in common stretches, longest first, over all letters (Ratcliff and Metzener, 1988).
    def common(a, b):
        best = (0, 0, 0)
        for i in range(len(a)):
            for j in range(len(b)):
                k = 0
                while i + k < len(a) and j + k < len(b) and a[i + k] == b[j + k]:
                    k += 1
                if k > best[0]:
                    best = (k, i, j)
        k, i, j = best
        return k + common(a[:i], b[:j]) + common(a[i + k:], b[j + k:]) if k else 0
    return 2 * common(a, b) / (len(a) + len(b)) if a or b else 1.0


class _Transform:
    def __init__(self, space, axes=None, figure=None, shift=(0.0, 0.0)):
        self._space, self._axes, self._figure = space, axes, figure
        self._shift = shift

    def transform(self, point):
        return _to_pixels(self, np.asarray(point, dtype=float))

    def inverted(self):
        return _Inverse(self)

    def __add__(self, other):
        # A distance in points may be added, as offset_copy and ScaledTranslation do.
        if isinstance(other, _Shift):
            return _Transform(self._space, self._axes, self._figure, other.points)
        _not_yet('sums of transforms')


class _Inverse:
    def __init__(self, of):
        self._of = of

    def transform(self, point):
        return _from_pixels(self._of, np.asarray(point, dtype=float))


class _Shift:
    def __init__(self, x, y):
        self.points = (x, y)


class Artist:
    __module__ = 'matplotlib.artist'
    zorder = 0
    _short = {}
    _ignored = ('picker', 'rasterized', 'animated', 'gid', 'url', 'snap', 'sketch_params', 'in_layout', 'antialiased',
                'antialiaseds', 'mouseover', 'path_effects', 'clip_box', 'clip_path', 'agg_filter', 'fontvariant',
                'fontstretch', 'usetex', 'math_fontfamily', 'parse_math')

    def __init__(self):
        self._visible = True
        self._alpha = None
        self._label = ''
        self.axes = None
        self.figure = None
        self._clip_on = True
        self._transform = None

    def __repr__(self):
        kind = type(self)
        return f'<{kind.__module__}.{kind.__name__} at {hex(id(self))}>'

    def set(self, **kwargs):
        for key, value in _normalize(kwargs, self._short).items():
            self._set_one(key, value)
        return None

    def _set_one(self, key, value):
        method = getattr(self, 'set_' + key, None)
        if method is None:
            if key in self._ignored and value in (None, False, True, 'auto'):
                return
            raise AttributeError(f'{type(self).__name__}.set() got an unexpected keyword argument {key!r}')
        method(value)

    def update(self, props):
        self.set(**props)

    def properties(self):
        return {name[4:]: getattr(self, name)() for name in dir(self)
                if name.startswith('get_') and name not in ('get_window_extent',)}

    def set_visible(self, b):
        self._visible = bool(b)

    def get_visible(self):
        return self._visible

    def set_alpha(self, alpha):
        if alpha is not None and not np.iterable(alpha) and not 0 <= alpha <= 1:
            raise ValueError(f'alpha ({alpha}) is outside 0-1 range')
        self._alpha = alpha

    def get_alpha(self):
        return self._alpha

    def set_label(self, s):
        self._label = None if s is None else str(s)

    def get_label(self):
        return self._label

    def set_zorder(self, level):
        self.zorder = level

    def get_zorder(self):
        return self.zorder

    def set_clip_on(self, b):
        self._clip_on = bool(b)

    def get_clip_on(self):
        return self._clip_on

    def set_transform(self, t):
        if not isinstance(t, _Transform):
            _not_yet('this transform')
        self._transform = t

    def get_transform(self):
        return self._transform or (self.axes.transData if self.axes is not None else None)

    def set_figure(self, fig):
        self.figure = fig

    def get_figure(self):
        return self.figure

    def remove(self):
        if self.axes is not None and self in self.axes._children:
            self.axes._children.remove(self)
        elif self.figure is not None and self in self.figure._children:
            self.figure._children.remove(self)
        else:
            raise NotImplementedError('cannot remove artist')

    def _space(self):
        return 'data' if self._transform is None else self._transform._space

    def _base(self, kind):
        return {'kind': kind, 'layer': self.zorder, 'space': self._space(), 'clip': self._clip_on}

    # What of the data limits: None, or x0, x1, y0, y1.
    def _limits(self):
        return None

    _sticky_x = ()
    _sticky_y = ()

    def _handle(self):
        return None


def setp(obj, *args, **kwargs):
    things = list(obj) if np.iterable(obj) else [obj]
    flat = []
    for thing in things:
        flat.extend(thing if isinstance(thing, (list, tuple)) else [thing])
    for key, value in zip(args[::2], args[1::2]):
        kwargs[key] = value
    for thing in flat:
        thing.set(**kwargs)


def getp(obj, property=None):
    if property is None:
        for key, value in sorted(obj.properties().items()):
            print(f'    {key} = {value}')
        return None
    return getattr(obj, 'get_' + property)()


_LINE_NAMES = {'-': 'solid', '--': 'dashed', '-.': 'dashdot', ':': 'dotted', 'None': 'none', ' ': 'none', '': 'none',
               'none': 'none', 'solid': 'solid', 'dashed': 'dashed', 'dashdot': 'dashdot', 'dotted': 'dotted'}
_LINE_SIGNS = {'solid': '-', 'dashed': '--', 'dashdot': '-.', 'dotted': ':', 'none': 'None'}


def _check_linestyle(ls):
    if ls is None:
        return None
    if isinstance(ls, str):
        if ls not in _LINE_NAMES:
            supported = ', '.join(repr(k) for k in ('-', '--', '-.', ':', 'None', ' ', '', 'solid', 'dashed', 'dashdot',
                                                    'dotted'))
            raise ValueError(f'{ls!r} is not a valid value for ls; supported values are {supported}')
        return ls
    try:
        offset, pattern = ls
    except (TypeError, ValueError):
        raise ValueError(f'Unrecognized linestyle: {ls!r}') from None
    return ls


def _dashes(ls, lw):
    # Lengths in points, which grow with the line's width.
    if isinstance(ls, str):
        name = _LINE_NAMES[ls]
        if name in ('solid', 'none'):
            return 0.0, []
        pattern, offset = rcParams[f'lines.{name}_pattern'], 0
    else:
        offset, pattern = ls
        if pattern is None:
            return 0.0, []
    scale = lw if rcParams['lines.scale_dashes'] else 1.0
    return offset * scale, [x * scale for x in pattern]


def _stroke(color, lw, ls='-', cap='butt', join='round'):
    if isinstance(ls, str) and _LINE_NAMES[ls] == 'none':
        return None
    start, dashes = _dashes(ls, lw)
    return {'colour': color, 'width': float(lw), 'dashes': dashes, 'dash_start': start, 'cap': cap, 'join': join}


def _check_marker(marker):
    if marker is None or isinstance(marker, str) and marker in ('None', 'none', ' ', ''):
        return 'None'
    if isinstance(marker, MarkerStyle):
        return marker.get_marker()
    if isinstance(marker, int) and 0 <= marker <= 11:
        return {4: '<', 5: '>', 6: '^', 7: 'v', 8: '<', 9: '>', 10: '^', 11: 'v', 0: '_', 1: '_', 2: '|', 3: '|'}[marker]
    if isinstance(marker, tuple) and len(marker) in (2, 3) and isinstance(marker[0], int):
        return _polygon_marker(*marker)
    if isinstance(marker, Path):
        return marker
    if not isinstance(marker, str):
        vertices = np.asarray(marker, dtype=float)
        if vertices.ndim == 2 and vertices.shape[1] == 2:
            return Path(vertices)
    if not _draw.is_marker(marker):
        raise ValueError(f'Unrecognized marker style {marker!r}')
    return marker


def _polygon_marker(sides, style=0, angle=0):
    turn = np.deg2rad(angle)
    if style == 1:
        theta = np.pi * np.arange(2 * sides) / sides + np.pi / 2 + turn
        radius = np.where(np.arange(2 * sides) % 2 == 0, 1.0, 0.5)
    elif style == 0:
        theta = 2 * np.pi * np.arange(sides) / sides + np.pi / 2 + turn
        radius = 1.0
    else:
        _not_yet('markers of this style')
    return Path(np.stack([radius * np.cos(theta), radius * np.sin(theta)], axis=1), closed=True)


class MarkerStyle:
    __module__ = 'matplotlib.markers'

    def __init__(self, marker, fillstyle='full'):
        self._marker = _check_marker(marker)
        self._fill = fillstyle

    def get_marker(self):
        return self._marker


class Path:
    __module__ = 'matplotlib.path'
    STOP, MOVETO, LINETO, CURVE3, CURVE4, CLOSEPOLY = 0, 1, 2, 3, 4, 79

    def __init__(self, vertices, codes=None, closed=False):
        self.vertices = np.asarray(vertices, dtype=float)
        if closed and codes is None:
            self.vertices = np.vstack([self.vertices, self.vertices[:1]])
            codes = [1] + [2] * (len(self.vertices) - 2) + [79]
        self.codes = None if codes is None else np.asarray(codes, dtype=np.uint8)

    def __len__(self):
        return len(self.vertices)

    def _value(self):
        return self.vertices if self.codes is None else (self.vertices, self.codes)

    def contains_point(self, point):
        return bool(self.contains_points([point])[0])

    def contains_points(self, points):
        points = np.asarray(points, dtype=float)
        x, y = points[:, 0], points[:, 1]
        inside = np.zeros(len(points), dtype=bool)
        v = self.vertices
        for (x0, y0), (x1, y1) in zip(v, np.roll(v, -1, axis=0)):
            if y0 != y1:
                crosses = ((y0 <= y) != (y1 <= y)) & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
                inside ^= crosses
        return inside


def _shape_of(marker):
    # The part of a description that says what shape a marker has.
    if isinstance(marker, Path):
        size = np.abs(marker.vertices).max() or 1.0
        return {'path': Path(marker.vertices / size / 2, marker.codes)._value()}
    return {'shape': marker}


class Line2D(Artist):
    __module__ = 'matplotlib.lines'
    zorder = 2
    _short = _SHORT

    def __init__(self, xdata, ydata, *, linewidth=None, linestyle=None, color=None, marker=None, markersize=None,
                 markeredgewidth=None, markeredgecolor=None, markerfacecolor=None, fillstyle=None, drawstyle=None,
                 markevery=None, dash_capstyle=None, solid_capstyle=None, dash_joinstyle=None, solid_joinstyle=None,
                 **kwargs):
        super().__init__()
        self._x = self._xorig = xdata
        self._y = self._yorig = ydata
        self._set_xy(xdata, ydata)
        self._marker = 'None'
        self._drawstyle = 'default'
        self._markevery = None
        self._fillstyle = fillstyle or 'full'
        self._cap = solid_capstyle or 'projecting'
        self._dash_cap = dash_capstyle or 'butt'
        self._join = solid_joinstyle or 'round'
        self._dash_pattern = None
        self.set_linewidth(rcParams['lines.linewidth'] if linewidth is None else linewidth)
        self.set_linestyle(rcParams['lines.linestyle'] if linestyle is None else linestyle)
        self.set_color(rcParams['lines.color'] if color is None else color)
        self.set_marker(rcParams['lines.marker'] if marker is None else marker)
        self._size = rcParams['lines.markersize'] if markersize is None else float(markersize)
        self._mew = rcParams['lines.markeredgewidth'] if markeredgewidth is None else float(markeredgewidth)
        self._mec = rcParams['lines.markeredgecolor'] if markeredgecolor is None else markeredgecolor
        self._mfc = rcParams['lines.markerfacecolor'] if markerfacecolor is None else markerfacecolor
        for c in (self._mec, self._mfc):
            if c != 'auto':
                to_rgba(c)
        if drawstyle is not None:
            self.set_drawstyle(drawstyle)
        if markevery is not None:
            self.set_markevery(markevery)
        kwargs = _normalize(kwargs, self._short)
        for key, value in kwargs.items():
            self._set_one(key, value)

    def _set_xy(self, x, y):
        self._x = _numbers(x, getattr(self, 'axes', None), 'x')
        self._y = _numbers(y, getattr(self, 'axes', None), 'y')

    def __str__(self):
        if self._label != '':
            return f'Line2D({self._label})'
        if len(self._x) > 3:
            dots = [(self._x[0], self._y[0]), (self._x[1], self._y[1])]
            parts = ','.join('({:g},{:g})'.format(x, y) for x, y in dots)
            return 'Line2D({},...,({:g},{:g}))'.format(parts, self._x[-1], self._y[-1])
        return 'Line2D({})'.format(','.join('({:g},{:g})'.format(x, y) for x, y in zip(self._x, self._y)))

    def set_data(self, *args):
        x, y = args[0] if len(args) == 1 else args
        if not np.iterable(x) or not np.iterable(y):
            raise RuntimeError('x must be a sequence' if not np.iterable(x) else 'y must be a sequence')
        self.set_xdata(x)
        self.set_ydata(y)

    def set_xdata(self, x):
        if not np.iterable(x):
            raise RuntimeError('x must be a sequence')
        self._xorig = x
        self._x = _numbers(x, self.axes, 'x')

    def set_ydata(self, y):
        if not np.iterable(y):
            raise RuntimeError('y must be a sequence')
        self._yorig = y
        self._y = _numbers(y, self.axes, 'y')

    def get_data(self, orig=True):
        return self.get_xdata(orig), self.get_ydata(orig)

    def get_xdata(self, orig=True):
        return np.asarray(self._xorig) if orig else self._x

    def get_ydata(self, orig=True):
        return np.asarray(self._yorig) if orig else self._y

    def get_xydata(self):
        return np.column_stack([self._x, self._y])

    def set_color(self, color):
        if not is_color_like(color):
            raise _bad_color(color)
        self._color = color

    def get_color(self):
        return self._color

    def set_linewidth(self, w):
        self._lw = float(w)

    def get_linewidth(self):
        return self._lw

    def set_linestyle(self, ls):
        if isinstance(ls, str) and ls.startswith('steps'):
            _not_yet('line styles that begin with steps')
        self._ls = _check_linestyle(ls)

    def get_linestyle(self):
        if isinstance(self._ls, str):
            return _LINE_SIGNS[_LINE_NAMES[self._ls]]
        return '--'

    def set_dashes(self, seq):
        self._ls = '-' if seq == (None, None) else (0, tuple(seq))

    def set_marker(self, marker):
        self._marker = _check_marker(marker)

    def get_marker(self):
        return self._marker

    def set_markersize(self, size):
        self._size = float(size)

    def get_markersize(self):
        return self._size

    def set_markeredgewidth(self, ew):
        self._mew = rcParams['lines.markeredgewidth'] if ew is None else float(ew)

    def get_markeredgewidth(self):
        return self._mew

    def set_markeredgecolor(self, ec):
        self._mec = 'auto' if ec is None else ec

    def set_markerfacecolor(self, fc):
        self._mfc = 'auto' if fc is None else fc

    def get_markeredgecolor(self):
        if self._mec != 'auto':
            return self._mec
        return self._color

    def get_markerfacecolor(self):
        if self._fillstyle == 'none':
            return 'none'
        return self._color if self._mfc == 'auto' else self._mfc

    def set_fillstyle(self, fs):
        _check_in_list(['full', 'left', 'right', 'bottom', 'top', 'none'], fillstyle=fs)
        if fs not in ('full', 'none'):
            _not_yet('markers that are half filled')
        self._fillstyle = fs

    def set_drawstyle(self, drawstyle):
        drawstyle = 'default' if drawstyle is None else drawstyle
        _check_in_list(['default', 'steps-mid', 'steps-pre', 'steps-post', 'steps'], drawstyle=drawstyle)
        self._drawstyle = drawstyle

    def get_drawstyle(self):
        return self._drawstyle

    def set_markevery(self, every):
        self._markevery = every

    def set_solid_capstyle(self, s):
        self._cap = s

    def set_dash_capstyle(self, s):
        self._dash_cap = s

    def set_solid_joinstyle(self, s):
        self._join = s

    def set_dash_joinstyle(self, s):
        self._join = s

    def _rgba(self):
        return to_rgba(self._color, self._alpha)

    def _marker_spec(self, scale=1.0):
        if isinstance(self._marker, str) and self._marker == 'None':
            return None
        look = {'size': self._size * scale, 'edge_width': self._mew,
                'face': to_rgba(self.get_markerfacecolor(), self._alpha),
                'edge': to_rgba(self.get_markeredgecolor(), self._alpha)}
        look.update(_shape_of(self._marker))
        if look.get('shape') == ',':
            look['edge_width'] = 0.0
        return look

    def _stroke_spec(self):
        solid = isinstance(self._ls, str) and _LINE_NAMES[self._ls] == 'solid'
        return _stroke(self._rgba(), self._lw, self._ls, self._cap if solid else self._dash_cap, self._join)

    def _spec(self):
        spec = self._base('line')
        x, y = np.broadcast_arrays(self._x, self._y) if np.shape(self._x) != np.shape(self._y) else (self._x, self._y)
        stroke = self._stroke_spec()
        marker = self._marker_spec()
        every = self._markevery
        if self._drawstyle == 'default' and (every is None or isinstance(every, (int, tuple))):
            if every is not None:
                start, step = (0, every) if isinstance(every, int) else every
                spec['every'] = [start, step]
            spec.update(x=x, y=y, stroke=stroke, marker=marker)
            return [spec]
        line = dict(spec)
        line['x'], line['y'] = _steps(x, y, self._drawstyle)
        line['stroke'] = stroke
        if marker is not None:
            chosen = slice(None) if every is None else every if isinstance(every, (slice, list)) else np.asarray(every)
            if isinstance(every, (int, tuple)):
                start, step = (0, every) if isinstance(every, int) else every
                chosen = slice(start, None, step)
            spec.update(x=x[chosen], y=y[chosen], marker=marker)
            return [line, spec]
        return [line]

    def _limits(self):
        return _bounds_of(self._x, self._y)

    def _handle(self):
        return {'line': self._stroke_spec(), 'marker': self._marker_spec(rcParams['legend.markerscale'])}


def _steps(x, y, style):
    if style == 'default' or len(x) == 0:
        return x, y
    if style in ('steps', 'steps-pre'):
        return np.repeat(x, 2)[:-1], np.concatenate([y[:1], np.repeat(y[1:], 2)])
    if style == 'steps-post':
        return np.concatenate([x[:1], np.repeat(x[1:], 2)]), np.repeat(y, 2)[:-1]
    middle = (x[1:] + x[:-1]) / 2
    return np.concatenate([x[:1], np.repeat(middle, 2), x[-1:]]), np.repeat(y, 2)


def _bounds_of(x, y):
    if len(x) == 0 or len(y) == 0:
        return None
    with np.errstate(all='ignore'):
        low_x, high_x, low_y, high_y = x.min(), x.max(), y.min(), y.max()
    total = low_x + high_x + low_y + high_y
    if not np.isfinite(total):
        good_x, good_y = x[np.isfinite(x)], y[np.isfinite(y)]
        if not good_x.size or not good_y.size:
            return None
        low_x, high_x, low_y, high_y = good_x.min(), good_x.max(), good_y.min(), good_y.max()
    return low_x, high_x, low_y, high_y


# Kinds of things: axes with texts on them. Each text has a place, in the order of their appearance.

def _numbers(values, axes, which):
    if isinstance(values, np.ndarray) and values.dtype.kind == 'f' and type(values) is np.ndarray:
        return values
    masked = _mask_of(values)
    if masked is not None:
        return _plain(values)
    kind = type(values)
    if kind is str:
        return _categories([values], axes, which)[0]
    array = values if kind is np.ndarray else np.asarray(values)
    if array.dtype.kind in 'US' or array.dtype.kind == 'O' and array.size and isinstance(array.flat[0], str):
        return _categories(array.ravel().tolist(), axes, which)
    if array.dtype.kind == 'M' or array.dtype.kind == 'O' and array.size and hasattr(array.flat[0], 'isoformat'):
        return _days(array, axes, which)
    if array.dtype.kind == 'c':
        warnings.warn('Casting complex values to real discards the imaginary part', stacklevel=2)
        return array.real.astype(float)
    if array.dtype.kind == 'O':
        return np.array([np.nan if x is None else float(x) for x in array.ravel()]).reshape(array.shape)
    return array if array.dtype.kind == 'f' and array.dtype.itemsize == 8 else array.astype(float)


def _categories(names, axes, which):
    if axes is None:
        raise ValueError('texts as places need axes')
    return axes._axis(which)._places_of(names)


def _days(array, axes, which):
    if axes is not None:
        axes._axis(which)._dates = True
    days = np.asarray(array, dtype='datetime64[us]')
    return (days - np.datetime64('1970-01-01T00:00:00', 'us')).astype(float) / 86400e6
