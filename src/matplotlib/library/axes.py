# Axes: their limits, places, names, and the artists in them. What they plot is in the next parts.

class Spine(Patch):
    __module__ = 'matplotlib.spines'
    zorder = 2.5

    def __init__(self, axes, which):
        super().__init__()
        self.axes, self._which = axes, which
        self._visible = rcParams['axes.spines.' + which]
        self._edge = rcParams['axes.edgecolor']
        self._lw = rcParams['axes.linewidth']
        self._position = ('edge', 0.0)

    def _path(self):
        return np.zeros((0, 2))

    def set_color(self, c):
        self._edge = c

    def set_position(self, position):
        if position == 'zero':
            position = ('data', 0.0)
        elif position == 'center':
            position = ('axes', 0.5)
        kind, amount = position
        if kind not in ('data', 'axes', 'outward'):
            raise ValueError("position[0] should be one of 'outward', 'axes', or 'data' ")
        self._position = (kind, amount)

    def get_position(self):
        return self._position

    def set_bounds(self, low=None, high=None):
        _not_yet('spines that end before the axes do')

    def _look(self):
        return {'visible': self._visible, 'colour': to_rgba(self._edge, self._alpha), 'width': self._lw,
                'place': self._position[0], 'at': self._position[1]}


class Spines(dict):
    __module__ = 'matplotlib.spines'

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"'Spines' object does not contain a '{name}' spine") from None

    def __getitem__(self, key):
        if isinstance(key, (list, tuple)):
            return _Several([dict.__getitem__(self, k) for k in key])
        if isinstance(key, slice):
            return _Several(list(self.values()))
        return dict.__getitem__(self, key)


class _Several:
    def __init__(self, things):
        self._things = things

    def __getattr__(self, name):
        def call(*args, **kwargs):
            for thing in self._things:
                getattr(thing, name)(*args, **kwargs)
        return call


def _nonsingular(low, high, expander=0.05):
    if not (np.isfinite(low) and np.isfinite(high)):
        return -expander, expander
    if high < low:
        low, high = high, low
    if low == 0 and high == 0:
        return -expander, expander
    if high - low <= max(abs(low), abs(high)) * 1e-15:
        return low - expander * abs(low), high + expander * abs(high)
    return low, high


