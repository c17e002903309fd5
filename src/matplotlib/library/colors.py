# Colours: names, conversions, colour maps and norms. The parts of this folder are one program; see mod.rs.

import math
import os
import warnings

import numpy as np
from matplotlib import _draw

_BASE = {'b': (0, 0, 1), 'g': (0, 0.5, 0), 'r': (1, 0, 0), 'c': (0, 0.75, 0.75), 'm': (0.75, 0, 0.75),
         'y': (0.75, 0.75, 0), 'k': (0, 0, 0), 'w': (1, 1, 1)}

TABLEAU_COLORS = {
    'tab:blue': '#1f77b4', 'tab:orange': '#ff7f0e', 'tab:green': '#2ca02c', 'tab:red': '#d62728',
    'tab:purple': '#9467bd', 'tab:brown': '#8c564b', 'tab:pink': '#e377c2', 'tab:gray': '#7f7f7f',
    'tab:olive': '#bcbd22', 'tab:cyan': '#17becf'}

# The names of CSS and their colours.
CSS4_COLORS = {}
for _pair in '''aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4
black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0
chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff
darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b
darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a
darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1
darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222
floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520
gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082
ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6
lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3
lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899
lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff
maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371
mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970
mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000
olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee
palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6
purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072
sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd
slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8
tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00
yellowgreen 9acd32'''.split('\n'):
    _words = _pair.split()
    for _i in range(0, len(_words), 2):
        CSS4_COLORS[_words[_i]] = '#' + _words[_i + 1]

BASE_COLORS = dict(_BASE)


def _hex(text):
    digits = text[1:]
    if len(digits) in (3, 4):
        digits = ''.join(c + c for c in digits)
    if len(digits) not in (6, 8):
        return None
    try:
        parts = [int(digits[i:i + 2], 16) / 255 for i in range(0, len(digits), 2)]
    except ValueError:
        return None
    return tuple(parts) if len(parts) == 4 else tuple(parts) + (1.0,)


def _cycle_colors():
    return rcParams['axes.prop_cycle'].by_key().get('color', ['k'])


def _is_cycle(text):
    return len(text) > 1 and text[0] == 'C' and text[1:].isdigit()


def _bad_color(c):
    return ValueError(f"{c!r} is not a valid value for color: supported inputs are (r, g, b) and (r, g, b, a) 0-1 float "
                      "tuples; '#rrggbb', '#rrggbbaa', '#rgb', '#rgba' strings; named color strings; string reprs of 0-1 "
                      "floats for grayscale values; 'C0', 'C1', ... strings for colors of the color cycle; and pairs "
                      'combining one of the above with an alpha value')


def _named(text):
    if text.lower() == 'none':
        return (0.0, 0.0, 0.0, 0.0)
    if text in _BASE:
        return tuple(float(x) for x in _BASE[text]) + (1.0,)
    if text.startswith('#'):
        return _hex(text)
    name = text.lower()
    if name in CSS4_COLORS:
        return _hex(CSS4_COLORS[name])
    if name in TABLEAU_COLORS:
        return _hex(TABLEAU_COLORS[name])
    if name == 'tab:grey':
        return _hex(TABLEAU_COLORS['tab:gray'])
    try:
        level = float(text)
    except ValueError:
        return None
    if not 0 <= level <= 1:
        raise ValueError(f'Invalid string grayscale value {text!r}. Value must be within 0-1 range')
    return (level, level, level, 1.0)


