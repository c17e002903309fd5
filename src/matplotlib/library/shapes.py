# Patches, collections, texts, images, and the tuples of artists that plotting functions give.

class Patch(Artist):
    __module__ = 'matplotlib.patches'
    zorder = 1
    _short = _SHORT_PATCH
    _snap = False

    def __init__(self, *, edgecolor=None, facecolor=None, color=None, linewidth=None, linestyle=None, hatch=None,
                 fill=True, joinstyle=None, capstyle=None, **kwargs):
        super().__init__()
        self._fill = bool(fill)
        self._hatch = None
        self._edge = None
        self._face = None
        self._join = joinstyle or 'miter'
        self._cap = capstyle or 'butt'
        self._ls = '-'
        kwargs = _normalize(kwargs, self._short)
        edgecolor = kwargs.pop('edgecolor', edgecolor)
        facecolor = kwargs.pop('facecolor', facecolor)
        linewidth = kwargs.pop('linewidth', linewidth)
        linestyle = kwargs.pop('linestyle', linestyle)
        if color is not None:
            if edgecolor is not None or facecolor is not None:
                warnings.warn('Setting the \'color\' property will override the edgecolor or facecolor properties.',
                              stacklevel=2)
            self.set_color(color)
        else:
            self.set_edgecolor(edgecolor)
            self.set_facecolor(facecolor)
        self.set_linewidth(linewidth)
        if linestyle is not None:
            self.set_linestyle(linestyle)
        if hatch is not None:
            self.set_hatch(hatch)
        for key, value in kwargs.items():
            self._set_one(key, value)

    def set_color(self, c):
        if not is_color_like(c):
            raise _bad_color(c)
        self._edge = self._face = c

    def set_facecolor(self, color):
        if color is not None and not is_color_like(color):
            raise _bad_color(color)
        self._face = color

    def set_edgecolor(self, color):
        if color is not None and not is_color_like(color):
            raise _bad_color(color)
        self._edge = color

    def get_facecolor(self):
        face = rcParams['patch.facecolor'] if self._face is None else self._face
        return to_rgba(face, self._alpha) if self._fill else (0.0, 0.0, 0.0, 0.0)

    def get_edgecolor(self):
        if self._edge is None:
            if rcParams['patch.force_edgecolor'] or not self._fill:
                return to_rgba(rcParams['patch.edgecolor'], self._alpha)
            return (0.0, 0.0, 0.0, 0.0)
        return to_rgba(self._edge, self._alpha)

    def set_linewidth(self, w):
        self._lw = rcParams['patch.linewidth'] if w is None else float(w)

    def get_linewidth(self):
        return self._lw

    def set_linestyle(self, ls):
        self._ls = _check_linestyle(ls)

    def get_linestyle(self):
        return self._ls

    def set_fill(self, b):
        self._fill = bool(b)

    def set_hatch(self, hatch):
        if hatch is not None and any(c not in '/\\|-+xoO.*' for c in hatch):
            raise ValueError(f'hatch must consist of a string of "*+-./OX\\ox|" or None, but found {hatch!r}')
        self._hatch = hatch

    def get_hatch(self):
        return self._hatch

    def set_joinstyle(self, s):
        self._join = s

    def set_capstyle(self, s):
        self._cap = s

    def get_path(self):
        value = self._path()
        return Path(*value) if isinstance(value, tuple) and not isinstance(value[1], bool) else Path(
            value[0] if isinstance(value, tuple) else value)

    def _spec(self):
        spec = self._base('shapes')
        path = self._path()
        ls = isinstance(self._ls, str) and _LINE_NAMES[self._ls] == 'none'
        spec.update(paths=[path], faces=[self.get_facecolor()], edges=[self.get_edgecolor()],
                    widths=[0.0 if ls else self._lw], dashes=_dashes(self._ls, self._lw)[1], join=self._join,
                    cap=self._cap, snap=self._snap, hatch=self._hatch)
        return [spec]

    def _limits(self):
        path = self._path()
        points = path[0] if isinstance(path, tuple) else path
        points = np.asarray(points, dtype=float)
        return _bounds_of(points[:, 0], points[:, 1]) if len(points) else None

    def _handle(self):
        return {'patch': {'face': self.get_facecolor(), 'edge': self.get_edgecolor(), 'width': self._lw},
                'hatch': self._hatch}