class _AxesBase(Artist):
    __module__ = 'matplotlib.axes'

    def __init__(self, fig, rect=None, *, spec=None, facecolor=None, frameon=True, sharex=None, sharey=None, label='',
                 polar=False, projection=None, **kwargs):
        if projection not in (None, 'rectilinear') or polar:
            _not_yet(f'axes with projection={"polar" if polar else projection!r}')
        super().__init__()
        self.figure = fig
        self.axes = self
        self._rect = None if rect is None else tuple(float(x) for x in (rect.bounds if isinstance(rect, Bbox) else rect))
        self._subplotspec = spec
        self._sharex, self._sharey = sharex, sharey
        self._twin_of = None
        self._anchor = 'C'
        self._box_aspect = None
        self._label = label
        self._parent_colorbars = []
        self.clear()
        if facecolor is not None:
            self.set_facecolor(facecolor)
        if not frameon:
            self.set_frame_on(False)
        self.set(**kwargs)

    def clear(self):
        self._children = []
        self.legend_ = None
        self.xaxis, self.yaxis = Axis(self, 'x'), Axis(self, 'y')
        self.spines = Spines((which, Spine(self, which)) for which in ('left', 'right', 'bottom', 'top'))
        self._facecolor = rcParams['axes.facecolor']
        self._axis_on = True
        self._frame_on = True
        self._aspect, self._adjustable = 'auto', 'box'
        self._margins = [rcParams['axes.xmargin'], rcParams['axes.ymargin']]
        self._use_sticky = True
        self._axisbelow = rcParams['axes.axisbelow']
        self._titles = {}
        self._cycle_at = 0
        self._patch_cycle_at = 0
        self._cycle = None
        self._limits_cache = {}
        if self._sharex is not None:
            self.xaxis._scale, self.xaxis._scale_options = self._sharex.xaxis._scale, self._sharex.xaxis._scale_options
        if self._sharey is not None:
            self.yaxis._scale, self.yaxis._scale_options = self._sharey.yaxis._scale, self._sharey.yaxis._scale_options

    cla = clear

    def __repr__(self):
        parts = []
        if self._label:
            parts.append(f'label={self._label!r}')
        titles = {name: self._titles[name].get_text() for name in ('left', 'center', 'right')
                  if name in self._titles and self._titles[name].get_text()}
        if titles:
            parts.append(f'title={titles}')
        for name in 'xy':
            label = self._axis(name).label.get_text()
            if label:
                parts.append(f'{name}label={label!r}')
        return '<Axes: ' + ', '.join(parts) + '>'

    def __str__(self):
        box = self._slot()
        return 'Axes({:g},{:g};{:g}x{:g})'.format(*box)

    def _axis(self, which):
        return self.xaxis if which == 'x' else self.yaxis

    # ---- what is in them ----

    def _add(self, artist):
        artist.axes, artist.figure = self, self.figure
        if artist._label is None:
            artist._label = ''
        elif not artist._label:
            artist._label = f'_child{len(self._children)}'
        self._children.append(artist)
        return artist

    def add_line(self, line):
        return self._add(line)

    def add_patch(self, p):
        return self._add(p)

    def add_collection(self, collection, autolim=True):
        return self._add(collection)

    def add_artist(self, a):
        return self._add(a)

    def add_image(self, image):
        return self._add(image)

    def add_container(self, container):
        self._containers.append(container)

    @property
    def _containers(self):
        found = self.__dict__.get('_containers_list')
        if found is None or found[0] is not self._children:
            found = self.__dict__['_containers_list'] = (self._children, [])
        return found[1]

    @property
    def containers(self):
        return list(self._containers)

    def _of_kind(self, kind):
        return [c for c in self._children if isinstance(c, kind)]

    @property
    def lines(self):
        return ArtistList(self, self._of_kind(Line2D), 'lines')

    @property
    def patches(self):
        return ArtistList(self, self._of_kind(Patch), 'patches')

    @property
    def collections(self):
        return ArtistList(self, self._of_kind(Collection), 'collections')

    @property
    def images(self):
        return ArtistList(self, self._of_kind(AxesImage), 'images')

    @property
    def texts(self):
        return ArtistList(self, self._of_kind(Text), 'texts')

    @property
    def artists(self):
        known = (Line2D, Patch, Collection, AxesImage, Text)
        return ArtistList(self, [c for c in self._children if not isinstance(c, known)], 'artists')

    def get_lines(self):
        return self.lines

    def get_images(self):
        return self.images

    def get_children(self):
        return self._children + list(self.spines.values()) + [self.xaxis, self.yaxis]

    def has_data(self):
        return bool(self._children)

    def remove(self):
        self.figure._axes.remove(self)

    def get_figure(self, root=False):
        return self.figure

    # ---- colours in turn ----

    def set_prop_cycle(self, *args, **kwargs):
        self._cycle = args[0] if len(args) == 1 and not kwargs else cycler(*args, **kwargs)
        self._cycle_at = self._patch_cycle_at = 0

    def _next_props(self):
        cycle = rcParams['axes.prop_cycle'] if self._cycle is None else self._cycle
        rows = list(cycle)
        props = dict(rows[self._cycle_at % len(rows)])
        self._cycle_at += 1
        return props

    def _next_patch_color(self):
        cycle = rcParams['axes.prop_cycle'] if self._cycle is None else self._cycle
        rows = list(cycle)
        color = rows[self._patch_cycle_at % len(rows)].get('color', 'k')
        self._patch_cycle_at += 1
        return color

    # ---- limits ----

    def _group(self, which):
        # All axes that share an axis with these.
        root = self
        attribute = '_share' + which
        while getattr(root, attribute) is not None:
            root = getattr(root, attribute)
        others = []
        for axes in self.figure._axes:
            top = axes
            while getattr(top, attribute) is not None:
                top = getattr(top, attribute)
            if top is root:
                others.append(axes)
        return others or [self]

    def _owner(self, which):
        root = self
        while getattr(root, '_share' + which) is not None:
            root = getattr(root, '_share' + which)
        return root._axis(which)

    def _data_interval(self, which):
        low, high, least = math.inf, -math.inf, math.inf
        log = self._axis(which)._scale == 'log'
        at = 0 if which == 'x' else 2
        for axes in self._group(which):
            for child in axes._children:
                if getattr(child, '_no_limits', False) or not child._visible and isinstance(child, Line2D):
                    continue
                space = child._space()
                if space not in ('data', which + 'data'):
                    continue
                found = child._limits()
                if found is None:
                    continue
                a, b = found[at], found[at + 1]
                if log and a <= 0:
                    a, b = _positive(child, which, b)
                if np.isfinite(a) and np.isfinite(b):
                    low, high = min(low, a), max(high, b)
        return low, high

    def _limits_of(self, which):
        axis = self._owner(which)
        if axis._lim is not None:
            return axis._lim
        return self._auto_limits(which, axis)

    def _auto_limits(self, which, axis):
        low, high = self._data_interval(which)
        log = axis._scale == 'log'
        if not (low <= high):
            low, high = (1.0, 10.0) if log else (0.0, 1.0)
            found = False
        else:
            found = True
        if found:
            if log:
                if low == high:
                    low, high = 10 ** (math.floor(math.log10(low)) - (low == 10 ** round(math.log10(low)))), 10 ** (
                        math.ceil(math.log10(high)) + (high == 10 ** round(math.log10(high))))
                margin = self._margins[0 if which == 'x' else 1]
                a, b = math.log10(low), math.log10(high)
                low, high = 10 ** (a - (b - a) * margin), 10 ** (b + (b - a) * margin)
            else:
                low, high = _nonsingular(low, high)
                margin = self._margins[0 if which == 'x' else 1]
                sticky = self._stickies(which) if self._use_sticky else []
                scale = axis._scale
                if scale == 'symlog':
                    near = axis._scale_options.get('near', 2.0)
                    forward, back = _symlog(near)
                    a, b = forward(low), forward(high)
                    new = back(a - (b - a) * margin), back(b + (b - a) * margin)
                else:
                    delta = (high - low) * margin
                    new = low - delta, high + delta
                tolerance = 1e-5 * abs(high - low)
                below = [s for s in sticky if s <= low + tolerance]
                above = [s for s in sticky if s >= high - tolerance]
                a, b = new
                if below:
                    a = max(a, max(below))
                if above:
                    b = min(b, min(above))
                low, high = a, b
                if found and low == high:
                    low, high = _nonsingular(low, high)
        if axis._inverted:
            low, high = high, low
        return (np.float64(low), np.float64(high))

    def _stickies(self, which):
        found = []
        for axes in self._group(which):
            for child in axes._children:
                if child._space() in ('data', which + 'data'):
                    found.extend(x for x in (child._sticky_x if which == 'x' else child._sticky_y) if np.isfinite(x))
        return found

    def _set_limits(self, which, low, high, auto=False):
        axis = self._owner(which)
        if auto is True:
            axis._lim = None
            return
        axis._lim = (np.float64(low), np.float64(high))

    def _change_limits(self, which, first, second, auto, low, high, names):
        if second is None and np.iterable(first):
            first, second = first
        if low is not None:
            if first is not None:
                raise TypeError(f"Cannot pass both '{names[0]}' and '{names[2]}'")
            first = low
        if high is not None:
            if second is not None:
                raise TypeError(f"Cannot pass both '{names[1]}' and '{names[3]}'")
            second = high
        old = self._limits_of(which)
        convert = lambda value: float(_numbers([value], self, which)[0])
        first = old[0] if first is None else convert(first)
        second = old[1] if second is None else convert(second)
        for value in (first, second):
            if not np.isfinite(value):
                raise ValueError('Axis limits cannot be NaN or Inf')
        if self._axis(which)._scale == 'log':
            if first <= 0:
                warnings.warn(f'Attempt to set non-positive {which}lim on a log-scaled axis will be ignored.',
                              stacklevel=3)
                first = old[0]
            if second <= 0:
                warnings.warn(f'Attempt to set non-positive {which}lim on a log-scaled axis will be ignored.',
                              stacklevel=3)
                second = old[1]
        if first == second:
            side = ('left', 'right') if which == 'x' else ('bottom', 'top')
            warnings.warn(f'Attempting to set identical low and high {which}lims makes transformation singular; '
                          'automatically expanding.', stacklevel=3)
            first, second = _nonsingular(first, second)
        self._set_limits(which, first, second)
        return self._limits_of(which)

    def set_xlim(self, left=None, right=None, *, emit=True, auto=False, xmin=None, xmax=None):
        return self._change_limits('x', left, right, auto, xmin, xmax, ('left', 'right', 'xmin', 'xmax'))

    def set_ylim(self, bottom=None, top=None, *, emit=True, auto=False, ymin=None, ymax=None):
        return self._change_limits('y', bottom, top, auto, ymin, ymax, ('bottom', 'top', 'ymin', 'ymax'))

    def get_xlim(self):
        return tuple(self._limits_of('x'))

    def get_ylim(self):
        return tuple(self._limits_of('y'))

    def get_xbound(self):
        return tuple(sorted(self.get_xlim()))

    def get_ybound(self):
        return tuple(sorted(self.get_ylim()))

    def set_xbound(self, lower=None, upper=None):
        self.set_xlim(lower, upper)

    def set_ybound(self, lower=None, upper=None):
        self.set_ylim(lower, upper)

    def invert_xaxis(self):
        self.xaxis.set_inverted(not self.xaxis.get_inverted())

    def invert_yaxis(self):
        self.yaxis.set_inverted(not self.yaxis.get_inverted())

    def xaxis_inverted(self):
        return self.xaxis.get_inverted()

    def yaxis_inverted(self):
        return self.yaxis.get_inverted()

    def autoscale(self, enable=True, axis='both', tight=None):
        for which in 'xy':
            if axis in ('both', which):
                owner = self._owner(which)
                owner._lim = None if enable else self._limits_of(which)
                if tight and enable:
                    self._margins[0 if which == 'x' else 1] = 0.0

    def autoscale_view(self, tight=None, scalex=True, scaley=True):
        pass

    def relim(self, visible_only=False):
        pass

    def margins(self, *margins, x=None, y=None, tight=True):
        if margins and (x is not None or y is not None):
            raise TypeError('Cannot pass both positional and keyword arguments for x and/or y.')
        if len(margins) == 1:
            x = y = margins[0]
        elif len(margins) == 2:
            x, y = margins
        elif margins:
            raise TypeError('Must pass a single positional argument for all margins, or one for each margin (x, y).')
        if x is None and y is None:
            return tuple(self._margins)
        if x is not None:
            self._margins[0] = float(x)
        if y is not None:
            self._margins[1] = float(y)

    def set_xmargin(self, m):
        self._margins[0] = float(m)

    def set_ymargin(self, m):
        self._margins[1] = float(m)

    # ---- scales ----

    def _set_scale(self, which, value, **kwargs):
        known = ['asinh', 'function', 'functionlog', 'linear', 'log', 'logit', 'mercator', 'symlog']
        if value not in known:
            raise ValueError(f'{value!r} is not a valid value for scale; supported values are '
                             + ', '.join(map(repr, known)))
        if value not in ('linear', 'log', 'symlog'):
            _not_yet(f'the scale {value!r}')
        options = {}
        for key, option in kwargs.items():
            key = key[:-1] if key.endswith(which) and key not in ('basex', 'basey') else key
            if key in ('base', 'basex', 'basey'):
                options['base'] = float(option)
            elif key in ('linthresh', 'linthreshx', 'linthreshy'):
                options['near'] = float(option)
            elif key in ('subs', 'nonpositive', 'nonposx', 'nonposy', 'linscale'):
                if key == 'linscale' and option != 1:
                    _not_yet('linscale')
            else:
                raise TypeError(f"{value.title()}Scale.__init__() got an unexpected keyword argument '{key}'")
        for axes in self._group(which):
            axis = axes._axis(which)
            axis._scale, axis._scale_options = value, options
            axis._locator = axis._formatter = None
        owner = self._owner(which)
        if value == 'log' and owner._lim is not None and min(owner._lim) <= 0:
            owner._lim = None

    def set_xscale(self, value, **kwargs):
        self._set_scale('x', value, **kwargs)

    def set_yscale(self, value, **kwargs):
        self._set_scale('y', value, **kwargs)

    def get_xscale(self):
        return self.xaxis._scale

    def get_yscale(self):
        return self.yaxis._scale

    # ---- place and shape ----

    def _slot(self):
        # The room the axes may use: left, bottom, width, height.
        if self._twin_of is not None:
            return self._twin_of._slot()
        if self._rect is not None:
            return self._rect
        return self._subplotspec._box(self.figure)

    def _place(self):
        left, bottom, width, height = self._slot()
        if self._twin_of is not None and self._aspect == 'auto':
            return self._twin_of._place()
        ratio = self._box_aspect
        if ratio is None:
            if self._aspect == 'auto' or self._adjustable == 'datalim':
                return left, bottom, width, height
            x0, x1 = self._scaled_limits('x')
            y0, y1 = self._scaled_limits('y')
            ratio = self._aspect * abs(y1 - y0) / max(abs(x1 - x0), 1e-300)
        size = self.figure.get_size_inches()
        page = size[1] / size[0]
        new_height = width * ratio / page
        new_width = width
        if new_height > height:
            new_height, new_width = height, height * page / ratio
        x, y = {'C': (0.5, 0.5), 'W': (0, 0.5), 'E': (1, 0.5), 'N': (0.5, 1), 'S': (0.5, 0), 'NW': (0, 1), 'NE': (1, 1),
                'SW': (0, 0), 'SE': (1, 0)}[self._anchor]
        return left + (width - new_width) * x, bottom + (height - new_height) * y, new_width, new_height

    def _scaled_limits(self, which):
        low, high = self._limits_of(which)
        return (math.log10(low), math.log10(high)) if self._axis(which)._scale == 'log' else (float(low), float(high))

    def _fit_data(self):
        # With adjustable='datalim' one axis is made longer.
        if self._aspect == 'auto' or self._adjustable != 'datalim':
            return
        left, bottom, width, height = self._slot()
        size = self.figure.get_size_inches()
        wanted = (height * size[1]) / (width * size[0]) / self._aspect
        x0, x1 = self._limits_of('x')
        y0, y1 = self._limits_of('y')
        xs, ys = abs(x1 - x0), abs(y1 - y0)
        if ys / xs < wanted:
            middle, half = (y0 + y1) / 2, wanted * xs / 2 * (1 if y1 > y0 else -1)
            self._fitted = {'y': (middle - half, middle + half)}
        else:
            middle, half = (x0 + x1) / 2, ys / wanted / 2 * (1 if x1 > x0 else -1)
            self._fitted = {'x': (middle - half, middle + half)}

    def set_aspect(self, aspect, adjustable=None, anchor=None, share=False):
        if aspect == 'equal':
            aspect = 1
        if aspect != 'auto':
            aspect = float(aspect)
            if aspect <= 0 or not np.isfinite(aspect):
                raise ValueError('aspect must be finite and positive')
        self._aspect = aspect
        if adjustable is not None:
            self.set_adjustable(adjustable)
        if anchor is not None:
            self._anchor = anchor

    def get_aspect(self):
        return self._aspect

    def set_adjustable(self, adjustable, share=False):
        _check_in_list(['box', 'datalim'], adjustable=adjustable)
        self._adjustable = adjustable

    def set_box_aspect(self, aspect=None):
        self._box_aspect = aspect

    def set_anchor(self, anchor, share=False):
        self._anchor = anchor

    def get_position(self, original=False):
        return Bbox.from_bounds(*(self._slot() if original else self._place()))

    def set_position(self, pos, which='both'):
        self._rect = tuple(pos.bounds) if isinstance(pos, Bbox) else tuple(float(x) for x in pos)
        self._subplotspec = None

    def get_subplotspec(self):
        return self._subplotspec

    def get_gridspec(self):
        return None if self._subplotspec is None else self._subplotspec.get_gridspec()

    @property
    def bbox(self):
        width, height = self.figure._pixels()
        left, bottom, w, h = self._place()
        return Bbox.from_bounds(left * width, bottom * height, w * width, h * height)

    @property
    def transData(self):
        return _Transform('data', self, self.figure)

    @property
    def transAxes(self):
        return _Transform('axes', self, self.figure)

    def get_xaxis_transform(self, which='grid', **kwargs):
        return _Transform('xdata', self, self.figure)

    def get_yaxis_transform(self, which='grid', **kwargs):
        return _Transform('ydata', self, self.figure)

    def label_outer(self, remove_inner_ticks=False):
        spec = self._subplotspec
        if spec is None:
            return
        if not spec.is_last_row():
            self.xaxis._label_sides[0] = False
            self.set_xlabel('')
        if not spec.is_first_col():
            self.yaxis._label_sides[0] = False
            self.set_ylabel('')