def to_rgba(c, alpha=None):
    if isinstance(c, tuple) and len(c) == 2 and not isinstance(c[0], (int, float)):
        if alpha is None:
            alpha = c[1]
        c = c[0]
    if isinstance(c, str):
        if _is_cycle(c):
            colors = _cycle_colors()
            return to_rgba(colors[int(c[1:]) % len(colors)], alpha)
        rgba = _named(c)
        if rgba is None:
            raise ValueError(f'Invalid RGBA argument: {c!r}')
        if alpha is not None and c.lower() != 'none':
            rgba = rgba[:3] + (float(alpha),)
        return rgba
    if isinstance(c, np.ndarray):
        if c.ndim == 2 and c.shape[0] == 1:
            c = c.reshape(-1)
        c = c.tolist() if c.ndim == 1 else None
    if not np.iterable(c):
        raise ValueError(f'Invalid RGBA argument: {c!r}')
    if len(c) not in (3, 4):
        raise ValueError('RGBA sequence should have length 3 or 4')
    if not all(isinstance(x, (int, float, np.number)) for x in c):
        raise ValueError(f'Invalid RGBA argument: {c!r}')
    c = tuple(float(x) for x in c)
    if any(x < 0 or x > 1 for x in c):
        raise ValueError('RGBA values should be within 0-1 range')
    if len(c) == 3:
        c = c + (1.0,)
    if alpha is not None:
        c = c[:3] + (float(alpha),)
    return c


def to_rgb(c):
    return to_rgba(c)[:3]


def to_hex(c, keep_alpha=False):
    parts = to_rgba(c)
    if not keep_alpha:
        parts = parts[:3]
    return '#' + ''.join('%02x' % round(x * 255) for x in parts)


def is_color_like(c):
    try:
        to_rgba(c)
    except (TypeError, ValueError):
        return False
    return True


def to_rgba_array(c, alpha=None):
    if isinstance(c, str) and c.lower() == 'none':
        return np.zeros((0, 4))
    if isinstance(c, np.ndarray) and c.ndim == 2 and c.dtype.kind in 'fiu' and c.shape[1] in (3, 4):
        out = np.ones((len(c), 4))
        out[:, :c.shape[1]] = c
        if alpha is not None:
            out[:, 3] = alpha
        if out.size and (out.min() < 0 or out.max() > 1):
            raise ValueError('RGBA values should be within 0-1 range')
        return out
    if isinstance(c, str) or is_color_like(c) and not (isinstance(c, list) and all(isinstance(x, str) for x in c)):
        if np.iterable(alpha):
            base = to_rgba(c)
            return np.array([base[:3] + (float(a),) for a in alpha])
        try:
            return np.array([to_rgba(c, alpha)])
        except ValueError:
            raise _bad_color(c) from None
    if len(c) == 0:
        return np.zeros((0, 4))
    if np.iterable(alpha):
        return np.array([to_rgba(x, a) for x, a in zip(c, alpha)])
    return np.array([to_rgba(x, alpha) for x in c])


def rgb_to_hsv(arr):
    arr = np.asarray(arr, dtype=float)
    top, low = arr.max(-1), arr.min(-1)
    delta = top - low
    r, g, b = arr[..., 0], arr[..., 1], arr[..., 2]
    safe = np.where(delta > 0, delta, 1.0)
    hue = np.where(r == top, (g - b) / safe, np.where(g == top, 2.0 + (b - r) / safe, 4.0 + (r - g) / safe))
    hue = np.where(delta > 0, (hue / 6.0) % 1.0, 0.0)
    sat = np.where(top > 0, delta / np.where(top > 0, top, 1.0), 0.0)
    return np.stack([hue, sat, top], axis=-1)


def hsv_to_rgb(hsv):
    hsv = np.asarray(hsv, dtype=float)
    h, s, v = hsv[..., 0], hsv[..., 1], hsv[..., 2]
    i = (h * 6.0).astype(int)
    f = h * 6.0 - i
    p, q, t = v * (1.0 - s), v * (1.0 - s * f), v * (1.0 - s * (1.0 - f))
    i = i % 6
    r = np.choose(i, [v, q, p, p, t, v])
    g = np.choose(i, [t, v, v, q, p, p])
    b = np.choose(i, [p, p, t, v, v, q])
    return np.stack([r, g, b], axis=-1)


