# Figures: their axes in rows and columns, colour bars, and the way to files.

class Bbox:
    __module__ = 'matplotlib.transforms'

    def __init__(self, points):
        self._points = np.asarray(points, dtype=float)

    @staticmethod
    def from_bounds(x0, y0, width, height):
        return Bbox([[x0, y0], [x0 + width, y0 + height]])

    @staticmethod
    def from_extents(x0, y0, x1, y1):
        return Bbox([[x0, y0], [x1, y1]])

    def __repr__(self):
        return f'Bbox({self._points.tolist()!r})'

    def __str__(self):
        return f'Bbox(x0={self.x0}, y0={self.y0}, x1={self.x1}, y1={self.y1})'

    x0 = property(lambda self: self._points[0, 0])
    y0 = property(lambda self: self._points[0, 1])
    x1 = property(lambda self: self._points[1, 0])
    y1 = property(lambda self: self._points[1, 1])
    xmin, ymin, xmax, ymax = x0, y0, x1, y1
    width = property(lambda self: self.x1 - self.x0)
    height = property(lambda self: self.y1 - self.y0)
    bounds = property(lambda self: (self.x0, self.y0, self.width, self.height))
    extents = property(lambda self: self._points.ravel().copy())


class GridSpec:
    __module__ = 'matplotlib.gridspec'

    def __init__(self, nrows, ncols, figure=None, left=None, bottom=None, right=None, top=None, wspace=None, hspace=None,
                 width_ratios=None, height_ratios=None, parent=None):
        for name, n in (('rows', nrows), ('columns', ncols)):
            if not isinstance(n, (int, np.integer)) or n <= 0:
                raise ValueError(f'Number of {name} must be a positive integer, not {n!r}')
        self.nrows, self.ncols, self.figure = int(nrows), int(ncols), figure
        self._edges = {'left': left, 'bottom': bottom, 'right': right, 'top': top}
        self._wspace, self._hspace = wspace, hspace
        for ratios, n, name in ((width_ratios, ncols, 'width'), (height_ratios, nrows, 'height')):
            if ratios is not None and len(ratios) != n:
                raise ValueError(f'Expected the given number of {name} ratios to match the number of '
                                 f'{"columns" if name == "width" else "rows"} of the grid')
        self._width_ratios, self._height_ratios = width_ratios, height_ratios
        self._parent = parent

    def __repr__(self):
        return f'GridSpec({self.nrows}, {self.ncols})'

    def get_geometry(self):
        return self.nrows, self.ncols

    def __getitem__(self, key):
        rows, columns = self.nrows, self.ncols
        if isinstance(key, tuple):
            row, column = key
            r, c = _cells(row, rows, 0), _cells(column, columns, 1)
            return SubplotSpec(self, r, c)
        first, last = _cells(key, rows * columns, None)
        return SubplotSpec(self, (first // columns, last // columns), (first % columns, last % columns))

    def update(self, **kwargs):
        for key, value in kwargs.items():
            if key in self._edges:
                self._edges[key] = value
            elif key in ('wspace', 'hspace'):
                setattr(self, '_' + key, value)
            else:
                raise AttributeError(f'{key} is an unknown keyword')

    def subplots(self, *, sharex=False, sharey=False, squeeze=True, subplot_kw=None):
        return self.figure._grid_of_axes(self, sharex, sharey, squeeze, subplot_kw or {})

    def tight_layout(self, figure, **kwargs):
        figure.tight_layout(**kwargs)

    def _area(self, fig):
        # Left, bottom, right, top, and the spaces as parts of a cell.
        if self._parent is not None:
            left, bottom, width, height = self._parent._box(fig)
            pars = {'left': left, 'bottom': bottom, 'right': left + width, 'top': bottom + height}
        else:
            pars = dict(fig._pars)
        for key, value in self._edges.items():
            if value is not None:
                pars[key] = value
        pars['wspace'] = fig._pars['wspace'] if self._wspace is None else self._wspace
        pars['hspace'] = fig._pars['hspace'] if self._hspace is None else self._hspace
        return pars

    def _spans(self, low, high, count, space, ratios):
        whole = high - low
        cell = whole / (count + space * (count - 1))
        gap = space * cell
        ratios = [1.0] * count if ratios is None else [float(r) for r in ratios]
        norm = cell * count / sum(ratios)
        spans, at = [], 0.0
        for ratio in ratios:
            spans.append((at, at + ratio * norm))
            at += ratio * norm + gap
        return spans


def _cells(key, count, axis):
    if isinstance(key, slice):
        start, stop, _ = key.indices(count)
        if stop <= start:
            raise IndexError('GridSpec slice would result in no space allocated for subplot')
        return start, stop - 1
    key = int(key)
    i = key + count if key < 0 else key
    if not 0 <= i < count:
        if axis is not None:
            raise IndexError(f'index {key} is out of bounds for axis {axis} with size {count}')
        raise IndexError(f'index {key} is out of bounds for axis 0 with size {count}')
    return i, i


class SubplotSpec:
    __module__ = 'matplotlib.gridspec'

    def __init__(self, gridspec, rows, columns):
        self._gridspec, self._rows, self._columns = gridspec, rows, columns

    rowspan = property(lambda self: range(self._rows[0], self._rows[1] + 1))
    colspan = property(lambda self: range(self._columns[0], self._columns[1] + 1))

    def __repr__(self):
        return (f'{self._gridspec!r}[{self._rows[0]}:{self._rows[1] + 1}, {self._columns[0]}:{self._columns[1] + 1}]')

    def get_gridspec(self):
        return self._gridspec

    def is_first_row(self):
        return self._rows[0] == 0

    def is_last_row(self):
        return self._rows[1] == self._gridspec.nrows - 1

    def is_first_col(self):
        return self._columns[0] == 0

    def is_last_col(self):
        return self._columns[1] == self._gridspec.ncols - 1

    def subgridspec(self, nrows, ncols, **kwargs):
        return GridSpec(nrows, ncols, figure=self._gridspec.figure, parent=self, **kwargs)

    def get_topmost_subplotspec(self):
        spec = self
        while spec._gridspec._parent is not None:
            spec = spec._gridspec._parent
        return spec

    def _box(self, fig):
        grid = self._gridspec
        pars = grid._area(fig)
        across = grid._spans(pars['left'], pars['right'], grid.ncols, pars['wspace'], grid._width_ratios)
        down = grid._spans(pars['bottom'], pars['top'], grid.nrows, pars['hspace'], grid._height_ratios)
        left, right = pars['left'] + across[self._columns[0]][0], pars['left'] + across[self._columns[1]][1]
        top, bottom = pars['top'] - down[self._rows[0]][0], pars['top'] - down[self._rows[1]][1]
        return left, bottom, right - left, top - bottom


def GridSpecFromSubplotSpec(nrows, ncols, subplot_spec, **kwargs):
    return subplot_spec.subgridspec(nrows, ncols, **kwargs)


class Figure(Artist):
    __module__ = 'matplotlib.figure'

    def __init__(self, figsize=None, dpi=None, *, facecolor=None, edgecolor=None, linewidth=0.0, frameon=None,
                 subplotpars=None, tight_layout=None, constrained_layout=None, layout=None, **kwargs):
        super().__init__()
        self.figure = self
        figsize = rcParams['figure.figsize'] if figsize is None else figsize
        width, height = (float(x) for x in figsize)
        if not (np.isfinite(width) and np.isfinite(height)) or width < 0 or height < 0:
            raise ValueError(f'figure size must be positive finite not {figsize}')
        self._size = [width, height]
        self.dpi = float(rcParams['figure.dpi'] if dpi is None else dpi)
        self._facecolor = rcParams['figure.facecolor'] if facecolor is None else facecolor
        to_rgba(self._facecolor)
        self._frameon = rcParams['figure.frameon'] if frameon is None else frameon
        self._pars = {key: rcParams['figure.subplot.' + key] for key in ('left', 'right', 'bottom', 'top', 'wspace',
                                                                         'hspace')}
        if layout not in (None, 'none', 'tight', 'constrained', 'compressed'):
            raise ValueError(f"Invalid value for 'layout': {layout!r}")
        self._tight = bool(tight_layout) or bool(constrained_layout) or layout in ('tight', 'constrained', 'compressed') or (
            layout is None and tight_layout is None and rcParams['figure.autolayout'])
        self._axes = []
        self._children = []
        self._current = None
        self._suptitle = self._supxlabel = self._supylabel = None
        self.number = None
        self.legends = []
        self.set(**kwargs)

    def __repr__(self):
        width, height = self._pixels()
        return f'<{type(self).__name__} size {width:g}x{height:g} with {len(self._axes)} Axes>'

    def __str__(self):
        width, height = self._pixels()
        return f'Figure({width:g}x{height:g})'

    def _pixels(self):
        return self._size[0] * self.dpi, self._size[1] * self.dpi

    @property
    def axes(self):
        return list(self.__dict__.get('_axes', []))

    @axes.setter
    def axes(self, value):
        pass

    def get_axes(self):
        return self.axes

    @property
    def canvas(self):
        return _Canvas(self)

    @property
    def patch(self):
        return _AxesPatch(self)

    def get_size_inches(self):
        return np.array(self._size)

    def set_size_inches(self, w, h=None, forward=True):
        if h is None:
            w, h = w
        self._size = [float(w), float(h)]

    def get_figwidth(self):
        return self._size[0]

    def get_figheight(self):
        return self._size[1]

    def set_figwidth(self, val, forward=True):
        self._size[0] = float(val)

    def set_figheight(self, val, forward=True):
        self._size[1] = float(val)

    def get_dpi(self):
        return self.dpi

    def set_dpi(self, val):
        self.dpi = float(val)

    def set_facecolor(self, color):
        to_rgba(color)
        self._facecolor = color

    def get_facecolor(self):
        return to_rgba(self._facecolor)

    def set_edgecolor(self, color):
        to_rgba(color)

    def set_frameon(self, b):
        self._frameon = bool(b)

    def set_tight_layout(self, tight):
        self._tight = bool(tight)

    def set_layout_engine(self, layout=None, **kwargs):
        self._tight = layout in ('tight', 'constrained', 'compressed')

    def set_constrained_layout(self, constrained):
        self._tight = bool(constrained)

    @property
    def transFigure(self):
        return _Transform('figure', None, self)

    @property
    def subplotpars(self):
        return _Pars(self._pars)

    # ---- axes ----

    def add_axes(self, *args, **kwargs):
        if not args:
            raise TypeError("Figure.add_axes() missing 1 required positional argument: 'rect'")
        if isinstance(args[0], _AxesBase):
            axes = args[0]
            if axes not in self._axes:
                self._axes.append(axes)
        else:
            axes = Axes(self, args[0], **kwargs)
            self._axes.append(axes)
        self._current = axes
        return axes

    def add_subplot(self, *args, **kwargs):
        if not args:
            args = (1, 1, 1)
        if isinstance(args[0], _AxesBase):
            self._current = args[0]
            return args[0]
        spec = self._subplot_spec(args)
        axes = Axes(self, spec=spec, **kwargs)
        self._axes.append(axes)
        self._current = axes
        return axes

    def _subplot_spec(self, args):
        if len(args) == 1 and isinstance(args[0], SubplotSpec):
            return args[0]
        if len(args) == 1 and isinstance(args[0], (int, np.integer)):
            if not 100 <= args[0] <= 999:
                raise ValueError(f'Single argument to subplot must be a three-digit integer, not {args[0]}')
            args = tuple(int(c) for c in str(args[0]))
        if len(args) != 3:
            raise TypeError(f'add_subplot() takes 1 or 3 positional arguments but {len(args)} were given'
                            if len(args) != 1 else f'Single argument to subplot must be a three-digit integer, not '
                            f'{args[0]!r}')
        rows, columns, index = args
        grid = GridSpec(rows, columns, figure=self)
        if isinstance(index, (tuple, list)):
            first, last = index
            if not (1 <= first <= last <= rows * columns):
                raise ValueError(f'num must be a tuple of 2 integers between 1 and {rows * columns}, not {index!r}')
            first, last = int(first) - 1, int(last) - 1
            return SubplotSpec(grid, (first // columns, last // columns), (first % columns, last % columns))
        if not 1 <= index <= rows * columns:
            raise ValueError(f'num must be an integer with 1 <= num <= {rows * columns}, not {index!r}')
        return grid[int(index) - 1]

    def add_gridspec(self, nrows=1, ncols=1, **kwargs):
        return GridSpec(nrows, ncols, figure=self, **kwargs)

    def subplots(self, nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None,
                 height_ratios=None, subplot_kw=None, gridspec_kw=None):
        grid_kw = dict(gridspec_kw or {})
        if width_ratios is not None:
            grid_kw['width_ratios'] = width_ratios
        if height_ratios is not None:
            grid_kw['height_ratios'] = height_ratios
        grid = GridSpec(nrows, ncols, figure=self, **grid_kw)
        return self._grid_of_axes(grid, sharex, sharey, squeeze, subplot_kw or {})

    def _grid_of_axes(self, grid, sharex, sharey, squeeze, subplot_kw):
        shares = []
        for name, share in (('sharex', sharex), ('sharey', sharey)):
            if isinstance(share, bool):
                share = 'all' if share else 'none'
            _check_in_list(['all', 'row', 'col', 'none', False, True], **{name: share})
            shares.append(share)
        sharex, sharey = shares
        rows, columns = grid.nrows, grid.ncols
        found = np.full((rows, columns), None, dtype=object)
        for row in range(rows):
            for column in range(columns):
                with_ = {'none': None, 'all': found[0, 0], 'row': found[row, 0], 'col': found[0, column]}
                axes = Axes(self, spec=grid[row, column], sharex=with_[sharex], sharey=with_[sharey], **subplot_kw)
                self._axes.append(axes)
                self._current = axes
                found[row, column] = axes
        if sharex in ('col', 'all'):
            for axes in found[:-1, :].flat:
                axes.xaxis._label_sides = [False, False]
        if sharey in ('row', 'all'):
            for axes in found[:, 1:].flat:
                axes.yaxis._label_sides = [False, False]
        if squeeze:
            return found.item() if found.size == 1 else found.squeeze()
        return found

    def subplot_mosaic(self, mosaic, *, sharex=False, sharey=False, width_ratios=None, height_ratios=None,
                       empty_sentinel='.', subplot_kw=None, gridspec_kw=None, per_subplot_kw=None):
        if isinstance(mosaic, str):
            lines = mosaic.split(';') if '\n' not in mosaic else mosaic.strip('\n').split('\n')
            mosaic = [list(line.strip()) for line in lines]
        rows, columns = len(mosaic), len(mosaic[0])
        grid = GridSpec(rows, columns, figure=self, width_ratios=width_ratios, height_ratios=height_ratios,
                        **(gridspec_kw or {}))
        places = {}
        for r, line in enumerate(mosaic):
            for c, name in enumerate(line):
                if name != empty_sentinel:
                    places.setdefault(name, []).append((r, c))
        made, first = {}, None
        for name, cells in places.items():
            r, c = [x[0] for x in cells], [x[1] for x in cells]
            spec = SubplotSpec(grid, (min(r), max(r)), (min(c), max(c)))
            axes = Axes(self, spec=spec, sharex=first if sharex else None, sharey=first if sharey else None, label=name,
                        **dict(subplot_kw or {}, **(per_subplot_kw or {}).get(name, {})))
            first = first or axes
            self._axes.append(axes)
            made[name] = self._current = axes
        return made

    def gca(self):
        return self._current if self._current is not None and self._current in self._axes else self.add_subplot()

    def sca(self, a):
        self._current = a
        return a

    def delaxes(self, ax):
        self._axes.remove(ax)

    def clear(self, keep_observers=False):
        self._axes, self._children, self._current = [], [], None
        self._suptitle = self._supxlabel = self._supylabel = None
        self.legends = []

    clf = clear

    def subplots_adjust(self, left=None, bottom=None, right=None, top=None, wspace=None, hspace=None):
        new = dict(self._pars)
        for key, value in (('left', left), ('bottom', bottom), ('right', right), ('top', top), ('wspace', wspace),
                           ('hspace', hspace)):
            if value is not None:
                new[key] = float(value)
        if new['left'] >= new['right']:
            raise ValueError('left cannot be >= right')
        if new['bottom'] >= new['top']:
            raise ValueError('bottom cannot be >= top')
        self._pars = new
        self._tight = False

    def autofmt_xdate(self, bottom=0.2, rotation=30, ha='right', which='major'):
        for axes in self._axes:
            axes.xaxis._style_labels(rotation=rotation, horizontalalignment=ha)
        self.subplots_adjust(bottom=bottom)

    def align_labels(self, axs=None):
        _not_yet('aligned labels')

    def tight_layout(self, *, pad=1.08, h_pad=None, w_pad=None, rect=None):
        with_room = [axes for axes in self._axes if axes._subplotspec is not None]
        if not with_room:
            return
        pad_inch = pad * _font_size(rcParams['font.size']) / 72
        vpad = pad_inch if h_pad is None else h_pad * _font_size(rcParams['font.size']) / 72
        hpad = pad_inch if w_pad is None else w_pad * _font_size(rcParams['font.size']) / 72
        width, height = self._size
        # Twice, because ticks change with the room they have.
        for _ in range(2):
            boxes, _ = _draw.boxes(self._spec(layout=False))
            pixels = self._pixels()
            grids = {}
            for axes, box in zip(self._drawn(), boxes):
                spec = axes._subplotspec if axes._twin_of is None else axes._twin_of._subplotspec
                if spec is None:
                    continue
                spec = spec.get_topmost_subplotspec()
                left, bottom, w, h = spec._box(self)
                out = (left - box[0] / pixels[0], box[2] / pixels[0] - left - w,
                       1 - box[1] / pixels[1] - bottom - h, bottom - (1 - box[3] / pixels[1]))
                key = (spec._gridspec.nrows, spec._gridspec.ncols)
                grids.setdefault(key, []).append((spec, out))
            rows, columns = max(g[0] for g in grids), max(g[1] for g in grids)
            if not all(rows % g[0] == 0 and columns % g[1] == 0 for g in grids):
                warnings.warn('This figure includes Axes that are not compatible with tight_layout, so results might be '
                              'incorrect.', stacklevel=3)
                return
            across = np.zeros((rows, columns + 1, 2))
            down = np.zeros((rows + 1, columns, 2))
            for (r, c), specs in grids.items():
                fr, fc = rows // r, columns // c
                for spec, (left, right, top, bottom) in specs:
                    r0, r1 = spec._rows[0] * fr, (spec._rows[1] + 1) * fr
                    c0, c1 = spec._columns[0] * fc, (spec._columns[1] + 1) * fc
                    across[r0:r1, c0, 1] = np.maximum(across[r0:r1, c0, 1], left)
                    across[r0:r1, c1, 0] = np.maximum(across[r0:r1, c1, 0], right)
                    down[r0, c0:c1, 1] = np.maximum(down[r0, c0:c1, 1], top)
                    down[r1, c0:c1, 0] = np.maximum(down[r1, c0:c1, 0], bottom)
            across, down = across.sum(axis=2), down.sum(axis=2)
            left = max(across[:, 0].max(), 0) + pad_inch / width
            right = max(across[:, -1].max(), 0) + pad_inch / width
            top = max(down[0].max(), 0) + pad_inch / height
            bottom = max(down[-1].max(), 0) + pad_inch / height
            for text, where in ((self._suptitle, 'top'), (self._supxlabel, 'bottom'), (self._supylabel, 'left')):
                if text is None or not text.get_text():
                    continue
                size = text.get_fontsize() / 72 * 1.16 * (1 + text.get_text().count('\n'))
                if where == 'top':
                    top += size / height + pad_inch / height
                elif where == 'bottom':
                    bottom += size / height + pad_inch / height
                else:
                    left += size / width + pad_inch / width
            if rect is not None:
                left, bottom = left + rect[0], bottom + rect[1]
                right, top = right + 1 - rect[2], top + 1 - rect[3]
            if left + right >= 1 or top + bottom >= 1:
                warnings.warn('Tight layout not applied. The left and right margins cannot be made large enough to '
                              'accommodate all Axes decorations.', stacklevel=3)
                return
            new = {'left': left, 'right': 1 - right, 'bottom': bottom, 'top': 1 - top}
            if columns > 1:
                gap = across[:, 1:-1].max() + hpad / width
                cell = (1 - left - right - gap * (columns - 1)) / columns
                if cell > 0:
                    new['wspace'] = gap / cell
            if rows > 1:
                gap = down[1:-1].max() + vpad / height
                cell = (1 - top - bottom - gap * (rows - 1)) / rows
                if cell > 0:
                    new['hspace'] = gap / cell
            self._pars = dict(self._pars, **new)

    # ---- texts, legends, colour bars ----

    def text(self, x, y, s, fontdict=None, **kwargs):
        text = Text(x, y, s, **dict(fontdict or {}, **kwargs))
        text._transform = text._transform or self.transFigure
        return self._add(text)

    def _add(self, artist):
        artist.figure = self
        self._children.append(artist)
        return artist

    def add_artist(self, artist, clip=False):
        artist._transform = artist._transform or self.transFigure
        return self._add(artist)

    def _sup(self, old, t, x, y, kwargs, defaults):
        kwargs = _normalize(kwargs, _SHORT_TEXT)
        x, y = kwargs.pop('x', x), kwargs.pop('y', y)
        for key, value in defaults.items():
            kwargs.setdefault(key, value)
        if old is not None and old in self._children:
            self._children.remove(old)
        text = Text(x, y, t, **kwargs)
        text._transform = self.transFigure
        return self._add(text)

    def suptitle(self, t, **kwargs):
        self._suptitle = self._sup(self._suptitle, t, 0.5, 0.98, kwargs, {
            'horizontalalignment': 'center', 'verticalalignment': 'top', 'fontsize': rcParams['figure.titlesize'],
            'fontweight': rcParams['figure.titleweight']})
        return self._suptitle

    def supxlabel(self, t, **kwargs):
        self._supxlabel = self._sup(self._supxlabel, t, 0.5, 0.01, kwargs, {
            'horizontalalignment': 'center', 'verticalalignment': 'bottom', 'fontsize': rcParams['figure.labelsize']})
        return self._supxlabel

    def supylabel(self, t, **kwargs):
        self._supylabel = self._sup(self._supylabel, t, 0.02, 0.5, kwargs, {
            'horizontalalignment': 'left', 'verticalalignment': 'center', 'rotation': 'vertical',
            'fontsize': rcParams['figure.labelsize']})
        return self._supylabel

    def legend(self, *args, **kwargs):
        handles, labels, kwargs = _legend_parts(args, kwargs, self._axes)
        kwargs.setdefault('loc', 'upper right')
        legend = Legend(None, handles, labels, **kwargs)
        self.legends.append(legend)
        return self._add(legend)

    def colorbar(self, mappable, cax=None, ax=None, use_gridspec=True, **kwargs):
        if cax is None:
            if ax is None:
                ax = getattr(mappable, 'axes', None)
                if ax is None:
                    raise ValueError('Unable to determine Axes to steal space for Colorbar. Either provide the *cax* '
                                     'argument to use as the Axes for the Colorbar, provide the *ax* argument to steal '
                                     'space from it, or add *mappable* to an Axes.')
            cax, kwargs = _room_for_colorbar(self, ax, kwargs)
            cax._colorbar_parts = True
        current = self._current
        bar = Colorbar(cax, mappable, **{k: v for k, v in kwargs.items() if k not in (
            'fraction', 'pad', 'shrink', 'aspect', 'anchor', 'panchor', 'location')})
        mappable.colorbar = bar
        if ax is not None:
            self._current = ax if isinstance(ax, _AxesBase) else current
        return bar

    # ---- drawing ----

    def draw(self, renderer=None):
        pass

    draw_without_rendering = draw

    def _drawn(self):
        return sorted((axes for axes in self._axes if axes._visible), key=lambda axes: axes.zorder)

    def _spec(self, layout=True):
        if layout and self._tight:
            with warnings.catch_warnings():
                warnings.simplefilter('ignore')
                self.tight_layout()
        artists = []
        for child in self._children:
            if child._visible:
                artists.extend(child._spec())
        face = to_rgba(self._facecolor) if self._frameon else (0.0, 0.0, 0.0, 0.0)
        return {'text': repr(self), 'size': list(self._size), 'dpi': self.dpi, 'face': face,
                'axes': [axes._spec() for axes in self._drawn()], 'artists': artists}

    def show(self, warn=True):
        _draw.show(self._spec())

    def savefig(self, fname, *, transparent=None, dpi=None, format=None, bbox_inches=None, pad_inches=None,
                facecolor=None, edgecolor=None, metadata=None, **kwargs):
        for key in kwargs:
            if key not in ('orientation', 'papertype', 'quality', 'optimize', 'pil_kwargs', 'bbox_extra_artists',
                           'backend'):
                raise TypeError(f"FigureCanvasAgg.print_png() got an unexpected keyword argument '{key}'")
        if format is None:
            name = getattr(fname, 'name', fname)
            ending = os.path.splitext(str(name))[1] if not hasattr(fname, 'write') else ''
            format = ending[1:].lower() or rcParams['savefig.format']
            if not ending and not hasattr(fname, 'write'):
                fname = str(fname) + '.' + format
        format = format.lower()
        if format not in ('png', 'svg'):
            if format in ('pdf', 'ps', 'eps', 'jpg', 'jpeg', 'tif', 'tiff', 'webp', 'pgf', 'raw', 'rgba', 'svgz', 'gif',
                          'avif'):
                _not_yet(f'pictures as {format!r}; it writes png and svg')
            raise ValueError(f'Format {format!r} is not supported (supported formats: png, svg)')
        dpi = rcParams['savefig.dpi'] if dpi is None else dpi
        dpi = self.dpi if dpi == 'figure' else float(dpi)
        spec = self._spec()
        facecolor = rcParams['savefig.facecolor'] if facecolor is None else facecolor
        if not (isinstance(facecolor, str) and facecolor == 'auto'):
            spec['face'] = to_rgba(facecolor)
        if transparent or transparent is None and rcParams['savefig.transparent']:
            spec['face'] = (0.0, 0.0, 0.0, 0.0)
            for axes in spec['axes']:
                axes['face'] = (0.0, 0.0, 0.0, 0.0)
        bbox_inches = rcParams['savefig.bbox'] if bbox_inches is None else bbox_inches
        if bbox_inches is not None:
            pad = rcParams['savefig.pad_inches'] if pad_inches is None else pad_inches
            _cut_to(spec, bbox_inches, pad)
        data = _draw.svg(spec).encode() if format == 'svg' else _draw.png(spec, float(dpi))
        if hasattr(fname, 'write'):
            fname.write(data)
        else:
            with open(fname, 'wb') as file:
                file.write(data)

    def _repr_png_(self):
        return _draw.png(self._spec(), self.dpi)


def _cut_to(spec, box, pad):
    # The description of a figure made smaller or larger, so that all fits and nothing is left over.
    width, height = spec['size']
    if isinstance(box, str):
        if box != 'tight':
            raise ValueError(f"bbox_inches must be None, 'tight' or a Bbox, not {box!r}")
        axes, artists = _draw.boxes(spec)
        boxes = axes + artists
        if not boxes:
            return
        scale = spec['dpi']
        x0, x1 = min(b[0] for b in boxes) / scale - pad, max(b[2] for b in boxes) / scale + pad
        y0, y1 = height - max(b[3] for b in boxes) / scale - pad, height - min(b[1] for b in boxes) / scale + pad
    else:
        x0, y0, x1, y1 = box.extents
    w, h = x1 - x0, y1 - y0
    move = lambda x, y: [(x * width - x0) / w, (y * height - y0) / h]
    spec['size'] = [w, h]
    for axes in spec['axes']:
        left, bottom, aw, ah = axes['position']
        axes['position'] = move(left, bottom) + [aw * width / w, ah * height / h]
    for artist in spec['artists']:
        if artist['space'] == 'figure':
            if 'at' in artist and artist['at'] is not None:
                artist['at'] = move(*artist['at'])
            elif artist['kind'] == 'legend':
                left, bottom, aw, ah = artist['anchor'] or [0.0, 0.0, 1.0, 1.0]
                artist['anchor'] = move(left, bottom) + [aw * width / w, ah * height / h]


class _Pars:
    def __init__(self, pars):
        self.__dict__.update(pars)


class _Canvas:
    def __init__(self, figure):
        self.figure = figure

    def draw(self):
        pass

    draw_idle = flush_events = draw

    def buffer_rgba(self):
        return _draw.pixels(self.figure._spec(), self.figure.dpi)

    def get_width_height(self):
        return tuple(int(x) for x in self.figure._pixels())

    def print_png(self, file):
        self.figure.savefig(file, format='png')


def _room_for_colorbar(fig, ax, kwargs):
    location = kwargs.get('location')
    orientation = kwargs.get('orientation')
    if location is not None:
        _check_in_list(['left', 'right', 'top', 'bottom'], location=location)
        orientation = 'vertical' if location in ('left', 'right') else 'horizontal'
        if location in ('left', 'top'):
            _not_yet(f'colour bars with location={location!r}')
    orientation = orientation or 'vertical'
    _check_in_list(['vertical', 'horizontal'], orientation=orientation)
    vertical = orientation == 'vertical'
    fraction, shrink = kwargs.get('fraction', 0.15), kwargs.get('shrink', 1.0)
    pad, aspect = kwargs.get('pad', 0.05 if vertical else 0.15), kwargs.get('aspect', 20)
    several = isinstance(ax, (list, tuple, np.ndarray))
    parents = list(np.asarray(ax, dtype=object).flat) if several else [ax]
    first = parents[0]
    kwargs = dict(kwargs, orientation=orientation)
    if len(parents) == 1 and first._subplotspec is not None:
        spec = first._subplotspec
        space = 2 * pad / (1 - pad)
        if vertical:
            grid = spec.subgridspec(1, 2, wspace=space, hspace=0, width_ratios=[1 - fraction - pad, fraction])
            sub = grid[1].subgridspec(3, 1, hspace=0, height_ratios=[0.5 * (1 - shrink), shrink, 0.5 * (1 - shrink)])
        else:
            grid = spec.subgridspec(2, 1, hspace=space, wspace=0, height_ratios=[1 - fraction - pad, fraction])
            sub = grid[1].subgridspec(1, 3, wspace=0, width_ratios=[0.5 * (1 - shrink), shrink, 0.5 * (1 - shrink)])
        first._subplotspec = grid[0]
        cax = Axes(fig, spec=sub[1], label='<colorbar>')
    else:
        boxes = [p._slot() for p in parents]
        x0, y0 = min(b[0] for b in boxes), min(b[1] for b in boxes)
        x1, y1 = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
        w, h = x1 - x0, y1 - y0
        if vertical:
            keep = 1 - fraction - pad
            rect = (x0 + w * (1 - fraction), y0 + h * (1 - shrink) / 2, w * fraction, h * shrink)
            for p, b in zip(parents, boxes):
                p.set_position([x0 + (b[0] - x0) * keep, b[1], b[2] * keep, b[3]])
        else:
            keep = 1 - fraction - pad
            rect = (x0 + w * (1 - shrink) / 2, y0, w * shrink, h * fraction)
            for p, b in zip(parents, boxes):
                p.set_position([b[0], y1 - (y1 - b[1]) * keep, b[2], b[3] * keep])
        cax = Axes(fig, rect, label='<colorbar>')
    cax._anchor = 'W' if vertical else 'N'
    cax._box_aspect = aspect if vertical else 1 / aspect
    fig._axes.append(cax)
    return cax, kwargs


class Colorbar:
    __module__ = 'matplotlib.colorbar'

    def __init__(self, ax, mappable=None, *, cmap=None, norm=None, orientation='vertical', ticks=None, format=None,
                 label='', extend=None, boundaries=None, values=None, drawedges=False, spacing='uniform', alpha=None,
                 extendfrac=None, extendrect=False, filled=True, **kwargs):
        if kwargs:
            raise TypeError(f"Colorbar.__init__() got an unexpected keyword argument '{next(iter(kwargs))}'")
        if mappable is None:
            mappable = ScalarMappable(norm=norm, cmap=cmap)
        self.ax, self.mappable, self.orientation = ax, mappable, orientation
        self.cmap, self.norm = mappable.cmap, mappable.norm
        if mappable._A is not None:
            mappable.autoscale_None()
        if not mappable.norm.scaled():
            mappable.norm.vmin, mappable.norm.vmax = 0.0, 1.0
        self.vmin, self.vmax = mappable.norm.vmin, mappable.norm.vmax
        self._bounds = boundaries
        self._fill()
        vertical = orientation == 'vertical'
        self._long = ax.yaxis if vertical else ax.xaxis
        short = ax.xaxis if vertical else ax.yaxis
        short.set_visible(False)
        if vertical:
            ax.yaxis.tick_right()
            ax.yaxis.set_label_position('right')
        if ticks is not None:
            self.set_ticks(ticks)
        elif self._levels is not None:
            self._long.set_major_locator(FixedLocator(self._levels, nbins=10))
        if format is not None:
            self._long.set_major_formatter(FormatStrFormatter(format) if isinstance(format, str) and '%' in format
                                           else format)
        if label:
            self.set_label(label)

    def __repr__(self):
        return f'<matplotlib.colorbar.Colorbar at {hex(id(self))}>'

    def _fill(self):
        ax, norm = self.ax, self.mappable.norm
        vertical = self.orientation == 'vertical'
        levels = getattr(self.mappable, '_color_levels', None)
        self._levels = None
        if levels is None and isinstance(norm, BoundaryNorm):
            levels = norm.boundaries
        if self._bounds is not None:
            levels = np.asarray(self._bounds, dtype=float)
        if levels is not None and getattr(self.mappable, 'filled', True):
            self._levels = levels
            low, high = levels[0], levels[-1]
            middles = getattr(self.mappable, '_layer_values', None)
            middles = (levels[:-1] + levels[1:]) / 2 if middles is None else middles
            colors = np.asarray(self.mappable.to_rgba(middles, self.mappable._alpha if isinstance(
                self.mappable, Artist) and np.ndim(self.mappable._alpha) == 0 else None)).reshape(-1, 4)
            edges = levels
        else:
            low, high = float(norm.vmin), float(norm.vmax)
            if low == high:
                low, high = _nonsingular(low, high)
            count = max(256, self.mappable.cmap.N)
            edges = np.linspace(0, 1, count + 1)
            alpha = self.mappable._alpha if isinstance(self.mappable, Artist) else None
            colors = self.mappable.cmap(np.linspace(0, 1, count), alpha=None if np.ndim(alpha) else alpha)
            if norm._scale == 'log':
                (ax.set_yscale if vertical else ax.set_xscale)('log')
                edges = 10 ** (math.log10(low) + edges * (math.log10(high) - math.log10(low)))
            elif type(norm) in (Normalize, NoNorm):
                edges = low + edges * (high - low)
            else:
                edges = np.linspace(low, high, count + 1)
                colors = self.mappable.cmap(norm((edges[:-1] + edges[1:]) / 2))
        ax._children = [c for c in ax._children if not isinstance(c, _Bar)]
        ax._add(_Bar(edges, np.asarray(colors), vertical))
        if vertical:
            ax.set_xlim(0, 1)
            ax.set_ylim(low, high)
        else:
            ax.set_ylim(0, 1)
            ax.set_xlim(low, high)

    def update_normal(self, mappable=None):
        self._fill()

    def set_label(self, label, *, loc=None, **kwargs):
        if self.orientation == 'vertical':
            self.ax.set_ylabel(label, loc=loc, **kwargs)
        else:
            self.ax.set_xlabel(label, loc=loc, **kwargs)

    def set_ticks(self, ticks, *, labels=None, minor=False, **kwargs):
        if isinstance(ticks, Locator):
            self._long.set_major_locator(ticks)
        else:
            self._long.set_ticks(ticks, labels, minor=minor, **kwargs)

    def get_ticks(self, minor=False):
        return self._long.get_majorticklocs()

    def set_ticklabels(self, ticklabels, *, minor=False, **kwargs):
        self._long.set_ticklabels(ticklabels, minor=minor, **kwargs)

    def set_alpha(self, alpha):
        pass

    def minorticks_on(self):
        self._long._minor_on = True

    def remove(self):
        self.ax.remove()

    @property
    def outline(self):
        return self.ax.spines[:]


class _Bar(Artist):
    # The colours of a colour bar.
    zorder = 0
    _no_limits = True

    def __init__(self, edges, colors, vertical):
        super().__init__()
        self._edges, self._colors, self._vertical = edges, colors, vertical

    def _spec(self):
        spec = self._base('shapes')
        low, high = self._edges[:-1], self._edges[1:]
        zero, one = np.zeros(len(low)), np.ones(len(low))
        corners = [(zero, low), (one, low), (one, high), (zero, high)]
        quads = np.stack([np.stack(c if self._vertical else c[::-1], axis=-1) for c in corners], axis=1)
        spec.update(quads=quads, faces=self._colors, edges=np.zeros((0, 4)), widths=[0.0], crisp=True, join='miter',
                    cap='butt')
        return [spec]
