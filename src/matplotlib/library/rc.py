# Settings: rcParams, style sheets, cycles of properties.

class Cycler:
    __module__ = 'cycler'

    def __init__(self, rows):
        self._rows = [dict(row) for row in rows]

    @property
    def keys(self):
        return set().union(*self._rows) if self._rows else set()

    def by_key(self):
        return {key: [row[key] for row in self._rows] for key in (self._rows[0] if self._rows else {})}

    def __iter__(self):
        return iter([dict(row) for row in self._rows])

    def __len__(self):
        return len(self._rows)

    def __call__(self):
        while True:
            for row in self._rows:
                yield dict(row)

    def __add__(self, other):
        if len(self) != len(other):
            raise ValueError(f'Can only add equal length cycles, not {len(self)} and {len(other)}')
        return Cycler([dict(a, **b) for a, b in zip(self._rows, other._rows)])

    def __mul__(self, other):
        if isinstance(other, int):
            return Cycler(self._rows * other)
        return Cycler([dict(a, **b) for a in self._rows for b in other._rows])

    __rmul__ = __mul__

    def __getitem__(self, key):
        return Cycler(self._rows[key])

    def __eq__(self, other):
        return isinstance(other, Cycler) and self._rows == other._rows

    def __repr__(self):
        columns = self.by_key()
        return ' + '.join(f'cycler({key!r}, {values!r})' for key, values in columns.items())


def cycler(*args, **kwargs):
    if args and kwargs:
        raise TypeError('cycler() can only accept positional OR keyword arguments -- not both.')
    if len(args) == 1:
        return Cycler(list(args[0]))
    if len(args) == 2:
        kwargs = {args[0]: args[1]}
    elif args:
        raise TypeError('Only a single Cycler can be accepted as the lone positional argument. Use keyword arguments '
                        'instead.')
    found = None
    for key, values in kwargs.items():
        one = Cycler([{_CYCLE_NAMES.get(key, key): value} for value in values])
        found = one if found is None else found + one
    return found if found is not None else Cycler([])


_CYCLE_NAMES = {'c': 'color', 'ls': 'linestyle', 'lw': 'linewidth', 'ms': 'markersize', 'm': 'marker'}

