# Texts, remarks with arrows, legends, and containers of artists.

_SIZES = {'xx-small': 0.579, 'x-small': 0.694, 'small': 0.833, 'medium': 1.0, 'large': 1.2, 'x-large': 1.44,
          'xx-large': 1.728, 'larger': 1.2, 'smaller': 0.833}
_WEIGHTS = {'ultralight': 100, 'light': 200, 'normal': 400, 'regular': 400, 'book': 400, 'medium': 500, 'roman': 500,
            'semibold': 600, 'demibold': 600, 'demi': 600, 'bold': 700, 'heavy': 800, 'extra bold': 800, 'black': 900}


def _font_size(size):
    if size is None:
        return float(rcParams['font.size'])
    if isinstance(size, str):
        if size not in _SIZES:
            try:
                return float(size)
            except ValueError:
                raise ValueError(f'Invalid font size {size!r}') from None
        return rcParams['font.size'] * _SIZES[size]
    return float(size)


def _is_bold(weight):
    if isinstance(weight, str):
        if weight not in _WEIGHTS:
            raise ValueError(f'weight={weight!r} is invalid')
        weight = _WEIGHTS[weight]
    return weight is not None and weight >= 600


def _font(size, color, weight='normal', style='normal', alpha=None):
    return {'size': _font_size(size), 'colour': to_rgba(color, alpha), 'bold': _is_bold(weight),
            'italic': style in ('italic', 'oblique')}


def _short_number(x):
    return f'{x}'