class Rectangle(Patch):
    __module__ = 'matplotlib.patches'
    _snap = True

    def __init__(self, xy, width, height, *, angle=0.0, rotation_point='xy', **kwargs):
        super().__init__(**kwargs)
        self._x0, self._y0 = float(xy[0]), float(xy[1])
        self._width, self._height, self._angle = float(width), float(height), angle
        self._turn_at = rotation_point

    def __str__(self):
        return (f'Rectangle(xy=({self._x0:g}, {self._y0:g}), width={self._width:g}, height={self._height:g}, '
                f'angle={self._angle:g})')

    def _path(self):
        x0, y0, x1, y1 = self._x0, self._y0, self._x0 + self._width, self._y0 + self._height
        corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
        if self._angle:
            at = self._turn_at
            centre = (x0, y0) if at == 'xy' else ((x0 + x1) / 2, (y0 + y1) / 2) if at == 'center' else at
            corners = _turned(corners, centre, self._angle)
        return corners, True

    def get_x(self):
        return self._x0

    def get_y(self):
        return self._y0

    def get_xy(self):
        return (self._x0, self._y0)

    def get_width(self):
        return self._width

    def get_height(self):
        return self._height

    def get_center(self):
        return np.array([self._x0 + self._width / 2, self._y0 + self._height / 2])

    def set_x(self, x):
        self._x0 = float(x)

    def set_y(self, y):
        self._y0 = float(y)

    def set_xy(self, xy):
        self._x0, self._y0 = xy

    def set_width(self, w):
        self._width = float(w)

    def set_height(self, h):
        self._height = float(h)

    def set_bounds(self, *args):
        x, y, w, h = args[0] if len(args) == 1 else args
        self._x0, self._y0, self._width, self._height = x, y, w, h


def _turned(points, centre, degrees):
    a = np.deg2rad(degrees)
    d = points - np.asarray(centre)
    c, s = np.cos(a), np.sin(a)
    return np.stack([d[:, 0] * c - d[:, 1] * s, d[:, 0] * s + d[:, 1] * c], axis=1) + np.asarray(centre)


def _arc(centre, width, height, start=0.0, stop=360.0, angle=0.0):
    # Points of an ellipse's arc, counter-clockwise; close enough to be round at any size.
    theta = np.deg2rad(np.linspace(start, stop, max(4, int(abs(stop - start) / 2) + 1)))
    points = np.stack([centre[0] + width / 2 * np.cos(theta), centre[1] + height / 2 * np.sin(theta)], axis=1)
    return _turned(points, centre, angle) if angle else points


class Ellipse(Patch):
    __module__ = 'matplotlib.patches'

    def __init__(self, xy, width, height, *, angle=0, **kwargs):
        super().__init__(**kwargs)
        self._center = tuple(xy)
        self._width, self._height, self._angle = width, height, angle

    def _path(self):
        return _arc(self._center, self._width, self._height, angle=self._angle)[:-1], True

    def get_center(self):
        return self._center

    def set_center(self, xy):
        self._center = tuple(xy)

    center = property(get_center, set_center)


class Circle(Ellipse):
    __module__ = 'matplotlib.patches'

    def __init__(self, xy, radius=5, **kwargs):
        super().__init__(xy, radius * 2, radius * 2, **kwargs)

    def get_radius(self):
        return self._width / 2

    def set_radius(self, radius):
        self._width = self._height = 2 * radius

    radius = property(get_radius, set_radius)


class Wedge(Patch):
    __module__ = 'matplotlib.patches'

    def __init__(self, center, r, theta1, theta2, *, width=None, **kwargs):
        super().__init__(**kwargs)
        self.center, self.r, self.theta1, self.theta2, self.width = center, r, theta1, theta2, width

    def __str__(self):
        return (f'Wedge(center=({self.center[0]:g}, {self.center[1]:g}), r={self.r:g}, theta1={self.theta1:g}, '
                f'theta2={self.theta2:g}, width={self.width})')

    def _path(self):
        outer = _arc(self.center, 2 * self.r, 2 * self.r, self.theta1, self.theta2)
        if self.width is None:
            inner = np.array([self.center], dtype=float)
            if abs(self.theta2 - self.theta1 - 360) < 1e-12:
                return outer[:-1], True
        else:
            radius = 2 * (self.r - self.width)
            inner = _arc(self.center, radius, radius, self.theta1, self.theta2)[::-1]
        return np.vstack([outer, inner]), True