_DEFAULTS = {
    'axes.axisbelow': 'line', 'axes.edgecolor': 'black', 'axes.facecolor': 'white', 'axes.formatter.limits': [-5, 6],
    'axes.formatter.useoffset': True, 'axes.grid': False, 'axes.grid.axis': 'both', 'axes.grid.which': 'major',
    'axes.labelcolor': 'black', 'axes.labelpad': 4.0, 'axes.labelsize': 'medium', 'axes.labelweight': 'normal',
    'axes.linewidth': 0.8, 'axes.spines.bottom': True, 'axes.spines.left': True, 'axes.spines.right': True,
    'axes.spines.top': True, 'axes.titlecolor': 'auto', 'axes.titlelocation': 'center', 'axes.titlepad': 6.0,
    'axes.titlesize': 'large', 'axes.titleweight': 'normal', 'axes.titley': None, 'axes.xmargin': 0.05,
    'axes.ymargin': 0.05, 'contour.linewidth': None, 'contour.negative_linestyle': 'dashed', 'errorbar.capsize': 0.0,
    'errorbar.elinewidth': None, 'figure.autolayout': False, 'figure.dpi': 100.0, 'figure.edgecolor': 'white',
    'figure.facecolor': 'white', 'figure.figsize': [6.4, 4.8], 'figure.frameon': True, 'figure.labelsize': 'large',
    'figure.max_open_warning': 20, 'figure.subplot.bottom': 0.11, 'figure.subplot.hspace': 0.2,
    'figure.subplot.left': 0.125, 'figure.subplot.right': 0.9, 'figure.subplot.top': 0.88, 'figure.subplot.wspace': 0.2,
    'figure.titlesize': 'large', 'figure.titleweight': 'normal', 'font.size': 10.0, 'grid.alpha': 1.0,
    'grid.color': '#b0b0b0', 'grid.linestyle': '-', 'grid.linewidth': 0.8, 'hist.bins': 10, 'image.aspect': 'equal',
    'image.cmap': 'viridis', 'image.interpolation': 'auto', 'image.origin': 'upper', 'legend.borderaxespad': 0.5,
    'legend.borderpad': 0.4, 'legend.columnspacing': 2.0, 'legend.edgecolor': '0.8', 'legend.facecolor': 'inherit',
    'legend.fancybox': True, 'legend.fontsize': 'medium', 'legend.framealpha': 0.8, 'legend.frameon': True,
    'legend.handlelength': 2.0, 'legend.handletextpad': 0.8, 'legend.labelspacing': 0.5, 'legend.loc': 'best',
    'legend.markerscale': 1.0, 'legend.title_fontsize': None, 'lines.color': 'C0',
    'lines.dashdot_pattern': [6.4, 1.6, 1.0, 1.6], 'lines.dashed_pattern': [3.7, 1.6],
    'lines.dotted_pattern': [1.0, 1.65], 'lines.linestyle': '-', 'lines.linewidth': 1.5, 'lines.marker': 'None',
    'lines.markeredgecolor': 'auto', 'lines.markeredgewidth': 1.0, 'lines.markerfacecolor': 'auto',
    'lines.markersize': 6.0, 'lines.scale_dashes': True, 'patch.edgecolor': 'black', 'patch.facecolor': 'C0',
    'patch.force_edgecolor': False, 'patch.linewidth': 1.0, 'pcolor.shading': 'auto', 'savefig.bbox': None,
    'savefig.dpi': 'figure', 'savefig.facecolor': 'auto', 'savefig.format': 'png', 'savefig.pad_inches': 0.1,
    'savefig.transparent': False, 'scatter.edgecolors': 'face', 'scatter.marker': 'o', 'text.color': 'black',
}
for _w, _low, _high in (('x', 'bottom', 'top'), ('y', 'left', 'right')):
    _DEFAULTS.update({
        f'{_w}tick.{_low}': True, f'{_w}tick.{_high}': False, f'{_w}tick.label{_low}': True,
        f'{_w}tick.label{_high}': False, f'{_w}tick.color': 'black', f'{_w}tick.labelcolor': 'inherit',
        f'{_w}tick.labelsize': 'medium', f'{_w}tick.direction': 'out', f'{_w}tick.major.size': 3.5,
        f'{_w}tick.major.width': 0.8, f'{_w}tick.major.pad': 3.5, f'{_w}tick.minor.size': 2.0,
        f'{_w}tick.minor.width': 0.6, f'{_w}tick.minor.pad': 3.4, f'{_w}tick.minor.visible': False})
_DEFAULTS['axes.prop_cycle'] = cycler('color', ['#1f77b4', '#ff7f0e', '#2ca02c', '#d62728', '#9467bd', '#8c564b',
                                                '#e377c2', '#7f7f7f', '#bcbd22', '#17becf'])

