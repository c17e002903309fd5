# Axes' axes: limits, scales, ticks and what is written at them.

class Locator:
    __module__ = 'matplotlib.ticker'
    axis = None

    def set_axis(self, axis):
        self.axis = axis

    def __call__(self):
        return self.tick_values(*self.axis.get_view_interval())

    def tick_values(self, vmin, vmax):
        raise NotImplementedError('Derived must override')


class NullLocator(Locator):
    __module__ = 'matplotlib.ticker'

    def __call__(self):
        return []

    def tick_values(self, vmin, vmax):
        return []


class FixedLocator(Locator):
    __module__ = 'matplotlib.ticker'

    def __init__(self, locs, nbins=None):
        self.locs = np.asarray(locs, dtype=float)
        self.nbins = nbins

    def __call__(self):
        return self.tick_values(None, None)

    def tick_values(self, vmin, vmax):
        if self.nbins is None or len(self.locs) <= self.nbins + 1:
            return self.locs
        step = max(int(np.ceil(len(self.locs) / self.nbins)), 1)
        # Of the ways to leave some out, the one that keeps the tick nearest to zero.
        return min((self.locs[i::step] for i in range(step)), key=lambda ticks: np.abs(ticks).min())


class MultipleLocator(Locator):
    __module__ = 'matplotlib.ticker'

    def __init__(self, base=1.0, offset=0.0):
        self._base, self._offset = float(base), offset

    def tick_values(self, vmin, vmax):
        if vmax < vmin:
            vmin, vmax = vmax, vmin
        first = np.ceil((vmin - self._offset) / self._base - 1e-9) * self._base
        count = int((vmax - self._offset - first + 0.001 * self._base) // self._base)
        if count > 2000:
            raise RuntimeError(f'Locator attempting to generate {count + 3} ticks ([{vmin}, ..., {vmax}]), which exceeds '
                               'Locator.MAXTICKS (1000).')
        return first - self._base + np.arange(count + 3) * self._base + self._offset


class MaxNLocator(Locator):
    __module__ = 'matplotlib.ticker'

    def __init__(self, nbins=10, *, steps=None, integer=False, symmetric=False, prune=None, min_n_ticks=2):
        self._nbins, self._integer, self._prune, self._least = nbins, integer, prune, min_n_ticks
        self._symmetric = symmetric
        self._steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] if steps is None else sorted({1.0, *map(float, steps), 10.0})

    def set_params(self, *, nbins=None, integer=None, prune=None, steps=None, min_n_ticks=None, symmetric=None):
        if nbins is not None:
            self._nbins = nbins
        if integer is not None:
            self._integer = integer
        if prune is not None:
            self._prune = prune
        if min_n_ticks is not None:
            self._least = min_n_ticks
        if steps is not None:
            self._steps = steps

    def tick_values(self, vmin, vmax):
        if self._symmetric:
            vmax = max(abs(vmin), abs(vmax))
            vmin = -vmax
        most = self._nbins
        if most == 'auto':
            most = 9 if self.axis is None else min(9, max(max(1, self._least - 1), self.axis._tick_space()))
        ticks = _draw.steps(float(min(vmin, vmax)), float(max(vmin, vmax)), most, self._steps, self._integer, self._least)
        if self._prune in ('lower', 'both'):
            ticks = ticks[1:]
        if self._prune in ('upper', 'both'):
            ticks = ticks[:-1]
        return ticks


class AutoLocator(MaxNLocator):
    __module__ = 'matplotlib.ticker'

    def __init__(self):
        super().__init__(nbins='auto', steps=[1, 2, 2.5, 5, 10])


class LinearLocator(Locator):
    __module__ = 'matplotlib.ticker'

    def __init__(self, numticks=None):
        self.numticks = 11 if numticks is None else numticks

    def tick_values(self, vmin, vmax):
        return np.linspace(vmin, vmax, self.numticks)