class Polygon(Patch):
    __module__ = 'matplotlib.patches'

    def __init__(self, xy, *, closed=True, **kwargs):
        super().__init__(**kwargs)
        self._xy = np.asarray(xy, dtype=float)
        self._closed = closed

    def get_xy(self):
        return np.vstack([self._xy, self._xy[:1]]) if self._closed else self._xy

    def set_xy(self, xy):
        self._xy = np.asarray(xy, dtype=float)

    xy = property(get_xy, set_xy)

    def _path(self):
        return self._xy, bool(self._closed)


class PathPatch(Patch):
    __module__ = 'matplotlib.patches'

    def __init__(self, path, **kwargs):
        super().__init__(**kwargs)
        self._own = path

    def _path(self):
        value = self._own._value()
        return value if isinstance(value, tuple) else (value, False)


class FancyArrow(Polygon):
    __module__ = 'matplotlib.patches'

    def __init__(self, x, y, dx, dy, *, width=0.001, length_includes_head=False, head_width=None, head_length=None,
                 shape='full', overhang=0, head_starts_at_zero=False, **kwargs):
        head_width = 3 * width if head_width is None else head_width
        head_length = 1.5 * head_width if head_length is None else head_length
        if shape != 'full' or head_starts_at_zero:
            _not_yet('arrows of this shape')
        distance = math.hypot(dx, dy)
        length = distance if length_includes_head else distance + head_length
        if not length:
            corners = np.empty((0, 2))
        else:
            neck = length - head_length
            half, wing = width / 2, head_width / 2
            corners = np.array([[0, half], [neck + overhang * head_length, half], [neck, wing], [length, 0],
                                [neck, -wing], [neck + overhang * head_length, -half], [0, -half]], dtype=float)
            c, s = (dx / distance, dy / distance) if distance else (1.0, 0.0)
            corners = np.stack([x + corners[:, 0] * c - corners[:, 1] * s,
                                y + corners[:, 0] * s + corners[:, 1] * c], axis=1)
        super().__init__(corners, closed=True, **kwargs)


