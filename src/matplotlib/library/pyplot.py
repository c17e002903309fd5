# The figures of a session, the current one, and the functions that work on it.

_figures = {}
_current_number = None
_images = ('imshow', 'matshow', 'scatter', 'pcolormesh', 'pcolor', 'contour', 'contourf', 'quiver', 'hist2d', 'spy')
_closing = True


def figure(num=None, figsize=None, dpi=None, *, facecolor=None, edgecolor=None, frameon=True, FigureClass=None, clear=False,
           **kwargs):
    global _current_number
    _draw.at_cell_end(_end_of_cell)
    if isinstance(num, Figure):
        if num.number not in _figures:
            _figures[num.number or max(_figures, default=0) + 1] = num
        _current_number = num.number
        return num
    label = ''
    if isinstance(num, str):
        label = num
        found = [n for n, f in _figures.items() if f._label == label]
        num = found[0] if found else max(_figures, default=0) + 1
    if num is None:
        num = max(_figures, default=0) + 1
    num = int(num)
    if num not in _figures:
        if len(_figures) == rcParams['figure.max_open_warning'] >= 1:
            warnings.warn(f'More than {rcParams["figure.max_open_warning"]} figures have been opened. Figures created '
                          'through the pyplot interface (`matplotlib.pyplot.figure`) are retained until explicitly closed '
                          'and may consume too much memory. (To control this warning, see the rcParam '
                          '`figure.max_open_warning`). Consider using `matplotlib.pyplot.close()`.', RuntimeWarning,
                          stacklevel=3)
        new = Figure(figsize, dpi, facecolor=facecolor, edgecolor=edgecolor, frameon=frameon, **kwargs)
        new.number, new._label = num, label
        _figures[num] = new
    elif clear:
        _figures[num].clear()
    _current_number = num
    return _figures[num]


def gcf():
    return _figures[_current_number] if _current_number in _figures else figure()


def gca():
    return gcf().gca()


def sca(ax):
    figure(ax.figure)
    ax.figure.sca(ax)


def _through(name, args, kwargs):
    if name == 'matshow':
        number = kwargs.pop('fignum', None)
        if number != 0:
            figure(number, figsize=_figaspect(np.shape(args[0] if args else kwargs['A'])))
            gcf().add_axes((0.15, 0.09, 0.775, 0.775))
    axes = gca()
    found = getattr(axes, name)(*args, **kwargs)
    if name in _images:
        sci(found[3] if name == 'hist2d' else found)
    return found


def _figaspect(shape):
    # The size of a figure that a matrix fills, between 4 x 2 and 16 x 16 inches.
    height = rcParams['figure.figsize'][1]
    size = np.array([height * shape[1] / shape[0], height])
    size /= min(1.0, *(size / (4.0, 2.0)))
    size /= max(1.0, *(size / (16.0, 16.0)))
    return tuple(np.clip(size, (4.0, 2.0), (16.0, 16.0)))


def sci(im):
    gca()._image = im


def gci():
    found = getattr(gcf()._current, '_image', None) if gcf()._axes else None
    if found is None:
        for axes in reversed(gcf()._axes):
            found = getattr(axes, '_image', None)
            if found is not None:
                break
    return found


def get_fignums():
    return sorted(_figures)


def fignum_exists(num):
    return num in _figures or any(f._label == num for f in _figures.values())


def get_figlabels():
    return [_figures[n]._label for n in sorted(_figures)]


def close(fig=None):
    global _current_number
    if fig is None:
        _figures.pop(_current_number, None)
    elif isinstance(fig, str) and fig == 'all':
        _figures.clear()
    elif isinstance(fig, int):
        _figures.pop(fig, None)
    elif isinstance(fig, str):
        for number in [n for n, f in _figures.items() if f._label == fig]:
            del _figures[number]
    elif isinstance(fig, Figure):
        for number in [n for n, f in _figures.items() if f is fig]:
            del _figures[number]
    else:
        raise TypeError(f'close() argument must be a Figure, an int, a string, or None, not {type(fig)}')
    if _current_number not in _figures:
        _current_number = max(_figures, default=None)


def show(*args, block=None, **kwargs):
    for number in sorted(_figures):
        shown = _figures[number]
        if shown._axes or shown._children:
            _draw.show(shown._spec())
    close('all')


def _end_of_cell():
    # What is still open is shown, as notebooks do.
    if _figures:
        show()


def savefig(*args, **kwargs):
    return gcf().savefig(*args, **kwargs)


