# What axes plot, first part: lines, points, bars, histograms, areas, pies and boxes.

def _plot_format(fmt):
    # Line style, marker and colour of a text such as 'r--o'.
    linestyle = marker = color = None
    try:
        color = to_rgba(fmt)
        if fmt not in ('0', '1'):
            return None, None, fmt
        color = None
    except ValueError:
        pass
    i = 0
    while i < len(fmt):
        c = fmt[i]
        if fmt[i:i + 2] in ('--', '-.'):
            if linestyle is not None:
                raise ValueError(f'{fmt!r} is not a valid format string (two linestyle symbols)')
            linestyle = fmt[i:i + 2]
            i += 2
        elif c in ('-', ':', ' '):
            if linestyle is not None:
                raise ValueError(f'{fmt!r} is not a valid format string (two linestyle symbols)')
            linestyle = c
            i += 1
        elif c in '.,ov^<>12348spP*hH+xXDd|_':
            if marker is not None:
                raise ValueError(f'{fmt!r} is not a valid format string (two marker symbols)')
            marker = c
            i += 1
        elif c in _BASE:
            if color is not None:
                raise ValueError(f'{fmt!r} is not a valid format string (two color symbols)')
            color = c
            i += 1
        elif c == 'C' and i < len(fmt) - 1:
            end = i + 1
            while end < len(fmt) and fmt[end].isdigit():
                end += 1
            if end == i + 1:
                raise ValueError(f"{fmt!r} is not a valid format string ('C' must be followed with a number)")
            if color is not None:
                raise ValueError(f'{fmt!r} is not a valid format string (two color symbols)')
            color = fmt[i:end]
            i = end
        else:
            raise ValueError(f'{fmt!r} is not a valid format string (unrecognized character {c!r})')
    if linestyle is None and marker is None:
        linestyle = rcParams['lines.linestyle']
    return 'None' if linestyle is None else linestyle, 'None' if marker is None else marker, color


def _columns(values):
    values = np.asarray(values) if not isinstance(values, np.ndarray) else values
    return values.reshape(-1, 1) if values.ndim == 1 else values


def _from_data(value, data):
    if data is not None and isinstance(value, str):
        try:
            return data[value]
        except (KeyError, IndexError, ValueError):
            return value
    return value


def _atleast(value):
    if _mask_of(value) is not None:
        return _plain(value)
    if isinstance(value, (str, bytes)) or not np.iterable(value):
        return np.atleast_1d(np.asarray(value))
    if hasattr(value, 'values') and not isinstance(value, dict) and not callable(value.values):
        value = value.values
    if not isinstance(value, np.ndarray):
        value = list(value) if not isinstance(value, (list, tuple)) else value
    return np.asarray(value)