class Collection(Artist, ScalarMappable):
    __module__ = 'matplotlib.collections'
    zorder = 1
    _short = _SHORT_COLLECTION

    def __init__(self, *, edgecolors=None, facecolors=None, color=None, linewidths=None, linestyles='solid', norm=None,
                 cmap=None, hatch=None, **kwargs):
        Artist.__init__(self)
        vmin, vmax = kwargs.pop('vmin', None), kwargs.pop('vmax', None)
        self._init_mappable(norm, cmap, vmin, vmax)
        self._edges = edgecolors
        self._faces = facecolors
        self._hatch = hatch
        self._widths = self._default_width() if linewidths is None else linewidths
        self._styles = _check_styles(linestyles)
        if color is not None:
            self.set_color(color)
        for c in (self._edges, self._faces):
            if c is not None and not (isinstance(c, str) and c == 'face'):
                to_rgba_array(c)
        for key, value in _normalize(kwargs, self._short).items():
            self._set_one(key, value)

    def _default_width(self):
        return rcParams['patch.linewidth']

    def set_color(self, c):
        self._edges = self._faces = c

    def set_facecolors(self, c):
        self._faces = c

    def set_edgecolors(self, c):
        self._edges = c

    set_facecolor, set_edgecolor = set_facecolors, set_edgecolors

    def set_linewidths(self, lw):
        self._widths = self._default_width() if lw is None else lw

    set_linewidth = set_lw = set_linewidths

    def set_linestyles(self, ls):
        self._styles = _check_styles(ls)

    set_linestyle = set_linestyles

    def set_hatch(self, hatch):
        self._hatch = hatch

    def get_linewidths(self):
        return np.atleast_1d(self._widths)

    get_linewidth = get_linewidths

    def get_facecolor(self):
        return self._face_colors()

    def get_edgecolor(self):
        return self._edge_colors(self._face_colors())

    get_facecolors, get_edgecolors = get_facecolor, get_edgecolor

    def _mapped(self):
        if self._A is None:
            return None
        self.norm.autoscale_None(self._A)
        return np.asarray(self.to_rgba(self._A, self._alpha)).reshape(-1, 4)

    def _face_colors(self):
        mapped = self._mapped()
        if mapped is not None and not (isinstance(self._faces, str) and self._faces == 'none'):
            return mapped
        face = rcParams['patch.facecolor'] if self._faces is None else self._faces
        return to_rgba_array(face, self._alpha)

    def _edge_colors(self, faces):
        edges = self._edges
        if edges is None:
            edges = self._default_edges()
        if isinstance(edges, str) and edges == 'face':
            return faces
        mapped = self._mapped() if isinstance(self._faces, str) and self._faces == 'none' else None
        return to_rgba_array(edges, self._alpha) if mapped is None else mapped

    def _default_edges(self):
        return 'face'

    def _line_dashes(self):
        style = self._styles
        if not isinstance(style, str) and len(style) and (isinstance(style[0], str) or np.iterable(style[0])):
            style = style[0]
        return _dashes(style, float(np.atleast_1d(self._widths)[0]) if np.size(self._widths) else 1.0)[1]

    def legend_elements(self, prop='colors', num='auto', fmt=None, func=None, **kwargs):
        if prop == 'colors':
            values = np.unique(_plain(self._A))
        else:
            values = np.unique(self._sizes)
        if func is not None:
            values = func(values)
        if num is not None and num != 'auto' and len(values) > num or num == 'auto' and len(values) > 9:
            most = 9 if num == 'auto' else num
            ticks = _draw.steps(float(values.min()), float(values.max()), most, [1, 2, 2.5, 5, 10], False, 2)
            values = ticks[(ticks >= values.min()) & (ticks <= values.max())]
        handles, labels = [], []
        form = _plain_labels(values, fmt)
        for value, label in zip(values, form):
            color = self.cmap(self.norm(value)) if prop == 'colors' else kwargs.get('color', 'C0')
            size = rcParams['lines.markersize'] if prop == 'colors' else np.sqrt(value)
            alpha = kwargs.get('alpha', self._alpha)
            handles.append(Line2D([0], [0], linestyle='', marker='o', color=color, markersize=size, alpha=alpha))
            labels.append('$\\mathdefault{' + label + '}$')
        return handles, labels


def _plain_labels(values, fmt):
    if fmt is None:
        return [f'{v:g}' for v in values]
    return [fmt.format(x=v) if '{' in fmt else fmt % v for v in values] if isinstance(fmt, str) else [
        fmt(v, None) for v in values]


def _check_styles(ls):
    if isinstance(ls, (list, tuple)) and len(ls) and not isinstance(ls[0], (int, float)):
        for x in ls:
            _check_linestyle(x)
        return ls
    return _check_linestyle(ls)


class PathCollection(Collection):
    __module__ = 'matplotlib.collections'
    _short = dict(_SHORT_COLLECTION, s='sizes')

    def __init__(self, x, y, sizes, marker, **kwargs):
        self._x, self._y, self._sizes, self._marker = x, y, np.atleast_1d(np.asarray(sizes, dtype=float)), marker
        super().__init__(**kwargs)

    def _default_width(self):
        is_line = isinstance(self._marker, int) or isinstance(self._marker, str) and self._marker in 'x+1234|_'
        return rcParams['lines.linewidth' if is_line else 'patch.linewidth']

    def set_offsets(self, offsets):
        offsets = np.asarray(offsets, dtype=float).reshape(-1, 2)
        self._x, self._y = offsets[:, 0], offsets[:, 1]

    def get_offsets(self):
        return np.column_stack([self._x, self._y])

    def set_sizes(self, sizes):
        self._sizes = np.atleast_1d(np.asarray(sizes, dtype=float))

    def get_sizes(self):
        return self._sizes

    def _spec(self):
        spec = self._base('markers')
        faces = self._face_colors()
        edges = self._edge_colors(faces)
        spec.update(x=self._x, y=self._y, areas=self._sizes, faces=faces, edges=edges,
                    widths=np.atleast_1d(self._widths))
        spec.update(_shape_of(self._marker))
        return [spec]

    def _limits(self):
        return _bounds_of(self._x, self._y)

    def _handle(self):
        faces = self._face_colors()
        edges = self._edge_colors(faces)
        size = math.sqrt(float(self._sizes.max() + self._sizes.min()) / 2) if len(self._sizes) else 6.0
        none = (0.0, 0.0, 0.0, 0.0)
        marker = {'size': size * rcParams['legend.markerscale'], 'face': tuple(faces[0]) if len(faces) else none,
                  'edge': tuple(edges[0]) if len(edges) else none, 'edge_width': float(np.atleast_1d(self._widths)[0])}
        marker.update(_shape_of(self._marker))
        return {'marker': marker}


