//! The language's side of a figure, nested dicts of numbers, texts and arrays, read as a scene.

use crate::array::DType;
use crate::plot::colour::Rgba;
use crate::plot::marker;
use crate::plot::path::{Path, Step};
use crate::plot::scene::{
    Align, Arrow, Arrows, Artist, Axes, Axis, AxisName, Cap, Entry, Figure, Font, Grid, Handle, Image, Join, Kind,
    Legend, LegendSpacing, Line, MarkerLook, MarkerShape, Markers, Notation, Scale, Shapes, Smoothing, Space, Spine,
    SpineAt, Stroke, Text, TextFrame, TickLook, Title, Units, VAlign,
};
use crate::run::arguments::float_of;
use crate::run::convert::as_array_of;
use crate::text::{ErrorClass, R, err};
use crate::value::{Interp, Value};

/// A dict that describes something.
pub(super) struct Spec<'a> {
    cx: &'a mut dyn Interp,
    dict: Value,
}

impl Spec<'_> {
    /// The reader of a dict.
    pub fn of<'a>(cx: &'a mut dyn Interp, dict: &Value) -> Spec<'a> {
        Spec { cx, dict: dict.clone() }
    }

    /// The value of a key; None for `None` and for no such key.
    fn find(&self, key: &str) -> Option<Value> {
        match &self.dict {
            Value::Dict(dict) => dict.map.borrow().get_str(key).filter(|value| !value.is_none()).cloned(),
            _ => None,
        }
    }

    fn get(&self, key: &str) -> R<Value> {
        match self.find(key) {
            Some(value) => Ok(value),
            None => err(ErrorClass::ValueError, format!("the drawing needs '{key}'")),
        }
    }

    fn sub(&mut self, dict: &Value) -> Spec<'_> {
        Spec { cx: &mut *self.cx, dict: dict.clone() }
    }

    fn number(&mut self, key: &str) -> R<f64> {
        let value = self.get(key)?;
        float_of(self.cx, &value)
    }

    fn number_or(&mut self, key: &str, default: f64) -> R<f64> {
        match self.find(key) {
            Some(value) => float_of(self.cx, &value),
            None => Ok(default),
        }
    }

    fn flag(&mut self, key: &str, default: bool) -> R<bool> {
        match self.find(key) {
            Some(value) => self.cx.truth(&value),
            None => Ok(default),
        }
    }

    fn text(&mut self, key: &str) -> R<String> {
        match self.find(key) {
            Some(value) => self.cx.str(&value),
            None => Ok(String::new()),
        }
    }

    fn list(&mut self, key: &str) -> R<Vec<Value>> {
        match self.find(key) {
            Some(value) => self.cx.collect(&value),
            None => Ok(Vec::new()),
        }
    }

    fn floats(&mut self, key: &str) -> R<Vec<f64>> {
        match self.find(key) {
            Some(value) => floats(self.cx, &value),
            None => Ok(Vec::new()),
        }
    }

    fn fixed<const N: usize>(&mut self, key: &str) -> R<[f64; N]> {
        let numbers = self.floats(key)?;
        match <[f64; N]>::try_from(numbers) {
            Ok(numbers) => Ok(numbers),
            Err(_) => err(ErrorClass::ValueError, format!("the drawing needs {N} numbers for '{key}'")),
        }
    }

    fn colour(&mut self, key: &str) -> R<Rgba> {
        Ok(match self.find(key) {
            Some(_) => Rgba::new(self.fixed(key)?),
            None => Rgba::CLEAR,
        })
    }

    fn colours(&mut self, key: &str) -> R<Vec<Rgba>> {
        let parts = self.floats(key)?;
        Ok(parts.chunks_exact(4).map(|rgba| Rgba::new([rgba[0], rgba[1], rgba[2], rgba[3]])).collect())
    }

    fn sides(&mut self, key: &str) -> R<[bool; 2]> {
        let values = self.list(key)?;
        let mut sides = [false; 2];
        for (side, value) in sides.iter_mut().zip(values) {
            *side = self.cx.truth(&value)?;
        }
        Ok(sides)
    }

    // ---- a figure and its parts ----

    /// The whole figure.
    pub fn figure(&mut self) -> R<Figure> {
        let mut axes = Vec::new();
        for value in self.list("axes")? {
            axes.push(self.sub(&value).axes()?);
        }
        Ok(Figure {
            text: self.text("text")?,
            size: self.fixed("size")?,
            dpi: self.number("dpi")?,
            face: self.colour("face")?,
            axes,
            artists: self.artists()?,
        })
    }

    fn artists(&mut self) -> R<Vec<Artist>> {
        let mut artists = Vec::new();
        for value in self.list("artists")? {
            self.cx.check_interrupt()?;
            artists.push(self.sub(&value).artist()?);
        }
        Ok(artists)
    }

    fn axes(&mut self) -> R<Axes> {
        let mut spines = Vec::new();
        for value in self.list("spines")? {
            spines.push(self.sub(&value).spine()?);
        }
        let Ok(spines) = <[Spine; 4]>::try_from(spines) else {
            return err(ErrorClass::ValueError, "the drawing needs four spines");
        };
        let mut titles = [None, None, None];
        for (title, value) in titles.iter_mut().zip(self.list("titles")?) {
            if !value.is_none() {
                *title = Some(self.sub(&value).title()?);
            }
        }
        let (x, y) = (self.get("x")?, self.get("y")?);
        Ok(Axes {
            position: self.fixed("position")?,
            face: self.colour("face")?,
            x: self.sub(&x).axis()?,
            y: self.sub(&y).axis()?,
            axis_on: self.flag("on", true)?,
            spines,
            titles,
            grid_below: match self.find("below") {
                Some(Value::Bool(below)) => Some(below.get()),
                _ => None,
            },
            artists: self.artists()?,
        })
    }

    fn spine(&mut self) -> R<Spine> {
        let place = self.number_or("at", 0.0)?;
        Ok(Spine {
            visible: self.flag("visible", true)?,
            colour: self.colour("colour")?,
            width: self.number("width")?,
            at: match self.text("place")?.as_str() {
                "data" => SpineAt::Data(place),
                "axes" => SpineAt::Axes(place),
                "outward" => SpineAt::Outward(place),
                _ => SpineAt::Edge,
            },
        })
    }

    fn title(&mut self) -> R<Title> {
        Ok(Title {
            text: self.text("text")?,
            font: self.font("font")?,
            pad: self.number("pad")?,
            y: match self.find("y") {
                Some(y) => Some(float_of(self.cx, &y)?),
                None => None,
            },
        })
    }

    fn font(&mut self, key: &str) -> R<Font> {
        let value = self.get(key)?;
        let mut font = self.sub(&value);
        Ok(Font {
            size: font.number("size")?,
            colour: font.colour("colour")?,
            bold: font.flag("bold", false)?,
            italic: font.flag("italic", false)?,
        })
    }

    /// An axis.
    pub fn axis(&mut self) -> R<Axis> {
        let ticks = match self.find("ticks") {
            Some(_) => Some(self.floats("ticks")?),
            None => None,
        };
        let minor = match self.find("minor") {
            Some(_) => Some(self.floats("minor")?),
            None => None,
        };
        let labels = match self.find("labels") {
            Some(_) => {
                let mut labels = Vec::new();
                for label in self.list("labels")? {
                    labels.push(self.cx.str(&label)?);
                }
                Some(labels)
            }
            None => None,
        };
        let (major_look, minor_look) = (self.get("major_look")?, self.get("minor_look")?);
        let limits: [f64; 2] = self.fixed("limits")?;
        Ok(Axis {
            limits,
            scale: self.scale()?,
            visible: self.flag("visible", true)?,
            ticks,
            labels,
            minor,
            offset_text: self.text("offset_text")?,
            notation: self.notation()?,
            major: self.sub(&major_look).tick_look()?,
            minor_look: self.sub(&minor_look).tick_look()?,
            tick_sides: self.sides("tick_sides")?,
            label_sides: self.sides("label_sides")?,
            name: match self.find("name") {
                Some(name) => Some(self.sub(&name).axis_name()?),
                None => None,
            },
            grid: self.grid("grid")?,
            minor_grid: self.grid("minor_grid")?,
        })
    }

    fn notation(&mut self) -> R<Notation> {
        let Some(value) = self.find("notation") else {
            return Ok(Notation { offset: true, powers: [-5, 6], scientific: true, math: false });
        };
        let mut notation = self.sub(&value);
        let [low, high]: [f64; 2] = notation.fixed("powers")?;
        Ok(Notation {
            offset: notation.flag("offset", true)?,
            powers: [low as i32, high as i32],
            scientific: notation.flag("scientific", true)?,
            math: notation.flag("math", false)?,
        })
    }

    fn scale(&mut self) -> R<Scale> {
        Ok(match self.text("scale")?.as_str() {
            "log" => Scale::Log(self.number_or("base", 10.0)?),
            "symlog" => Scale::SymLog(self.number_or("near", 2.0)?),
            _ => Scale::Linear,
        })
    }

    fn axis_name(&mut self) -> R<AxisName> {
        Ok(AxisName {
            text: self.text("text")?,
            font: self.font("font")?,
            pad: self.number("pad")?,
            far: self.flag("far", false)?,
            along: self.number_or("along", 0.5)?,
            angle: self.number_or("angle", 0.0)?,
        })
    }

    fn tick_look(&mut self) -> R<TickLook> {
        Ok(TickLook {
            length: self.number("length")?,
            width: self.number("width")?,
            inside: self.number_or("inside", 0.0)?,
            pad: self.number("pad")?,
            colour: self.colour("colour")?,
            font: self.font("font")?,
            angle: self.number_or("angle", 0.0)?,
            align: match self.find("align") {
                Some(_) => Some(self.align()?),
                None => None,
            },
        })
    }

    fn grid(&mut self, key: &str) -> R<Option<Grid>> {
        Ok(self.stroke(key)?.map(|stroke| Grid { stroke }))
    }

    fn stroke(&mut self, key: &str) -> R<Option<Stroke>> {
        let Some(value) = self.find(key) else { return Ok(None) };
        let mut stroke = self.sub(&value);
        Ok(Some(Stroke {
            colour: stroke.colour("colour")?,
            width: stroke.number("width")?,
            dashes: stroke.floats("dashes")?,
            dash_start: stroke.number_or("dash_start", 0.0)?,
            cap: stroke.cap()?,
            join: stroke.join()?,
        }))
    }

    fn cap(&mut self) -> R<Cap> {
        Ok(match self.text("cap")?.as_str() {
            "round" => Cap::Round,
            "projecting" => Cap::Square,
            _ => Cap::Butt,
        })
    }

    fn join(&mut self) -> R<Join> {
        Ok(match self.text("join")?.as_str() {
            "round" => Join::Round,
            "bevel" => Join::Bevel,
            _ => Join::Miter,
        })
    }

    fn space(&mut self, key: &str) -> R<Space> {
        Ok(match self.text(key)?.as_str() {
            "axes" => Space::Axes,
            "figure" => Space::Figure,
            "xdata" => Space::XData,
            "ydata" => Space::YData,
            "pixels" => Space::Pixels,
            _ => Space::Data,
        })
    }

    fn align(&mut self) -> R<Align> {
        Ok(match self.text("align")?.as_str() {
            "center" => Align::Center,
            "right" => Align::Right,
            _ => Align::Left,
        })
    }

    // ---- artists ----

    fn artist(&mut self) -> R<Artist> {
        let kind = match self.text("kind")?.as_str() {
            "line" => Kind::Line(self.line()?),
            "shapes" => Kind::Shapes(self.shapes()?),
            "markers" => Kind::Markers(self.markers()?),
            "image" => Kind::Image(self.image()?),
            "text" => Kind::Text(self.text_artist()?),
            "arrows" => Kind::Arrows(self.arrows()?),
            "legend" => Kind::Legend(self.legend()?),
            other => return err(ErrorClass::ValueError, format!("nothing is drawn as '{other}'")),
        };
        Ok(Artist { layer: self.number("layer")?, space: self.space("space")?, clip: self.flag("clip", true)?, kind })
    }

    fn line(&mut self) -> R<Line> {
        let every = match self.find("every") {
            Some(_) => self.fixed::<2>("every")?.map(|x| x.max(0.0) as usize),
            None => [0, 1],
        };
        Ok(Line {
            x: self.floats("x")?,
            y: self.floats("y")?,
            stroke: self.stroke("stroke")?,
            marker: self.marker_look("marker")?,
            every,
        })
    }

    fn marker_look(&mut self, key: &str) -> R<Option<MarkerLook>> {
        let Some(value) = self.find(key) else { return Ok(None) };
        let mut look = self.sub(&value);
        Ok(Some(MarkerLook {
            shape: look.marker_shape()?,
            size: look.number("size")?,
            face: look.colour("face")?,
            edge: look.colour("edge")?,
            edge_width: look.number("edge_width")?,
        }))
    }

    fn marker_shape(&mut self) -> R<MarkerShape> {
        if self.find("path").is_some() {
            let path = self.get("path")?;
            let path = self.path(&path)?;
            return Ok(MarkerShape { path, filled: true, miter: true });
        }
        let name = self.text("shape")?;
        match marker::shape(&name) {
            Some(shape) => Ok(shape),
            None => err(ErrorClass::ValueError, format!("Unrecognized marker style '{name}'")),
        }
    }

    fn markers(&mut self) -> R<Markers> {
        Ok(Markers {
            x: self.floats("x")?,
            y: self.floats("y")?,
            areas: self.floats("areas")?,
            shape: self.marker_shape()?,
            faces: self.colours("faces")?,
            edges: self.colours("edges")?,
            widths: self.floats("widths")?,
        })
    }

    fn shapes(&mut self) -> R<Shapes> {
        let mut paths = Vec::new();
        // Many four-cornered shapes come as one array (n, 4, 2).
        if let Some(quads) = self.find("quads") {
            let numbers = floats(self.cx, &quads)?;
            for quad in numbers.chunks_exact(8) {
                let points: Vec<[f64; 2]> = quad.chunks_exact(2).map(|p| [p[0], p[1]]).collect();
                paths.push(Path::polyline(&points, true));
            }
        }
        for value in self.list("paths")? {
            paths.push(self.path(&value)?);
        }
        Ok(Shapes {
            paths,
            faces: self.colours("faces")?,
            edges: self.colours("edges")?,
            widths: self.floats("widths")?,
            dashes: self.floats("dashes")?,
            join: self.join()?,
            cap: self.cap()?,
            snap: self.flag("snap", false)?,
            crisp: self.flag("crisp", false)?,
            hatch: self.text("hatch")?,
        })
    }

    /// A path: points (n, 2), `(points, True)` for a closed line, or `(points, codes)` with matplotlib's
    /// codes for steps.
    fn path(&mut self, value: &Value) -> R<Path> {
        let (points, codes) = match value {
            Value::Tuple(pair) if pair.len() == 2 => (pair[0].clone(), pair[1].clone()),
            other => (other.clone(), Value::None),
        };
        let numbers = floats(self.cx, &points)?;
        let points: Vec<[f64; 2]> = numbers.chunks_exact(2).map(|p| [p[0], p[1]]).collect();
        match codes {
            Value::None => Ok(Path::polyline(&points, false)),
            Value::Bool(closed) => Ok(Path::polyline(&points, closed.get())),
            codes => {
                let codes = floats(self.cx, &codes)?;
                Ok(with_codes(&points, &codes))
            }
        }
    }

    fn image(&mut self) -> R<Image> {
        let pixels = self.get("pixels")?;
        let array = as_array_of(self.cx, &pixels, DType::U8)?;
        let shape = array.shape();
        let &[rows, columns, 4] = shape.as_slice() else {
            return err(ErrorClass::ValueError, "an image needs rows, columns and four bytes a pixel");
        };
        Ok(Image {
            shape: [rows, columns],
            pixels: array.to_vec::<u8>(),
            extent: self.fixed("extent")?,
            smooth: match self.text("smooth")?.as_str() {
                "nearest" | "none" => Smoothing::Nearest,
                "bilinear" => Smoothing::Bilinear,
                "bicubic" => Smoothing::Bicubic,
                _ => Smoothing::Auto,
            },
        })
    }

    fn text_artist(&mut self) -> R<Text> {
        Ok(Text {
            at: self.fixed("at")?,
            offset: match self.find("offset") {
                Some(_) => self.fixed("offset")?,
                None => [0.0, 0.0],
            },
            text: self.text("text")?,
            font: self.font("font")?,
            align: self.align()?,
            valign: match self.text("valign")?.as_str() {
                "top" => VAlign::Top,
                "bottom" => VAlign::Bottom,
                "center" => VAlign::Center,
                "center_baseline" => VAlign::CenterBaseline,
                _ => VAlign::Baseline,
            },
            angle: self.number_or("angle", 0.0)?,
            line_spacing: self.number_or("spacing", 1.2)?,
            frame: self.text_frame("frame")?,
            arrow: match self.find("arrow") {
                Some(arrow) => Some(self.sub(&arrow).arrow()?),
                None => None,
            },
        })
    }

    fn text_frame(&mut self, key: &str) -> R<Option<TextFrame>> {
        let Some(value) = self.find(key) else { return Ok(None) };
        let mut frame = self.sub(&value);
        Ok(Some(TextFrame {
            face: frame.colour("face")?,
            edge: frame.colour("edge")?,
            width: frame.number("width")?,
            pad: frame.number("pad")?,
            radius: frame.number_or("radius", 0.0)?,
        }))
    }

    fn arrow(&mut self) -> R<Arrow> {
        let Some(stroke) = self.stroke("stroke")? else {
            return err(ErrorClass::ValueError, "the drawing needs 'stroke'");
        };
        Ok(Arrow {
            to: self.fixed("to")?,
            space: self.space("space")?,
            style: self.text("style")?,
            stroke,
            face: self.colour("face")?,
            shrink: self.fixed("shrink")?,
            bend: self.number_or("bend", 0.0)?,
            wide: match self.find("wide") {
                Some(_) => Some(self.fixed("wide")?),
                None => None,
            },
            head: self.number_or("head", 10.0)?,
        })
    }

    fn arrows(&mut self) -> R<Arrows> {
        let optional = |spec: &mut Self, key: &str| match spec.find(key) {
            Some(value) => float_of(spec.cx, &value).map(Some),
            None => Ok(None),
        };
        Ok(Arrows {
            x: self.floats("x")?,
            y: self.floats("y")?,
            u: self.floats("u")?,
            v: self.floats("v")?,
            colours: self.colours("colours")?,
            scale: optional(self, "scale")?,
            scale_units: match self.text("scale_units")?.as_str() {
                "height" => Units::Height,
                "x" => Units::X,
                "y" => Units::Y,
                "xy" => Units::Xy,
                "inches" => Units::Inches,
                "dots" => Units::Dots,
                _ => Units::Width,
            },
            data_angles: self.flag("data_angles", false)?,
            width: optional(self, "width")?,
            pivot: self.number_or("pivot", 0.0)?,
            head: self.fixed("head")?,
        })
    }

    fn legend(&mut self) -> R<Legend> {
        let mut entries = Vec::new();
        for value in self.list("entries")? {
            let mut entry = self.sub(&value);
            let colour = entry.find("colour").map(|_| entry.colour("colour")).transpose()?;
            entries.push(Entry { label: entry.text("label")?, colour, handle: entry.handle()? });
        }
        let [border, rows, handle, text, axes, columns] = self.fixed("spacing")?;
        Ok(Legend {
            entries,
            place: self.number("place")? as u8,
            anchor: match self.find("anchor") {
                Some(_) => Some(self.fixed("anchor")?),
                None => None,
            },
            anchor_space: self.space("anchor_space")?,
            at: match self.find("at") {
                Some(_) => Some(self.fixed("at")?),
                None => None,
            },
            font: self.font("font")?,
            title: match self.find("title") {
                Some(_) => Some((self.text("title")?, self.font("title_font")?)),
                None => None,
            },
            columns: self.number_or("columns", 1.0)?.max(1.0) as usize,
            frame: self.text_frame("frame")?,
            shadow: self.flag("shadow", false)?,
            spacing: LegendSpacing { border, rows, handle, text, axes, columns },
        })
    }

    fn handle(&mut self) -> R<Handle> {
        let patch = match self.find("patch") {
            Some(value) => {
                let mut patch = self.sub(&value);
                Some((patch.colour("face")?, patch.colour("edge")?, patch.number("width")?))
            }
            None => None,
        };
        Ok(Handle {
            line: self.stroke("line")?,
            marker: self.marker_look("marker")?,
            patch,
            hatch: self.text("hatch")?,
        })
    }
}

/// The numbers of anything that is an array of numbers, in C order.
pub(super) fn floats(cx: &mut dyn Interp, value: &Value) -> R<Vec<f64>> {
    Ok(as_array_of(cx, value, DType::F64)?.to_vec::<f64>())
}

/// A path of matplotlib's codes: 1 move, 2 line, 3 and 4 curves, 79 close.
fn with_codes(points: &[[f64; 2]], codes: &[f64]) -> Path {
    let mut steps = Vec::with_capacity(points.len());
    let mut i = 0;
    while i < points.len().min(codes.len()) {
        let at = |k: usize| points.get(i + k).copied().unwrap_or(points[i]);
        match codes[i] as i64 {
            1 => steps.push(Step::Move(points[i])),
            2 => steps.push(Step::Line(points[i])),
            3 => {
                steps.push(Step::Quad(at(0), at(1)));
                i += 1;
            }
            4 => {
                steps.push(Step::Cubic(at(0), at(1), at(2)));
                i += 2;
            }
            79 => steps.push(Step::Close),
            _ => {}
        }
        i += 1;
    }
    Path { steps }
}