class Text(Artist):
    __module__ = 'matplotlib.text'
    zorder = 3
    _short = _SHORT_TEXT

    def __init__(self, x=0, y=0, text='', *, color=None, verticalalignment='baseline', horizontalalignment='left',
                 fontsize=None, fontweight='normal', fontstyle='normal', rotation=None, linespacing=1.2, bbox=None,
                 **kwargs):
        super().__init__()
        self._x, self._y = x, y
        self._clip_on = False
        self._bbox = None
        self._family = None
        self.set_text(text)
        self.set_color(rcParams['text.color'] if color is None else color)
        self.set_horizontalalignment(horizontalalignment)
        self.set_verticalalignment(verticalalignment)
        self._size, self._weight, self._style = fontsize, fontweight, fontstyle
        _font_size(fontsize), _is_bold(fontweight)
        self._spacing = linespacing
        self.set_rotation(rotation)
        self.set_bbox(bbox)
        for key, value in _normalize(kwargs, self._short).items():
            self._set_one(key, value)

    def __repr__(self):
        return f'Text({_short_number(self._x)}, {_short_number(self._y)}, {self._text!r})'

    def set_text(self, s):
        self._text = '' if s is None else str(s)

    def get_text(self):
        return self._text

    def set_color(self, color):
        if not (isinstance(color, str) and color == 'auto') and not is_color_like(color):
            raise _bad_color(color)
        self._color = color

    def get_color(self):
        return self._color

    def set_horizontalalignment(self, align):
        _check_in_list(['center', 'right', 'left'], align=align)
        self._ha = align

    def get_horizontalalignment(self):
        return self._ha

    def set_verticalalignment(self, align):
        _check_in_list(['bottom', 'baseline', 'center', 'center_baseline', 'top'], align=align)
        self._va = align

    def get_verticalalignment(self):
        return self._va

    set_ha, set_va, get_ha, get_va = (set_horizontalalignment, set_verticalalignment, get_horizontalalignment,
                                      get_verticalalignment)

    def set_multialignment(self, align):
        if align not in (None, self._ha):
            _not_yet('lines of a text with another alignment')

    def set_fontsize(self, fontsize):
        _font_size(fontsize)
        self._size = fontsize

    def get_fontsize(self):
        return _font_size(self._size)

    set_size, get_size = set_fontsize, get_fontsize

    def set_fontweight(self, weight):
        _is_bold(weight)
        self._weight = weight

    def get_fontweight(self):
        return self._weight

    set_weight, get_weight = set_fontweight, get_fontweight

    def set_fontstyle(self, style):
        _check_in_list(['normal', 'italic', 'oblique'], style=style)
        self._style = style

    set_style = set_fontstyle

    def set_fontfamily(self, family):
        # There is one family of letters; it stands for all.
        self._family = family

    set_family = set_fontname = set_fontfamily

    def set_fontproperties(self, fp):
        if isinstance(fp, dict):
            self.set(**fp)
        elif fp is not None:
            _not_yet('font properties as an object')

    def set_rotation(self, s):
        if s is not None and s not in ('horizontal', 'vertical') and isinstance(s, str):
            raise ValueError(f"rotation must be 'vertical', 'horizontal' or a number, not {s!r}")
        self._rotation = {None: 0.0, 'horizontal': 0.0, 'vertical': 90.0}.get(s, s)

    def get_rotation(self):
        return float(self._rotation) % 360

    def set_rotation_mode(self, m):
        if m not in (None, 'default'):
            _not_yet(f'rotation_mode={m!r}')

    def set_linespacing(self, spacing):
        self._spacing = spacing

    def set_wrap(self, wrap):
        if wrap:
            _not_yet('texts that break their lines themselves')

    def set_backgroundcolor(self, color):
        self.set_bbox({'facecolor': color, 'edgecolor': color})

    def set_bbox(self, rectprops):
        self._bbox = None if rectprops is None else _normalize(rectprops, _SHORT_PATCH)

    def set_position(self, xy):
        self._x, self._y = xy

    def get_position(self):
        return self._x, self._y

    def set_x(self, x):
        self._x = x

    def set_y(self, y):
        self._y = y

    def get_window_extent(self, renderer=None, dpi=None):
        _not_yet('the extents of texts')

    def _font(self):
        color = rcParams['text.color'] if isinstance(self._color, str) and self._color == 'auto' else self._color
        return _font(self._size, color, self._weight, self._style, self._alpha)

    def _frame_spec(self):
        if self._bbox is None:
            return None
        props = dict(self._bbox)
        style = props.pop('boxstyle', 'square')
        pad = props.pop('pad', None)
        color = props.pop('color', None)
        alpha = props.pop('alpha', None)
        face = props.pop('facecolor', rcParams['patch.facecolor'] if color is None else color)
        edge = props.pop('edgecolor', 'black' if color is None else color)
        width = props.pop('linewidth', rcParams['patch.linewidth'])
        props.pop('linestyle', None), props.pop('zorder', None)
        if props:
            raise AttributeError(f'FancyBboxPatch.set() got an unexpected keyword argument {next(iter(props))!r}')
        name, *options = style.replace(' ', '').split(',')
        options = dict(option.split('=') for option in options)
        if name not in ('round', 'square', 'round4', 'circle', 'larrow', 'rarrow', 'darrow', 'sawtooth', 'roundtooth'):
            raise ValueError(f'Unknown style: {name!r}')
        size = self.get_fontsize()
        # A plain box counts its pad in points, a style in sizes of the font.
        if 'boxstyle' in self._bbox:
            pad = float(options.get('pad', 0.3)) * size
        else:
            pad = 4.0 if pad is None else float(pad)
        radius = (float(options.get('rounding_size', pad / size)) * size) if name.startswith('round') else 0.0
        return {'face': to_rgba(face, alpha), 'edge': to_rgba(edge, alpha), 'width': float(width), 'pad': pad,
                'radius': radius}

    def _spec(self):
        spec = self._base('text')
        x, y = self._x, self._y
        if self.axes is not None and self._space() == 'data':
            x, y = _numbers([x], self.axes, 'x')[0], _numbers([y], self.axes, 'y')[0]
        spec.update(at=[x, y], text=self._text, font=self._font(), align=self._ha, valign=self._va,
                    angle=self._rotation, spacing=self._spacing, frame=self._frame_spec())
        if self._transform is not None:
            spec['offset'] = list(self._transform._shift)
        return [spec]


