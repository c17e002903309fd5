# The look of axes: frame, grid, titles, names, ticks, legends, and how they are described for drawing.

class _AxesLook(_AxesBase):
    # ---- look ----

    def set_facecolor(self, color):
        if color is not None:
            to_rgba(color)
        self._facecolor = color

    set_fc = set_facecolor

    def get_facecolor(self):
        return to_rgba(self._facecolor)

    def set_frame_on(self, b):
        self._frame_on = bool(b)

    def get_frame_on(self):
        return self._frame_on

    def set_axis_on(self):
        self._axis_on = True

    def set_axis_off(self):
        self._axis_on = False

    def set_axisbelow(self, b):
        self._axisbelow = b

    @property
    def patch(self):
        return _AxesPatch(self)

    def axis(self, arg=None, /, *, emit=True, **kwargs):
        if isinstance(arg, (str, bool)):
            if arg is True:
                arg = 'on'
            elif arg is False:
                arg = 'off'
            arg = arg.lower()
            if arg == 'on':
                self.set_axis_on()
            elif arg == 'off':
                self.set_axis_off()
            elif arg in ('equal', 'tight', 'scaled', 'auto', 'image', 'square'):
                self._owner('x')._lim = self._owner('y')._lim = None
                self.set_aspect('auto', adjustable='box')
                if arg == 'equal':
                    self.set_aspect('equal', adjustable='datalim')
                elif arg == 'scaled':
                    self.set_aspect('equal', adjustable='box', anchor='C')
                elif arg == 'tight':
                    self.autoscale(False)
                elif arg == 'image':
                    self.autoscale(False)
                    self.set_aspect('equal', adjustable='box', anchor='C')
                elif arg == 'square':
                    self.set_aspect('equal', adjustable='box', anchor='C')
                    xlim, ylim = self.get_xlim(), self.get_ylim()
                    edge = max(np.diff(xlim), np.diff(ylim))[0]
                    self.set_xlim([xlim[0], xlim[0] + edge])
                    self.set_ylim([ylim[0], ylim[0] + edge])
            else:
                raise ValueError(f"Unrecognized string {arg!r} to axis; try 'on' or 'off'")
        else:
            if arg is not None:
                if len(arg) != 4:
                    raise TypeError('The first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]')
                limits = list(arg)
                self.set_xlim(limits[0], limits[1])
                self.set_ylim(limits[2], limits[3])
            x = {k: kwargs.pop(k, None) for k in ('xmin', 'xmax')}
            y = {k: kwargs.pop(k, None) for k in ('ymin', 'ymax')}
            if any(v is not None for v in x.values()):
                self.set_xlim(**x)
            if any(v is not None for v in y.values()):
                self.set_ylim(**y)
        if kwargs:
            raise TypeError(f"axis() got an unexpected keyword argument '{next(iter(kwargs))}'")
        return (*self.get_xlim(), *self.get_ylim())

    def grid(self, visible=None, which='major', axis='both', **kwargs):
        _check_in_list(['x', 'y', 'both'], axis=axis)
        _check_in_list(['major', 'minor', 'both'], which=which)
        if axis in ('x', 'both'):
            self.xaxis.grid(visible, which=which, **kwargs)
        if axis in ('y', 'both'):
            self.yaxis.grid(visible, which=which, **kwargs)

    def minorticks_on(self):
        self.xaxis._minor_on = self.yaxis._minor_on = True

    def minorticks_off(self):
        for axis in (self.xaxis, self.yaxis):
            axis._minor_on, axis._minor_locator = False, NullLocator()

    def tick_params(self, axis='both', **kwargs):
        _check_in_list(['x', 'y', 'both'], axis=axis)
        for which in 'xy':
            if axis in (which, 'both'):
                self._axis(which).set_tick_params(**kwargs)

    def ticklabel_format(self, *, axis='both', style=None, scilimits=None, useOffset=None, useLocale=None,
                         useMathText=None):
        for which in 'xy':
            if axis not in (which, 'both'):
                continue
            notation = self._axis(which)._notation_of
            if style is not None:
                if style not in ('sci', 'scientific', 'plain', ''):
                    raise ValueError(f"'{style}' is not a valid value for style; supported values are 'sci', "
                                     "'scientific', 'plain'")
                notation.set_scientific(style in ('sci', 'scientific'))
            if scilimits is not None:
                notation.set_powerlimits(scilimits)
            if useOffset is not None:
                notation.set_useOffset(useOffset)
            if useMathText is not None:
                notation.set_useMathText(useMathText)

    locator_params_names = ('nbins', 'integer', 'prune', 'steps')

    def locator_params(self, axis='both', tight=None, **kwargs):
        for which in 'xy':
            if axis in (which, 'both'):
                locator = self._axis(which)._locator
                if not isinstance(locator, MaxNLocator):
                    locator = AutoLocator()
                    self._axis(which).set_major_locator(locator)
                locator.set_params(**kwargs)

    # ---- names ----

    def set_title(self, label, fontdict=None, loc=None, pad=None, *, y=None, **kwargs):
        loc = rcParams['axes.titlelocation'] if loc is None else loc.lower()
        x = {'left': 0.0, 'center': 0.5, 'right': 1.0}.get(loc)
        if x is None:
            raise ValueError(f"{loc!r} is not a valid value; supported values are 'left', 'center', 'right'")
        text = self._titles.get(loc)
        if text is None:
            text = Text(x, 1.0, '', horizontalalignment=loc)
            text.axes, text.figure = self, self.figure
            self._titles[loc] = text
        color = rcParams['axes.titlecolor']
        text._size, text._weight = rcParams['axes.titlesize'], rcParams['axes.titleweight']
        text._color = rcParams['text.color'] if color == 'auto' else color
        text._pad = rcParams['axes.titlepad'] if pad is None else pad
        y = rcParams['axes.titley'] if y is None else y
        text._given_y = y
        if y is not None:
            text._y = float(y)
        text.set_text(label)
        if fontdict:
            text.set(**fontdict)
        text.set(**kwargs)
        return text

    def get_title(self, loc='center'):
        return self._titles[loc].get_text() if loc in self._titles else ''

    @property
    def title(self):
        return self.set_title('') if 'center' not in self._titles else self._titles['center']

    def _set_label(self, which, label, fontdict, labelpad, loc, kwargs):
        axis = self._axis(which)
        if labelpad is not None:
            axis.labelpad = labelpad
        if loc is not None:
            places = ['left', 'center', 'right'] if which == 'x' else ['bottom', 'center', 'top']
            _check_in_list(places, loc=loc)
            axis.label._loc = loc
        return axis.set_label_text(label, fontdict, **kwargs)

    def set_xlabel(self, xlabel, fontdict=None, labelpad=None, *, loc=None, **kwargs):
        return self._set_label('x', xlabel, fontdict, labelpad, loc, kwargs)

    def set_ylabel(self, ylabel, fontdict=None, labelpad=None, *, loc=None, **kwargs):
        return self._set_label('y', ylabel, fontdict, labelpad, loc, kwargs)

    def get_xlabel(self):
        return self.xaxis.label.get_text()

    def get_ylabel(self):
        return self.yaxis.label.get_text()

    def set_xticks(self, ticks, labels=None, *, minor=False, **kwargs):
        return self.xaxis.set_ticks(ticks, labels, minor=minor, **kwargs)

    def set_yticks(self, ticks, labels=None, *, minor=False, **kwargs):
        return self.yaxis.set_ticks(ticks, labels, minor=minor, **kwargs)

    def set_xticklabels(self, labels, *, minor=False, fontdict=None, **kwargs):
        return self.xaxis.set_ticklabels(labels, minor=minor, fontdict=fontdict, **kwargs)

    def set_yticklabels(self, labels, *, minor=False, fontdict=None, **kwargs):
        return self.yaxis.set_ticklabels(labels, minor=minor, fontdict=fontdict, **kwargs)

    def get_xticks(self, *, minor=False):
        return self.xaxis.get_minorticklocs() if minor else self.xaxis.get_majorticklocs()

    def get_yticks(self, *, minor=False):
        return self.yaxis.get_minorticklocs() if minor else self.yaxis.get_majorticklocs()

    def get_xticklabels(self, minor=False, which=None):
        return self.xaxis.get_ticklabels(minor, which)

    def get_yticklabels(self, minor=False, which=None):
        return self.yaxis.get_ticklabels(minor, which)

    def get_xaxis(self):
        return self.xaxis

    def get_yaxis(self):
        return self.yaxis

    def twinx(self):
        new = Axes(self.figure, rect=(0, 0, 1, 1), sharex=self)
        new._twin_of = self
        self.figure._axes.append(new)
        self.figure._current = new
        new.yaxis.tick_right()
        new.yaxis.set_label_position('right')
        self.yaxis.tick_left()
        new.xaxis.set_visible(False)
        new._facecolor = 'none'
        return new

    def twiny(self):
        new = Axes(self.figure, rect=(0, 0, 1, 1), sharey=self)
        new._twin_of = self
        self.figure._axes.append(new)
        self.figure._current = new
        new.xaxis.tick_top()
        new.xaxis.set_label_position('top')
        self.xaxis.tick_bottom()
        new.yaxis.set_visible(False)
        new._facecolor = 'none'
        return new

    def sharex(self, other):
        self._sharex = other

    def sharey(self, other):
        self._sharey = other

    # ---- legend ----

    def get_legend_handles_labels(self, legend_handler_map=None):
        handles, labels = [], []
        for thing in self._children + list(self._containers):
            label = thing.get_label()
            if label and not str(label).startswith('_') and thing._handle() is not None:
                handles.append(thing)
                labels.append(label)
        return handles, labels

    def legend(self, *args, **kwargs):
        handles, labels, kwargs = _legend_parts(args, kwargs, [self])
        self.legend_ = Legend(self, handles, labels, **kwargs)
        self.legend_.axes, self.legend_.figure = self, self.figure
        return self.legend_

    def get_legend(self):
        return self.legend_

    # ---- drawing ----

    def _spec(self):
        self._fitted = {}
        self._fit_data()
        children = [c for c in self._children if c._visible]
        if self.legend_ is not None and self.legend_._visible:
            children = children + [self.legend_]
        artists = []
        for child in children:
            artists.extend(child._spec())
        titles = []
        for loc in ('left', 'center', 'right'):
            text = self._titles.get(loc)
            titles.append(None if text is None or not text.get_text() or not text._visible else {
                'text': text.get_text(), 'font': text._font(), 'pad': text._pad, 'y': text._given_y})
        on = self._axis_on
        spec = {'position': list(self._place()), 'face': to_rgba(self._facecolor, self._alpha if self._frame_on else 0.0),
                'on': on, 'x': self.xaxis._spec(self), 'y': self.yaxis._spec(self),
                'spines': [dict(s._look(), visible=s._visible and self._frame_on) for s in
                           (dict.__getitem__(self.spines, k) for k in ('left', 'right', 'bottom', 'top'))],
                'titles': titles, 'below': self._axisbelow if isinstance(self._axisbelow, bool) else None,
                'artists': artists}
        for which, limits in self._fitted.items():
            spec[which]['limits'] = list(limits)
        self._fitted = {}
        return spec