def _legend_parts(args, kwargs, all_axes):
    kwargs = dict(kwargs)
    handles, labels = kwargs.pop('handles', None), kwargs.pop('labels', None)
    if (handles is not None or labels is not None) and args:
        warnings.warn('You have mixed positional and keyword arguments, some input may be discarded.', stacklevel=4)
    found = [axes.get_legend_handles_labels() for axes in all_axes]
    own_handles, own_labels = sum((f[0] for f in found), []), sum((f[1] for f in found), [])
    if handles is not None and labels is not None:
        pass
    elif handles is not None:
        labels = [handle.get_label() for handle in handles]
    elif labels is not None:
        handles = _labelled(all_axes)[:len(labels)]
    elif len(args) == 0:
        handles, labels = own_handles, own_labels
        if not handles:
            warnings.warn('No artists with labels found to put in legend.  Note that artists whose label start with an '
                          'underscore are ignored when legend() is called with no argument.', stacklevel=4)
    elif len(args) == 1:
        labels = args[0]
        if np.iterable(labels) and not isinstance(labels, str) and any(isinstance(x, Artist) for x in labels):
            raise TypeError('A single argument passed to legend() must be a list of labels, but found an Artist in there.')
        labels = [labels] if isinstance(labels, str) else list(labels)
        handles = _labelled(all_axes)[:len(labels)]
    elif len(args) == 2:
        handles, labels = args
        labels = list(labels)
    else:
        raise TypeError(f'Invalid arguments to legend: at most two positional arguments are allowed')
    return list(handles), [str(label) for label in labels], kwargs


