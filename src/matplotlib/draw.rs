//! What the programs of this floor ask of the drawing: pictures, ticks, boxes, colour maps, contours, PNG
//! files.

use super::picture::Picture;
use super::spec::{Spec, floats};
use crate::array::{Array, DType};
use crate::plot::contour::Field;
use crate::plot::layout::{self, Page};
use crate::plot::path::{Path, Step};
use crate::plot::{self, colormap, marker, png, ticks};
use crate::run::arguments::{float_of, index_of};
use crate::run::convert::as_array_of;
use crate::session::Drawing;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};
use std::rc::Rc;

macro_rules! function {
    ($name:literal, $signature:literal, $summary:literal, $run:expr) => {
        Builtin {
            name: concat!("matplotlib._draw.", $name),
            signature: $signature,
            style: Style::Positional,
            summary: $summary,
            run: Run::Function($run),
            ..ROW
        }
    };
}

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    function!("svg", "(figure, /)", "A figure as SVG.", |cx, args| {
        let figure = Spec::of(cx, &args[0]).figure()?;
        Ok(Value::str(plot::svg(&figure)))
    }),
    function!("png", "(figure, dpi, /)", "A figure as a PNG file.", |cx, args| {
        let figure = Spec::of(cx, &args[0]).figure()?;
        let dpi = float_of(cx, &args[1])?;
        file(plot::png(&figure, dpi))
    }),
    function!("pixels", "(figure, dpi, /)", "A figure as an array of bytes.", |cx, args| {
        let figure = Spec::of(cx, &args[0]).figure()?;
        let dpi = float_of(cx, &args[1])?;
        let page = Page::of(&figure, dpi);
        match plot::raster::draw(&layout::figure(&figure, &page)) {
            Some(pixels) => Ok(Value::Array(Array::from_vec(pixels.bytes, &[pixels.height, pixels.width, 4]))),
            None => err(ErrorClass::ValueError, "the picture is too large"),
        }
    }),
    function!("show", "(figure, /)", "Hands a figure to whoever shows it.", |cx, args| {
        let figure = Spec::of(cx, &args[0]).figure()?;
        let picture: Rc<dyn Drawing> = Rc::new(Picture(figure));
        cx.show(&picture)?;
        Ok(Value::None)
    }),
    function!("at_cell_end", "(function, /)", "What is called when the cell has ended.", |cx, args| {
        cx.state().after_cell = args[0].take();
        Ok(Value::None)
    }),
    function!("boxes", "(figure, /)", "What each axes of a figure takes, and its other artists, in pixels.", boxes),
    function!("ticks", "(axis, length, horizontal, /)", "The ticks of an axis and their labels.", |cx, args| {
        let axis = Spec::of(cx, &args[0]).axis()?;
        let length = float_of(cx, &args[1])?;
        let horizontal = cx.truth(&args[2])?;
        let found = layout::find_ticks(&axis, length, horizontal);
        let array = |values: Vec<f64>| {
            let count = values.len();
            Value::Array(Array::from_vec(values, &[count]))
        };
        let texts = |texts: Vec<String>| Value::list(texts.into_iter().map(Value::str).collect());
        Ok(Value::tuple([
            array(found.major),
            texts(found.labels),
            array(found.minor),
            texts(found.minor_labels),
            Value::str(found.offset_text),
        ]))
    }),
    function!(
        "steps",
        "(low, high, most, steps, integer, fewest, /)",
        "Round numbers that cover a range.",
        |cx, args| {
            let (low, high) = (float_of(cx, &args[0])?, float_of(cx, &args[1])?);
            let most = index_of(cx, &args[2])?.clamp(1, 10_000) as usize;
            let mut steps = floats(cx, &args[3])?;
            if steps.len() < 2 {
                steps = ticks::ROUND.to_vec();
            }
            let integer = cx.truth(&args[4])?;
            let fewest = index_of(cx, &args[5])?.max(1) as usize;
            let found = ticks::linear(low, high, most, &steps, integer, fewest);
            let count = found.len();
            Ok(Value::Array(Array::from_vec(found, &[count])))
        }
    ),
    function!("colormap", "(name, /)", "The table of a colour map, and whether it is a list.", |cx, args| {
        let name = cx.str(&args[0])?;
        let Some(colours) = colormap::find(&name) else { return Ok(Value::None) };
        let count = colours.table.len();
        let table = Array::from_vec(colours.table.into_iter().flatten().collect::<Vec<f64>>(), &[count, 3]);
        Ok(Value::tuple([Value::Array(table), Value::bool(colours.listed)]))
    }),
    function!("colormaps", "()", "The names of all colour maps.", |_, _| {
        Ok(Value::list(colormap::names().into_iter().map(Value::str).collect()))
    }),
    function!("segments", "(corners, count, /)", "The steps between corners of a colour map's part.", |cx, args| {
        let corners = floats(cx, &args[0])?;
        let count = index_of(cx, &args[1])?.clamp(1, 1 << 16) as usize;
        let corners: Vec<[f64; 3]> = corners.chunks_exact(3).map(|c| [c[0], c[1], c[2]]).collect();
        if corners.is_empty() {
            return err(ErrorClass::ValueError, "data mapping points must have shape (n, 3)");
        }
        Ok(Value::Array(Array::from_vec(colormap::steps(&corners, count), &[count])))
    }),
    function!("is_marker", "(name, /)", "Whether a marker has this name.", |_, args| {
        Ok(Value::bool(args[0].as_str().is_some_and(|name| marker::shape(name).is_some())))
    }),
    function!("contour", "(x, y, z, level, /)", "The lines of a height on a grid.", |cx, args| {
        let level = float_of(cx, &args[3])?;
        let field = Grid::of(cx, args)?;
        Ok(Value::list(field.field().lines(level).iter().map(path_value).collect()))
    }),
    function!("area", "(x, y, z, low, high, /)", "The area between two heights on a grid.", |cx, args| {
        let (low, high) = (float_of(cx, &args[3])?, float_of(cx, &args[4])?);
        let field = Grid::of(cx, args)?;
        Ok(path_value(&field.field().area(low, high)))
    }),
    function!("read_png", "(bytes, /)", "The pixels of a PNG file, from 0 to 1.", |_, args| {
        let Value::Bytes(bytes) = &args[0] else { return err(ErrorClass::TypeError, "a PNG file is bytes") };
        match png::decode(bytes) {
            Ok(found) => {
                let shape = [found.height, found.width, found.channels];
                let shape = if found.channels == 1 { &shape[..2] } else { &shape };
                Ok(Value::Array(Array::from_vec(found.parts, shape)))
            }
            Err(text) => err(ErrorClass::ValueError, format!("this is no PNG file that can be read: {text}")),
        }
    }),
    function!("write_png", "(pixels, dpi, /)", "Bytes of four parts a pixel as a PNG file.", |cx, args| {
        let array = as_array_of(cx, &args[0], DType::U8)?;
        let dpi = float_of(cx, &args[1])?;
        let shape = array.shape();
        let &[rows, columns, 4] = shape.as_slice() else {
            return err(ErrorClass::ValueError, "an image needs rows, columns and four bytes a pixel");
        };
        file(png::encode(columns, rows, &array.to_vec::<u8>(), Some(dpi)))
    }),
];