class PolyCollection(Collection):
    __module__ = 'matplotlib.collections'

    def __init__(self, verts, *, closed=True, **kwargs):
        self._verts, self._closed = verts, closed
        super().__init__(**kwargs)

    def set_verts(self, verts):
        self._verts = verts

    def _paths(self):
        return [v if isinstance(v, tuple) else (np.asarray(v, dtype=float), bool(self._closed)) for v in self._verts]

    def _spec(self):
        spec = self._base('shapes')
        faces = self._face_colors()
        spec.update(paths=self._paths(), faces=faces, edges=self._edge_colors(faces), widths=np.atleast_1d(self._widths),
                    dashes=self._line_dashes(), join='miter', cap='butt', hatch=self._hatch)
        return [spec]

    def _default_edges(self):
        return 'none'

    def _limits(self):
        points = [p[0] for p in self._paths() if len(p[0])]
        if not points:
            return None
        points = np.concatenate(points)
        return _bounds_of(points[:, 0], points[:, 1])

    def _handle(self):
        faces = self._face_colors()
        edges = self._edge_colors(faces)
        none = (0.0, 0.0, 0.0, 0.0)
        return {'patch': {'face': tuple(faces[0]) if len(faces) else none,
                          'edge': tuple(edges[0]) if len(edges) else none,
                          'width': float(np.atleast_1d(self._widths)[0])}, 'hatch': self._hatch}


class FillBetweenPolyCollection(PolyCollection):
    __module__ = 'matplotlib.collections'


class PatchCollection(Collection):
    __module__ = 'matplotlib.collections'

    def __init__(self, patches, *, match_original=False, **kwargs):
        self._patches = list(patches)
        super().__init__(**kwargs)
        if match_original:
            self._faces = [p.get_facecolor() for p in self._patches]
            self._edges = [p.get_edgecolor() for p in self._patches]

    def _spec(self):
        spec = self._base('shapes')
        faces = self._face_colors()
        spec.update(paths=[p._path() for p in self._patches], faces=faces, edges=self._edge_colors(faces),
                    widths=np.atleast_1d(self._widths), dashes=self._line_dashes(), join='miter', cap='butt')
        return [spec]

    def _default_edges(self):
        return 'none'

    def _limits(self):
        all = [p._limits() for p in self._patches]
        return _union([x for x in all if x is not None])