class Colormap:
    __module__ = 'matplotlib.colors'

    def __init__(self, name, N=256):
        self.name = name
        self.N = int(N)
        self._table = None
        self._bad = (0.0, 0.0, 0.0, 0.0)
        self._under = None
        self._over = None
        self.colorbar_extend = False

    def _colors(self):
        raise NotImplementedError('a colour map needs colours')

    def _lut(self):
        if self._table is None:
            rows = np.ones((self.N, 4))
            colors = self._colors()
            rows[:, :colors.shape[1]] = colors
            under = rows[0] if self._under is None else self._under
            over = rows[-1] if self._over is None else self._over
            self._table = np.vstack([rows, [under], [over], [self._bad]])
        return self._table

    def __call__(self, X, alpha=None, bytes=False):
        lut = self._lut()
        masked = _mask_of(X)
        x = np.asarray(X if masked is None else X.data)
        bad = None
        if x.dtype.kind == 'f':
            bad = np.isnan(x)
            scaled = np.where(bad, 0.0, x) * self.N
            scaled = np.where(scaled == self.N, self.N - 1, scaled)
            index = np.clip(np.floor(scaled), -1, self.N).astype(int)
        else:
            index = np.clip(x.astype(int), -1, self.N + 2)
            bad = index == self.N + 2
        index = np.where(index < 0, self.N, np.where(index > self.N - 1, self.N + 1, index))
        if bad is not None:
            index = np.where(bad, self.N + 2, index)
        if masked is not None:
            index = np.where(masked, self.N + 2, index)
        if bytes:
            lut = (lut * 255).astype(np.uint8)
        rgba = lut[index]
        if alpha is not None:
            alpha = np.clip(alpha, 0, 1)
            rgba = np.array(rgba)
            rgba[..., 3] = alpha * 255 if bytes else alpha
            if bad is not None:
                rgba[..., 3] = np.where(bad, lut[self.N + 2][3], rgba[..., 3])
        return tuple(rgba) if rgba.ndim == 1 else rgba

    def set_bad(self, color='k', alpha=None):
        self._bad = to_rgba(color, alpha)
        self._table = None

    def set_under(self, color='k', alpha=None):
        self._under = to_rgba(color, alpha)
        self._table = None

    def set_over(self, color='k', alpha=None):
        self._over = to_rgba(color, alpha)
        self._table = None

    def set_extremes(self, *, bad=None, under=None, over=None):
        if bad is not None:
            self.set_bad(bad)
        if under is not None:
            self.set_under(under)
        if over is not None:
            self.set_over(over)

    def with_extremes(self, *, bad=None, under=None, over=None):
        new = self.copy()
        new.set_extremes(bad=bad, under=under, over=over)
        return new

    def copy(self):
        new = ListedColormap(self._lut()[:self.N].copy(), self.name)
        new._bad, new._under, new._over = self._bad, self._under, self._over
        return new

    __copy__ = copy

    def reversed(self, name=None):
        if name is None:
            name = self.name + '_r' if not self.name.endswith('_r') else self.name[:-2]
        new = ListedColormap(self._lut()[:self.N][::-1].copy(), name)
        new._bad, new._under, new._over = self._bad, self._over, self._under
        return new

    def resampled(self, lutsize):
        return ListedColormap(np.array(self(np.linspace(0, 1, lutsize))), self.name)

    def is_gray(self):
        lut = self._lut()
        return bool(np.all(lut[:, 0] == lut[:, 1]) and np.all(lut[:, 0] == lut[:, 2]))

    def __eq__(self, other):
        return isinstance(other, Colormap) and np.array_equal(self._lut(), other._lut())

    __hash__ = object.__hash__


class ListedColormap(Colormap):
    __module__ = 'matplotlib.colors'

    def __init__(self, colors, name='unnamed', N=None):
        if isinstance(colors, str):
            colors = [colors]
        self.colors = colors
        super().__init__(name, len(colors) if N is None else N)

    def _colors(self):
        rows = to_rgba_array(self.colors)
        return rows[np.arange(self.N) % len(rows)]


