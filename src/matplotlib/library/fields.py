# What axes plot, second part: images, meshes, contours, arrows, error bars, stems, pies, boxes, texts.

class _AxesFields(_AxesLines):
    def imshow(self, X, cmap=None, norm=None, *, aspect=None, interpolation=None, alpha=None, vmin=None, vmax=None,
               origin=None, extent=None, interpolation_stage=None, filternorm=True, filterrad=4.0, resample=None, url=None,
               data=None, **kwargs):
        X = _from_data(X, data)
        origin = rcParams['image.origin'] if origin is None else origin
        _check_in_list(['upper', 'lower'], origin=origin)
        image = AxesImage(X, None if extent is None else tuple(float(v) for v in extent), origin, interpolation, norm=norm,
                          cmap=cmap, vmin=vmin, vmax=vmax, **kwargs)
        image.set_alpha(alpha)
        if image._A.ndim == 2:
            image.norm.autoscale_None(image._A)
        aspect = rcParams['image.aspect'] if aspect is None else aspect
        self.set_aspect(aspect)
        self._add(image)
        left, right, bottom, top = image.get_extent()
        if self.xaxis._lim is None:
            self.xaxis._inverted = left > right
        if self.yaxis._lim is None:
            self.yaxis._inverted = bottom > top
        return image

    def matshow(self, Z, **kwargs):
        image = self.imshow(np.asanyarray(Z), **dict({'origin': 'upper', 'interpolation': 'nearest', 'aspect': 'equal'},
                                                     **kwargs))
        self._as_matrix('upper')
        return image

    def _as_matrix(self, origin):
        self.title.set_y(1.05)
        self._titles['center']._given_y = 1.05
        if origin == 'upper':
            self.xaxis.tick_top()
        self.xaxis._tick_sides = [True, True]
        for axis in (self.xaxis, self.yaxis):
            axis.set_major_locator(MaxNLocator(nbins=9, steps=[1, 2, 5, 10], integer=True))

    def spy(self, Z, precision=0, marker=None, markersize=None, aspect='equal', origin='upper', **kwargs):
        Z = np.asarray(Z)
        shown = (np.abs(Z) > precision) if precision else Z != 0
        if marker is None and markersize is None:
            gray = LinearSegmentedColormap.from_list('binary', ['w', 'k'])
            image = self.imshow(shown, interpolation='nearest', aspect=aspect, origin=origin, cmap=gray, **kwargs)
            self._as_matrix(origin)
            return image
        y, x = np.nonzero(shown)
        lines = self.plot(x, y, linestyle='None', marker=marker or 's', markersize=markersize or 10, **kwargs)
        rows, columns = Z.shape
        self.set_xlim(-0.5, columns - 0.5)
        self.set_ylim((rows - 0.5, -0.5) if origin == 'upper' else (-0.5, rows - 0.5))
        self.set_aspect(aspect)
        self._as_matrix(origin)
        return lines[0]

    def _mesh_args(self, name, args, shading):
        if len(args) == 1:
            C = args[0] if _mask_of(args[0]) is not None else np.asanyarray(args[0])
            rows, columns = C.shape[:2]
            if shading in ('gouraud', 'nearest'):
                x, y = np.meshgrid(np.arange(columns), np.arange(rows))
            else:
                x, y = np.meshgrid(np.arange(columns + 1), np.arange(rows + 1))
                shading = 'flat'
        elif len(args) == 3:
            x, y = _numbers(args[0], self, 'x'), _numbers(args[1], self, 'y')
            C = args[2] if _mask_of(args[2]) is not None else np.asanyarray(args[2])
            rows, columns = C.shape[:2]
            if x.ndim != 2 or x.shape[0] == 1:
                x = np.repeat(x.reshape(1, -1), y.size if y.ndim == 1 else y.shape[0], axis=0)
            if y.ndim != 2 or y.shape[1] == 1:
                y = np.repeat(y.reshape(-1, 1), x.shape[1], axis=1)
        else:
            raise TypeError(f'{name}() takes 1 or 3 positional arguments but {len(args)} were given')
        if x.shape != y.shape:
            raise TypeError(f'Incompatible X, Y inputs to {name}; see help({name})')
        if shading == 'auto':
            shading = 'nearest' if x.shape == C.shape[:2] else 'flat'
        if shading == 'gouraud':
            _not_yet("shading='gouraud'")
        if shading == 'flat':
            if x.shape != (rows + 1, columns + 1):
                if x.shape == (rows, columns):
                    raise TypeError(f'Dimensions of C {C.shape[:2]} should be one smaller than X({x.shape[1]}) and '
                                    f'Y({x.shape[0]}) while using shading=\'flat\' see help({name})')
                raise TypeError(f'Dimensions of C {C.shape[:2]} should be one smaller than X({x.shape[1]}) and '
                                f'Y({x.shape[0]}) while using shading=\'flat\' see help({name})')
        else:
            if x.shape != (rows, columns):
                raise TypeError(f'Dimensions of C {C.shape[:2]} are incompatible with X ({x.shape[1]}) and/or '
                                f'Y ({x.shape[0]}); see help({name})')
            x, y = _edges_between(_edges_between(x.astype(float)).T).T, _edges_between(_edges_between(y.astype(float)).T).T
        return x.astype(float), y.astype(float), C

    def pcolormesh(self, *args, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, shading=None, antialiased=False,
                   data=None, **kwargs):
        shading = rcParams['pcolor.shading'] if shading is None else shading.lower()
        _check_in_list(['gouraud', 'nearest', 'flat', 'auto'], shading=shading)
        x, y, C = self._mesh_args('pcolormesh', args, shading)
        kwargs = _normalize(kwargs, _SHORT_COLLECTION)
        kwargs.setdefault('edgecolors', 'none')
        mesh = QuadMesh(x, y, cmap=cmap, norm=norm, vmin=vmin, vmax=vmax, alpha=alpha, **kwargs)
        mesh.set_array(C)
        mesh.autoscale_None()
        return self._add(mesh)

    def pcolor(self, *args, shading=None, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, data=None, **kwargs):
        return self.pcolormesh(*args, shading=shading, alpha=alpha, norm=norm, cmap=cmap, vmin=vmin, vmax=vmax, **kwargs)

    def hist2d(self, x, y, bins=10, *, range=None, density=False, weights=None, cmin=None, cmax=None, data=None, **kwargs):
        counts, xedges, yedges = np.histogram2d(x, y, bins=bins, range=range, density=density, weights=weights)
        if cmin is not None:
            counts[counts < cmin] = np.nan
        if cmax is not None:
            counts[counts > cmax] = np.nan
        mesh = self.pcolormesh(xedges, yedges, counts.T, **kwargs)
        self.set_xlim(xedges[0], xedges[-1])
        self.set_ylim(yedges[0], yedges[-1])
        return counts, xedges, yedges, mesh

    def hexbin(self, *args, **kwargs):
        _not_yet('hexbin')

    # ---- contours ----

    def contour(self, *args, data=None, **kwargs):
        return self._contours(args, False, kwargs)

    def contourf(self, *args, data=None, **kwargs):
        return self._contours(args, True, kwargs)

    def _contours(self, args, filled, kwargs):
        name = 'contourf' if filled else 'contour'
        levels = kwargs.pop('levels', None)
        args = list(args)
        if len(args) in (2, 4):
            levels = args.pop()
        if levels is None and len(args) in (1, 3) and np.asarray(args[-1]).dtype == bool:
            levels = [0, .5, 1] if filled else [.5]
        if len(args) == 1:
            z = _plain(args[0])
            if z.ndim != 2:
                raise TypeError(f'Input z must be 2D, not {z.ndim}D')
            origin, extent = kwargs.pop('origin', None), kwargs.pop('extent', None)
            rows, columns = z.shape
            if extent is not None:
                x0, x1, y0, y1 = extent
                dx, dy = ((x1 - x0) / columns, (y1 - y0) / rows) if origin else (0, 0)
                x, y = np.linspace(x0 + dx / 2, x1 - dx / 2, columns), np.linspace(y0 + dy / 2, y1 - dy / 2, rows)
                if origin == 'upper':
                    y = y[::-1]
            else:
                x, y = np.arange(columns, dtype=float), np.arange(rows, dtype=float)
                if origin == 'upper':
                    y = y[::-1]
            x, y = np.meshgrid(x, y)
        elif len(args) == 3:
            x, y, z = _numbers(args[0], self, 'x'), _numbers(args[1], self, 'y'), _plain(args[2])
            if z.ndim != 2:
                raise TypeError(f'Input z must be 2D, not {z.ndim}D')
            if z.shape[0] < 2 or z.shape[1] < 2:
                raise TypeError(f'Input z must be at least a (2, 2) shaped array, but has shape {z.shape}')
            rows, columns = z.shape
            if x.ndim != y.ndim:
                raise TypeError(f'Number of dimensions of x ({x.ndim}) and y ({y.ndim}) do not match')
            if x.ndim == 1:
                if len(x) != columns:
                    raise TypeError(f'Length of x ({len(x)}) must match number of columns in z ({columns})')
                if len(y) != rows:
                    raise TypeError(f'Length of y ({len(y)}) must match number of rows in z ({rows})')
                x, y = np.meshgrid(x, y)
            elif x.ndim == 2:
                if x.shape != z.shape:
                    raise TypeError(f'Shapes of x {x.shape} and z {z.shape} do not match')
                if y.shape != z.shape:
                    raise TypeError(f'Shapes of y {y.shape} and z {z.shape} do not match')
            else:
                raise TypeError(f'Inputs x and y must be 1D or 2D, not {x.ndim}D')
        else:
            raise TypeError(f'{name}() takes from 1 to 4 positional arguments but {len(args)} were given')
        found = QuadContourSet(self, x, y, z, levels, filled, **kwargs)
        self._add(found)
        return found

    def clabel(self, CS, levels=None, **kwargs):
        return CS.clabel(levels, **kwargs)

    # ---- arrows ----

    def quiver(self, *args, data=None, **kwargs):
        args = list(args)
        if len(args) not in (2, 3, 4, 5):
            raise TypeError(f'quiver() takes from 2 to 5 positional arguments but {len(args)} were given')
        C = args.pop() if len(args) in (3, 5) else None
        u, v = _plain(args[-2]), _plain(args[-1])
        if len(args) == 4:
            x, y = _numbers(args[0], self, 'x'), _numbers(args[1], self, 'y')
            if x.ndim == 1 and y.ndim == 1 and u.ndim == 2 and (len(y), len(x)) == u.shape:
                x, y = np.meshgrid(x, y)
        else:
            rows, columns = np.atleast_2d(u).shape
            x, y = np.meshgrid(np.arange(columns, dtype=float), np.arange(rows, dtype=float))
        x, y, u, v = (np.ravel(np.atleast_1d(a)) for a in (x, y, u, v))
        if x.size != y.size:
            raise ValueError(f'X and Y must be the same size, but X.size is {x.size} and Y.size is {y.size}.')
        if u.size not in (1, x.size) or v.size not in (1, x.size):
            raise ValueError(f'Argument U has a size {u.size} which does not match {x.size}, the number of arrow positions')
        u, v = np.broadcast_to(u, x.shape), np.broadcast_to(v, x.shape)
        kwargs = _normalize(kwargs, dict(_SHORT_COLLECTION))
        found = Quiver(x, y, u, v, **kwargs)
        if C is not None:
            found.set_array(np.ravel(_plain(C)))
            found.autoscale_None()
        return self._add(found)

    def quiverkey(self, Q, X, Y, U, label, **kwargs):
        _not_yet('quiverkey')

    def streamplot(self, *args, **kwargs):
        _not_yet('streamplot')

    def arrow(self, x, y, dx, dy, **kwargs):
        return self._add(FancyArrow(x, y, dx, dy, **kwargs))

    # ---- error bars, stems ----

    def errorbar(self, x, y, yerr=None, xerr=None, fmt='', *, ecolor=None, elinewidth=None, capsize=None, barsabove=False,
                 lolims=False, uplims=False, xlolims=False, xuplims=False, errorevery=1, capthick=None, data=None,
                 **kwargs):
        if np.any(lolims) or np.any(uplims) or np.any(xlolims) or np.any(xuplims):
            _not_yet('error bars as limits')
        kwargs = _normalize(kwargs, Line2D._short)
        kwargs.setdefault('zorder', 2)
        x, y = np.atleast_1d(_numbers(_atleast(x), self, 'x')), np.atleast_1d(_numbers(_atleast(y), self, 'y'))
        if len(x) != len(y):
            raise ValueError("'x' and 'y' must have the same size")
        label = kwargs.pop('label', None)
        bar_look = {k: kwargs.pop(k) for k in ('zorder', 'alpha', 'clip_on') if k in kwargs}
        if fmt.lower() != 'none':
            args = (x, y, fmt) if fmt else (x, y)
            line, = self.plot(*args, **dict(kwargs, label='_nolegend_', zorder=bar_look['zorder'] + 0.1,
                                            **({'alpha': bar_look['alpha']} if 'alpha' in bar_look else {})))
            base = line.get_color()
        else:
            line = None
            base = kwargs.get('color') or self._next_props()['color']
        ecolor = base if ecolor is None else ecolor
        elinewidth = elinewidth or rcParams['errorbar.elinewidth'] or kwargs.get('linewidth')
        capsize = rcParams['errorbar.capsize'] if capsize is None else capsize
        start, step = (0, errorevery) if isinstance(errorevery, (int, np.integer)) else errorevery
        every = slice(start, None, step)
        bars, caps = [], []
        for values, err, which in ((x, xerr, 'x'), (y, yerr, 'y')):
            if err is None:
                continue
            err = np.asarray(err, dtype=float)
            if err.ndim == 2 and err.shape[0] != 2 or err.ndim == 1 and err.size not in (1, len(values)) or err.ndim > 2:
                raise ValueError(f"'{which}err' (shape: {err.shape}) must be a scalar or a 1D or (2, n) array-like whose "
                                 f"shape matches '{which}' (shape: {values.shape})")
            if np.any(err < 0):
                raise ValueError(f"'{which}err' must not contain negative values")
            less, more = (err[0], err[1]) if err.ndim == 2 else (err, err)
            low, high = (values - less)[every], (values + more)[every]
            other = (y if which == 'x' else x)[every]
            look = dict(bar_look, colors=ecolor, label='_nolegend_')
            if elinewidth is not None:
                look['linewidths'] = elinewidth
            bars.append(self.hlines(other, low, high, **look) if which == 'x' else self.vlines(other, low, high, **look))
            if capsize > 0:
                marker = '|' if which == 'x' else '_'
                for end in (low, high):
                    at = (end, other) if which == 'x' else (other, end)
                    cap = Line2D(*at, linestyle='None', marker=marker, markersize=2 * capsize, color=ecolor,
                                 label='_nolegend_', zorder=bar_look['zorder'])
                    if capthick is not None or elinewidth is not None:
                        cap.set_markeredgewidth(capthick if capthick is not None else rcParams['lines.markeredgewidth'])
                    cap.set_alpha(bar_look.get('alpha'))
                    caps.append(self._add(cap))
        found = ErrorbarContainer((line, tuple(caps), tuple(bars)), has_xerr=xerr is not None, has_yerr=yerr is not None,
                                  label=label)
        self.add_container(found)
        return found

    def stem(self, *args, linefmt=None, markerfmt=None, basefmt=None, bottom=0, label=None, orientation='vertical',
             data=None, **kwargs):
        if not 1 <= len(args) <= 3:
            raise TypeError(f'stem expected between 1 or 3 positional arguments, got {args}')
        _check_in_list(['horizontal', 'vertical'], orientation=orientation)
        if len(args) == 1:
            heads = np.atleast_1d(_numbers(_atleast(args[0]), self, 'y'))
            locs = np.arange(len(heads), dtype=float)
        else:
            locs = np.atleast_1d(_numbers(_atleast(args[0]), self, 'x'))
            heads = np.atleast_1d(_numbers(_atleast(args[1]), self, 'y'))
        if len(args) > 2:
            linefmt = args[2]
        line_style, line_marker, line_color = _plot_format(linefmt if linefmt is not None else 'C0-')
        if line_style == 'None':
            line_style = '-'
        line_color = line_color or 'C0'
        if markerfmt is None:
            markerfmt = 'o'
        mark_style, mark, mark_color = _plot_format(markerfmt) if markerfmt not in ('', ' ') else ('None', 'None', None)
        mark_color = mark_color or line_color
        base_style, base_mark, base_color = _plot_format(basefmt if basefmt is not None else 'C3-')
        if orientation == 'vertical':
            stems = self.vlines(locs, bottom, heads, colors=line_color, linestyles=line_style, label='_nolegend_')
            points, ends = (locs, heads), ([np.min(locs), np.max(locs)], [bottom, bottom])
        else:
            stems = self.hlines(locs, bottom, heads, colors=line_color, linestyles=line_style, label='_nolegend_')
            points, ends = (heads, locs), ([bottom, bottom], [np.min(locs), np.max(locs)])
        markers, = self.plot(*points, color=mark_color, linestyle=mark_style if mark_style else 'None', marker=mark,
                             label='_nolegend_')
        baseline, = self.plot(*ends, color=base_color or 'C3', linestyle=base_style, marker=base_mark, label='_nolegend_')
        found = StemContainer((markers, stems, baseline), label=label)
        self.add_container(found)
        return found

    # ---- pies and boxes ----

    def pie(self, x, explode=None, labels=None, colors=None, autopct=None, pctdistance=0.6, shadow=False,
            labeldistance=1.1, startangle=0, radius=1, counterclock=True, wedgeprops=None, textprops=None, center=(0, 0),
            frame=False, rotatelabels=False, *, normalize=True, hatch=None, data=None):
        x = np.asarray(x, dtype=np.float32)
        if x.ndim > 1:
            raise ValueError('x must be 1D')
        if np.any(x < 0):
            raise ValueError("Wedge sizes 'x' must be non negative values")
        total = x.sum()
        if normalize:
            x = x / total
        elif total > 1:
            raise ValueError('Cannot plot an unnormalized pie with sum(x) > 1')
        labels_given = labels is not None
        labels = [''] * len(x) if labels is None else list(labels)
        explode = [0] * len(x) if explode is None else list(explode)
        if len(x) != len(labels):
            raise ValueError(f"'label' must be of length 'x', not {len(labels)}")
        if len(x) != len(explode):
            raise ValueError(f"'explode' must be of length 'x', not {len(explode)}")
        texts, slices, autotexts = [], [], []
        theta1 = startangle / 360
        textprops = dict(textprops or {})
        for i, (part, label, out) in enumerate(zip(x.tolist(), labels, explode)):
            theta2 = theta1 + part if counterclock else theta1 - part
            middle = 2 * math.pi * 0.5 * (theta1 + theta2)
            cx, cy = center[0] + out * math.cos(middle), center[1] + out * math.sin(middle)
            color = self._next_patch_color() if colors is None else colors[i % len(colors)]
            look = dict({'facecolor': color, 'clip_on': False, 'label': label}, **_normalize(wedgeprops or {}, _SHORT_PATCH))
            if hatch is not None:
                look['hatch'] = hatch if isinstance(hatch, str) else hatch[i % len(hatch)]
            wedge = Wedge((cx, cy), radius, 360 * min(theta1, theta2), 360 * max(theta1, theta2), **look)
            if shadow:
                dark = Wedge((cx - 0.02 * radius, cy - 0.02 * radius), radius, wedge.theta1, wedge.theta2,
                             facecolor=tuple(0.3 * v for v in to_rgb(color)), alpha=0.5, clip_on=False, label='_nolegend_')
                dark.zorder = wedge.zorder - 0.01
                self._add(dark)
            slices.append(self._add(wedge))
            if labeldistance is not None:
                xt, yt = cx + labeldistance * radius * math.cos(middle), cy + labeldistance * radius * math.sin(middle)
                align = 'left' if xt > 0 else 'right'
                turn, valign = 'horizontal', 'center'
                if rotatelabels:
                    valign = 'bottom' if yt > 0 else 'top'
                    turn = math.degrees(middle) + (0 if xt > 0 else 180)
                props = dict({'horizontalalignment': align, 'verticalalignment': valign, 'rotation': turn,
                              'fontsize': rcParams['xtick.labelsize']}, **_normalize(textprops, _SHORT_TEXT))
                texts.append(self.text(xt, yt, label, clip_on=False, **props))
            if autopct is not None:
                xt, yt = cx + pctdistance * radius * math.cos(middle), cy + pctdistance * radius * math.sin(middle)
                text = autopct % (100.0 * part) if isinstance(autopct, str) else autopct(100.0 * part)
                props = dict({'horizontalalignment': 'center', 'verticalalignment': 'center'},
                             **_normalize(textprops, _SHORT_TEXT))
                autotexts.append(self.text(xt, yt, text, clip_on=False, **props))
            theta1 = theta2
        if not frame:
            self.set_frame_on(False)
            self.set_xlim(-1.25 + center[0], 1.25 + center[0])
            self.set_ylim(-1.25 + center[1], 1.25 + center[1])
            self.set_xticks([])
            self.set_yticks([])
            self.set_aspect('equal')
        return (slices, texts) if autopct is None else (slices, texts, autotexts)

    def boxplot(self, x, notch=None, sym=None, vert=None, orientation='vertical', whis=None, positions=None, widths=None,
                patch_artist=None, bootstrap=None, usermedians=None, conf_intervals=None, meanline=None, showmeans=None,
                showcaps=None, showbox=None, showfliers=None, boxprops=None, tick_labels=None, flierprops=None,
                medianprops=None, meanprops=None, capprops=None, whiskerprops=None, manage_ticks=True, autorange=False,
                zorder=None, capwidths=None, label=None, labels=None, *, data=None):
        if notch:
            _not_yet('boxplot with notch=True')
        if vert is False:
            orientation = 'horizontal'
        sets = _datasets(x)
        whis = 1.5 if whis is None else whis
        tick_labels = labels if tick_labels is None else tick_labels
        positions = list(builtin_range(1, len(sets) + 1)) if positions is None else list(positions)
        if len(positions) != len(sets):
            raise ValueError('List of boxplot statistics and `positions` values must have same the length')
        if widths is None:
            distance = max(positions) - min(positions)
            widths = np.clip(0.15 * distance, 0.15, 0.5)
        widths = [widths] * len(sets) if not np.iterable(widths) else list(widths)
        vertical = orientation == 'vertical'
        z = 2 if zorder is None else zorder

        def line(xs, ys, props, **default):
            look = dict({'color': 'black', 'linewidth': 1.0, 'linestyle': '-'}, **default)
            look.update(_normalize(props or {}, Line2D._short))
            look.setdefault('label', '_nolegend_')
            xs, ys = (xs, ys) if vertical else (ys, xs)
            made = Line2D(np.asarray(xs, dtype=float), np.asarray(ys, dtype=float), **look)
            made.zorder = look.get('zorder', z + default.get('_up', 0))
            return self._add(made)

        found = {'whiskers': [], 'caps': [], 'boxes': [], 'medians': [], 'fliers': [], 'means': []}
        for at, width, values in zip(positions, widths, sets):
            values = np.ravel(_plain(values))
            values = values[np.isfinite(values)]
            if values.size:
                q1, median, q3 = np.percentile(values, [25, 50, 75])
                if np.iterable(whis):
                    low, high = np.percentile(values, whis)
                else:
                    low, high = q1 - whis * (q3 - q1), q3 + whis * (q3 - q1)
                inner = values[values <= high]
                top = q3 if not inner.size or inner.max() < q3 else inner.max()
                inner = values[values >= low]
                bottom = q1 if not inner.size or inner.min() > q1 else inner.min()
                outside = np.concatenate([values[values < bottom], values[values > top]])
                mean = values.mean()
            else:
                q1 = median = q3 = top = bottom = mean = np.nan
                outside = values
            left, right = at - width / 2, at + width / 2
            cap = width / 2 if capwidths is None else (capwidths if not np.iterable(capwidths) else capwidths[0])
            found['whiskers'].append(line([at, at], [q1, bottom], whiskerprops))
            found['whiskers'].append(line([at, at], [q3, top], whiskerprops))
            if showcaps is not False:
                found['caps'].append(line([at - cap / 2, at + cap / 2], [bottom, bottom], capprops))
                found['caps'].append(line([at - cap / 2, at + cap / 2], [top, top], capprops))
            if showbox is not False:
                xs, ys = [left, right, right, left, left], [q1, q1, q3, q3, q1]
                if patch_artist:
                    look = dict({'facecolor': 'C0', 'edgecolor': 'black', 'linewidth': 1.0, 'label': '_nolegend_'},
                                **_normalize(boxprops or {}, _SHORT_PATCH))
                    if 'color' in look:
                        look['facecolor'] = look['edgecolor'] = look.pop('color')
                    points = np.stack([xs, ys] if vertical else [ys, xs], axis=1)[:-1]
                    patch = Polygon(points, **look)
                    patch.zorder = z
                    found['boxes'].append(self._add(patch))
                else:
                    found['boxes'].append(line(xs, ys, boxprops))
            medians = line([left, right], [median, median], medianprops, color='C1')
            medians.zorder = (medianprops or {}).get('zorder', z + 0.1)
            found['medians'].append(medians)
            if showmeans:
                if meanline:
                    made = line([left, right], [mean, mean], meanprops, color='C2', linestyle='--')
                else:
                    made = line([at], [mean], meanprops, color='C2', linestyle='None', marker='^', markerfacecolor='C2',
                                markeredgecolor='C2')
                found['means'].append(made)
            if showfliers is not False and sym != '':
                look = {'linestyle': 'None', 'marker': 'o', 'markerfacecolor': 'none', 'markeredgecolor': 'black'}
                if sym is not None:
                    _, mark, color = _plot_format(sym)
                    look['marker'] = mark
                    if color is not None:
                        look.update(markerfacecolor=color, markeredgecolor=color, color=color)
                found['fliers'].append(line(np.full(len(outside), float(at)), outside, flierprops, **look))
        if manage_ticks:
            which = 'x' if vertical else 'y'
            names = [str(p) for p in positions] if tick_labels is None else list(tick_labels)
            axis = self._axis(which)
            low, high = min(positions) - 0.5, max(positions) + 0.5
            old = axis._lim
            self._set_limits(which, low if old is None else min(old[0], low), high if old is None else max(old[1], high))
            axis.set_major_locator(FixedLocator(np.asarray(positions, dtype=float)))
            axis.set_major_formatter(FixedFormatter(names))
        return found

    def violinplot(self, *args, **kwargs):
        _not_yet('violinplot')

    def eventplot(self, positions, orientation='horizontal', lineoffsets=1, linelengths=1, linewidths=None, colors=None,
                  **kwargs):
        sets = _datasets(positions)
        several = lambda v, n: list(v) if np.iterable(v) and not isinstance(v, str) else [v] * n
        count = len(sets)
        offsets = several(lineoffsets, count) if np.iterable(lineoffsets) else [lineoffsets + i for i in builtin_range(count)]
        lengths, colors = several(linelengths, count), several(colors, count)
        found = []
        for values, at, length, color in zip(sets, offsets, lengths, colors):
            draw = self.vlines if orientation == 'horizontal' else self.hlines
            found.append(draw(values, at - length / 2, at + length / 2, colors=color, linewidths=linewidths, **kwargs))
        return found

    def table(self, *args, **kwargs):
        _not_yet('tables')

    # ---- texts ----

    def text(self, x, y, s, fontdict=None, **kwargs):
        text = Text(x, y, s, **dict(fontdict or {}, **kwargs))
        return self._add(text)

    def annotate(self, text, xy, xytext=None, xycoords='data', textcoords=None, arrowprops=None, annotation_clip=None,
                 **kwargs):
        return self._add(Annotation(text, xy, xytext=xytext, xycoords=xycoords, textcoords=textcoords,
                                    arrowprops=arrowprops, annotation_clip=annotation_clip, **kwargs))

    # ---- spectra and correlations ----

    def acorr(self, x, *, data=None, **kwargs):
        return self.xcorr(x, x, **kwargs)

    def xcorr(self, x, y, *, normed=True, detrend=None, usevlines=True, maxlags=10, data=None, **kwargs):
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        count = len(x)
        if count != len(y):
            raise ValueError('x and y must be equal length')
        correls = np.correlate(x, y, mode='full')
        if normed:
            correls = correls / np.sqrt(np.dot(x, x) * np.dot(y, y))
        maxlags = count - 1 if maxlags is None else maxlags
        lags = np.arange(-maxlags, maxlags + 1)
        correls = correls[count - 1 - maxlags:count + maxlags]
        if usevlines:
            a = self.vlines(lags, [0], correls, **kwargs)
            b = self.axhline(**kwargs)
        else:
            kwargs.setdefault('marker', 'o')
            kwargs.setdefault('linestyle', 'None')
            a, = self.plot(lags, correls, **kwargs)
            b = None
        return lags, correls, a, b