class Annotation(Text):
    __module__ = 'matplotlib.text'

    def __init__(self, text, xy, xytext=None, xycoords='data', textcoords=None, arrowprops=None, annotation_clip=None,
                 **kwargs):
        x, y = xy if xytext is None else xytext
        super().__init__(x, y, text, **kwargs)
        self.xy, self.xycoords = tuple(xy), xycoords
        self._textcoords = xycoords if textcoords is None else textcoords
        self.arrowprops = arrowprops
        self._annotation_clip = annotation_clip
        self.arrow_patch = None

    def _spec(self):
        at, space, offset = _coords(self, (self._x, self._y), self._textcoords, self.xy, self.xycoords)
        spec = super()._spec()[0]
        spec.update(at=at, space=space, offset=offset)
        if self.arrowprops is not None:
            spec['arrow'] = self._arrow_spec()
        return [spec]

    def _arrow_spec(self):
        props = _normalize(self.arrowprops, dict(_SHORT_PATCH, lw='linewidth'))
        to, space, _ = _coords(self, self.xy, self.xycoords, self.xy, self.xycoords)
        color = props.pop('color', None)
        alpha = props.pop('alpha', None)
        edge = props.pop('edgecolor', 'black' if color is None else color)
        face = props.pop('facecolor', rcParams['patch.facecolor'] if color is None else color)
        if 'arrowstyle' in props and color is None and 'facecolor' not in self.arrowprops and 'fc' not in self.arrowprops:
            face = 'black'
        width = props.pop('linewidth', rcParams['patch.linewidth'])
        spec = {'to': to, 'space': space, 'face': to_rgba(face, alpha),
                'stroke': _stroke(to_rgba(edge, alpha), width, props.pop('linestyle', '-'))}
        spec['head'] = float(props.pop('mutation_scale', self.get_fontsize()))
        if 'arrowstyle' in props:
            style = props.pop('arrowstyle')
            spec['style'] = style
            spec['shrink'] = [props.pop('shrinkA', 2.0), props.pop('shrinkB', 2.0)]
            if style.split(',')[0] in ('simple', 'fancy', 'wedge'):
                spec['wide'] = [2.0, 5.0, 5.0]
        else:
            shaft, head = props.pop('width', 4.0), props.pop('headwidth', 12.0)
            length = props.pop('headlength', 12.0)
            shrink = props.pop('shrink', 0.0)
            spec['shrink'] = [0.0, 4.0 if shrink else 0.0]
            spec['wide'] = [shaft, head, length]
            spec['style'] = 'wide'
        connection = props.pop('connectionstyle', None)
        if connection is not None:
            name, *options = connection.replace(' ', '').split(',')
            options = dict(option.split('=') for option in options)
            if name == 'arc3':
                spec['bend'] = float(options.get('rad', 0.0)) / 1.0
        for key in ('patchA', 'patchB', 'relpos', 'zorder', 'mutation_aspect', 'clip_on', 'frac', 'capstyle', 'joinstyle'):
            props.pop(key, None)
        if props:
            raise AttributeError(f'FancyArrowPatch.set() got an unexpected keyword argument {next(iter(props))!r}')
        return spec


_COORDS = {'data': 'data', 'axes fraction': 'axes', 'figure fraction': 'figure', 'subfigure fraction': 'figure',
           'figure pixels': 'pixels'}


def _coords(artist, at, kind, base, base_kind):
    # A place as numbers, their space, and a distance in points.
    at = (float(_numbers([at[0]], artist.axes, 'x')[0]), float(_numbers([at[1]], artist.axes, 'y')[0])) if (
        kind == 'data' and artist.axes is not None) else at
    if isinstance(kind, str):
        if kind in _COORDS:
            return list(at), _COORDS[kind], [0.0, 0.0]
        if kind in ('offset points', 'offset pixels'):
            place, space, _ = _coords(artist, base, base_kind, base, base_kind)
            scale = 1.0 if kind == 'offset points' else 72.0 / artist.figure.dpi
            return place, space, [at[0] * scale, at[1] * scale]
        if kind in ('axes points', 'axes pixels', 'figure points', 'polar'):
            _not_yet(f'places in {kind!r}')
        raise ValueError(f'{kind!r} is not a valid coordinate')
    if isinstance(kind, _Transform):
        return list(at), kind._space, [0.0, 0.0]
    if isinstance(kind, tuple) and kind in (('data', 'axes fraction'), ('axes fraction', 'data')):
        return list(at), 'xdata' if kind[0] == 'data' else 'ydata', [0.0, 0.0]
    _not_yet(f'places in {kind!r}')


_PLACES = {'best': 0, 'upper right': 1, 'upper left': 2, 'lower left': 3, 'lower right': 4, 'right': 5,
           'center left': 6, 'center right': 7, 'lower center': 8, 'upper center': 9, 'center': 10}


