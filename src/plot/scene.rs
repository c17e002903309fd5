//! What is to be drawn, in the words of a lesson: a figure, its axes, their artists. Plain data, as the
//! model on the language's side hands it over; sizes in points (1/72 inch), angles in degrees
//! counter-clockwise, fractions from the lower left corner.

use super::colour::Rgba;
use super::path::{Path, Point};

/// A figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What stands for the figure in text: `<Figure size 640x480 with 1 Axes>`.
    pub text: String,
    /// Width and height in inches.
    pub size: [f64; 2],
    /// Pixels an inch.
    pub dpi: f64,
    /// The paper.
    pub face: Rgba,
    /// The axes in the order of drawing.
    pub axes: Vec<Axes>,
    /// The figure's own artists: the title above all axes, texts, legends.
    pub artists: Vec<Artist>,
}

/// One coordinate system.
#[derive(Clone, Debug)]
pub struct Axes {
    /// Left, bottom, width, height as fractions of the figure.
    pub position: [f64; 4],
    /// The ground that the data is drawn on.
    pub face: Rgba,
    /// The horizontal and the vertical axis.
    pub x: Axis,
    /// See `x`.
    pub y: Axis,
    /// Whether ground, frame and axes are drawn.
    pub axis_on: bool,
    /// Left, right, bottom, top.
    pub spines: [Spine; 4],
    /// Left, centre, right.
    pub titles: [Option<Title>; 3],
    /// Whether the grid is drawn below everything (true), or above patches and below lines.
    pub grid_below: Option<bool>,
    /// What is drawn.
    pub artists: Vec<Artist>,
}

/// A side of the frame.
#[derive(Clone, Copy, Debug)]
pub struct Spine {
    /// Whether it is drawn.
    pub visible: bool,
    /// Its colour.
    pub colour: Rgba,
    /// Its width in points.
    pub width: f64,
    /// Where it stands.
    pub at: SpineAt,
}

/// Where a spine stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SpineAt {
    /// At the edge of the axes.
    Edge,
    /// At a value of the other axis.
    Data(f64),
    /// At a fraction of the axes.
    Axes(f64),
    /// So many points out of the axes.
    Outward(f64),
}

/// A title above the axes.
#[derive(Clone, Debug)]
pub struct Title {
    /// Its text.
    pub text: String,
    /// Its look.
    pub font: Font,
    /// Its distance from the axes in points.
    pub pad: f64,
    /// Its height as a fraction of the axes, if it was given.
    pub y: Option<f64>,
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// The size in points.
    pub size: f64,
    /// The colour.
    pub colour: Rgba,
    /// Whether the letters are heavy.
    pub bold: bool,
    /// Whether they lean.
    pub italic: bool,
}

/// A horizontal or vertical axis.
#[derive(Clone, Debug)]
pub struct Axis {
    /// The value at the left or lower end, and at the other.
    pub limits: [f64; 2],
    /// How values are spread.
    pub scale: Scale,
    /// Whether the axis is drawn at all.
    pub visible: bool,
    /// Where the ticks are, if not found here.
    pub ticks: Option<Vec<f64>>,
    /// What is written at them, if not found here.
    pub labels: Option<Vec<String>>,
    /// Where the minor ticks are; None for those of the scale.
    pub minor: Option<Vec<f64>>,
    /// A line of text at the end of the axis (`1e6`), if labels were given.
    pub offset_text: String,
    /// How labels are written if they are found here.
    pub notation: Notation,
    /// How major ticks look.
    pub major: TickLook,
    /// How minor ticks look.
    pub minor_look: TickLook,
    /// Ticks at the lower/left side, and at the upper/right side.
    pub tick_sides: [bool; 2],
    /// Labels at the lower/left side, and at the upper/right side.
    pub label_sides: [bool; 2],
    /// The name of the axis.
    pub name: Option<AxisName>,
    /// Lines across the axes at major ticks.
    pub grid: Option<Grid>,
    /// Lines across the axes at minor ticks.
    pub minor_grid: Option<Grid>,
}