class LineCollection(Collection):
    __module__ = 'matplotlib.collections'
    zorder = 2
    _short = dict(_SHORT_COLLECTION, colors='color')

    def __init__(self, segments, *, colors=None, **kwargs):
        self._segments = [np.asarray(s, dtype=float) for s in segments]
        color = kwargs.pop('color', colors)
        super().__init__(facecolors='none', **kwargs)
        self._edges = rcParams['lines.color'] if color is None else color
        to_rgba_array(self._edges)

    def _default_width(self):
        return rcParams['lines.linewidth']

    def set_color(self, c):
        self._edges = c

    set_colors = set_color

    def get_color(self):
        return self._edge_colors(None)

    get_colors = get_color

    def set_segments(self, segments):
        self._segments = [np.asarray(s, dtype=float) for s in segments]

    set_verts = set_segments

    def get_segments(self):
        return self._segments

    def _spec(self):
        spec = self._base('shapes')
        spec.update(paths=self._segments, faces=np.zeros((0, 4)), edges=self._edge_colors(None),
                    widths=np.atleast_1d(self._widths), dashes=self._line_dashes(), join='round', cap='butt')
        return [spec]

    def _limits(self):
        parts = [s for s in self._segments if len(s)]
        if not parts:
            return None
        points = np.concatenate(parts)
        return _bounds_of(points[:, 0], points[:, 1])

    def _handle(self):
        edges = self._edge_colors(None)
        color = tuple(edges[0]) if len(edges) else (0.0, 0.0, 0.0, 0.0)
        width = float(np.atleast_1d(self._widths)[0])
        return {'line': {'colour': color, 'width': width, 'dashes': self._line_dashes(), 'cap': 'butt',
                         'join': 'round'}}


class QuadMesh(Collection):
    __module__ = 'matplotlib.collections'
    zorder = 0

    def __init__(self, x, y, **kwargs):
        self._x, self._y = x, y
        super().__init__(**kwargs)

    def _default_edges(self):
        return 'none'

    def _spec(self):
        colors = self._mapped()
        rows, columns = self._x.shape[0] - 1, self._x.shape[1] - 1
        x, y = self._x, self._y
        straight = np.all(x == x[:1]) and np.all(y == y[:, :1])
        edges = self._edge_colors(colors)
        dx, dy = np.diff(x[0]), np.diff(y[:, 0])
        even = straight and len(edges) == 0 and np.allclose(dx, dx[0]) and np.allclose(dy, dy[0])
        if even and self.axes is not None and self.axes.get_xscale() == self.axes.get_yscale() == 'linear':
            spec = self._base('image')
            pixels = (colors.reshape(rows, columns, 4) * 255 + 0.5).astype(np.uint8)[::-1]
            spec.update(pixels=pixels, extent=[x[0, 0], x[0, -1], y[0, 0], y[-1, 0]], smooth='nearest')
            return [spec]
        quads = np.stack([np.stack([x[:-1, :-1], x[:-1, 1:], x[1:, 1:], x[1:, :-1]], axis=-1),
                          np.stack([y[:-1, :-1], y[:-1, 1:], y[1:, 1:], y[1:, :-1]], axis=-1)], axis=-1)
        spec = self._base('shapes')
        spec.update(quads=quads, faces=colors, edges=edges, widths=np.atleast_1d(self._widths), crisp=True, snap=False,
                    join='miter', cap='butt')
        return [spec]

    def _limits(self):
        return _bounds_of(self._x.ravel(), self._y.ravel())

    @property
    def _sticky_x(self):
        return (self._x.min(), self._x.max())

    @property
    def _sticky_y(self):
        return (self._y.min(), self._y.max())


class Quiver(PolyCollection):
    __module__ = 'matplotlib.quiver'

    def __init__(self, x, y, u, v, *, scale=None, scale_units=None, angles='uv', units='width', width=None, pivot='tail',
                 headwidth=3, headlength=5, headaxislength=4.5, minshaft=1, minlength=1, **kwargs):
        if units not in ('width', None):
            _not_yet(f'quiver with units={units!r}')
        if not isinstance(angles, str):
            _not_yet('quiver with angles given one by one')
        pivots = {'tail': 0.0, 'mid': 0.5, 'middle': 0.5, 'tip': 1.0}
        if pivot not in pivots:
            raise ValueError(f"{pivot!r} is not a valid value for pivot; supported values are 'tail', 'middle', 'tip'")
        self._x, self._y, self._u, self._v = x, y, u, v
        self._look = {'scale': scale, 'scale_units': scale_units or 'width', 'data_angles': angles == 'xy',
                      'width': width, 'pivot': pivots[pivot], 'head': [headwidth, headlength, headaxislength]}
        self.scale, self.width = scale, width
        super().__init__([], **kwargs)

    def set_UVC(self, U, V, C=None):
        self._u, self._v = np.asarray(U, dtype=float).ravel(), np.asarray(V, dtype=float).ravel()
        if C is not None:
            self.set_array(np.asarray(C, dtype=float).ravel())

    def _spec(self):
        spec = self._base('arrows')
        mapped = self._mapped()
        colors = mapped if mapped is not None else to_rgba_array('k' if self._faces is None else self._faces, self._alpha)
        spec.update(x=self._x, y=self._y, u=self._u, v=self._v, colours=colors, **self._look)
        return [spec]

    def _limits(self):
        return _bounds_of(self._x, self._y)