class _AxesLines(_AxesLook):
    def plot(self, *args, scalex=True, scaley=True, data=None, **kwargs):
        kwargs = _normalize(kwargs, Line2D._short)
        args = list(args)
        for key in ('x', 'y'):
            if key in kwargs:
                raise TypeError(f'plot() got an unexpected keyword argument {key!r}')
        if data is not None:
            args = [a if isinstance(a, str) and i and a not in data else _from_data(a, data) for i, a in enumerate(args)]
        lines = []
        while args:
            part = [args.pop(0)]
            if args and not isinstance(args[0], str):
                part.append(args.pop(0))
            fmt = args.pop(0) if args and isinstance(args[0], str) else None
            lines.extend(self._plot_part(part, fmt, kwargs))
        return lines

    def _plot_part(self, part, fmt, kwargs):
        linestyle = marker = color = None
        if fmt is not None:
            linestyle, marker, color = _plot_format(fmt)
        if len(part) == 2:
            x, y = _atleast(part[0]), _atleast(part[1])
        else:
            y = _atleast(part[0])
            x = np.arange(len(y), dtype=float)
        if x.shape[0] != y.shape[0]:
            raise ValueError(f'x and y must have same first dimension, but have shapes {x.shape} and {y.shape}')
        if x.ndim > 2 or y.ndim > 2:
            raise ValueError(f'x and y can be no greater than 2D, but have shapes {x.shape} and {y.shape}')
        x, y = _columns(x), _columns(y)
        nx, ny = x.shape[1], y.shape[1]
        if nx > 1 and ny > 1 and nx != ny:
            raise ValueError(f'x has {nx} columns but y has {ny} columns')
        if nx == 0 or ny == 0:
            return []
        count = max(nx, ny)
        labels = kwargs.get('label')
        if labels is not None and not isinstance(labels, str) and np.iterable(labels) and count > 1:
            labels = list(labels)
            if len(labels) != count:
                raise ValueError(f'label must be scalar or have the same length as the input data, but found '
                                 f'{len(labels)} for {count} datasets.')
        else:
            labels = [labels] * count
        lines = []
        for i in range(count):
            props = dict(kwargs)
            if fmt is not None:
                for key, value in (('linestyle', linestyle), ('marker', marker), ('color', color)):
                    if value is not None:
                        props.setdefault(key, value)
            if 'color' not in props or props['color'] is None:
                cycle = self._next_props()
                for key, value in cycle.items():
                    props.setdefault(key, value)
                props['color'] = props['color'] if props.get('color') is not None else cycle.get('color', 'k')
            props['label'] = labels[i]
            lines.append(self._line(x[:, i % nx], y[:, i % ny], props))
        return lines

    def _line(self, x, y, props):
        # Texts as places need the axes while the line is made.
        x_numbers, y_numbers = _numbers(x, self, 'x'), _numbers(y, self, 'y')
        line = Line2D(x_numbers, y_numbers, **props)
        line._xorig, line._yorig = x, y
        return self._add(line)

    def _scaled(self, xscale, yscale, args, kwargs):
        options = {k: kwargs.pop(k) for k in ('base', 'subs', 'nonpositive', 'basex', 'basey') if k in kwargs}
        if xscale:
            self.set_xscale(xscale, **{k: v for k, v in options.items() if k != 'basey'})
        if yscale:
            self.set_yscale(yscale, **{k: v for k, v in options.items() if k != 'basex'})
        return self.plot(*args, **kwargs)

    def loglog(self, *args, **kwargs):
        return self._scaled('log', 'log', args, kwargs)

    def semilogx(self, *args, **kwargs):
        return self._scaled('log', None, args, kwargs)

    def semilogy(self, *args, **kwargs):
        return self._scaled(None, 'log', args, kwargs)

    def step(self, x, y, *args, where='pre', data=None, **kwargs):
        _check_in_list(('pre', 'post', 'mid'), where=where)
        kwargs['drawstyle'] = 'steps-' + where
        return self.plot(x, y, *args, data=data, **kwargs)

    def stairs(self, values, edges=None, *, orientation='vertical', baseline=0, fill=False, data=None, **kwargs):
        values = np.asarray(values, dtype=float)
        edges = np.arange(len(values) + 1, dtype=float) if edges is None else np.asarray(edges, dtype=float)
        if len(edges) != len(values) + 1:
            raise ValueError(f'Size mismatch between "values" and "edges". Expected `len(values) + 1 == len(edges)`, but '
                             f'`len(values) = {len(values)}` and `len(edges) = {len(edges)}`.')
        x = np.repeat(edges, 2)
        y = np.concatenate([[baseline or 0], np.repeat(values, 2), [baseline or 0]])
        points = np.stack([x, y] if orientation == 'vertical' else [y, x], axis=1)
        color = kwargs.pop('color', None) or self._next_patch_color()
        look = {'facecolor': color, 'edgecolor': color, 'linewidth': 0} if fill else {'edgecolor': color, 'fill': False}
        look.update(_normalize(kwargs, _SHORT_PATCH))
        patch = Polygon(points, closed=fill, **look)
        if orientation == 'vertical':
            patch._sticky_y = (baseline,)
        else:
            patch._sticky_x = (baseline,)
        return self._add(patch)

    def _level(self, which, at, low, high, kwargs):
        if which == 'x':
            line = Line2D([at, at], [low, high], **_normalize(kwargs, Line2D._short))
        else:
            line = Line2D([low, high], [at, at], **_normalize(kwargs, Line2D._short))
        line._transform = self.get_xaxis_transform() if which == 'x' else self.get_yaxis_transform()
        return self._add(line)

    def axhline(self, y=0, xmin=0, xmax=1, **kwargs):
        if 'transform' in kwargs:
            raise ValueError("'transform' is not allowed as a keyword argument; axhline generates its own transform.")
        y = float(_numbers([y], self, 'y')[0])
        return self._level('y', y, xmin, xmax, kwargs)

    def axvline(self, x=0, ymin=0, ymax=1, **kwargs):
        if 'transform' in kwargs:
            raise ValueError("'transform' is not allowed as a keyword argument; axvline generates its own transform.")
        x = float(_numbers([x], self, 'x')[0])
        return self._level('x', x, ymin, ymax, kwargs)

    def axhspan(self, ymin, ymax, xmin=0, xmax=1, **kwargs):
        patch = Rectangle((xmin, ymin), xmax - xmin, ymax - ymin, **kwargs)
        patch._transform = self.get_yaxis_transform()
        return self._add(patch)

    def axvspan(self, xmin, xmax, ymin=0, ymax=1, **kwargs):
        xmin, xmax = _numbers([xmin, xmax], self, 'x')
        patch = Rectangle((xmin, ymin), xmax - xmin, ymax - ymin, **kwargs)
        patch._transform = self.get_xaxis_transform()
        return self._add(patch)

    def axline(self, xy1, xy2=None, *, slope=None, **kwargs):
        if (xy2 is None) == (slope is None):
            raise TypeError('Exactly one of \'xy2\' and \'slope\' must be given')
        line = _EndlessLine([xy1[0]], [xy1[1]], **kwargs)
        if slope is None:
            dx, dy = xy2[0] - xy1[0], xy2[1] - xy1[1]
            slope = math.inf if dx == 0 else dy / dx
        line._slope = slope
        return self._add(line)

    def hlines(self, y, xmin, xmax, colors=None, linestyles='solid', *, label='', data=None, **kwargs):
        y, xmin, xmax = np.broadcast_arrays(*(np.atleast_1d(_numbers(v, self, w)) for v, w in (
            (y, 'y'), (xmin, 'x'), (xmax, 'x'))))
        segments = np.stack([np.stack([xmin, y], axis=1), np.stack([xmax, y], axis=1)], axis=1)
        return self._add(LineCollection(segments, colors=colors, linestyles=linestyles, label=label, **kwargs))

    def vlines(self, x, ymin, ymax, colors=None, linestyles='solid', *, label='', data=None, **kwargs):
        x, ymin, ymax = np.broadcast_arrays(*(np.atleast_1d(_numbers(v, self, w)) for v, w in (
            (x, 'x'), (ymin, 'y'), (ymax, 'y'))))
        segments = np.stack([np.stack([x, ymin], axis=1), np.stack([x, ymax], axis=1)], axis=1)
        return self._add(LineCollection(segments, colors=colors, linestyles=linestyles, label=label, **kwargs))

    # ---- points ----

    def scatter(self, x, y, s=None, c=None, *, marker=None, cmap=None, norm=None, vmin=None, vmax=None, alpha=None,
                linewidths=None, edgecolors=None, colorizer=None, plotnonfinite=False, data=None, **kwargs):
        x, y, s, c = (_from_data(v, data) for v in (x, y, s, c))
        kwargs = _normalize(kwargs, {'edgecolor': 'edgecolors', 'ec': 'edgecolors', 'linewidth': 'linewidths',
                                     'lw': 'linewidths', 'facecolor': 'facecolors', 'fc': 'facecolors',
                                     'linestyle': 'linestyles', 'ls': 'linestyles'})
        edgecolors = kwargs.pop('edgecolors', edgecolors)
        linewidths = kwargs.pop('linewidths', linewidths)
        x, y = np.ravel(_numbers(_atleast(x), self, 'x')), np.ravel(_numbers(_atleast(y), self, 'y'))
        if x.size != y.size:
            raise ValueError('x and y must be the same size')
        if s is None:
            s = rcParams['lines.markersize'] ** 2
        s = np.ravel(np.asarray(s))
        if s.dtype.kind not in 'fiu' or len(s) not in (1, x.size):
            raise ValueError('s must be a scalar, or float array-like with the same size as x and y')
        colors = kwargs.pop('color', None)
        facecolors = kwargs.pop('facecolors', None)
        if colors is not None:
            if c is not None:
                raise ValueError("Supply a 'c' argument or a 'color' kwarg but not both; they differ but their "
                                 'functionalities overlap.')
            to_rgba_array(colors)
            edgecolors = colors if edgecolors is None else edgecolors
            facecolors = colors if facecolors is None else facecolors
        values = None
        if c is None:
            c = facecolors if facecolors is not None else self._next_patch_color()
            faces = c
        else:
            faces, values = self._scatter_colors(c, x.size)
            if values is None and (cmap is not None or norm is not None or vmin is not None or vmax is not None):
                names = [n for n, v in (('cmap', cmap), ('norm', norm), ('vmin', vmin), ('vmax', vmax)) if v is not None]
                warnings.warn('No data for colormapping provided via \'c\'. Parameters '
                              + ', '.join(repr(n) for n in names) + ' will be ignored', stacklevel=2)
        marker = _check_marker(rcParams['scatter.marker'] if marker is None else marker)
        if edgecolors is None:
            edgecolors = rcParams['scatter.edgecolors']
        if values is None:
            cmap = norm = vmin = vmax = None
        found = PathCollection(x, y, s, marker, facecolors=None if values is not None else faces, edgecolors=edgecolors,
                               linewidths=linewidths, cmap=cmap, norm=norm, vmin=vmin, vmax=vmax, alpha=alpha, **kwargs)
        if values is not None:
            found.set_array(values)
            found.autoscale_None()
        return self._add(found)

    def _scatter_colors(self, c, size):
        if isinstance(c, str):
            if not is_color_like(c):
                raise ValueError(f"'c' argument must be a color, a sequence of colors, or a sequence of numbers, not {c!r}")
            return c, None
        if isinstance(c, (list, tuple)) and len(c) and all(isinstance(v, str) for v in c):
            colors = to_rgba_array(list(c))
            if len(colors) not in (1, size):
                raise ValueError(f"'c' argument has {len(colors)} elements, which is inconsistent with 'x' and 'y' with "
                                 f'size {size}.')
            return colors, None
        array = c if _mask_of(c) is not None else np.asarray(c)
        if array.dtype.kind in 'fiub':
            if array.shape in ((1, 3), (1, 4)) or array.ndim == 1 and array.shape[0] in (3, 4) and size != array.shape[0]:
                if array.ndim == 1:
                    return np.array([to_rgba(tuple(array))]), None
                return to_rgba_array(array), None
            if array.size == size:
                return None, np.ravel(array).astype(float) if _mask_of(array) is None else array
            if array.ndim == 2 and array.shape[1] in (3, 4) and array.shape[0] == size:
                return to_rgba_array(array), None
            raise ValueError(f"'c' argument has {array.size if array.ndim < 2 else array.shape[0]} elements, which is "
                             f"inconsistent with 'x' and 'y' with size {size}.")
        try:
            colors = to_rgba_array(c)
        except (TypeError, ValueError):
            raise ValueError(f"'c' argument must be a color, a sequence of colors, or a sequence of numbers, "
                             f'not {c!r}') from None
        if len(colors) not in (1, size):
            raise ValueError(f"'c' argument has {len(colors)} elements, which is inconsistent with 'x' and 'y' with size "
                             f'{size}.')
        return colors, None

    # ---- bars ----

    def bar(self, x, height, width=0.8, bottom=None, *, align='center', data=None, **kwargs):
        x, height = _from_data(x, data), _from_data(height, data)
        return self._bars(x, height, width, bottom, align, 'vertical', kwargs)

    def barh(self, y, width, height=0.8, left=None, *, align='center', data=None, **kwargs):
        y, width = _from_data(y, data), _from_data(width, data)
        return self._bars(y, width, height, left, align, 'horizontal', kwargs)

    def _bars(self, at, length, thick, base, align, orientation, kwargs):
        _check_in_list(['center', 'edge'], align=align)
        kwargs = _normalize(kwargs, _SHORT_PATCH)
        vertical = orientation == 'vertical'
        which, other = ('x', 'y') if vertical else ('y', 'x')
        label = kwargs.pop('label', '')
        tick_label = kwargs.pop('tick_label', None)
        log = kwargs.pop('log', False)
        xerr, yerr = kwargs.pop('xerr', None), kwargs.pop('yerr', None)
        error_kw = dict(kwargs.pop('error_kw', None) or {})
        error_kw.setdefault('ecolor', kwargs.pop('ecolor', 'k'))
        error_kw.setdefault('capsize', kwargs.pop('capsize', rcParams['errorbar.capsize']))
        color = kwargs.pop('color', None)
        color = kwargs.pop('facecolor', color) if color is None else color
        if color is None:
            color = self._next_patch_color()
        edge, width = kwargs.pop('edgecolor', None), kwargs.pop('linewidth', None)
        hatch, style = kwargs.pop('hatch', None), kwargs.pop('linestyle', None)
        if log:
            (self.set_yscale if vertical else self.set_xscale)('log', nonpositive='clip')
        places = np.atleast_1d(_numbers(_atleast(at), self, which)).astype(float)
        lengths = np.atleast_1d(_numbers(_atleast(length), self, other)).astype(float)
        thick = np.atleast_1d(np.asarray(thick, dtype=float))
        base_given = base is not None
        base = np.atleast_1d(np.asarray(0.0 if base is None else base, dtype=float))
        try:
            places, lengths, thick, base = np.broadcast_arrays(places, lengths, thick, base)
        except ValueError:
            raise ValueError('shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 '
                             f'with shape {places.shape} and arg 1 with shape {lengths.shape}.') from None
        starts = places - thick / 2 if align == 'center' else places
        count = len(places)
        colors = to_rgba_array(color)
        if len(colors) == 0:
            colors = np.zeros((1, 4))
        edges = [None] if edge is None else list(to_rgba_array(edge)) or ['none']
        widths = np.atleast_1d(rcParams['patch.linewidth'] if width is None else width)
        if isinstance(label, str) or not np.iterable(label):
            patch_labels, container_label = ['_nolegend_'] * count, label
        else:
            patch_labels, container_label = list(label), '_nolegend_'
            if len(patch_labels) != count:
                raise ValueError(f'number of labels ({len(patch_labels)}) does not match number of bars ({count}).')
        hatches = [hatch] if hatch is None or isinstance(hatch, str) else list(hatch)
        patches = []
        for i in range(count):
            face = tuple(colors[i % len(colors)])
            e = edges[i % len(edges)]
            place = (starts[i], base[i], thick[i], lengths[i]) if vertical else (base[i], starts[i], lengths[i], thick[i])
            patch = Rectangle(place[:2], place[2], place[3], facecolor=face, edgecolor=e if e is None or isinstance(
                e, str) else tuple(e), linewidth=float(widths[i % len(widths)]), label=patch_labels[i],
                linestyle=style, hatch=hatches[i % len(hatches)], **kwargs)
            if vertical:
                patch._sticky_y = (base[i],)
            else:
                patch._sticky_x = (base[i],)
            patches.append(self._add(patch))
        errorbar = None
        if xerr is not None or yerr is not None:
            ends = base + lengths
            ex, ey = (places if align == 'center' else starts + thick / 2, ends)
            ex, ey = (ex, ey) if vertical else (ey, ex)
            error_kw.setdefault('label', '_nolegend_')
            errorbar = self.errorbar(ex, ey, yerr=yerr, xerr=xerr, fmt='none', **error_kw)
        container = BarContainer(patches, errorbar, datavalues=lengths, orientation=orientation, label=container_label)
        self.add_container(container)
        if tick_label is not None:
            labels = [tick_label] * count if isinstance(tick_label, str) else list(tick_label)
            axis = self._axis(which)
            axis.set_ticks(places)
            axis.set_ticklabels(labels)
        return container

    def bar_label(self, container, labels=None, *, fmt='%g', label_type='edge', padding=0, **kwargs):
        _check_in_list(['edge', 'center'], label_type=label_type)
        vertical = container.orientation == 'vertical'
        texts = []
        values = list(container.datavalues)
        for i, (patch, value) in enumerate(zip(container.patches, values)):
            x, y, w, h = patch._x0, patch._y0, patch._width, patch._height
            end = (x + w / 2, y + h) if vertical else (x + w, y + h / 2)
            if labels is not None and i < len(labels) and labels[i] is not None:
                text = labels[i]
            elif isinstance(fmt, str):
                text = fmt.format(value) if '{' in fmt else fmt % value
            else:
                text = fmt(value)
            sign = -1 if value < 0 else 1
            if label_type == 'center':
                end, shift = (x + w / 2, y + h / 2), (0, 0)
                ha = va = 'center'
            elif vertical:
                shift, ha, va = (0, sign * padding), 'center', 'bottom' if sign > 0 else 'top'
            else:
                shift, ha, va = (sign * padding, 0), 'left' if sign > 0 else 'right', 'center'
            look = dict({'horizontalalignment': ha, 'verticalalignment': va}, **_normalize(kwargs, _SHORT_TEXT))
            texts.append(self.annotate(text, end, xytext=shift, textcoords='offset points', **look))
        return texts

    def hist(self, x, bins=None, *, range=None, density=False, weights=None, cumulative=False, bottom=None,
             histtype='bar', align='mid', orientation='vertical', rwidth=None, log=False, color=None, label=None,
             stacked=False, data=None, **kwargs):
        bins = rcParams['hist.bins'] if bins is None else bins
        _check_in_list(['bar', 'barstacked', 'step', 'stepfilled'], histtype=histtype)
        _check_in_list(['left', 'mid', 'right'], align=align)
        _check_in_list(['horizontal', 'vertical'], orientation=orientation)
        x = _from_data(x, data)
        if histtype == 'barstacked':
            stacked = True
        sets = _datasets(x)
        sets = [np.ravel(_numbers(s, self, 'x' if orientation == 'vertical' else 'y')) for s in sets]
        count = len(sets)
        if weights is None:
            weights = [None] * count
        else:
            weights = [np.ravel(np.asarray(w, dtype=float)) for w in _datasets(weights)]
            if len(weights) != count:
                raise ValueError('weights should have the same shape as x')
            for w, s in zip(weights, sets):
                if len(w) != len(s):
                    raise ValueError('weights should have the same shape as x')
        all_finite = [s[np.isfinite(s)] for s in sets]
        if count > 1 or range is None and not isinstance(bins, str) and not np.iterable(bins):
            if range is None and not np.iterable(bins) or isinstance(bins, str):
                if range is None:
                    whole = np.concatenate(all_finite) if count else np.array([])
                    if whole.size:
                        range = (whole.min(), whole.max())
            if count > 1:
                bins = np.histogram_bin_edges(np.concatenate(all_finite), bins, range,
                                              None if weights[0] is None else np.concatenate(weights))
        tops = []
        with_density = bool(density) and not stacked
        for s, w in zip(sets, weights):
            n, bins = np.histogram(s, bins, range=range, weights=w, density=with_density)
            tops.append(n)
        tops = np.array(tops, dtype=float)
        widths = np.diff(bins)
        if stacked:
            tops = np.cumsum(tops, axis=0)
            if density:
                tops = tops / widths / tops[-1].sum()
        if cumulative:
            backwards = isinstance(cumulative, (int, float)) and not isinstance(cumulative, bool) and cumulative < 0
            steps = widths if density else 1.0
            scaled = tops * steps
            tops = np.cumsum(scaled[:, ::-1], axis=1)[:, ::-1] if backwards else np.cumsum(scaled, axis=1)
        if color is None:
            colors = [self._next_patch_color() if histtype != 'step' else self._next_props()['color']
                      for _ in builtin_range(count)]
        else:
            colors = [color] if isinstance(color, str) or is_color_like(color) else list(color)
            if len(colors) != count:
                raise ValueError(f"The 'color' keyword argument must have one color per dataset, but {count} datasets and "
                                 f'{len(colors)} colors were provided')
        labels = [label] if label is None or isinstance(label, str) or not np.iterable(label) else list(label)
        labels = labels + [None] * (count - len(labels))
        if log:
            (self.set_yscale if orientation == 'vertical' else self.set_xscale)('log', nonpositive='clip')
        if histtype in ('bar', 'barstacked'):
            found = self._hist_bars(tops, bins, widths, count, stacked, rwidth, align, orientation, bottom, colors, labels,
                                    kwargs)
        else:
            found = self._hist_steps(tops, bins, histtype, align, orientation, bottom, colors, labels, stacked, log, kwargs)
        if count == 1:
            return tops[0], bins, found[0]
        kind = 'BarContainer' if histtype in ('bar', 'barstacked') else 'List[Polygon]'
        return tops, bins, SilentList(kind, found)

    def _hist_bars(self, tops, bins, widths, count, stacked, rwidth, align, orientation, bottom, colors, labels, kwargs):
        share = np.clip(rwidth, 0, 1) if rwidth is not None else 0.8 if count > 1 and not stacked else 1.0
        if stacked:
            width, start, step = share * widths, 0.0, 0.0
        else:
            width = share * widths / count
            start = -0.5 * width * count + 0.5 * width if count > 1 else 0.0
            step = width
        offset = {'left': -0.5 * widths, 'mid': 0.0, 'right': 0.5 * widths}[align]
        found = []
        base = 0.0 if bottom is None else bottom
        under = np.zeros(tops.shape[1])
        for i in builtin_range(count):
            at = bins[:-1] + 0.5 * widths + offset + start + step * i
            height = tops[i] - under if stacked else tops[i]
            look = dict(_normalize(kwargs, _SHORT_PATCH))
            look.setdefault('color', colors[i])
            if labels[i] is not None:
                look['label'] = labels[i]
            if orientation == 'vertical':
                found.append(self.bar(at, height, width, bottom=base + (under if stacked else 0), **look))
            else:
                found.append(self.barh(at, height, width, left=base + (under if stacked else 0), **look))
            if stacked:
                under = tops[i]
        return found

    def _hist_steps(self, tops, bins, histtype, align, orientation, bottom, colors, labels, stacked, log, kwargs):
        fill = histtype == 'stepfilled'
        shift = {'left': -0.5 * (bins[1] - bins[0]), 'mid': 0.0, 'right': 0.5 * (bins[1] - bins[0])}[align]
        edges = bins + shift
        base = 0.0 if bottom is None else bottom
        found = []
        low = 1e-300 if log else 0.0
        for i, top in enumerate(tops):
            x = np.repeat(edges, 2)
            y = np.concatenate([[low], np.repeat(top, 2), [low]]) + base
            if fill and stacked and i:
                below = tops[i - 1]
                y2 = np.concatenate([[low], np.repeat(below, 2), [low]]) + base
                x, y = np.concatenate([x, x[::-1]]), np.concatenate([y, y2[::-1]])
            points = np.stack([x, y] if orientation == 'vertical' else [y, x], axis=1)
            look = {'facecolor': colors[i]} if fill else {'edgecolor': colors[i], 'fill': False}
            look.update(_normalize(kwargs, _SHORT_PATCH))
            look.setdefault('linewidth', None)
            patch = Polygon(points, closed=fill, label=labels[i], **look)
            if orientation == 'vertical':
                patch._sticky_y = (base,)
            else:
                patch._sticky_x = (base,)
            found.append([self._add(patch)])
        return found

    def fill(self, *args, data=None, **kwargs):
        kwargs = _normalize(kwargs, _SHORT_PATCH)
        found, args = [], list(args)
        while args:
            x, y = args.pop(0), args.pop(0)
            color = args.pop(0) if args and isinstance(args[0], str) else None
            look = dict(kwargs)
            if color is not None:
                look.setdefault('color', color)
            if 'color' not in look and 'facecolor' not in look:
                look['facecolor'] = look['edgecolor'] = self._next_patch_color()
            points = np.stack([_numbers(_atleast(x), self, 'x'), _numbers(_atleast(y), self, 'y')], axis=1)
            found.append(self._add(Polygon(points, **look)))
        return found

    def fill_between(self, x, y1, y2=0, where=None, interpolate=False, step=None, *, data=None, **kwargs):
        return self._fill_between('x', x, y1, y2, where, interpolate, step, kwargs)

    def fill_betweenx(self, y, x1, x2=0, where=None, step=None, interpolate=False, *, data=None, **kwargs):
        return self._fill_between('y', y, x1, x2, where, interpolate, step, kwargs)

    def _fill_between(self, which, at, one, two, where, interpolate, step, kwargs):
        kwargs = _normalize(kwargs, _SHORT_COLLECTION)
        other = 'y' if which == 'x' else 'x'
        at = np.ravel(_numbers(_atleast(at), self, which))
        one, two = (np.ravel(_numbers(_atleast(v), self, other)) for v in (one, two))
        if where is None:
            where = np.ones(at.shape, dtype=bool)
        else:
            where = np.asarray(where, dtype=bool)
            if where.size != at.size:
                raise ValueError(f'where size ({where.size}) does not match {which!r} size ({at.size})')
        for name, v in (('1', one), ('2', two)):
            if v.size not in (1, at.size):
                raise ValueError(f'{other + name!r} is not 1-dimensional' if v.ndim > 1 else
                                 f'operands could not be broadcast together with shapes {at.shape} {v.shape}')
        one, two = np.broadcast_to(one, at.shape), np.broadcast_to(two, at.shape)
        where = where & np.isfinite(at) & np.isfinite(one) & np.isfinite(two)
        parts = []
        edges = np.flatnonzero(np.diff(np.concatenate([[0], where.astype(int), [0]])))
        for start, stop in zip(edges[::2], edges[1::2]):
            a, p, q = at[start:stop], one[start:stop], two[start:stop]
            if step is not None:
                b = a
                a, p = _steps(b, p, 'steps-' + step)
                _, q = _steps(b, q, 'steps-' + step)
            elif interpolate:
                a, p, q = _meet(at, one, two, start, stop)
            if len(a) == 0:
                continue
            x = np.concatenate([[a[0]], a, [a[-1]], a[::-1]])
            y = np.concatenate([[q[0]], p, [q[-1]], q[::-1]])
            parts.append(np.stack([x, y] if which == 'x' else [y, x], axis=1))
        color = kwargs.pop('color', None)
        if color is not None:
            kwargs.setdefault('facecolors', color)
            kwargs.setdefault('edgecolors', color)
        if kwargs.get('facecolors') is None:
            kwargs['facecolors'] = self._next_patch_color()
        if kwargs.get('edgecolors') is None:
            kwargs['edgecolors'] = 'face'
        return self._add(FillBetweenPolyCollection(parts, **kwargs))

    def stackplot(self, x, *args, labels=(), colors=None, hatch=None, baseline='zero', data=None, **kwargs):
        if baseline != 'zero':
            _not_yet(f'stackplot with baseline={baseline!r}')
        rows = np.vstack(args).astype(float)
        sums = np.cumsum(rows, axis=0)
        colors = [None] * len(rows) if colors is None else list(colors)
        found = []
        below = np.zeros(rows.shape[1])
        for i, top in enumerate(sums):
            color = colors[i % len(colors)] or self._next_props()['color']
            label = labels[i] if i < len(labels) else None
            found.append(self.fill_between(x, below, top, facecolor=color, label=label, **kwargs))
            found[-1]._sticky_y = (0.0,)
            below = top
        return found