/// The name beside an axis.
#[derive(Clone, Debug)]
pub struct AxisName {
    /// Its text.
    pub text: String,
    /// Its look.
    pub font: Font,
    /// Its distance from the labels in points.
    pub pad: f64,
    /// Whether it stands at the upper or right side.
    pub far: bool,
    /// Where along the axis, from 0 to 1.
    pub along: f64,
    /// Its angle.
    pub angle: f64,
}

/// How numbers at ticks are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Notation {
    /// Whether a common offset or power of ten may be split off.
    pub offset: bool,
    /// The powers of ten between which numbers are written out.
    pub powers: [i32; 2],
    /// Whether powers of ten are used at all.
    pub scientific: bool,
    /// Whether a power of ten is written as `×10⁶` rather than `1e6`.
    pub math: bool,
}

/// How ticks look.
#[derive(Clone, Copy, Debug)]
pub struct TickLook {
    /// Length in points.
    pub length: f64,
    /// Width in points.
    pub width: f64,
    /// The part of the length that is inside: 0 out, 1 in, 0.5 both.
    pub inside: f64,
    /// The distance of the labels in points.
    pub pad: f64,
    /// Colour of the ticks.
    pub colour: Rgba,
    /// Look of the labels.
    pub font: Font,
    /// Angle of the labels.
    pub angle: f64,
    /// How labels stand to their ticks, if it was said: left, center, right.
    pub align: Option<Align>,
}

/// How values are spread along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Evenly.
    Linear,
    /// By their logarithm to a base.
    Log(f64),
    /// By their logarithm, and evenly up to this distance from zero.
    SymLog(f64),
}

/// How lines are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// The colour.
    pub colour: Rgba,
    /// The width in points.
    pub width: f64,
    /// Lengths of dashes and gaps in points, and where the pattern begins; empty for a whole line.
    pub dashes: Vec<f64>,
    /// Where the pattern begins.
    pub dash_start: f64,
    /// How a line ends.
    pub cap: Cap,
    /// How lines meet.
    pub join: Join,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Cap {
    Butt,
    Round,
    Square,
}

/// How lines meet.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Join {
    Miter,
    Round,
    Bevel,
}

/// Lines across the axes.
#[derive(Clone, Debug)]
pub struct Grid {
    /// How they are drawn.
    pub stroke: Stroke,
}

/// What coordinates mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// Values of the axes.
    Data,
    /// Fractions of the axes.
    Axes,
    /// Fractions of the figure.
    Figure,
    /// x a value, y a fraction of the axes.
    XData,
    /// x a fraction of the axes, y a value.
    YData,
    /// Pixels of the figure.
    Pixels,
}

/// Something that is drawn.
#[derive(Clone, Debug)]
pub struct Artist {
    /// Lower ones are drawn first.
    pub layer: f64,
    /// What its coordinates mean.
    pub space: Space,
    /// Whether it is cut at the edge of the axes.
    pub clip: bool,
    /// What it is.
    pub kind: Kind,
}

/// What an artist is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A line through points, with markers.
    Line(Line),
    /// Shapes, each with its own look.
    Shapes(Shapes),
    /// One marker many times.
    Markers(Markers),
    /// A picture of pixels.
    Image(Image),
    /// Text.
    Text(Text),
    /// Arrows of a field.
    Arrows(Arrows),
    /// What lines and colours mean.
    Legend(Legend),
}

/// A line through points.
#[derive(Clone, Debug)]
pub struct Line {
    /// The points.
    pub x: Vec<f64>,
    /// See `x`.
    pub y: Vec<f64>,
    /// How the line is drawn; None for markers alone.
    pub stroke: Option<Stroke>,
    /// What stands at the points.
    pub marker: Option<MarkerLook>,
    /// Every which point has a marker: first and step.
    pub every: [usize; 2],
}

/// How a line's markers look.
#[derive(Clone, Debug)]
pub struct MarkerLook {
    /// The shape, of size 1, in points, y up.
    pub shape: MarkerShape,
    /// The size in points.
    pub size: f64,
    /// What fills it.
    pub face: Rgba,
    /// Its edge.
    pub edge: Rgba,
    /// The width of the edge in points.
    pub edge_width: f64,
}

