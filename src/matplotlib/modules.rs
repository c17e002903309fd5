//! The rows of matplotlib's other modules: classes and functions of the program under their own names.

use super::member;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of this file.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    vec![NAMES, ALIASES, MAPS, OTHERS]
}

/// Names of the program, module by module.
macro_rules! names {
    ($($module:literal { $($name:literal: $summary:literal,)* })*) => {
        &[$($(Builtin {
            name: concat!($module, ".", $name),
            summary: $summary,
            run: Run::Property(|cx, _| member(cx, $name, $summary, ""), None),
            ..ROW
        },)*)*]
    };
}

/// Names that the program has under another name.
macro_rules! alias {
    ($($name:literal = $own:literal: $summary:literal, $example:literal;)*) => {
        &[$(Builtin {
            name: $name,
            summary: $summary,
            example: $example,
            run: Run::Property(|cx, _| member(cx, $own, $summary, $example), None),
            ..ROW
        }),*]
    };
}

/// Colour maps; all others are found by name, too.
macro_rules! maps {
    ($($name:literal),* $(,)?) => {
        &[$(Builtin {
            name: concat!("matplotlib.cm.", $name),
            summary: concat!("The colour map ", $name, "."),
            run: Run::Property(|cx, _| map(cx, $name), None),
            ..ROW
        }),*]
    };
}

static NAMES: &[Builtin] = names! {
    "matplotlib" {
        "use": "Nothing: there is one way of drawing.",
        "get_backend": "The name of the way of drawing.",
        "rc": "Changes settings of a group.",
        "rcdefaults": "Gives all settings back their first values.",
        "rc_context": "Settings for a block.",
        "rcParams": "The settings.",
        "rcParamsDefault": "The first values of the settings.",
        "colormaps": "The colour maps by name.",
        "cycler": "A cycle of properties.",
    }
    "matplotlib.cm" {
        "get_cmap": "The colour map of a name.",
        "ScalarMappable": "Numbers as colours.",
        "ColormapRegistry": "The colour maps by name.",
    }
    "matplotlib.colors" {
        "Colormap": "Numbers from 0 to 1 as colours.",
        "ListedColormap": "A colour map of a list of colours.",
        "LinearSegmentedColormap": "A colour map between corners.",
        "Normalize": "Numbers to the range from 0 to 1.",
        "NoNorm": "Numbers as they are.",
        "LogNorm": "Numbers by their logarithm.",
        "PowerNorm": "Numbers by a power.",
        "TwoSlopeNorm": "Numbers by two slopes.",
        "CenteredNorm": "Numbers around a middle.",
        "SymLogNorm": "Numbers by their logarithm on both sides of zero.",
        "BoundaryNorm": "Numbers by the interval that they are in.",
        "to_rgba": "A colour as red, green, blue and opacity.",
        "to_rgba_array": "Colours as rows of numbers.",
        "to_rgb": "A colour as red, green and blue.",
        "to_hex": "A colour as `#rrggbb`.",
        "is_color_like": "Whether something is a colour.",
        "rgb_to_hsv": "Hue, saturation and value of colours.",
        "hsv_to_rgb": "Colours of hue, saturation and value.",
        "CSS4_COLORS": "The names of CSS and their colours.",
        "TABLEAU_COLORS": "The colours of the default cycle by name.",
        "BASE_COLORS": "Colours by one letter.",
    }
    "matplotlib.ticker" {
        "Locator": "The base of locators.",
        "NullLocator": "No ticks.",
        "FixedLocator": "Ticks at given places.",
        "MultipleLocator": "Ticks at multiples of a number.",
        "MaxNLocator": "At most so many ticks on round numbers.",
        "AutoLocator": "Ticks on round numbers.",
        "LinearLocator": "Ticks evenly spaced.",
        "AutoMinorLocator": "Ticks between ticks.",
        "LogLocator": "Ticks at powers.",
        "Formatter": "The base of formatters.",
        "NullFormatter": "No labels.",
        "FixedFormatter": "Given labels.",
        "FuncFormatter": "Labels by a function.",
        "FormatStrFormatter": "Labels by a `%` format.",
        "StrMethodFormatter": "Labels by a format text.",
        "PercentFormatter": "Labels in percent.",
        "ScalarFormatter": "Numbers as labels.",
        "LogFormatter": "Powers as labels.",
        "EngFormatter": "Numbers with the signs of units.",
    }
    "matplotlib.patches" {
        "Patch": "A shape.",
        "Rectangle": "A rectangle.",
        "Circle": "A circle.",
        "Ellipse": "An ellipse.",
        "Wedge": "A slice of a circle.",
        "Polygon": "A polygon.",
        "PathPatch": "A path as a shape.",
        "FancyArrow": "An arrow.",
    }
    "matplotlib.lines" {
        "Line2D": "A line.",
    }
    "matplotlib.path" {
        "Path": "Lines and curves.",
    }
    "matplotlib.markers" {
        "MarkerStyle": "A marker.",
    }
    "matplotlib.text" {
        "Text": "A text.",
        "Annotation": "A text with an arrow.",
    }
    "matplotlib.collections" {
        "Collection": "Many shapes.",
        "PathCollection": "Points.",
        "PolyCollection": "Polygons.",
        "LineCollection": "Lines.",
        "PatchCollection": "Shapes.",
        "QuadMesh": "A grid of colours.",
    }
    "matplotlib.container" {
        "Container": "Artists that belong together.",
        "BarContainer": "Bars.",
        "ErrorbarContainer": "Points with bars for their errors.",
        "StemContainer": "Stems.",
    }
    "matplotlib.contour" {
        "QuadContourSet": "Contours.",
        "ContourSet": "Contours.",
    }
    "matplotlib.colorbar" {
        "Colorbar": "What colours mean.",
    }
    "matplotlib.legend" {
        "Legend": "What lines mean.",
    }
    "matplotlib.image" {
        "AxesImage": "An image.",
        "imread": "The pixels of a PNG file.",
        "imsave": "Writes an array as a PNG file.",
    }
    "matplotlib.figure" {
        "Figure": "A figure.",
    }
    "matplotlib.axes" {
        "Axes": "Axes.",
    }
    "matplotlib.artist" {
        "Artist": "Anything that is drawn.",
        "setp": "Changes properties of artists.",
        "getp": "Properties of an artist.",
    }
    "matplotlib.gridspec" {
        "GridSpec": "Rows and columns for axes.",
        "SubplotSpec": "A place in rows and columns.",
        "GridSpecFromSubplotSpec": "Rows and columns within a place.",
    }
    "matplotlib.transforms" {
        "Bbox": "A rectangle.",
    }
    "matplotlib.spines" {
        "Spine": "A side of the frame.",
    }
};