class Legend(Artist):
    __module__ = 'matplotlib.legend'
    zorder = 5

    def __init__(self, parent, handles, labels, *, loc=None, fontsize=None, prop=None, frameon=None, title=None,
                 title_fontsize=None, ncol=1, ncols=None, bbox_to_anchor=None, bbox_transform=None, framealpha=None,
                 facecolor=None, edgecolor=None, fancybox=None, shadow=False, labelcolor=None, borderpad=None,
                 labelspacing=None, handlelength=None, handletextpad=None, borderaxespad=None, columnspacing=None,
                 markerscale=None, numpoints=None, scatterpoints=None, mode=None, handleheight=None, alignment='center',
                 draggable=False, handler_map=None, title_fontproperties=None, labelfontfamily=None, **kwargs):
        if kwargs:
            raise TypeError(f'Legend.__init__() got an unexpected keyword argument {next(iter(kwargs))!r}')
        if mode is not None:
            _not_yet(f'legends with mode={mode!r}')
        if handler_map:
            _not_yet('legends with a handler_map')
        super().__init__()
        self._clip_on = False
        loc = rcParams['legend.loc'] if loc is None else loc
        self._at = None
        if isinstance(loc, str):
            if loc not in _PLACES:
                raise ValueError(f'{loc!r} is not a valid value for loc; supported values are '
                                 + ', '.join(repr(x) for x in _PLACES))
            self._loc = _PLACES[loc]
        elif isinstance(loc, (tuple, list)):
            self._loc, self._at = 0, [float(loc[0]), float(loc[1])]
        else:
            self._loc = int(loc)
        self.legend_handles = self.legendHandles = list(handles)
        self._labels = [Text(0, 0, label) for label in labels]
        if prop is not None and 'size' in prop:
            fontsize = prop['size']
        self._fontsize = rcParams['legend.fontsize'] if fontsize is None else fontsize
        _font_size(self._fontsize)
        self._frameon = rcParams['legend.frameon'] if frameon is None else frameon
        self._title = Text(0, 0, '' if title is None else title)
        self._title_size = title_fontsize or rcParams['legend.title_fontsize'] or self._fontsize
        self._columns = ncol if ncols is None else ncols
        if bbox_to_anchor is not None:
            bbox_to_anchor = list(bbox_to_anchor) + [0.0, 0.0] if len(bbox_to_anchor) == 2 else list(bbox_to_anchor)
        self._anchor = bbox_to_anchor
        self._anchor_space = 'figure' if parent is None else 'axes'
        if bbox_transform is not None:
            self._anchor_space = bbox_transform._space
        self._framealpha = rcParams['legend.framealpha'] if framealpha is None else framealpha
        self._facecolor = rcParams['legend.facecolor'] if facecolor is None else facecolor
        self._edgecolor = rcParams['legend.edgecolor'] if edgecolor is None else edgecolor
        self._fancy = rcParams['legend.fancybox'] if fancybox is None else fancybox
        self._shadow = bool(shadow)
        self._labelcolor = labelcolor
        self._scale = markerscale
        given = (borderpad, labelspacing, handlelength, handletextpad, borderaxespad, columnspacing)
        names = ('borderpad', 'labelspacing', 'handlelength', 'handletextpad', 'borderaxespad', 'columnspacing')
        self._spacing = [rcParams['legend.' + name] if x is None else float(x) for name, x in zip(names, given)]

    def get_texts(self):
        return self._labels

    def get_lines(self):
        return [h for h in self.legend_handles if isinstance(h, Line2D)]

    def get_patches(self):
        return [h for h in self.legend_handles if isinstance(h, Patch)]

    def get_title(self):
        return self._title

    def set_title(self, title, prop=None):
        self._title.set_text(title)

    def set_frame_on(self, b):
        self._frameon = b

    def get_frame(self):
        return _LegendFrame(self)

    def set_loc(self, loc=None):
        self._loc = _PLACES[loc]

    def remove(self):
        if self.axes is not None and self.axes.legend_ is self:
            self.axes.legend_ = None
        else:
            super().remove()

    def _spec(self):
        spec = self._base('legend')
        entries = []
        colors = self._labelcolor
        for i, (handle, label) in enumerate(zip(self.legend_handles, self._labels)):
            entry = dict(_handle_of(handle) or {})
            if self._scale is not None and entry.get('marker'):
                entry['marker'] = dict(entry['marker'], size=entry['marker']['size'] * self._scale)
            entry['label'] = label.get_text()
            if label.get_color() != rcParams['text.color']:
                entry['colour'] = to_rgba(label.get_color())
            elif isinstance(colors, str) and colors == 'linecolor' and entry.get('line'):
                entry['colour'] = entry['line']['colour']
            elif colors is not None and colors != 'linecolor':
                entry['colour'] = to_rgba(colors if isinstance(colors, str) else colors[i])
            entries.append(entry)
        face = self._facecolor
        face = rcParams['axes.facecolor'] if isinstance(face, str) and face == 'inherit' else face
        edge = self._edgecolor
        edge = rcParams['axes.edgecolor'] if isinstance(edge, str) and edge == 'inherit' else edge
        frame = None
        if self._frameon:
            frame = {'face': to_rgba(face, self._framealpha), 'edge': to_rgba(edge, self._framealpha),
                     'width': rcParams['patch.linewidth'], 'pad': 0.0, 'radius': 0.2 if self._fancy else 0.0}
        spec.update(entries=entries, place=self._loc, anchor=self._anchor, anchor_space=self._anchor_space, at=self._at,
                    font=_font(self._fontsize, rcParams['text.color']), columns=self._columns, frame=frame,
                    shadow=self._shadow, spacing=self._spacing)
        if self._title.get_text():
            spec['title'] = self._title.get_text()
            spec['title_font'] = _font(self._title_size, rcParams['text.color'])
        return [spec]


