//! A figure in a sentence, for those who cannot see it.

use super::scene::{Axes, Figure, Kind};
use super::typeset;

/// Titles, labels and kinds of marks: `Waves: 2 lines; x: time; y: height.`
pub fn figure(figure: &Figure) -> String {
    let mut parts: Vec<String> = Vec::new();
    for artist in &figure.artists {
        if let Kind::Text(text) = &artist.kind {
            parts.push(plain(&text.text));
        }
    }
    parts.extend(figure.axes.iter().map(axes).filter(|part| !part.is_empty()));
    if parts.is_empty() {
        return "An empty figure.".to_owned();
    }
    let mut text = parts.join(". ");
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

fn axes(axes: &Axes) -> String {
    let mut counts = [0usize; 6];
    for artist in &axes.artists {
        match &artist.kind {
            Kind::Line(_) => counts[0] += 1,
            Kind::Markers(_) => counts[1] += 1,
            Kind::Shapes(shapes) => counts[2] += shapes.paths.len(),
            Kind::Image(_) => counts[3] += 1,
            Kind::Arrows(_) => counts[4] += 1,
            Kind::Text(_) => counts[5] += 1,
            Kind::Legend(_) => {}
        }
    }
    let names = [
        ("line", "lines"),
        ("set of points", "sets of points"),
        ("shape", "shapes"),
        ("image", "images"),
        ("field of arrows", "fields of arrows"),
        ("text", "texts"),
    ];
    let marks: Vec<String> = counts
        .iter()
        .zip(names)
        .filter(|(count, _)| **count > 0)
        .map(|(count, (one, many))| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    let mut parts = Vec::new();
    if !marks.is_empty() {
        parts.push(marks.join(", "));
    }
    for (name, axis) in [("x", &axes.x), ("y", &axes.y)] {
        if let Some(label) = axis.name.as_ref().filter(|label| !label.text.is_empty()) {
            parts.push(format!("{name}: {}", plain(&label.text)));
        }
    }
    let labels = axes.artists.iter().filter_map(|artist| match &artist.kind {
        Kind::Legend(legend) => Some(legend.entries.iter().map(|entry| plain(&entry.label)).collect::<Vec<_>>()),
        _ => None,
    });
    let labels: Vec<String> = labels.flatten().collect();
    if !labels.is_empty() {
        parts.push(format!("with {}", labels.join(", ")));
    }
    let title = axes.titles.iter().flatten().map(|title| plain(&title.text)).collect::<Vec<_>>().join(", ");
    match (title.is_empty(), parts.is_empty()) {
        (true, _) => parts.join("; "),
        (false, true) => title,
        (false, false) => format!("{title}: {}", parts.join("; ")),
    }
}

/// A text without the marks of formulas, on one line.
fn plain(text: &str) -> String {
    let face = typeset::Face { size: 1.0, bold: false, italic: false };
    let lines: Vec<String> = text.lines().map(|line| typeset::line(line, face, &super::font::Letters).text()).collect();
    lines.join(" ")
}