static ALIASES: &[Builtin] = alias! {
    "matplotlib.style.use" = "_use_style": "Changes the look of all figures from now on.", "";
    "matplotlib.style.context" = "_StyleContext": "A look for a block.", "";
    "matplotlib.style.available" = "_style_available": "The names of looks.", "";
    "cycler.cycler" = "cycler": "A cycle of properties.", "";
    "cycler.Cycler" = "Cycler": "A cycle of properties.", "";
};

static MAPS: &[Builtin] = maps![
    "viridis",
    "viridis_r",
    "plasma",
    "plasma_r",
    "inferno",
    "inferno_r",
    "magma",
    "magma_r",
    "cividis",
    "cividis_r",
    "turbo",
    "turbo_r",
    "gray",
    "gray_r",
    "Greys",
    "Greys_r",
    "hot",
    "hot_r",
    "cool",
    "cool_r",
    "coolwarm",
    "coolwarm_r",
    "bwr",
    "bwr_r",
    "seismic",
    "seismic_r",
    "jet",
    "jet_r",
    "hsv",
    "hsv_r",
    "rainbow",
    "rainbow_r",
    "twilight",
    "twilight_r",
    "Spectral",
    "Spectral_r",
    "RdBu",
    "RdBu_r",
    "RdYlBu",
    "RdYlBu_r",
    "RdYlGn",
    "RdYlGn_r",
    "PiYG",
    "PiYG_r",
    "Blues",
    "Blues_r",
    "Greens",
    "Greens_r",
    "Reds",
    "Reds_r",
    "Oranges",
    "Oranges_r",
    "Purples",
    "Purples_r",
    "YlGn",
    "YlGn_r",
    "YlGnBu",
    "YlGnBu_r",
    "YlOrRd",
    "YlOrRd_r",
    "BuGn",
    "BuGn_r",
    "PuBu",
    "PuBu_r",
    "tab10",
    "tab10_r",
    "tab20",
    "tab20_r",
    "Set1",
    "Set1_r",
    "Set2",
    "Set2_r",
    "Set3",
    "Set3_r",
    "Paired",
    "Paired_r",
    "Pastel1",
    "Pastel1_r",
    "Dark2",
    "Dark2_r",
    "Accent",
    "Accent_r",
    "bone",
    "bone_r",
    "copper",
    "copper_r",
    "spring",
    "spring_r",
    "summer",
    "summer_r",
    "autumn",
    "autumn_r",
    "winter",
    "winter_r",
    "terrain",
    "terrain_r",
    "ocean",
    "ocean_r",
    "binary",
    "binary_r",
];

static OTHERS: &[Builtin] = &[
    Builtin {
        name: "matplotlib.cm.__getattr__",
        signature: "(name, /)",
        style: Style::Positional,
        summary: "The colour map of a name.",
        run: Run::Function(|cx, args| {
            let name = cx.str(&args[0])?;
            map(cx, &name)
        }),
        ..ROW
    },
    Builtin {
        name: "matplotlib.__version__",
        summary: "The version of matplotlib whose names these are.",
        run: Run::Constant(|| Value::str("3.11.2")),
        ..ROW
    },
    module_row("matplotlib.pyplot.cm"),
    module_row("matplotlib.pyplot.style"),
    module_row("matplotlib.pyplot.np"),
    module_row("matplotlib.pyplot.mpl"),
    module_row("matplotlib.pyplot.matplotlib"),
    Builtin {
        name: "matplotlib.style.library",
        summary: "The settings of each look.",
        run: Run::Property(|cx, _| member(cx, "_STYLES", "", ""), None),
        ..ROW
    },
];

/// A module that pyplot has as an attribute, under its own name or a short one.
const fn module_row(name: &'static str) -> Builtin {
    let run: crate::value::Getter = match name.as_bytes() {
        b"matplotlib.pyplot.cm" => |cx, _| cx.import("matplotlib.cm"),
        b"matplotlib.pyplot.style" => |cx, _| cx.import("matplotlib.style"),
        b"matplotlib.pyplot.np" => |cx, _| cx.import("numpy"),
        _ => |cx, _| cx.import("matplotlib"),
    };
    Builtin { name, summary: "A module.", run: Run::Property(run, None), ..ROW }
}

/// The colour map of a name. *Errors*: AttributeError.
fn map(cx: &mut dyn Interp, name: &str) -> R<Value> {
    let find = member(cx, "_find_colormap", "", "")?;
    let found = cx.call(&find, &[Value::str(name)], &[])?;
    if found.is_none() {
        return err(ErrorClass::AttributeError, format!("module 'matplotlib.cm' has no attribute '{name}'"));
    }
    Ok(found)
}