builtin_range = range


def _meet(at, one, two, start, stop):
    # The points of a stretch, with the places where both lines meet at its ends.
    a, p, q = list(at[start:stop]), list(one[start:stop]), list(two[start:stop])
    for i, front in ((start, True), (stop, False)):
        if i <= 0 or i >= len(at):
            continue
        before, after = i - 1, i
        d0, d1 = one[before] - two[before], one[after] - two[after]
        if d0 == d1 or d0 * d1 > 0:
            continue
        t = d0 / (d0 - d1)
        x = at[before] + t * (at[after] - at[before])
        y = one[before] + t * (one[after] - one[before])
        if front:
            a.insert(0, x), p.insert(0, y), q.insert(0, y)
        else:
            a.append(x), p.append(y), q.append(y)
    return np.array(a), np.array(p), np.array(q)


def _datasets(x):
    if isinstance(x, np.ndarray) or _mask_of(x) is not None:
        x = _plain(x) if _mask_of(x) is not None else x
        if x.ndim == 0:
            return [np.atleast_1d(x)]
        return [x] if x.ndim == 1 else [x[:, i] for i in range(x.shape[1])] if x.ndim == 2 else [np.ravel(x)]
    x = list(x)
    if len(x) and np.iterable(x[0]) and not isinstance(x[0], str):
        return [np.asarray(row) for row in x]
    return [np.asarray(x)]


class SilentList(list):
    __module__ = 'matplotlib.cbook'

    def __init__(self, type, seq=None):
        self.type = type
        if seq is not None:
            self.extend(seq)

    def __repr__(self):
        if self.type is not None or len(self) != 0:
            tp = self.type if self.type is not None else type(self[0]).__name__
            return f'<a list of {len(self)} {tp} objects>'
        return '<an empty list>'


class _EndlessLine(Line2D):
    __module__ = 'matplotlib.lines'

    def _spec(self):
        spec = super()._spec()[0]
        x0, x1 = self.axes.get_xlim()
        y0, y1 = self.axes.get_ylim()
        x, y = self._x[0], self._y[0]
        if math.isinf(self._slope):
            spec['x'], spec['y'] = np.array([x, x]), np.array([y0, y1])
        else:
            ends = np.array([x0, x1], dtype=float)
            spec['x'], spec['y'] = ends, y + (ends - x) * self._slope
        return [spec]


_EndlessLine.__name__ = 'AxLine'