/// The shape of a marker.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkerShape {
    /// The outline for size 1 around the origin, y up.
    pub path: Path,
    /// Whether there is an inside to fill.
    pub filled: bool,
    /// Whether corners are sharp.
    pub miter: bool,
}

/// Shapes, each with its own look.
#[derive(Clone, Debug)]
pub struct Shapes {
    /// The outlines.
    pub paths: Vec<Path>,
    /// What fills them, in turn; none for lines alone.
    pub faces: Vec<Rgba>,
    /// Their edges, in turn.
    pub edges: Vec<Rgba>,
    /// Widths of the edges in points, in turn.
    pub widths: Vec<f64>,
    /// Dashes in points, for all.
    pub dashes: Vec<f64>,
    /// How edges meet.
    pub join: Join,
    /// How lines end.
    pub cap: Cap,
    /// Whether edges lie on whole pixels.
    pub snap: bool,
    /// Whether neighbours touch, so that edges may not be softened.
    pub crisp: bool,
    /// The pattern drawn into the shapes: `/`, `\\`, `x`, `-`, `|`, `+`, `.`, `o`, `*`.
    pub hatch: String,
}

/// One marker at many places.
#[derive(Clone, Debug)]
pub struct Markers {
    /// Where.
    pub x: Vec<f64>,
    /// See `x`.
    pub y: Vec<f64>,
    /// The areas in square points, in turn.
    pub areas: Vec<f64>,
    /// The shape.
    pub shape: MarkerShape,
    /// What fills them, in turn.
    pub faces: Vec<Rgba>,
    /// Their edges, in turn; none for edges like the faces.
    pub edges: Vec<Rgba>,
    /// Widths of the edges in points, in turn.
    pub widths: Vec<f64>,
}

/// A picture of pixels.
#[derive(Clone, Debug)]
pub struct Image {
    /// Rows and columns.
    pub shape: [usize; 2],
    /// Red, green, blue, opacity of each pixel, row by row, the first row at `extent[2]`'s end.
    pub pixels: Vec<u8>,
    /// x of the left edge of the first column, x of the right edge of the last one, y of the lower edge of
    /// the last row, y of the upper edge of the first one.
    pub extent: [f64; 4],
    /// How pixels become those of the picture.
    pub smooth: Smoothing,
}

/// How an image is enlarged or shrunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Smoothing {
    /// Each pixel is a rectangle; where it is smaller than a pixel of the figure, they are averaged.
    Auto,
    /// Each pixel is a rectangle.
    Nearest,
    /// Colours run evenly between the pixels' centres.
    Bilinear,
    /// Colours run smoothly.
    Bicubic,
}

/// Text at a place.
#[derive(Clone, Debug)]
pub struct Text {
    /// The place.
    pub at: Point,
    /// A distance from there in points.
    pub offset: Point,
    /// The text; parts between `$` are formulas.
    pub text: String,
    /// Its look.
    pub font: Font,
    /// What of the text is at the place.
    pub align: Align,
    /// See `align`.
    pub valign: VAlign,
    /// The angle.
    pub angle: f64,
    /// The distance of lines as a multiple of their height.
    pub line_spacing: f64,
    /// A box around it.
    pub frame: Option<TextFrame>,
    /// An arrow from the text to a place.
    pub arrow: Option<Arrow>,
}

/// The box around a text.
#[derive(Clone, Debug)]
pub struct TextFrame {
    /// What fills it.
    pub face: Rgba,
    /// Its edge.
    pub edge: Rgba,
    /// The width of the edge in points.
    pub width: f64,
    /// The distance from the text in points.
    pub pad: f64,
    /// The radius of the corners in points.
    pub radius: f64,
}