def _labelled(all_axes):
    found = []
    for axes in all_axes:
        found.extend(c for c in axes._children if c._label != '_nolegend_' and c._handle() is not None)
        found.extend(axes._containers)
    return found


class _AxesPatch:
    def __init__(self, axes):
        self._axes = axes

    def set_facecolor(self, color):
        self._axes.set_facecolor(color)

    def set_alpha(self, alpha):
        self._axes._alpha = alpha

    def set_visible(self, b):
        if not b:
            self._axes._facecolor = 'none'

    def get_facecolor(self):
        return self._axes.get_facecolor()


class ArtistList(list):
    __module__ = 'matplotlib.axes'

    def __init__(self, axes, things, name):
        super().__init__(things)
        self._axes, self._name = axes, name

    def __repr__(self):
        return f'<Axes.ArtistList of {len(self)} {self._name}>'


def _positive(child, which, high):
    values = getattr(child, '_' + which, None)
    if isinstance(values, np.ndarray):
        good = values[np.isfinite(values) & (values > 0)]
        if good.size:
            return good.min(), good.max()
        return math.nan, math.nan
    return (high, high) if high > 0 else (math.nan, math.nan)


def _symlog(near):
    stretch = 1 / 0.9
    forward = lambda x: x / near * stretch if abs(x) <= near else math.copysign(stretch + math.log10(abs(x) / near), x)
    back = lambda y: y * near / stretch if abs(y) <= stretch else math.copysign(near * 10 ** (abs(y) - stretch), y)
    return forward, back