def subplots(nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None,
             subplot_kw=None, gridspec_kw=None, **fig_kw):
    fig = figure(**fig_kw)
    axs = fig.subplots(nrows=nrows, ncols=ncols, sharex=sharex, sharey=sharey, squeeze=squeeze, subplot_kw=subplot_kw,
                       gridspec_kw=gridspec_kw, height_ratios=height_ratios, width_ratios=width_ratios)
    return fig, axs


def subplot_mosaic(mosaic, *, sharex=False, sharey=False, width_ratios=None, height_ratios=None, empty_sentinel='.',
                   subplot_kw=None, gridspec_kw=None, per_subplot_kw=None, **fig_kw):
    fig = figure(**fig_kw)
    axes = fig.subplot_mosaic(mosaic, sharex=sharex, sharey=sharey, height_ratios=height_ratios,
                              width_ratios=width_ratios, subplot_kw=subplot_kw, gridspec_kw=gridspec_kw,
                              empty_sentinel=empty_sentinel, per_subplot_kw=per_subplot_kw)
    return fig, axes


def subplot(*args, **kwargs):
    if not args:
        args = (1, 1, 1)
    fig = gcf()
    if len(args) == 1 and isinstance(args[0], _AxesBase):
        return fig.sca(args[0])
    if len(args) == 2 and isinstance(args[1], (int, np.integer)):
        raise TypeError(f'subplot() takes 1 or 3 positional arguments but {len(args)} were given')
    spec = fig._subplot_spec(args)
    box = spec._box(fig)
    if not kwargs:
        for axes in fig._axes:
            own = axes._subplotspec
            top = own.get_topmost_subplotspec() if own is not None else None
            if top is not None and axes._label != '<colorbar>' and axes._twin_of is None and np.allclose(top._box(fig), box):
                return fig.sca(axes)
    return fig.add_subplot(spec, **kwargs)


def subplot2grid(shape, loc, rowspan=1, colspan=1, fig=None, **kwargs):
    fig = gcf() if fig is None else fig
    rows, columns = shape
    grid = GridSpec(rows, columns, figure=fig)
    spec = grid[loc[0]:loc[0] + rowspan, loc[1]:loc[1] + colspan]
    return fig.add_subplot(spec, **kwargs)


def axes(arg=None, **kwargs):
    fig = gcf()
    if arg is None:
        return fig.add_subplot(**kwargs)
    return fig.add_axes(arg, **kwargs)


def delaxes(ax=None):
    ax = gca() if ax is None else ax
    ax.remove()


def cla():
    gca().clear()


def clf():
    gcf().clear()


def draw():
    pass


def pause(interval):
    # A frame of what would be an animation.
    import time
    if _figures:
        for number in sorted(_figures):
            _draw.show(_figures[number]._spec())
    time.sleep(max(0.0, min(float(interval), 3600.0)))


def ion():
    return _Nothing()


ioff = ion


class _Nothing:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


def isinteractive():
    return False


def switch_backend(newbackend):
    pass


def use(backend, *, force=True):
    if not isinstance(backend, str):
        raise TypeError('backend must be a str')


def get_backend():
    return 'inline'


def title(label, fontdict=None, loc=None, pad=None, *, y=None, **kwargs):
    return gca().set_title(label, fontdict=fontdict, loc=loc, pad=pad, y=y, **kwargs)


def xlabel(xlabel, fontdict=None, labelpad=None, *, loc=None, **kwargs):
    return gca().set_xlabel(xlabel, fontdict=fontdict, labelpad=labelpad, loc=loc, **kwargs)


def ylabel(ylabel, fontdict=None, labelpad=None, *, loc=None, **kwargs):
    return gca().set_ylabel(ylabel, fontdict=fontdict, labelpad=labelpad, loc=loc, **kwargs)


def xlim(*args, **kwargs):
    ax = gca()
    return ax.set_xlim(*args, **kwargs) if args or kwargs else ax.get_xlim()


def ylim(*args, **kwargs):
    ax = gca()
    return ax.set_ylim(*args, **kwargs) if args or kwargs else ax.get_ylim()


def _ticks(axis, ticks, labels, minor, kwargs):
    if ticks is None:
        locs = axis.get_minorticklocs() if minor else axis.get_majorticklocs()
        if labels is not None:
            raise TypeError(f"{axis._which}ticks(): Parameter 'labels' can't be set without setting 'ticks'")
    else:
        axis.set_ticks(ticks, minor=minor)
        locs = axis.get_minorticklocs() if minor else axis.get_majorticklocs()
    if labels is None:
        found = axis.get_ticklabels(minor=minor)
        if kwargs:
            axis._style_labels(**kwargs)
    else:
        found = axis.set_ticklabels(labels, minor=minor, **kwargs)
    return locs, found