fn file(made: Result<Vec<u8>, String>) -> R<Value> {
    match made {
        Ok(bytes) => Ok(Value::bytes(bytes)),
        Err(text) => err(ErrorClass::ValueError, text),
    }
}

fn boxes(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let figure = Spec::of(cx, &args[0]).figure()?;
    let page = Page::of(&figure, figure.dpi);
    let list =
        |boxes: Vec<[f64; 4]>| Value::list(boxes.into_iter().map(|b| Value::tuple(b.map(Value::float))).collect());
    Ok(Value::tuple([list(layout::boxes(&figure, &page)), list(layout::artist_boxes(&figure, &page))]))
}

/// A grid of heights of arrays.
struct Grid {
    rows: usize,
    columns: usize,
    x: Vec<f64>,
    y: Vec<f64>,
    z: Vec<f64>,
}

impl Grid {
    fn of(cx: &mut dyn Interp, args: &[Value]) -> R<Grid> {
        let heights = as_array_of(cx, &args[2], DType::F64)?;
        let shape = heights.shape();
        let &[rows, columns] = shape.as_slice() else {
            return err(ErrorClass::TypeError, "Input z must be 2D, not 1D");
        };
        let (x, y, z) = (floats(cx, &args[0])?, floats(cx, &args[1])?, heights.to_vec::<f64>());
        if x.len() != z.len() || y.len() != z.len() {
            return err(ErrorClass::TypeError, "Shapes of x and z do not match");
        }
        Ok(Grid { rows, columns, x, y, z })
    }

    fn field(&self) -> Field<'_> {
        Field { rows: self.rows, columns: self.columns, x: &self.x, y: &self.y, z: &self.z }
    }
}

/// A path as points (n, 2) and matplotlib's codes.
fn path_value(path: &Path) -> Value {
    let mut points = Vec::with_capacity(path.steps.len() * 2);
    let mut codes = Vec::with_capacity(path.steps.len());
    let mut start = [0.0, 0.0];
    for step in &path.steps {
        let (point, code) = match *step {
            Step::Move(p) => {
                start = p;
                (p, 1u8)
            }
            Step::Line(p) => (p, 2),
            Step::Close => (start, 79),
            // Contours have no curves.
            Step::Quad(_, p) | Step::Cubic(_, _, p) => (p, 2),
        };
        points.extend(point);
        codes.push(code);
    }
    let count = codes.len();
    Value::tuple([Value::Array(Array::from_vec(points, &[count, 2])), Value::Array(Array::from_vec(codes, &[count]))])
}
