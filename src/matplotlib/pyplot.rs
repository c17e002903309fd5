//! The rows of `matplotlib.pyplot`: functions of the current axes are passed on to their methods, the others
//! are the program's own.

use super::{forward, member};
use crate::text::Error;
use crate::value::{Builtin, ROW, Run};

/// The rows of this file.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    vec![METHODS, OWN, MAPS, MISSING]
}

/// A function that the current axes have as a method.
macro_rules! method {
    ($name:literal, $signature:literal, $summary:literal, $example:literal) => {
        Builtin {
            name: concat!("matplotlib.pyplot.", $name),
            signature: $signature,
            summary: $summary,
            example: $example,
            run: Run::Raw(|cx, args, kwargs| forward(cx, $name, args, kwargs)),
            ..ROW
        }
    };
}

/// A name that the program defines.
macro_rules! own {
    ($name:literal, $summary:literal, $example:literal) => {
        Builtin {
            name: concat!("matplotlib.pyplot.", $name),
            summary: $summary,
            example: $example,
            run: Run::Property(|cx, _| member(cx, $name, $summary, $example), None),
            ..ROW
        }
    };
}

/// A function that makes a colour map the one from now on.
macro_rules! map {
    ($($name:literal),*) => {
        &[$(Builtin {
            name: concat!("matplotlib.pyplot.", $name),
            summary: concat!("Makes the colour map ", $name, " the one from now on."),
            run: Run::Raw(|cx, _, _| {
                let set = member(cx, "set_cmap", "", "")?;
                cx.call(&set, &[crate::value::Value::str($name)], &[])
            }),
            ..ROW
        }),*]
    };
}

/// Functions that are not here yet, so that calling them says so.
macro_rules! missing {
    ($($name:literal),*) => {
        &[$(Builtin {
            name: concat!("matplotlib.pyplot.", $name),
            signature: "(*args, **kwargs)",
            summary: "Not here yet.",
            run: Run::Raw(|_, _, _| Err(Error::unsupported(concat!("pyplot.", $name)))),
            ..ROW
        }),*]
    };
}