def xticks(ticks=None, labels=None, *, minor=False, **kwargs):
    return _ticks(gca().xaxis, ticks, labels, minor, kwargs)


def yticks(ticks=None, labels=None, *, minor=False, **kwargs):
    return _ticks(gca().yaxis, ticks, labels, minor, kwargs)


def xscale(value, **kwargs):
    gca().set_xscale(value, **kwargs)


def yscale(value, **kwargs):
    gca().set_yscale(value, **kwargs)


def box(on=None):
    ax = gca()
    ax.set_frame_on(not ax.get_frame_on() if on is None else on)


def twinx(ax=None):
    return (gca() if ax is None else ax).twinx()


def twiny(ax=None):
    return (gca() if ax is None else ax).twiny()


def colorbar(mappable=None, cax=None, ax=None, **kwargs):
    if mappable is None:
        mappable = gci()
        if mappable is None:
            raise RuntimeError('No mappable was found to use for colorbar creation. First define a mappable such as an '
                               'image (with imshow) or a contour set (with contourf).')
    return gcf().colorbar(mappable, cax=cax, ax=ax, **kwargs)


def clim(vmin=None, vmax=None):
    im = gci()
    if im is None:
        raise RuntimeError('You must first define an image, e.g., with imshow')
    im.set_clim(vmin, vmax)


def set_cmap(cmap):
    cmap = get_cmap(cmap)
    rcParams['image.cmap'] = cmap.name
    im = gci() if _figures else None
    if im is not None:
        im.set_cmap(cmap)


def suptitle(t, **kwargs):
    return gcf().suptitle(t, **kwargs)


def figtext(x, y, s, fontdict=None, **kwargs):
    return gcf().text(x, y, s, fontdict=fontdict, **kwargs)


def figlegend(*args, **kwargs):
    return gcf().legend(*args, **kwargs)


def tight_layout(*, pad=1.08, h_pad=None, w_pad=None, rect=None):
    gcf().tight_layout(pad=pad, h_pad=h_pad, w_pad=w_pad, rect=rect)


def subplots_adjust(left=None, bottom=None, right=None, top=None, wspace=None, hspace=None):
    gcf().subplots_adjust(left=left, bottom=bottom, right=right, top=top, wspace=wspace, hspace=hspace)


def imread(fname, format=None):
    if hasattr(fname, 'read'):
        return _draw.read_png(fname.read())
    name = str(fname)
    if name.startswith(('http://', 'https://')):
        raise ValueError('Please open the URL for reading and pass the result to Pillow, e.g. with '
                         '``np.array(PIL.Image.open(urllib.request.urlopen(url)))``.')
    if not name.lower().endswith('.png') and format != 'png':
        _not_yet(f'pictures in files such as {name!r}; it reads png')
    with open(name, 'rb') as file:
        data = file.read()
    return _draw.read_png(data)


def imsave(fname, arr, vmin=None, vmax=None, cmap=None, format=None, origin=None, dpi=100, *, metadata=None,
           pil_kwargs=None):
    if format not in (None, 'png') or not hasattr(fname, 'write') and not str(fname).lower().endswith('.png'):
        _not_yet('images in files other than png')
    arr = np.asarray(arr)
    if arr.ndim == 2:
        pixels = np.asarray(ScalarMappable(cmap=cmap, norm=Normalize(vmin, vmax)).to_rgba(arr, bytes=True))
    else:
        pixels = (_image_rgba(arr) * 255 + 0.5).astype(np.uint8)
    if origin == 'lower':
        pixels = pixels[::-1]
    data = _draw.write_png(pixels, float(dpi))
    if hasattr(fname, 'write'):
        fname.write(data)
    else:
        with open(fname, 'wb') as file:
            file.write(data)


def findobj(o=None, match=None, include_self=True):
    things = [a for axes in gcf()._axes for a in axes._children]
    return [a for a in things if match is None or isinstance(a, match)]


def _set_map(name):
    set_cmap(name)


# Messages name functions by the class that lessons know.
for _class in (_AxesBase, _AxesLook, _AxesLines, _AxesFields):
    for _name, _function in list(vars(_class).items()):
        if type(_function).__name__ == 'function':
            _function.__qualname__ = 'Axes.' + _name