/// An arrow from a text to the place that it speaks of.
#[derive(Clone, Debug)]
pub struct Arrow {
    /// The place.
    pub to: Point,
    /// What its coordinates mean.
    pub space: Space,
    /// The style: `->`, `-`, `<-`, `<->`, `-|>`, `fancy`, `wide` …
    pub style: String,
    /// Its look.
    pub stroke: Stroke,
    /// What fills it.
    pub face: Rgba,
    /// Free space at both ends, in points.
    pub shrink: [f64; 2],
    /// How far it bends, as a fraction of its length.
    pub bend: f64,
    /// For wide arrows: widths of shaft and head and the head's length, in points.
    pub wide: Option<[f64; 3]>,
    /// The size of heads in points.
    pub head: f64,
}

/// What of a text is at its place, across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Align {
    Left,
    Center,
    Right,
}

/// What of a text is at its place, upwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum VAlign {
    Top,
    Center,
    CenterBaseline,
    Baseline,
    Bottom,
}

/// Arrows of a field.
#[derive(Clone, Debug)]
pub struct Arrows {
    /// Where.
    pub x: Vec<f64>,
    /// See `x`.
    pub y: Vec<f64>,
    /// Which way.
    pub u: Vec<f64>,
    /// See `u`.
    pub v: Vec<f64>,
    /// Their colours, in turn.
    pub colours: Vec<Rgba>,
    /// Data units of (u, v) an arrow's unit of length; None to find it.
    pub scale: Option<f64>,
    /// What `scale` and `width` count in.
    pub scale_units: Units,
    /// Whether directions are those of the data rather than of the picture.
    pub data_angles: bool,
    /// The shaft's width in its units; None to find it.
    pub width: Option<f64>,
    /// Where an arrow has its place: 0 tail, 0.5 middle, 1 tip.
    pub pivot: f64,
    /// Width, length and length at the shaft of heads, in shaft widths.
    pub head: [f64; 3],
}

/// Units of arrows' lengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// The width of the axes.
    Width,
    /// The height of the axes.
    Height,
    /// Values of the data, along x.
    X,
    /// Values of the data, along y.
    Y,
    /// Values of the data, along both.
    Xy,
    /// Inches.
    Inches,
    /// Pixels.
    Dots,
}

/// What lines and colours mean.
#[derive(Clone, Debug)]
pub struct Legend {
    /// The rows: what is shown and what it is called.
    pub entries: Vec<Entry>,
    /// Where: matplotlib's number, 0 for the best place.
    pub place: u8,
    /// A box (left, bottom, width, height) as fractions, in which the place is meant.
    pub anchor: Option<[f64; 4]>,
    /// What the anchor counts in.
    pub anchor_space: Space,
    /// A place as a point of the axes.
    pub at: Option<Point>,
    /// The look of the text.
    pub font: Font,
    /// The title and its look.
    pub title: Option<(String, Font)>,
    /// The number of columns.
    pub columns: usize,
    /// Whether there is a box, and its look.
    pub frame: Option<TextFrame>,
    /// Whether it throws a shadow.
    pub shadow: bool,
    /// In units of the font's size: pad inside the box, between rows, length of handles, between handle and
    /// text, from the axes, between columns.
    pub spacing: LegendSpacing,
}

/// The distances inside of a legend in units of its font's size.
#[derive(Clone, Copy, Debug)]
pub struct LegendSpacing {
    /// Inside the box.
    pub border: f64,
    /// Between rows.
    pub rows: f64,
    /// The length of what is shown.
    pub handle: f64,
    /// Between it and its name.
    pub text: f64,
    /// From the axes.
    pub axes: f64,
    /// Between columns.
    pub columns: f64,
}

/// A row of a legend.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name.
    pub label: String,
    /// The colour of the name, if it has its own.
    pub colour: Option<Rgba>,
    /// What is shown.
    pub handle: Handle,
}

/// What a row of a legend shows.
#[derive(Clone, Debug)]
pub struct Handle {
    /// A line.
    pub line: Option<Stroke>,
    /// A marker.
    pub marker: Option<MarkerLook>,
    /// A patch: face, edge, the edge's width in points.
    pub patch: Option<(Rgba, Rgba, f64)>,
    /// A pattern in the patch.
    pub hatch: String,
}