class LinearSegmentedColormap(Colormap):
    __module__ = 'matplotlib.colors'

    def __init__(self, name, segmentdata, N=256, gamma=1.0):
        if gamma != 1.0:
            raise NotImplementedError('numcell does not support gamma of colour maps yet')
        super().__init__(name, N)
        self._segmentdata = segmentdata

    def _colors(self):
        parts = []
        for key in ('red', 'green', 'blue', 'alpha'):
            data = self._segmentdata.get(key)
            if data is None:
                continue
            if callable(data):
                parts.append(np.clip(np.array(data(np.linspace(0, 1, self.N)), dtype=float), 0, 1))
            else:
                parts.append(_draw.segments(np.array(data, dtype=float), self.N))
        return np.stack(parts, axis=1)

    @staticmethod
    def from_list(name, colors, N=256, gamma=1.0):
        if not isinstance(colors[0], str) and len(colors[0]) == 2 and not isinstance(colors[0][1], (int, float)):
            places, colors = zip(*colors)
        else:
            places = np.linspace(0, 1, len(colors))
        rgba = [to_rgba(c) for c in colors]
        data = {key: [(x, row[k], row[k]) for x, row in zip(places, rgba)]
                for k, key in enumerate(('red', 'green', 'blue', 'alpha'))}
        return LinearSegmentedColormap(name, data, N, gamma)


class _TableColormap(Colormap):
    __module__ = 'matplotlib.colors'

    def __init__(self, name, table, listed):
        super().__init__(name, len(table))
        self._rows = table
        if listed:
            self.colors = [tuple(row) for row in table.tolist()]

    def _colors(self):
        return self._rows


_TableColormap.__name__ = 'ListedColormap'
_maps = {}


def _find_colormap(name):
    if name in _maps:
        return _maps[name]
    found = _draw.colormap(name[:-2] if name.endswith('_r') else name)
    if found is None:
        return None
    table, listed = found
    if name.endswith('_r'):
        table = table[::-1].copy()
    _maps[name] = _TableColormap(name, table, listed)
    return _maps[name]


class ColormapRegistry:
    __module__ = 'matplotlib.cm'

    def __getitem__(self, name):
        found = _find_colormap(name)
        if found is None:
            raise KeyError(f'{name!r} is not a known colormap name')
        return found.copy() if name in _own_maps else found

    def __contains__(self, name):
        return isinstance(name, str) and _find_colormap(name) is not None

    def __iter__(self):
        names = _draw.colormaps()
        return iter(names + [name + '_r' for name in names] + sorted(_own_maps))

    def __len__(self):
        return len(list(iter(self)))

    def keys(self):
        return list(self)

    def get_cmap(self, cmap):
        return get_cmap(cmap)

    def register(self, cmap, *, name=None, force=False):
        name = name or cmap.name
        if name in self and not force:
            raise ValueError(f'A colormap named "{name}" is already registered.')
        _maps[name] = cmap
        _own_maps.add(name)

    def unregister(self, name):
        if name in _own_maps:
            _own_maps.discard(name)
            _maps.pop(name, None)


_own_maps = set()
colormaps = ColormapRegistry()


def get_cmap(name=None, lut=None):
    if name is None:
        name = rcParams['image.cmap']
    if isinstance(name, Colormap):
        return name
    if not isinstance(name, str):
        raise TypeError(f'get_cmap expects None or an instance of a str or Colormap . you passed {name!r} of type '
                        f'{type(name)}')
    found = _find_colormap(name)
    if found is None:
        raise ValueError(_not_among('cmap', name, sorted(colormaps))
                         + '\nSee `matplotlib.bivar_colormaps()` and `matplotlib.multivar_colormaps()` for bivariate and '
                         'multivariate colormaps')
    return found if lut is None else found.resampled(lut)