static METHODS: &[Builtin] = &[
    method!(
        "plot",
        "(*args, scalex=True, scaley=True, data=None, **kwargs)",
        "Lines and markers through points: `plot(x, y, \"r--\", label=…)`.",
        ""
    ),
    method!(
        "scatter",
        "(x, y, s=None, c=None, *, marker=None, cmap=None, norm=None, vmin=None, vmax=None, alpha=None, linewidths=None, edgecolors=None, plotnonfinite=False, data=None, **kwargs)",
        "Points, with sizes and colours of their own.",
        ""
    ),
    method!(
        "bar",
        "(x, height, width=0.8, bottom=None, *, align='center', data=None, **kwargs)",
        "Upright bars.",
        ">>> import matplotlib.pyplot as plt\n>>> plt.bar(['a', 'b'], [1, 2])\n<BarContainer object of 2 artists>\n"
    ),
    method!("barh", "(y, width, height=0.8, left=None, *, align='center', data=None, **kwargs)", "Level bars.", ""),
    method!(
        "bar_label",
        "(container, labels=None, *, fmt='%g', label_type='edge', padding=0, **kwargs)",
        "Numbers at bars.",
        ""
    ),
    method!(
        "hist",
        "(x, bins=None, *, range=None, density=False, weights=None, cumulative=False, bottom=None, histtype='bar', align='mid', orientation='vertical', rwidth=None, log=False, color=None, label=None, stacked=False, data=None, **kwargs)",
        "A histogram: counts, edges of the bins, bars.",
        ">>> import matplotlib.pyplot as plt\n>>> n, bins, patches = plt.hist([1, 1, 2, 4], bins=3)\n>>> n\narray([2., 1., 1.])\n>>> bins\narray([1., 2., 3., 4.])\n"
    ),
    method!(
        "hist2d",
        "(x, y, bins=10, *, range=None, density=False, weights=None, cmin=None, cmax=None, data=None, **kwargs)",
        "A histogram of two variables, as colours.",
        ""
    ),
    method!(
        "imshow",
        "(X, cmap=None, norm=None, *, aspect=None, interpolation=None, alpha=None, vmin=None, vmax=None, origin=None, extent=None, interpolation_stage=None, filternorm=True, filterrad=4.0, resample=None, url=None, data=None, **kwargs)",
        "An array as an image.",
        ""
    ),
    method!("matshow", "(A, **kwargs)", "A matrix as an image with a tick for each row and column.", ""),
    method!(
        "spy",
        "(Z, precision=0, marker=None, markersize=None, aspect='equal', origin='upper', **kwargs)",
        "Where a matrix is not zero.",
        ""
    ),
    method!(
        "pcolormesh",
        "(*args, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, shading=None, antialiased=False, data=None, **kwargs)",
        "Colours on a grid of quadrilaterals.",
        ""
    ),
    method!(
        "pcolor",
        "(*args, shading=None, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, data=None, **kwargs)",
        "Colours on a grid of quadrilaterals.",
        ""
    ),
    method!("contour", "(*args, data=None, **kwargs)", "Lines of equal height.", ""),
    method!("contourf", "(*args, data=None, **kwargs)", "Areas between heights.", ""),
    method!("clabel", "(CS, levels=None, **kwargs)", "Numbers on contour lines.", ""),
    method!("quiver", "(*args, data=None, **kwargs)", "Arrows of a field: `quiver(x, y, u, v)`.", ""),
    method!(
        "errorbar",
        "(x, y, yerr=None, xerr=None, fmt='', *, ecolor=None, elinewidth=None, capsize=None, barsabove=False, lolims=False, uplims=False, xlolims=False, xuplims=False, errorevery=1, capthick=None, data=None, **kwargs)",
        "Points with bars for their errors.",
        ""
    ),
    method!("fill", "(*args, data=None, **kwargs)", "Filled polygons.", ""),
    method!(
        "fill_between",
        "(x, y1, y2=0, where=None, interpolate=False, step=None, *, data=None, **kwargs)",
        "The area between two curves.",
        ""
    ),
    method!(
        "fill_betweenx",
        "(y, x1, x2=0, where=None, step=None, interpolate=False, *, data=None, **kwargs)",
        "The area between two upright curves.",
        ""
    ),
    method!(
        "stackplot",
        "(x, *args, labels=(), colors=None, hatch=None, baseline='zero', data=None, **kwargs)",
        "Areas on top of each other.",
        ""
    ),
    method!(
        "stem",
        "(*args, linefmt=None, markerfmt=None, basefmt=None, bottom=0, label=None, orientation='vertical', data=None, **kwargs)",
        "Lines from a base to points.",
        ""
    ),
    method!("step", "(x, y, *args, where='pre', data=None, **kwargs)", "A curve of steps.", ""),
    method!(
        "stairs",
        "(values, edges=None, *, orientation='vertical', baseline=0, fill=False, data=None, **kwargs)",
        "Steps between edges.",
        ""
    ),
    method!(
        "pie",
        "(x, explode=None, labels=None, colors=None, autopct=None, pctdistance=0.6, shadow=False, labeldistance=1.1, startangle=0, radius=1, counterclock=True, wedgeprops=None, textprops=None, center=(0, 0), frame=False, rotatelabels=False, *, normalize=True, hatch=None, data=None)",
        "Parts of a whole as slices.",
        ""
    ),
    method!(
        "boxplot",
        "(x, notch=None, sym=None, vert=None, orientation='vertical', whis=None, positions=None, widths=None, patch_artist=None, bootstrap=None, usermedians=None, conf_intervals=None, meanline=None, showmeans=None, showcaps=None, showbox=None, showfliers=None, boxprops=None, tick_labels=None, flierprops=None, medianprops=None, meanprops=None, capprops=None, whiskerprops=None, manage_ticks=True, autorange=False, zorder=None, capwidths=None, label=None, labels=None, *, data=None)",
        "Quartiles as boxes with whiskers.",
        ""
    ),
    method!("violinplot", "(*args, **kwargs)", "Not here yet.", ""),
    method!("hexbin", "(*args, **kwargs)", "Not here yet.", ""),
    method!("streamplot", "(*args, **kwargs)", "Not here yet.", ""),
    method!("quiverkey", "(*args, **kwargs)", "Not here yet.", ""),
    method!("table", "(*args, **kwargs)", "Not here yet.", ""),
    method!(
        "eventplot",
        "(positions, orientation='horizontal', lineoffsets=1, linelengths=1, linewidths=None, colors=None, **kwargs)",
        "Marks at places.",
        ""
    ),
    method!("loglog", "(*args, **kwargs)", "`plot` with both axes logarithmic.", ""),
    method!("semilogx", "(*args, **kwargs)", "`plot` with a logarithmic x axis.", ""),
    method!("semilogy", "(*args, **kwargs)", "`plot` with a logarithmic y axis.", ""),
    method!("axhline", "(y=0, xmin=0, xmax=1, **kwargs)", "A level line across the axes.", ""),
    method!("axvline", "(x=0, ymin=0, ymax=1, **kwargs)", "An upright line across the axes.", ""),
    method!("axhspan", "(ymin, ymax, xmin=0, xmax=1, **kwargs)", "A level band across the axes.", ""),
    method!("axvspan", "(xmin, xmax, ymin=0, ymax=1, **kwargs)", "An upright band across the axes.", ""),
    method!("axline", "(xy1, xy2=None, *, slope=None, **kwargs)", "A line without ends.", ""),
    method!(
        "hlines",
        "(y, xmin, xmax, colors=None, linestyles='solid', *, label='', data=None, **kwargs)",
        "Level lines.",
        ""
    ),
    method!(
        "vlines",
        "(x, ymin, ymax, colors=None, linestyles='solid', *, label='', data=None, **kwargs)",
        "Upright lines.",
        ""
    ),
    method!("arrow", "(x, y, dx, dy, **kwargs)", "One arrow.", ""),
    method!(
        "text",
        "(x, y, s, fontdict=None, **kwargs)",
        "Text at a place; parts between `$` are formulas.",
        ">>> import matplotlib.pyplot as plt\n>>> plt.text(1, 2, 'here')\nText(1, 2, 'here')\n"
    ),
    method!(
        "annotate",
        "(text, xy, xytext=None, xycoords='data', textcoords=None, arrowprops=None, annotation_clip=None, **kwargs)",
        "Text about a place, with an arrow to it.",
        ""
    ),
    method!("legend", "(*args, **kwargs)", "What the lines and colours mean, by their labels.", ""),
    method!(
        "axis",
        "(arg=None, /, *, emit=True, **kwargs)",
        "The limits `(xmin, xmax, ymin, ymax)`; `'off'`, `'equal'`, `'tight'` and others.",
        ">>> import matplotlib.pyplot as plt\n>>> plt.axis([0, 6, 0, 20])\n(np.float64(0.0), np.float64(6.0), np.float64(0.0), np.float64(20.0))\n"
    ),
    method!("grid", "(visible=None, which='major', axis='both', **kwargs)", "Lines across the axes at ticks.", ""),
    method!("margins", "(*margins, x=None, y=None, tight=True)", "The free space around the data.", ""),
    method!("autoscale", "(enable=True, axis='both', tight=None)", "Limits that follow the data.", ""),
    method!("minorticks_on", "()", "Ticks between ticks.", ""),
    method!("minorticks_off", "()", "No ticks between ticks.", ""),
    method!("tick_params", "(axis='both', **kwargs)", "The look of ticks and their labels.", ""),
    method!(
        "ticklabel_format",
        "(*, axis='both', style=None, scilimits=None, useOffset=None, useLocale=None, useMathText=None)",
        "How numbers at ticks are written.",
        ""
    ),
    method!("locator_params", "(axis='both', tight=None, **kwargs)", "How many ticks there are.", ""),
    method!("acorr", "(x, *, data=None, **kwargs)", "How a series resembles itself, shifted.", ""),
    method!(
        "xcorr",
        "(x, y, *, normed=True, detrend=None, usevlines=True, maxlags=10, data=None, **kwargs)",
        "How two series resemble each other, shifted.",
        ""
    ),
];