class _LegendFrame:
    def __init__(self, legend):
        self._legend = legend

    def set_facecolor(self, color):
        self._legend._facecolor = color

    def set_edgecolor(self, color):
        self._legend._edgecolor = color

    def set_alpha(self, alpha):
        self._legend._framealpha = alpha

    def set_linewidth(self, w):
        if w == 0:
            self._legend._edgecolor = 'none'


def _handle_of(handle):
    if isinstance(handle, (tuple, list)):
        handle = handle[0]
    return handle._handle()


class Container(tuple):
    __module__ = 'matplotlib.container'

    def __new__(cls, *args, **kwargs):
        return tuple.__new__(cls, args[0])

    def __init__(self, artists, label=None):
        self._label = None if label is None else str(label)

    def __repr__(self):
        return f'<{type(self).__name__} object of {len(self)} artists>'

    __str__ = __repr__

    def get_label(self):
        return self._label

    def set_label(self, s):
        self._label = s

    def get_children(self):
        return _flat(self)

    def remove(self):
        for artist in _flat(self):
            artist.remove()

    def set(self, **kwargs):
        for artist in _flat(self):
            artist.set(**kwargs)

    def _handle(self):
        return self[0]._handle() if len(self) else None


def _flat(things):
    out = []
    for thing in things:
        if isinstance(thing, (tuple, list)):
            out.extend(_flat(thing))
        elif thing is not None:
            out.append(thing)
    return out


class BarContainer(Container):
    __module__ = 'matplotlib.container'

    def __init__(self, patches, errorbar=None, *, datavalues=None, orientation=None, **kwargs):
        self.patches = list(patches)
        self.errorbar, self.datavalues, self.orientation = errorbar, datavalues, orientation
        super().__init__(patches, **kwargs)


class ErrorbarContainer(Container):
    __module__ = 'matplotlib.container'

    def __init__(self, lines, has_xerr=False, has_yerr=False, **kwargs):
        self.lines = tuple(lines)
        self.has_xerr, self.has_yerr = has_xerr, has_yerr
        super().__init__(lines, **kwargs)

    def _handle(self):
        line, caps, bars = self.lines
        found = {} if line is None else dict(line._handle())
        if line is None and len(bars):
            found = dict(bars[0]._handle())
        return found


class StemContainer(Container):
    __module__ = 'matplotlib.container'

    def __init__(self, markerline_stemlines_baseline, **kwargs):
        self.markerline, self.stemlines, self.baseline = markerline_stemlines_baseline
        super().__init__(markerline_stemlines_baseline, **kwargs)

    def _handle(self):
        return self.markerline._handle()