class Axes(_AxesFields):
    __module__ = 'matplotlib.axes'


def _edges_between(x):
    # Edges around places, along the last axis.
    if x.shape[1] > 1:
        half = np.diff(x, axis=1) / 2
        return np.hstack([x[:, :1] - half[:, :1], x[:, :-1] + half, x[:, -1:] + half[:, -1:]])
    return np.hstack([x - 0.5, x + 0.5])


class QuadContourSet(Collection):
    __module__ = 'matplotlib.contour'
    _short = {}

    def __init__(self, ax, x, y, z, levels, filled, *, colors=None, alpha=None, cmap=None, norm=None, vmin=None, vmax=None,
                 linewidths=None, linestyles=None, extend='neither', hatches=None, locator=None, antialiased=None,
                 negative_linestyles=None, corner_mask=None, origin=None, extent=None, zorder=None, **kwargs):
        if kwargs:
            raise TypeError(f'{"contourf" if filled else "contour"}() got an unexpected keyword argument '
                            f'{next(iter(kwargs))!r}')
        if hatches is not None and any(hatches):
            _not_yet('contours with hatches')
        if colors is not None and cmap is not None:
            raise ValueError('Either colors or cmap must be None')
        self.filled, self.axes, self.figure = filled, ax, ax.figure
        self.zmin, self.zmax = float(np.nanmin(z)), float(np.nanmax(z))
        self._x, self._y, self._z = x, y, z
        self.extend = extend
        log = isinstance(norm, LogNorm)
        if levels is None or isinstance(levels, (int, np.integer)):
            levels = self._find_levels(7 if levels is None else int(levels), locator, log)
        self.levels = np.asarray(levels, dtype=float)
        if self.levels.ndim != 1:
            raise ValueError('Contour levels must be 1-D')
        if len(self.levels) > 1 and np.min(np.diff(self.levels)) <= 0.0:
            raise ValueError('Contour levels must be increasing')
        if filled and len(self.levels) < 2:
            raise ValueError('Filled contours require at least 2 levels.')
        if not filled:
            inside = (self.levels >= self.zmin) & (self.levels <= self.zmax)
            if not inside.any():
                warnings.warn('No contour levels were found within the data range.', stacklevel=4)
        self._below = filled and extend in ('min', 'both')
        self._above = filled and extend in ('max', 'both')
        low = [-1e250] if self._below else []
        high = [1e250] if self._above else []
        self._layers = np.array(low + list(self.levels) + high)
        if filled:
            values = (self._layers[:-1] + self._layers[1:]) / 2
            if self._below:
                values[0] = -1e250
            if self._above:
                values[-1] = 1e250
        else:
            values = self.levels
        super().__init__(cmap=cmap, norm=norm, vmin=vmin, vmax=vmax, alpha=alpha, linewidths=linewidths)
        self.layers = values
        self._given_colors = colors
        if colors is not None:
            colors = [colors] if isinstance(colors, str) else list(colors)
            count = len(values)
            self.cmap = ListedColormap([colors[i % len(colors)] for i in builtin_range(count)])
            self._given_rgba = to_rgba_array([colors[i % len(colors)] for i in builtin_range(count)], alpha)
        else:
            self._given_rgba = None
            if self.norm.vmin is None:
                self.norm.vmin = float(self.levels.min() if filled or len(self.levels) == 1 else self.levels.min())
            if self.norm.vmax is None:
                self.norm.vmax = float(self.levels.max())
        self._A = np.asarray(values)
        if filled and colors is None:
            self._color_levels = self.levels
            self._layer_values = values[int(self._below):len(values) - int(self._above)]
        elif filled:
            self._color_levels = self.levels
        self._line_styles = linestyles
        self._negative = negative_linestyles or rcParams['contour.negative_linestyle']
        self._mono = colors is not None and len(set(map(str, colors))) == 1
        self._texts = []
        self.zorder = zorder if zorder is not None else (1 if filled else 2)
        self._label = ''

    def _find_levels(self, most, locator, log):
        if locator is None:
            if log:
                low, high = math.floor(math.log10(self.zmin)), math.ceil(math.log10(self.zmax))
                levels = 10.0 ** np.arange(low, high + 1)
            else:
                levels = _draw.steps(self.zmin, self.zmax, most + 1, [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10], False, 1)
        else:
            levels = np.asarray(locator.tick_values(self.zmin, self.zmax), dtype=float)
        under = np.nonzero(levels < self.zmin)[0]
        first = under[-1] if len(under) else 0
        over = np.nonzero(levels > self.zmax)[0]
        last = over[0] + 1 if len(over) else len(levels)
        if self.extend in ('min', 'both'):
            first += 1 if len(under) else 0
        if self.extend in ('max', 'both'):
            last -= 1 if len(over) else 0
        if last - first < 3:
            first, last = 0, len(levels)
        return levels[first:last]

    def _default_edges(self):
        return 'none'

    def _colors_of_layers(self):
        if self._given_rgba is not None:
            return self._given_rgba
        return np.asarray(self.to_rgba(self._A, self._alpha)).reshape(-1, 4)

    def get_paths(self):
        return [Path(np.zeros((0, 2))) for _ in self.layers]

    @property
    def collections(self):
        raise AttributeError("'QuadContourSet' object has no attribute 'collections'")

    @property
    def allsegs(self):
        return [[p[0] for p in _draw.contour(self._x, self._y, self._z, float(level))] for level in self.levels]

    def _spec(self):
        colors = self._colors_of_layers()
        spec = self._base('shapes')
        if self.filled:
            paths = []
            for i, (low, high) in enumerate(zip(self._layers[:-1], self._layers[1:])):
                if i == 0 and low == self.zmin:
                    low = low - 0.01 * abs(high - low)
                paths.append(_draw.area(self._x, self._y, self._z, float(low), float(high)))
            spec.update(paths=paths, faces=colors, edges=np.zeros((0, 4)), widths=[0.0], join='miter', cap='butt')
            return [spec]
        specs = []
        widths = rcParams['contour.linewidth'] or rcParams['lines.linewidth'] if self._widths is None else self._widths
        widths = np.atleast_1d(widths)
        styles = self._line_styles
        for i, level in enumerate(self.levels):
            paths = _draw.contour(self._x, self._y, self._z, float(level))
            if not paths:
                continue
            if styles is None:
                style = self._negative if self._mono and level < 0 else 'solid'
            else:
                style = styles if isinstance(styles, str) else styles[i % len(styles)]
            width = float(widths[i % len(widths)])
            one = dict(spec)
            one.update(paths=paths, faces=np.zeros((0, 4)), edges=colors[i:i + 1], widths=[width],
                       dashes=_dashes(style, width)[1], join='round', cap='butt')
            specs.append(one)
        return specs

    def _default_width(self):
        return None

    def _limits(self):
        return _bounds_of(self._x.ravel(), self._y.ravel())

    @property
    def _sticky_x(self):
        return (self._x.min(), self._x.max())

    @property
    def _sticky_y(self):
        return (self._y.min(), self._y.max())

    def legend_elements(self, variable_name='x', str_format=str):
        colors = self._colors_of_layers()
        if self.filled:
            artists = [Rectangle((0, 0), 1, 1, facecolor=tuple(c)) for c in colors]
            labels = [f'${str_format(a)} < {variable_name} \\leq {str_format(b)}$'
                      for a, b in zip(self._layers[:-1], self._layers[1:])]
            return artists, labels
        return ([Line2D([0], [0], color=tuple(c)) for c in colors],
                [f'${variable_name} = {str_format(level)}$' for level in self.levels])

    def _handle(self):
        return None

    def clabel(self, levels=None, *, fontsize=None, inline=True, inline_spacing=5, fmt=None, colors=None,
               use_clabeltext=False, manual=False, rightside_up=True, zorder=None):
        if manual:
            _not_yet('contour labels placed by hand')
        levels = self.levels if levels is None else levels
        found = []
        rgba = self._colors_of_layers()
        digits = max([0] + [len(f'{v:.10g}'.split('.')[1]) if '.' in f'{v:.10g}' else 0 for v in self.levels])
        page = self.axes.bbox
        for i, level in enumerate(self.levels):
            if level not in levels:
                continue
            if fmt is None:
                text = f'{level:.{digits}f}'
            elif isinstance(fmt, dict):
                text = fmt[level]
            elif isinstance(fmt, str):
                text = fmt % level
            else:
                text = fmt(level)
            color = tuple(rgba[i]) if colors is None else colors if isinstance(colors, str) else colors[i % len(colors)]
            for points, _ in _draw.contour(self._x, self._y, self._z, float(level)):
                if len(points) < 10:
                    continue
                pixels = _to_pixels(self.axes.transData, points)
                length = np.hypot(*np.diff(pixels, axis=0).T).sum()
                if length < 60:
                    continue
                middle = len(points) // 2
                before, after = pixels[max(0, middle - 3)], pixels[min(len(pixels) - 1, middle + 3)]
                angle = math.degrees(math.atan2(after[1] - before[1], after[0] - before[0]))
                angle = (angle + 90) % 180 - 90
                box = {'facecolor': self.axes.get_facecolor(), 'edgecolor': 'none', 'pad': 0.5} if inline else None
                label = Text(points[middle][0], points[middle][1], text, color=color, fontsize=fontsize, rotation=angle,
                             horizontalalignment='center', verticalalignment='center', bbox=box)
                label.zorder = 2 + self.zorder if zorder is None else zorder
                label._clip_on = True
                found.append(self.axes._add(label))
        self._texts.extend(found)
        return SilentList('text.Text', found)

    @property
    def labelTexts(self):
        return self._texts