class AutoMinorLocator(Locator):
    __module__ = 'matplotlib.ticker'

    def __init__(self, n=None):
        self.ndivs = n

    def __call__(self):
        major = np.asarray(self.axis.get_majorticklocs())
        if len(major) < 2:
            return np.array([])
        step = major[1] - major[0]
        count = self.ndivs
        if count is None or count == 'auto':
            mantissa = 10 ** (np.log10(step) % 1)
            count = 5 if np.isclose(mantissa, [1, 2.5, 5, 10]).any() else 4
        low, high = sorted(self.axis.get_view_interval())
        fine = step / count
        ticks = major[0] + np.arange(np.ceil((low - major[0]) / fine), np.floor((high - major[0]) / fine) + 1) * fine
        on_major = np.abs(((ticks - major[0]) / step) - np.round((ticks - major[0]) / step)) < 1e-6
        return ticks[~on_major]


class LogLocator(Locator):
    __module__ = 'matplotlib.ticker'

    def __init__(self, base=10.0, subs=(1.0,), *, numticks=None):
        self._base, self._subs = base, subs
        self._numticks = numticks

    def tick_values(self, vmin, vmax):
        low, high = np.floor(np.log(vmin) / np.log(self._base)), np.ceil(np.log(vmax) / np.log(self._base))
        powers = self._base ** np.arange(low - 1, high + 2)
        subs = np.array([1.0]) if self._subs is None or isinstance(self._subs, str) else np.asarray(self._subs)
        return np.sort((powers[:, None] * subs[None, :]).ravel())


class Formatter:
    __module__ = 'matplotlib.ticker'
    axis = None
    locs = []

    def set_axis(self, axis):
        self.axis = axis

    def format_ticks(self, values):
        self.locs = values
        return [self(value, i) for i, value in enumerate(values)]

    def __call__(self, x, pos=None):
        raise NotImplementedError('Derived must override')


class NullFormatter(Formatter):
    __module__ = 'matplotlib.ticker'

    def __call__(self, x, pos=None):
        return ''


class FixedFormatter(Formatter):
    __module__ = 'matplotlib.ticker'

    def __init__(self, seq):
        self.seq = seq

    def __call__(self, x, pos=None):
        return '' if pos is None or pos >= len(self.seq) else self.seq[pos]


class FuncFormatter(Formatter):
    __module__ = 'matplotlib.ticker'

    def __init__(self, func):
        self.func = func

    def __call__(self, x, pos=None):
        return self.func(x, pos)


class FormatStrFormatter(Formatter):
    __module__ = 'matplotlib.ticker'

    def __init__(self, fmt):
        self.fmt = fmt

    def __call__(self, x, pos=None):
        return self.fmt % x


class StrMethodFormatter(Formatter):
    __module__ = 'matplotlib.ticker'

    def __init__(self, fmt):
        self.fmt = fmt

    def __call__(self, x, pos=None):
        return self.fmt.format(x=x, pos=pos)


class PercentFormatter(Formatter):
    __module__ = 'matplotlib.ticker'

    def __init__(self, xmax=100, decimals=None, symbol='%', is_latex=False):
        self.xmax, self.decimals, self.symbol = xmax, decimals, symbol

    def __call__(self, x, pos=None):
        scaled = 100.0 * x / self.xmax
        decimals = self.decimals
        if decimals is None:
            low, high = self.axis.get_view_interval() if self.axis is not None else (0, self.xmax)
            span = 100.0 * abs(high - low) / self.xmax
            decimals = 0 if span > 50 or span <= 0 else max(0, min(5, math.ceil(2.0 - math.log10(2.0 * span))))
        return f'{scaled:0.{int(decimals)}f}' + (self.symbol or '')


class ScalarFormatter(Formatter):
    __module__ = 'matplotlib.ticker'

    def __init__(self, useOffset=None, useMathText=None, useLocale=None):
        self._offset = rcParams['axes.formatter.useoffset'] if useOffset is None else useOffset
        self._math = bool(useMathText)
        self._scientific = True
        self._powers = list(rcParams['axes.formatter.limits'])

    def set_scientific(self, b):
        self._scientific = bool(b)

    def set_powerlimits(self, lims):
        self._powers = list(lims)

    def set_useOffset(self, val):
        self._offset = bool(val)

    def set_useMathText(self, val):
        self._math = bool(val)

    def _notation(self):
        return {'offset': bool(self._offset), 'powers': self._powers, 'scientific': self._scientific, 'math': self._math}


class LogFormatter(Formatter):
    __module__ = 'matplotlib.ticker'

    def __call__(self, x, pos=None):
        return f'{x:g}'