class AxesImage(Artist, ScalarMappable):
    __module__ = 'matplotlib.image'
    zorder = 0

    def __init__(self, data, extent, origin, interpolation, *, norm=None, cmap=None, vmin=None, vmax=None, **kwargs):
        Artist.__init__(self)
        self._init_mappable(norm, cmap, vmin, vmax)
        self._extent, self.origin = extent, origin
        self.set_interpolation(interpolation)
        self.set_data(data)
        for key, value in kwargs.items():
            self._set_one(key, value)

    def __str__(self):
        return f'AxesImage(shape={self._A.shape})'

    def set_data(self, A):
        A = A if _mask_of(A) is not None else np.asarray(A)
        if A.dtype.kind not in 'fiub':
            raise TypeError(f'Image data of dtype {A.dtype} cannot be converted to float')
        if A.ndim == 3 and A.shape[2] == 1:
            A = A[:, :, 0]
        if not (A.ndim == 2 or A.ndim == 3 and A.shape[2] in (3, 4)):
            raise TypeError(f'Invalid shape {A.shape} for image data')
        if A.ndim == 3 and A.dtype.kind == 'f' and A.size:
            low, high = A.min(), A.max()
            if low < 0 or high > 1:
                warnings.warn('Clipping input data to the valid range for imshow with RGB data ([0..1] for floats or '
                              f'[0..255] for integers). Got range [{low}..{high}].', stacklevel=3)
        self._A = A

    set_array = set_data

    def get_size(self):
        return self._A.shape[:2]

    def set_interpolation(self, s):
        s = rcParams['image.interpolation'] if s is None else s.lower()
        known = ['auto', 'antialiased', 'nearest', 'bilinear', 'bicubic', 'spline16', 'spline36', 'hanning', 'hamming',
                 'hermite', 'kaiser', 'quadric', 'catrom', 'gaussian', 'bessel', 'mitchell', 'sinc', 'lanczos',
                 'blackman', 'none']
        _check_in_list(known, interpolation=s)
        self._interpolation = s

    def get_interpolation(self):
        return self._interpolation

    def get_extent(self):
        if self._extent is not None:
            return self._extent
        rows, columns = self._A.shape[:2]
        if self.origin == 'upper':
            return (-0.5, columns - 0.5, rows - 0.5, -0.5)
        return (-0.5, columns - 0.5, -0.5, rows - 0.5)

    def set_extent(self, extent):
        self._extent = tuple(extent)

    def _spec(self):
        spec = self._base('image')
        if self._A.ndim == 3:
            rgba = _image_rgba(self._A, self._alpha)
        else:
            self.norm.autoscale_None(self._A)
            rgba = self.to_rgba(self._A, self._alpha)
        pixels = (np.asarray(rgba) * 255 + 0.5).astype(np.uint8)
        left, right, bottom, top = self.get_extent()
        if self.origin == 'lower':
            pixels = pixels[::-1]
        smooth = {'auto': 'auto', 'antialiased': 'auto', 'nearest': 'nearest', 'none': 'nearest',
                  'bilinear': 'bilinear'}.get(self._interpolation, 'bicubic')
        spec.update(pixels=pixels, extent=[left, right, bottom, top], smooth=smooth)
        return [spec]

    def _limits(self):
        left, right, bottom, top = self.get_extent()
        return min(left, right), max(left, right), min(bottom, top), max(bottom, top)

    @property
    def _sticky_x(self):
        return self.get_extent()[:2]

    @property
    def _sticky_y(self):
        return self.get_extent()[2:]


def _union(all):
    if not all:
        return None
    return (min(b[0] for b in all), max(b[1] for b in all), min(b[2] for b in all), max(b[3] for b in all))