ContourSet = QuadContourSet


def _scale_functions(axis):
    if axis._scale == 'log':
        return np.log10, lambda v: 10.0 ** v
    return (lambda v: v), (lambda v: v)


def _to_pixels(transform, points):
    width, height = transform._figure._pixels()
    space = transform._space
    flat = np.asarray(points, dtype=float)
    x, y = flat[..., 0], flat[..., 1]
    if space == 'figure':
        return np.stack([x * width, y * height], axis=-1)
    axes = transform._axes
    left, bottom, w, h = axes._place()
    if space in ('data', 'xdata'):
        f, _ = _scale_functions(axes.xaxis)
        low, high = axes.get_xlim()
        x = (f(x) - f(low)) / (f(high) - f(low))
    if space in ('data', 'ydata'):
        f, _ = _scale_functions(axes.yaxis)
        low, high = axes.get_ylim()
        y = (f(y) - f(low)) / (f(high) - f(low))
    return np.stack([(left + x * w) * width, (bottom + y * h) * height], axis=-1)


def _from_pixels(transform, points):
    width, height = transform._figure._pixels()
    space = transform._space
    flat = np.asarray(points, dtype=float)
    x, y = flat[..., 0] / width, flat[..., 1] / height
    if space == 'figure':
        return np.stack([x, y], axis=-1)
    axes = transform._axes
    left, bottom, w, h = axes._place()
    x, y = (x - left) / w, (y - bottom) / h
    if space in ('data', 'xdata'):
        f, back = _scale_functions(axes.xaxis)
        low, high = axes.get_xlim()
        x = back(f(low) + x * (f(high) - f(low)))
    if space in ('data', 'ydata'):
        f, back = _scale_functions(axes.yaxis)
        low, high = axes.get_ylim()
        y = back(f(low) + y * (f(high) - f(low)))
    return np.stack([x, y], axis=-1)