# Settings that matplotlib has and that change nothing here.
_UNUSED = {
    'backend': 'agg', 'interactive': False, 'font.family': ['sans-serif'], 'font.sans-serif': ['DejaVu Sans'],
    'font.serif': ['DejaVu Serif'], 'font.monospace': ['DejaVu Sans Mono'], 'font.cursive': ['cursive'],
    'font.fantasy': ['fantasy'], 'font.style': 'normal', 'font.weight': 'normal', 'font.variant': 'normal',
    'font.stretch': 'normal', 'text.usetex': False, 'text.latex.preamble': '', 'mathtext.fontset': 'dejavusans',
    'mathtext.default': 'it', 'mathtext.rm': 'sans', 'axes.unicode_minus': True, 'axes.formatter.use_mathtext': False,
    'axes.formatter.use_locale': False, 'axes.formatter.min_exponent': 0, 'axes.formatter.offset_threshold': 4,
    'axes.autolimit_mode': 'data', 'path.simplify': True, 'path.simplify_threshold': 0.111111111111, 'path.snap': True,
    'agg.path.chunksize': 0, 'figure.constrained_layout.use': False, 'figure.raise_window': True, 'image.lut': 256,
    'image.resample': True, 'image.interpolation_stage': 'auto', 'lines.antialiased': True, 'patch.antialiased': True,
    'text.antialiased': True, 'lines.dash_capstyle': 'butt', 'lines.solid_capstyle': 'projecting',
    'lines.dash_joinstyle': 'round', 'lines.solid_joinstyle': 'round', 'markers.fillstyle': 'full',
    'legend.shadow': False, 'legend.numpoints': 1, 'legend.scatterpoints': 1, 'legend.handleheight': 0.7,
    'legend.labelcolor': None, 'savefig.edgecolor': 'auto', 'savefig.orientation': 'portrait', 'pdf.fonttype': 3,
    'ps.fonttype': 3, 'svg.fonttype': 'path', 'animation.html': 'none', 'animation.embed_limit': 20.0,
    'hatch.color': 'edge', 'hatch.linewidth': 1.0, 'toolbar': 'toolbar2', 'timezone': 'UTC', 'errorbar.capthick': None,
    'boxplot.notch': False, 'boxplot.showmeans': False, 'boxplot.patchartist': False, 'boxplot.whiskers': 1.5,
    'contour.corner_mask': True, 'contour.algorithm': 'mpl2014', 'date.autoformatter.day': '%Y-%m-%d',
    'xtick.alignment': 'center', 'ytick.alignment': 'center_baseline', 'xaxis.labellocation': 'center',
    'yaxis.labellocation': 'center', 'keymap.quit': ['ctrl+w', 'cmd+w', 'q'], 'webagg.port': 8988,
    'axes3d.grid': True, 'polaraxes.grid': True, 'xtick.major.top': True, 'xtick.major.bottom': True,
    'ytick.major.left': True, 'ytick.major.right': True, 'figure.constrained_layout.h_pad': 0.04167,
    'xtick.minor.ndivs': 'auto', 'ytick.minor.ndivs': 'auto', 'xtick.minor.top': True, 'xtick.minor.bottom': True,
    'ytick.minor.left': True, 'ytick.minor.right': True, 'figure.constrained_layout.w_pad': 0.04167,
    'figure.constrained_layout.hspace': 0.02, 'figure.constrained_layout.wspace': 0.02, 'legend.linewidth': None,
    'axes.zmargin': 0.05, 'pcolormesh.snap': True, 'text.hinting': 'default', 'text.hinting_factor': 8,
    'text.kerning_factor': 0, 'text.parse_math': True, 'image.composite_image': True, 'figure.hooks': [],
    'lines.linestyle.custom': None, 'savefig.directory': '~', 'path.effects': [], 'path.sketch': None,
}


class RcParams(dict):
    __module__ = 'matplotlib'

    def __setitem__(self, key, value):
        if key not in self:
            raise KeyError(f'{key} is not a valid rc parameter (see rcParams.keys() for a list of valid parameters)')
        value = _checked_setting(key, value)
        if key in _UNUSED and value != self[key] and value != _UNUSED[key]:
            if key == 'text.usetex' and value:
                _not_yet("rcParams['text.usetex']")
            if key not in _WARNED:
                _WARNED.add(key)
                warnings.warn(f'numcell draws without rcParams[{key!r}]', stacklevel=3)
        dict.__setitem__(self, key, value)

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def copy(self):
        return dict(self)

    def find_all(self, pattern):
        import re
        return {key: value for key, value in self.items() if re.search(pattern, key)}

    def __repr__(self):
        return 'RcParams({' + ',\n          '.join(f'{k!r}: {v!r}' for k, v in sorted(self.items())) + '})'


_WARNED = set()


def _checked_setting(key, value):
    old = _DEFAULTS.get(key)
    try:
        if isinstance(old, bool):
            return value.lower() in ('t', 'y', 'yes', 'on', 'true', '1') if isinstance(value, str) else bool(value)
        if key == 'axes.prop_cycle':
            return value if isinstance(value, Cycler) else cycler(value)
        if key in ('figure.figsize', 'axes.formatter.limits'):
            if isinstance(value, str):
                value = value.split(',')
            value = [float(v) if key == 'figure.figsize' else int(v) for v in value]
            if len(value) != 2:
                raise ValueError(f'Expected exactly 2 values, but there are {len(value)} values: {value}')
            return value
        if isinstance(old, float) and key not in ('errorbar.elinewidth',):
            return float(value)
    except (TypeError, ValueError) as error:
        raise ValueError(f'Key {key}: {error}') from None
    if key.endswith('color') and isinstance(value, str) and value not in ('auto', 'inherit', 'none', 'edge', 'None'):
        if not is_color_like(value) and is_color_like('#' + value):
            value = '#' + value
        if not is_color_like(value):
            raise ValueError(f'Key {key}: {value!r} does not look like a color arg')
    return value