class Normalize:
    __module__ = 'matplotlib.colors'
    _scale = 'linear'

    def __init__(self, vmin=None, vmax=None, clip=False):
        self.vmin = None if vmin is None else float(vmin)
        self.vmax = None if vmax is None else float(vmax)
        self.clip = clip

    def autoscale(self, A):
        self.vmin = self.vmax = None
        self.autoscale_None(A)

    def autoscale_None(self, A):
        A = _plain(A)
        A = A[np.isfinite(A)]
        if self.vmin is None and A.size:
            self.vmin = A.min()
        if self.vmax is None and A.size:
            self.vmax = A.max()

    def scaled(self):
        return self.vmin is not None and self.vmax is not None

    def _forward(self, x):
        return x

    def _backward(self, x):
        return x

    def __call__(self, value, clip=None):
        if self.vmin is None or self.vmax is None:
            self.autoscale_None(value)
        x = _plain(value)
        if self.vmin is None or self.vmax is None:
            result = np.zeros(x.shape)
        else:
            vmin, vmax = float(self.vmin), float(self.vmax)
            if vmin > vmax:
                raise ValueError('minvalue must be less than or equal to maxvalue')
            if clip or (clip is None and self.clip):
                x = np.clip(x, vmin, vmax)
            result = np.zeros(x.shape) if vmin == vmax else self._map(x, vmin, vmax)
        return np.float64(result) if np.ndim(value) == 0 else result

    def _map(self, x, vmin, vmax):
        low, high = self._forward(vmin), self._forward(vmax)
        return (self._forward(x) - low) / (high - low)

    def inverse(self, value):
        low, high = self._forward(float(self.vmin)), self._forward(float(self.vmax))
        return self._backward(low + np.asarray(value) * (high - low))


def _mask_of(values):
    # Which elements of an array are masked; None of an array that has no mask.
    if type(values).__name__ != 'MaskedArray':
        return None
    return np.broadcast_to(np.asarray(values.mask, dtype=bool), np.shape(values))


def _plain(values):
    # The numbers of an array; NaN where it is masked.
    mask = _mask_of(values)
    if mask is not None:
        return np.where(mask, np.nan, np.asarray(values.data, dtype=float))
    return np.asarray(values, dtype=float)


class NoNorm(Normalize):
    __module__ = 'matplotlib.colors'

    def __call__(self, value, clip=None):
        return value


class LogNorm(Normalize):
    __module__ = 'matplotlib.colors'
    _scale = 'log'

    def autoscale_None(self, A):
        A = _plain(A)
        super().autoscale_None(A[A > 0])

    def _forward(self, x):
        x = np.asarray(x, dtype=float)
        return np.log10(np.where(x > 0, x, np.nan))

    def _backward(self, x):
        return 10.0 ** x


class PowerNorm(Normalize):
    __module__ = 'matplotlib.colors'

    def __init__(self, gamma, vmin=None, vmax=None, clip=False):
        super().__init__(vmin, vmax, clip)
        self.gamma = gamma

    def _map(self, x, vmin, vmax):
        part = (x - vmin) / (vmax - vmin)
        return np.where(part > 0, np.abs(part) ** self.gamma, part)

    def inverse(self, value):
        return np.asarray(value) ** (1 / self.gamma) * (self.vmax - self.vmin) + self.vmin


class TwoSlopeNorm(Normalize):
    __module__ = 'matplotlib.colors'

    def __init__(self, vcenter, vmin=None, vmax=None):
        super().__init__(vmin, vmax)
        self.vcenter = vcenter

    def _map(self, x, vmin, vmax):
        return np.interp(x, [vmin, self.vcenter, vmax], [0, 0.5, 1])


class CenteredNorm(Normalize):
    __module__ = 'matplotlib.colors'

    def __init__(self, vcenter=0, halfrange=None, clip=False):
        super().__init__(None if halfrange is None else vcenter - halfrange,
                         None if halfrange is None else vcenter + halfrange, clip)
        self.vcenter = vcenter

    def autoscale_None(self, A):
        if self.vmin is None:
            half = np.nanmax(np.abs(_plain(A) - self.vcenter))
            self.vmin, self.vmax = self.vcenter - half, self.vcenter + half


class SymLogNorm(Normalize):
    __module__ = 'matplotlib.colors'

    def __init__(self, linthresh, linscale=1.0, vmin=None, vmax=None, clip=False, *, base=10):
        super().__init__(vmin, vmax, clip)
        self.linthresh, self.linscale, self.base = linthresh, linscale, base

    def _forward(self, x):
        x = np.asarray(x, dtype=float)
        stretch = self.linscale / (1 - 1 / self.base)
        far = np.maximum(np.abs(x), self.linthresh)
        outer = np.sign(x) * (stretch + np.log(far / self.linthresh) / np.log(self.base))
        return np.where(np.abs(x) <= self.linthresh, x / self.linthresh * stretch, outer)