class EngFormatter(Formatter):
    __module__ = 'matplotlib.ticker'

    def __init__(self, unit='', places=None, sep=' '):
        self.unit, self.places, self.sep = unit, places, sep

    def __call__(self, x, pos=None):
        power = 0 if x == 0 else int(max(-24, min(24, math.floor(math.log10(abs(x)) / 3) * 3)))
        sign = {-24: 'y', -21: 'z', -18: 'a', -15: 'f', -12: 'p', -9: 'n', -6: 'µ', -3: 'm', 0: '', 3: 'k', 6: 'M',
                9: 'G', 12: 'T', 15: 'P', 18: 'E', 21: 'Z', 24: 'Y'}[power]
        number = f'{x / 10 ** power:g}' if self.places is None else f'{x / 10 ** power:.{self.places}f}'
        tail = sign + self.unit
        return number + (self.sep + tail if tail else '')


class Tick:
    __module__ = 'matplotlib.axis'

    def __init__(self, axis, at, label):
        self.label1 = self.label2 = Text(at, 0, label)
        self._at = at
        self._axis = axis

    def get_loc(self):
        return self._at

    def set_pad(self, val):
        self._axis._major['pad'] = val


class Axis(Artist):
    __module__ = 'matplotlib.axis'

    def __init__(self, axes, which):
        super().__init__()
        self.axes = axes
        self.figure = axes.figure
        self._which = which
        self._dates = False
        self._names = {}
        self.clear()

    def clear(self):
        w = self._which
        side = ('bottom', 'top') if w == 'x' else ('left', 'right')
        self._scale, self._scale_options = 'linear', {}
        self._lim = None
        self._auto = True
        self._inverted = False
        self._locator = self._formatter = self._minor_locator = self._minor_formatter = None
        self._notation_of = ScalarFormatter()
        color = rcParams[w + 'tick.color']
        label = rcParams[w + 'tick.labelcolor']
        label = color if label == 'inherit' else label
        make = lambda kind: {'length': rcParams[f'{w}tick.{kind}.size'], 'width': rcParams[f'{w}tick.{kind}.width'],
                             'pad': rcParams[f'{w}tick.{kind}.pad'], 'direction': rcParams[w + 'tick.direction'],
                             'color': color, 'labelcolor': label, 'labelsize': rcParams[w + 'tick.labelsize'],
                             'rotation': 0.0, 'align': None}
        self._major, self._minor = make('major'), make('minor')
        self._tick_sides = [rcParams[f'{w}tick.{side[0]}'], rcParams[f'{w}tick.{side[1]}']]
        self._label_sides = [rcParams[f'{w}tick.label{side[0]}'], rcParams[f'{w}tick.label{side[1]}']]
        self._minor_on = rcParams[w + 'tick.minor.visible']
        x, y = (0.5, 0) if w == 'x' else (0, 0.5)
        self.label = Text(x, y, '', fontsize=rcParams['axes.labelsize'], fontweight=rcParams['axes.labelweight'],
                          color=rcParams['axes.labelcolor'], rotation=0.0 if w == 'x' else 90.0)
        self.label.axes, self.label.figure = self.axes, self.figure
        self.labelpad = rcParams['axes.labelpad']
        self._label_far = False
        on = rcParams['axes.grid'] and rcParams['axes.grid.axis'] in ('both', w)
        self._grid = {} if on else None
        self._minor_grid = None
        self.offsetText = Text(0, 0, '')

    def __repr__(self):
        return f'<matplotlib.axis.{"X" if self._which == "x" else "Y"}Axis at {hex(id(self))}>'

    def _places_of(self, names):
        for name in names:
            self._names.setdefault(str(name), len(self._names))
        return np.array([float(self._names[str(name)]) for name in names])

    # ---- limits ----

    def get_view_interval(self):
        return np.array(self.axes._limits_of(self._which))

    def get_scale(self):
        return self._scale

    def get_label_text(self):
        return self.label.get_text()

    def get_label(self):
        return self.label

    def set_label_text(self, label, fontdict=None, **kwargs):
        self.label.set_text(label)
        if fontdict:
            self.label.set(**fontdict)
        self.label.set(**kwargs)
        return self.label

    def set_inverted(self, inverted):
        low, high = sorted(self.axes._limits_of(self._which))
        self.axes._set_limits(self._which, *((high, low) if inverted else (low, high)), auto=None)

    def get_inverted(self):
        low, high = self.axes._limits_of(self._which)
        return bool(high < low)

    # ---- ticks ----

    def _tick_space(self):
        return max(1, int(self._length() // (_font_size(self._major['labelsize']) * (3 if self._which == 'x' else 2))))

    def _length(self):
        box = self.axes._place()
        size = self.figure.get_size_inches()
        return (box[2] * size[0] if self._which == 'x' else box[3] * size[1]) * 72

    def set_major_locator(self, locator):
        locator.set_axis(self)
        self._locator = locator

    def set_minor_locator(self, locator):
        locator.set_axis(self)
        self._minor_locator = locator
        self._minor_on = True

    def get_major_locator(self):
        return self._locator or AutoLocator()

    def get_minor_locator(self):
        return self._minor_locator or NullLocator()

    def set_major_formatter(self, formatter):
        if isinstance(formatter, str):
            formatter = StrMethodFormatter(formatter)
        elif not isinstance(formatter, Formatter) and callable(formatter):
            formatter = FuncFormatter(formatter)
        if isinstance(formatter, ScalarFormatter):
            self._notation_of, self._formatter = formatter, None
            if self._scale != 'linear':
                self._formatter = LogFormatter()
            return
        formatter.set_axis(self)
        self._formatter = formatter

    def set_minor_formatter(self, formatter):
        formatter = FuncFormatter(formatter) if not isinstance(formatter, Formatter) else formatter
        formatter.set_axis(self)
        self._minor_formatter = formatter

    def get_major_formatter(self):
        return self._formatter or self._notation_of

    def set_ticks(self, ticks, labels=None, *, minor=False, **kwargs):
        ticks = _numbers(ticks, self.axes, self._which) if len(ticks) else np.array([])
        if labels is None and kwargs:
            raise ValueError('Incorrect use of keyword argument ' + repr(next(iter(kwargs))) + '. Keyword arguments '
                             'other than \'minor\' modify the text labels and can only be used if \'labels\' are passed '
                             'as well.')
        locator = FixedLocator(ticks)
        if minor:
            self.set_minor_locator(locator)
        else:
            self.set_major_locator(locator)
            if len(ticks) and self._lim is None or len(ticks):
                low, high = self.axes._limits_of(self._which)
                least, most = min(low, high, ticks.min()), max(low, high, ticks.max())
                if (least, most) != (min(low, high), max(low, high)):
                    ends = (least, most) if low <= high else (most, least)
                    self.axes._set_limits(self._which, *ends, auto=None)
        if labels is not None:
            return self.set_ticklabels(labels, minor=minor, **kwargs)
        return []

    def set_ticklabels(self, labels, *, minor=False, fontdict=None, **kwargs):
        texts = [label.get_text() if isinstance(label, Text) else str(label) for label in labels]
        if minor:
            self._minor_formatter = FixedFormatter(texts)
            return []
        if isinstance(self._locator, FixedLocator):
            if texts and len(self._locator.locs) != len(texts):
                raise ValueError(f'The number of FixedLocator locations ({len(self._locator.locs)}), usually from a call '
                                 f'to set_ticks, does not match the number of labels ({len(texts)}).')
        else:
            warnings.warn('set_ticklabels() should only be used with a fixed number of ticks, i.e. after set_ticks() or '
                          'using a FixedLocator.', stacklevel=3)
        self.set_major_formatter(FixedFormatter(texts))
        self._style_labels(**dict(fontdict or {}, **kwargs))
        return [Text(x, 0, t) for x, t in zip(self.get_majorticklocs(), texts)]

    def _style_labels(self, **kwargs):
        for key, value in _normalize(kwargs, dict(_SHORT_TEXT)).items():
            if key == 'rotation':
                self._major['rotation'] = {'vertical': 90.0, 'horizontal': 0.0}.get(value, value)
            elif key == 'fontsize':
                self._major['labelsize'] = value
            elif key == 'color':
                self._major['labelcolor'] = value
            elif key == 'horizontalalignment':
                self._major['align'] = value
            elif key in ('fontweight', 'verticalalignment', 'fontfamily', 'rotation_mode', 'fontstyle'):
                if value not in ('normal', 'top', 'center', 'default', 'anchor', 'baseline', 'center_baseline', None):
                    _not_yet(f'tick labels with {key}={value!r}')
            else:
                raise AttributeError(f'Text.set() got an unexpected keyword argument {key!r}')

    def _found(self):
        return _draw.ticks(self._spec(None), float(self._length()), self._which == 'x')

    def get_majorticklocs(self):
        return self._found()[0]

    get_ticklocs = get_majorticklocs

    def get_minorticklocs(self):
        return self._found()[2]

    def get_ticklabels(self, minor=False, which=None):
        found = self._found()
        ticks, labels = (found[2], found[3]) if minor or which == 'minor' else (found[0], found[1])
        make = lambda x, t: _TickLabel(self, x, 0, t) if self._which == 'x' else _TickLabel(self, 0, x, t)
        return [make(x, t) for x, t in zip(ticks, labels)]

    get_majorticklabels = get_ticklabels

    def get_major_ticks(self, numticks=None):
        found = self._found()
        return [Tick(self, x, t) for x, t in zip(found[0], found[1])]

    def set_tick_params(self, which='major', reset=False, **kwargs):
        _check_in_list(['major', 'minor', 'both'], which=which)
        if reset:
            self.clear()
        sides = ('bottom', 'top') if self._which == 'x' else ('left', 'right')
        looks = [self._major, self._minor] if which == 'both' else [self._major if which == 'major' else self._minor]
        kwargs = _normalize(kwargs, {'labelrotation': 'rotation', 'size': 'length', 'colors': 'colors'})
        for key, value in kwargs.items():
            if key in sides:
                self._tick_sides[sides.index(key)] = bool(value)
            elif key.startswith('label') and key[5:] in sides:
                self._label_sides[sides.index(key[5:])] = bool(value)
            elif key in ('bottom', 'top', 'left', 'right', 'labelbottom', 'labeltop', 'labelleft', 'labelright'):
                continue
            elif key == 'colors':
                for look in looks:
                    look['color'] = look['labelcolor'] = value
            elif key in ('length', 'width', 'pad', 'direction', 'color', 'labelcolor', 'labelsize', 'rotation'):
                for look in looks:
                    look[key] = value
            elif key.startswith('grid_'):
                self._grid = dict(self._grid or {}, **{key[5:]: value})
            elif key in ('zorder', 'labelfontfamily', 'labelrotation_mode'):
                _not_yet(f'tick_params with {key}')
            else:
                raise ValueError(f'keyword {key} is not recognized; valid keywords are '
                                 + str(['size', 'width', 'color', 'tickdir', 'pad', 'labelsize', 'labelcolor']))

    def tick_top(self):
        self._tick_sides, self._label_sides = [False, True], [False, True]

    def tick_bottom(self):
        self._tick_sides, self._label_sides = [True, False], [True, False]

    tick_left, tick_right = tick_bottom, tick_top

    def set_ticks_position(self, position):
        first = position in ('bottom', 'left')
        second = position in ('top', 'right')
        if position in ('both', 'default'):
            self._tick_sides = [True, position == 'both']
        elif position == 'none':
            self._tick_sides = [False, False]
        else:
            self._tick_sides, self._label_sides = [first, second], [first, second]

    def set_label_position(self, position):
        self._label_far = position in ('top', 'right')

    def set_label_coords(self, x, y, transform=None):
        _not_yet('labels of axes at given places')

    def grid(self, visible=None, which='major', **kwargs):
        kwargs = _normalize(kwargs, {'lw': 'linewidth', 'ls': 'linestyle', 'c': 'color'})
        for key in kwargs:
            if key not in ('color', 'linewidth', 'linestyle', 'alpha', 'zorder', 'markersize'):
                raise AttributeError(f'Line2D.set() got an unexpected keyword argument {key!r}')
        for name in ('_grid', '_minor_grid'):
            if which != 'both' and (name == '_grid') != (which == 'major'):
                continue
            shown = getattr(self, name) is not None
            on = visible if visible is not None else (True if kwargs else not shown)
            setattr(self, name, dict(kwargs) if on else None)
        if which in ('minor', 'both') and visible is not False and self._minor_locator is None:
            pass

    # ---- drawing ----

    def _look(self, look):
        inside = {'out': 0.0, 'in': 1.0, 'inout': 0.5}[look['direction']]
        return {'length': look['length'], 'width': look['width'], 'inside': inside, 'pad': look['pad'],
                'colour': to_rgba(look['color']), 'font': _font(look['labelsize'], look['labelcolor']),
                'angle': look['rotation'], 'align': look['align']}

    def _grid_spec(self, grid):
        if grid is None:
            return None
        color = grid.get('color', rcParams['grid.color'])
        alpha = grid.get('alpha', rcParams['grid.alpha'] if not np.iterable(color) or isinstance(color, str) else None)
        style = grid.get('linestyle', rcParams['grid.linestyle'])
        cap = 'projecting' if style in ('-', 'solid') else 'butt'
        return _stroke(to_rgba(color, alpha), grid.get('linewidth', rcParams['grid.linewidth']), style, cap)

    def _spec(self, axes):
        limits = self.axes._limits_of(self._which)
        spec = {'limits': list(limits), 'scale': self._scale, 'visible': self._visible,
                'major_look': self._look(self._major), 'minor_look': self._look(self._minor),
                'tick_sides': self._tick_sides, 'label_sides': self._label_sides, 'grid': self._grid_spec(self._grid),
                'minor_grid': self._grid_spec(self._minor_grid)}
        spec.update(self._scale_options)
        spec['notation'] = self._notation_of._notation()
        locator, formatter = self._locator, self._formatter
        if locator is None and self._names:
            locator, formatter = FixedLocator(list(self._names.values())), FixedFormatter(list(self._names))
        if locator is None and self._dates:
            locator, formatter = _DateLocator(self), _DateFormatter(self) if formatter is None else formatter
        if locator is not None:
            spec['ticks'] = np.asarray(locator(), dtype=float)
        if formatter is not None:
            ticks = spec.get('ticks')
            if ticks is None:
                ticks = _draw.ticks(dict(spec), float(self._length()), self._which == 'x')[0]
                spec['ticks'] = ticks
            spec['labels'] = formatter.format_ticks(list(ticks))
        if self._minor_locator is not None:
            spec['minor'] = np.asarray(self._minor_locator(), dtype=float)
        elif self._scale == 'linear':
            if self._minor_on:
                auto = AutoMinorLocator()
                auto.axis = self
                self._minor_on = False
                spec['minor'] = auto()
                self._minor_on = True
            else:
                spec['minor'] = []
        if axes is not None and self.label.get_text():
            along, angle = 0.5, self.label._rotation
            if self._which == 'x':
                along = {'left': 0.0, 'center': 0.5, 'right': 1.0}.get(self.label._loc if hasattr(self.label, '_loc') else
                                                                       'center', 0.5)
            else:
                along = {'bottom': 0.0, 'center': 0.5, 'top': 1.0}.get(self.label._loc if hasattr(self.label, '_loc') else
                                                                       'center', 0.5)
            if self.label.get_visible():
                spec['name'] = {'text': self.label.get_text(), 'font': self.label._font(), 'pad': self.labelpad,
                                'far': self._label_far, 'along': along, 'angle': angle}
        return spec


class _TickLabel(Text):
    # A label at a tick: what is set on it counts for all labels of the axis.
    def __init__(self, axis, x, y, text):
        super().__init__(x, y, text)
        self._of = axis

    def _set_one(self, key, value):
        if key == 'visible':
            self.set_visible(value)
        else:
            self._of._style_labels(**{key: value})

    def set_rotation(self, s):
        if hasattr(self, '_of'):
            self._of._style_labels(rotation=s)
        self._rotation = s

    def set_fontsize(self, fontsize):
        if hasattr(self, '_of'):
            self._of._style_labels(fontsize=fontsize)

    set_size = set_fontsize

    def set_color(self, color):
        if hasattr(self, '_of'):
            self._of._style_labels(color=color)
        self._color = color

    def set_ha(self, align):
        self._of._style_labels(horizontalalignment=align)

    def set_visible(self, b):
        if not b:
            self._of._label_sides = [False, False]