rcParams = RcParams()
for _source in (_UNUSED, _DEFAULTS):
    for _key, _value in _source.items():
        dict.__setitem__(rcParams, _key, list(_value) if isinstance(_value, list) else _value)
rcParamsDefault = dict(rcParams)


def rc(group, **kwargs):
    short = {'lw': 'linewidth', 'ls': 'linestyle', 'c': 'color', 'fc': 'facecolor', 'ec': 'edgecolor',
             'mew': 'markeredgewidth', 'aa': 'antialiased'}
    for g in (group,) if isinstance(group, str) else group:
        for key, value in kwargs.items():
            name = f'{g}.{short.get(key, key)}'
            if name not in rcParams:
                raise KeyError(f'Unrecognized key "{name}" for group "{g}" and name "{key}"')
            rcParams[name] = value


def rcdefaults():
    for key, value in rcParamsDefault.items():
        dict.__setitem__(rcParams, key, list(value) if isinstance(value, list) else value)


class rc_context:
    def __init__(self, rc=None, fname=None):
        if fname is not None:
            _not_yet('settings from files')
        self._new = rc or {}

    def __enter__(self):
        self._old = dict(rcParams)
        rcParams.update(self._new)

    def __exit__(self, *error):
        for key, value in self._old.items():
            dict.__setitem__(rcParams, key, value)


def _seaborn(**more):
    base = {'axes.prop_cycle': cycler('color', ['#4C72B0', '#55A868', '#C44E52', '#8172B2', '#CCB974', '#64B5CD']),
            'text.color': '.15', 'axes.labelcolor': '.15', 'legend.frameon': False, 'xtick.color': '.15',
            'ytick.color': '.15', 'axes.axisbelow': True, 'image.cmap': 'Greys', 'grid.linestyle': '-',
            'figure.figsize': [8.0, 5.5], 'axes.labelsize': 11, 'axes.titlesize': 12, 'xtick.labelsize': 10,
            'ytick.labelsize': 10, 'legend.fontsize': 10, 'grid.linewidth': 1, 'lines.linewidth': 1.75,
            'patch.linewidth': 0.3, 'lines.markersize': 7, 'lines.markeredgewidth': 0, 'xtick.major.width': 1,
            'ytick.major.width': 1, 'xtick.minor.width': 0.5, 'ytick.minor.width': 0.5, 'xtick.major.pad': 7,
            'ytick.major.pad': 7}
    base.update(more)
    return base


_SEABORN_GROUND = {'text.color': '.15', 'axes.labelcolor': '.15', 'legend.frameon': False, 'xtick.color': '.15',
                   'ytick.color': '.15', 'axes.axisbelow': True, 'image.cmap': 'Greys', 'grid.linestyle': '-'}