class BoundaryNorm(Normalize):
    __module__ = 'matplotlib.colors'

    def __init__(self, boundaries, ncolors, clip=False, *, extend='neither'):
        super().__init__(boundaries[0], boundaries[-1], clip)
        self.boundaries = np.asarray(boundaries, dtype=float)
        self.N = len(self.boundaries)
        self.Ncmap = ncolors
        self.extend = extend
        self._offset = 1 if extend in ('min', 'both') else 0
        self._regions = self.N - 1 + self._offset + (1 if extend in ('max', 'both') else 0)
        if self._regions > ncolors:
            raise ValueError(f'There are {self._regions} color bins including extensions, but ncolors = {ncolors}; '
                             'ncolors must equal or exceed the number of bins')

    def __call__(self, value, clip=None):
        x = _plain(value)
        bins = np.digitize(x, self.boundaries) - 1 + self._offset
        if self.Ncmap > self._regions:
            if self._regions == 1:
                bins = np.where(bins == 0, (self.Ncmap - 1) // 2, bins)
            else:
                bins = ((self.Ncmap - 1) / (self._regions - 1) * bins).astype(int)
        bins = np.where(x < self.vmin, -1, np.where(x >= self.vmax, self.Ncmap, bins))
        # What is no number has the index of bad values.
        result = np.where(np.isnan(x), self.Ncmap + 2, bins).astype(int)
        return result if np.ndim(value) else int(result)


class ScalarMappable:
    __module__ = 'matplotlib.cm'

    def __init__(self, norm=None, cmap=None):
        self._init_mappable(norm, cmap)

    def _init_mappable(self, norm, cmap, vmin=None, vmax=None):
        if norm is not None and not isinstance(norm, (Normalize, str)):
            raise ValueError("'norm' must be an instance of matplotlib.colors.Normalize, str or None")
        if isinstance(norm, str):
            kinds = {'linear': Normalize, 'log': LogNorm}
            if norm not in kinds:
                raise ValueError(f'Invalid norm str name; the following values are supported: {", ".join(kinds)}')
            norm = kinds[norm]()
        elif norm is not None and (vmin is not None or vmax is not None):
            raise ValueError('Passing a Normalize instance simultaneously with vmin/vmax is not supported.  '
                             'Please pass vmin/vmax directly to the norm when creating it.')
        self.norm = Normalize() if norm is None else norm
        if vmin is not None:
            self.norm.vmin = float(vmin)
        if vmax is not None:
            self.norm.vmax = float(vmax)
        self.cmap = get_cmap(cmap)
        self._A = None
        self.colorbar = None

    def set_array(self, A):
        self._A = None if A is None else A if _mask_of(A) is not None else np.asarray(A)

    def get_array(self):
        return self._A

    def set_cmap(self, cmap):
        self.cmap = get_cmap(cmap)

    def get_cmap(self):
        return self.cmap

    def set_norm(self, norm):
        self.norm = norm

    def get_clim(self):
        return self.norm.vmin, self.norm.vmax

    def set_clim(self, vmin=None, vmax=None):
        if vmax is None and np.iterable(vmin):
            vmin, vmax = vmin
        if vmin is not None:
            self.norm.vmin = float(vmin)
        if vmax is not None:
            self.norm.vmax = float(vmax)

    def autoscale(self):
        self.norm.autoscale(self._A)

    def autoscale_None(self):
        self.norm.autoscale_None(self._A)

    def to_rgba(self, x, alpha=None, bytes=False, norm=True):
        x = x if _mask_of(x) is not None else np.asarray(x)
        if x.ndim == 3 and x.shape[2] in (3, 4):
            return _image_rgba(x, alpha)
        return self.cmap(self.norm(x) if norm else x, alpha=alpha, bytes=bytes)


def _image_rgba(x, alpha=None):
    rgba = np.ones(x.shape[:2] + (4,))
    rgba[:, :, :x.shape[2]] = x / 255 if x.dtype.kind in 'ui' else x
    if alpha is not None:
        rgba[:, :, 3] = rgba[:, :, 3] * alpha
    return np.clip(rgba, 0, 1)