static OWN: &[Builtin] = &[
    own!(
        "figure",
        "A new figure, or one that is open.",
        ">>> import matplotlib.pyplot as plt\n>>> plt.figure(figsize=(4, 3))\n<Figure size 400x300 with 0 Axes>\n"
    ),
    own!(
        "subplots",
        "A figure and its axes in rows and columns.",
        ">>> import matplotlib.pyplot as plt\n>>> fig, axs = plt.subplots(2, 2)\n>>> axs.shape\n(2, 2)\n"
    ),
    own!("subplot", "Axes at a place in rows and columns, and the current ones from now on.", ""),
    own!("subplot2grid", "Axes that take several cells.", ""),
    own!("subplot_mosaic", "A figure and its axes, arranged as letters in a text.", ""),
    own!("axes", "Axes anywhere on the figure.", ""),
    own!("delaxes", "Takes axes away.", ""),
    own!("gcf", "The current figure.", ""),
    own!("gca", "The current axes.", ""),
    own!("gci", "The current image.", ""),
    own!("sca", "Makes axes the current ones.", ""),
    own!("sci", "Makes an image the current one.", ""),
    own!("cla", "Empties the current axes.", ""),
    own!("clf", "Empties the current figure.", ""),
    own!("close", "Closes a figure without showing it.", ""),
    own!("show", "Shows the open figures.", ""),
    own!("savefig", "Writes the current figure to a file: .png or .svg.", ""),
    own!("draw", "Nothing: figures are drawn when they are shown.", ""),
    own!("pause", "Shows the figures and waits.", ""),
    own!("ion", "Nothing: figures are shown at the end of a cell.", ""),
    own!("ioff", "Nothing: figures are shown at the end of a cell.", ""),
    own!("isinteractive", "Whether every change is shown at once: no.", ""),
    own!("switch_backend", "Nothing: there is one way of drawing.", ""),
    own!("get_backend", "The name of the way of drawing.", ""),
    own!("get_fignums", "The numbers of the open figures.", ""),
    own!("get_figlabels", "The names of the open figures.", ""),
    own!("fignum_exists", "Whether a figure is open.", ""),
    own!(
        "title",
        "The title of the axes.",
        ">>> import matplotlib.pyplot as plt\n>>> plt.title('Growth')\nText(0.5, 1.0, 'Growth')\n"
    ),
    own!(
        "xlabel",
        "The name of the x axis.",
        ">>> import matplotlib.pyplot as plt\n>>> plt.xlabel('time')\nText(0.5, 0, 'time')\n"
    ),
    own!("ylabel", "The name of the y axis.", ""),
    own!(
        "xlim",
        "The limits of the x axis.",
        ">>> import matplotlib.pyplot as plt\n>>> plt.xlim(0, 5)\n(np.float64(0.0), np.float64(5.0))\n"
    ),
    own!("ylim", "The limits of the y axis.", ""),
    own!("xticks", "Where the ticks of the x axis are, and what is written there.", ""),
    own!("yticks", "Where the ticks of the y axis are, and what is written there.", ""),
    own!("xscale", "How the x axis is spread: linear, log or symlog.", ""),
    own!("yscale", "How the y axis is spread: linear, log or symlog.", ""),
    own!("box", "The frame around the axes, on or off.", ""),
    own!("twinx", "Axes with the same x axis and a y axis of their own.", ""),
    own!("twiny", "Axes with the same y axis and an x axis of their own.", ""),
    own!("colorbar", "What the colours of an image mean.", ""),
    own!("clim", "The limits of the colours of the current image.", ""),
    own!("set_cmap", "The colour map from now on.", ""),
    own!("get_cmap", "The colour map of a name.", ""),
    own!("suptitle", "The title of the figure.", ""),
    own!("figtext", "Text on the figure.", ""),
    own!("figlegend", "A legend of the figure.", ""),
    own!("tight_layout", "Moves the axes so that nothing overlaps.", ""),
    own!("subplots_adjust", "The margins of the figure and the space between axes.", ""),
    own!("imread", "The pixels of a PNG file.", ""),
    own!("imsave", "Writes an array as a PNG file.", ""),
    own!("rc", "Changes settings of a group.", ""),
    own!("rcdefaults", "Gives all settings back their first values.", ""),
    own!("rc_context", "Settings for a block.", ""),
    own!(
        "rcParams",
        "The settings.",
        ">>> import matplotlib.pyplot as plt\n>>> plt.rcParams['figure.figsize']\n[6.4, 4.8]\n"
    ),
    own!("rcParamsDefault", "The first values of the settings.", ""),
    own!("setp", "Changes properties of artists.", ""),
    own!("getp", "Properties of an artist.", ""),
    own!("findobj", "Artists of a kind.", ""),
    own!("cycler", "A cycle of properties.", ""),
    own!("colormaps", "The colour maps by name.", ""),
    own!("Figure", "A figure.", ""),
    own!("Axes", "Axes.", ""),
    own!("Line2D", "A line.", ""),
    own!("Text", "A text.", ""),
    own!("Annotation", "A text with an arrow.", ""),
    own!("Normalize", "Numbers to the range from 0 to 1.", ""),
    own!("Circle", "A circle.", ""),
    own!("Rectangle", "A rectangle.", ""),
    own!("Polygon", "A polygon.", ""),
    own!("Artist", "Anything that is drawn.", ""),
    own!("GridSpec", "Rows and columns for axes.", ""),
    own!("MultipleLocator", "Ticks at multiples of a number.", ""),
    own!("MaxNLocator", "At most so many ticks on round numbers.", ""),
    own!("FixedLocator", "Ticks at given places.", ""),
    own!("NullLocator", "No ticks.", ""),
    own!("LinearLocator", "Ticks evenly spaced.", ""),
    own!("AutoLocator", "Ticks on round numbers.", ""),
    own!("LogLocator", "Ticks at powers.", ""),
    own!("FuncFormatter", "Labels by a function.", ""),
    own!("FormatStrFormatter", "Labels by a `%` format.", ""),
    own!("FixedFormatter", "Given labels.", ""),
    own!("NullFormatter", "No labels.", ""),
    own!("ScalarFormatter", "Numbers as labels.", ""),
    own!("Formatter", "The base of formatters.", ""),
    own!("Locator", "The base of locators.", ""),
];

static MAPS: &[Builtin] = map![
    "viridis",
    "plasma",
    "inferno",
    "magma",
    "gray",
    "jet",
    "hot",
    "cool",
    "bone",
    "copper",
    "pink",
    "spring",
    "summer",
    "autumn",
    "winter",
    "hsv",
    "nipy_spectral"
];

static MISSING: &[Builtin] = missing![
    "angle_spectrum",
    "barbs",
    "broken_barh",
    "cohere",
    "csd",
    "ecdf",
    "figimage",
    "ginput",
    "grouped_bar",
    "magnitude_spectrum",
    "phase_spectrum",
    "polar",
    "prism",
    "psd",
    "rgrids",
    "specgram",
    "thetagrids",
    "tricontour",
    "tricontourf",
    "tripcolor",
    "triplot",
    "xkcd"
];