_NO_TICKS = {'xtick.major.size': 0, 'ytick.major.size': 0, 'xtick.minor.size': 0, 'ytick.minor.size': 0}
_DARK = {'axes.facecolor': '#EAEAF2', 'axes.edgecolor': 'white', 'axes.linewidth': 0, 'grid.color': 'white'}
_WHITE = {'axes.facecolor': 'white', 'axes.edgecolor': '.8', 'axes.linewidth': 1, 'grid.color': '.8'}
_STYLES = {
    'default': {},
    'classic': None,
    'fast': {},
    'ggplot': {'patch.linewidth': 0.5, 'patch.facecolor': '#348ABD', 'patch.edgecolor': '#EEEEEE', 'font.size': 10.0,
               'axes.facecolor': '#E5E5E5', 'axes.edgecolor': 'white', 'axes.linewidth': 1, 'axes.grid': True,
               'axes.titlesize': 'x-large', 'axes.labelsize': 'large', 'axes.labelcolor': '#555555',
               'axes.axisbelow': True, 'axes.prop_cycle': cycler('color', [
                   '#E24A33', '#348ABD', '#988ED5', '#777777', '#FBC15E', '#8EBA42', '#FFB5B8']),
               'xtick.color': '#555555', 'xtick.direction': 'out', 'ytick.color': '#555555', 'ytick.direction': 'out',
               'grid.color': 'white', 'grid.linestyle': '-', 'figure.facecolor': 'white', 'figure.edgecolor': '0.50'},
    'bmh': {'lines.linewidth': 2.0, 'patch.linewidth': 0.5, 'patch.facecolor': 'blue', 'patch.edgecolor': '#eeeeee',
            'text.color': 'black', 'axes.facecolor': '#eeeeee', 'axes.edgecolor': '#bcbcbc', 'axes.grid': True,
            'axes.titlesize': 'x-large', 'axes.labelsize': 'large', 'axes.prop_cycle': cycler('color', [
                '#348ABD', '#A60628', '#7A68A6', '#467821', '#D55E00', '#CC79A7', '#56B4E9', '#009E73', '#F0E442',
                '#0072B2']), 'legend.fancybox': True, 'grid.color': '#b2b2b2', 'grid.linestyle': '--',
            'grid.linewidth': 0.5, 'xtick.direction': 'in', 'ytick.direction': 'in'},
    'dark_background': {'lines.color': 'white', 'patch.edgecolor': 'white', 'text.color': 'white',
                        'axes.facecolor': 'black', 'axes.edgecolor': 'white', 'axes.labelcolor': 'white',
                        'axes.prop_cycle': cycler('color', ['#8dd3c7', '#feffb3', '#bfbbd9', '#fa8174', '#81b1d2',
                                                            '#fdb462', '#b3de69', '#bc82bd', '#ccebc4', '#ffed6f']),
                        'xtick.color': 'white', 'ytick.color': 'white', 'grid.color': 'white',
                        'figure.facecolor': 'black', 'figure.edgecolor': 'black', 'savefig.facecolor': 'black'},
    'fivethirtyeight': {'lines.linewidth': 4, 'legend.fancybox': True, 'axes.prop_cycle': cycler('color', [
        '#008fd5', '#fc4f30', '#e5ae38', '#6d904f', '#8b8b8b', '#810f7c']), 'axes.facecolor': '#f0f0f0',
        'axes.labelsize': 'large', 'axes.axisbelow': True, 'axes.grid': True, 'patch.edgecolor': '#f0f0f0',
        'axes.titlesize': 'x-large', 'axes.edgecolor': '#f0f0f0', 'axes.linewidth': 3.0, 'figure.facecolor': '#f0f0f0',
        'grid.linestyle': '-', 'grid.linewidth': 1.0, 'grid.color': '#cbcbcb', 'xtick.major.size': 0,
        'xtick.minor.size': 0, 'ytick.major.size': 0, 'ytick.minor.size': 0, 'font.size': 14.0,
        'figure.subplot.left': 0.08, 'figure.subplot.right': 0.95, 'figure.subplot.bottom': 0.07,
        'patch.linewidth': 0.5},
    'grayscale': {'lines.color': 'black', 'patch.facecolor': 'gray', 'patch.edgecolor': 'black',
                  'axes.prop_cycle': cycler('color', ['0.00', '0.40', '0.60', '0.70']), 'grid.color': 'black',
                  'figure.facecolor': '0.75', 'figure.edgecolor': 'white', 'image.cmap': 'gray'},
    'tableau-colorblind10': {'axes.prop_cycle': cycler('color', [
        '#006BA4', '#FF800E', '#ABABAB', '#595959', '#5F9ED1', '#C85200', '#898989', '#A2C8EC', '#FFBC79', '#CFCFCF']),
        'patch.facecolor': '#006BA4'},
    'seaborn-v0_8': _seaborn(**_DARK, **_NO_TICKS, **{'axes.grid': True}),
    'seaborn-v0_8-darkgrid': dict(_SEABORN_GROUND, **_DARK, **_NO_TICKS, **{'axes.grid': True}),
    'seaborn-v0_8-whitegrid': dict(_SEABORN_GROUND, **_WHITE, **_NO_TICKS, **{'axes.grid': True}),
    'seaborn-v0_8-dark': dict(_SEABORN_GROUND, **_DARK, **_NO_TICKS, **{'axes.grid': False}),
    'seaborn-v0_8-white': dict(_SEABORN_GROUND, **_NO_TICKS, **{
        'axes.grid': False, 'axes.facecolor': 'white', 'axes.edgecolor': '.15', 'axes.linewidth': 1.25,
        'grid.color': '.8'}),
    'seaborn-v0_8-ticks': dict(_SEABORN_GROUND, **{
        'axes.grid': False, 'axes.facecolor': 'white', 'axes.edgecolor': '.15', 'axes.linewidth': 1.25,
        'grid.color': '.8', 'xtick.major.size': 6, 'ytick.major.size': 6, 'xtick.minor.size': 3,
        'ytick.minor.size': 3}),
    'seaborn-v0_8-deep': {'axes.prop_cycle': cycler('color', [
        '#4C72B0', '#55A868', '#C44E52', '#8172B2', '#CCB974', '#64B5CD']), 'patch.facecolor': '#4C72B0'},
    'seaborn-v0_8-muted': {'axes.prop_cycle': cycler('color', [
        '#4878CF', '#6ACC65', '#D65F5F', '#B47CC7', '#C4AD66', '#77BEDB']), 'patch.facecolor': '#4878CF'},
    'seaborn-v0_8-pastel': {'axes.prop_cycle': cycler('color', [
        '#92C6FF', '#97F0AA', '#FF9F9A', '#D0BBFF', '#FFFEA3', '#B0E0E6']), 'patch.facecolor': '#92C6FF'},
    'seaborn-v0_8-bright': {'axes.prop_cycle': cycler('color', [
        '#003FFF', '#03ED3A', '#E8000B', '#8A2BE2', '#FFC400', '#00D7FF']), 'patch.facecolor': '#003FFF'},
    'seaborn-v0_8-colorblind': {'axes.prop_cycle': cycler('color', [
        '#0072B2', '#009E73', '#D55E00', '#CC79A7', '#F0E442', '#56B4E9']), 'patch.facecolor': '#0072B2'},
    'seaborn-v0_8-paper': {'figure.figsize': [6.4, 4.4], 'axes.labelsize': 8.8, 'axes.titlesize': 9.6,
                           'xtick.labelsize': 8, 'ytick.labelsize': 8, 'legend.fontsize': 8, 'grid.linewidth': 0.8,
                           'lines.linewidth': 1.4, 'patch.linewidth': 0.24, 'lines.markersize': 5.6,
                           'lines.markeredgewidth': 0},
    'seaborn-v0_8-notebook': {'figure.figsize': [8.0, 5.5], 'axes.labelsize': 11, 'axes.titlesize': 12,
                              'xtick.labelsize': 10, 'ytick.labelsize': 10, 'legend.fontsize': 10, 'grid.linewidth': 1,
                              'lines.linewidth': 1.75, 'patch.linewidth': 0.3, 'lines.markersize': 7,
                              'lines.markeredgewidth': 0},
    'seaborn-v0_8-talk': {'figure.figsize': [10.4, 7.15], 'axes.labelsize': 14.3, 'axes.titlesize': 15.6,
                          'xtick.labelsize': 13, 'ytick.labelsize': 13, 'legend.fontsize': 13, 'grid.linewidth': 1.3,
                          'lines.linewidth': 2.275, 'patch.linewidth': 0.39, 'lines.markersize': 9.1,
                          'lines.markeredgewidth': 0},
    'seaborn-v0_8-poster': {'figure.figsize': [12.8, 8.8], 'axes.labelsize': 17.6, 'axes.titlesize': 19.2,
                            'xtick.labelsize': 16, 'ytick.labelsize': 16, 'legend.fontsize': 16, 'grid.linewidth': 1.6,
                            'lines.linewidth': 2.8, 'patch.linewidth': 0.48, 'lines.markersize': 11.2,
                            'lines.markeredgewidth': 0},
}


def _use_style(style):
    for one in [style] if isinstance(style, (str, dict)) else style:
        if isinstance(one, dict):
            rcParams.update(one)
            continue
        # Lessons of before 2022 call seaborn's styles without a version.
        name = one.replace('seaborn', 'seaborn-v0_8', 1) if one.startswith('seaborn') and 'v0_8' not in one else one
        if name not in _STYLES:
            raise OSError(f'{one!r} is not a valid package style, path of style file, URL of style file, or library style '
                          'name (library styles are listed in `style.available`)')
        settings = _STYLES[name]
        if settings is None:
            _not_yet(f'the style {one!r}')
        if name == 'default':
            rcdefaults()
        rcParams.update(settings)


class _StyleContext(rc_context):
    def __init__(self, style, after_reset=False):
        self._style, self._reset = style, after_reset

    def __enter__(self):
        self._old = dict(rcParams)
        if self._reset:
            rcdefaults()
        _use_style(self._style)


_style_available = sorted(name for name in _STYLES if name != 'default')
