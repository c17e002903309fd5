//! Colour maps by name: tables of colours from low to high. Their sources are in NOTICE.

/// A colour map.
#[derive(Clone, Debug, PartialEq)]
pub struct Colours {
    /// Red, green, blue from 0 to 1.
    pub table: Vec<[f64; 3]>,
    /// Whether the colours are a list for kinds of things, not steps of a scale.
    pub listed: bool,
}

/// The number of colours of a scale.
const STEPS: usize = 256;

/// One line a map: kind, name, numbers. `list` are millionths; `hues` and `even` hexadecimal colours, the
/// latter spaced evenly; `parts` the corners (place, value before, value behind) of red, green, blue.
static DATA: &str = include_str!("data/colormaps.txt");

/// Maps that are formulas of the place from 0 to 1.
static FORMULAS: &[(&str, fn(f64) -> [f64; 3])] = &[
    ("rainbow", |x| {
        use std::f64::consts::PI;
        [(2.0 * x - 0.5).abs(), (x * PI).sin(), (x * PI / 2.0).cos()]
    }),
    ("ocean", |x| [3.0 * x - 2.0, ((3.0 * x - 1.0) / 2.0).abs(), x]),
    ("afmhot", |x| [2.0 * x, 2.0 * x - 0.5, 2.0 * x - 1.0]),
    ("gist_heat", |x| [1.5 * x, 2.0 * x - 1.0, 4.0 * x - 3.0]),
    ("gnuplot", |x| [x.sqrt(), x * x * x, (2.0 * std::f64::consts::PI * x).sin()]),
];

/// Names that stand for other maps.
static ALIASES: &[(&str, &str)] =
    &[("grey", "gray"), ("Grays", "Greys"), ("gist_gray", "gray"), ("gist_yarg", "binary"), ("gist_grey", "gray")];

/// All names, without the reversed ones.
pub fn names() -> Vec<&'static str> {
    let listed = DATA.lines().filter_map(|line| line.split(' ').nth(1));
    let mut names: Vec<&str> = listed.chain(FORMULAS.iter().map(|(name, _)| *name)).collect();
    names.extend(ALIASES.iter().map(|(name, _)| *name));
    names.sort_unstable_by_key(|name| name.to_lowercase());
    names
}

/// The map of a name.
pub fn find(name: &str) -> Option<Colours> {
    let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, other)| other);
    if let Some((_, formula)) = FORMULAS.iter().find(|(known, _)| *known == name) {
        let step = |i: usize| formula(i as f64 / (STEPS - 1) as f64).map(|part| part.clamp(0.0, 1.0));
        return Some(Colours { table: (0..STEPS).map(step).collect(), listed: false });
    }
    let (kind, numbers) = DATA.lines().find_map(|line| {
        let (kind, rest) = line.split_once(' ')?;
        let (known, numbers) = rest.split_once(' ')?;
        (known == name).then_some((kind, numbers))
    })?;
    let table = match kind {
        "list" => {
            let parts: Vec<f64> = numbers.split(' ').filter_map(|part| part.parse::<f64>().ok()).collect();
            parts.chunks_exact(3).map(|rgb| [rgb[0] / 1e6, rgb[1] / 1e6, rgb[2] / 1e6]).collect()
        }
        "hues" => hues(numbers),
        "even" => {
            let corners = hues(numbers);
            let last = corners.len() - 1;
            let channel = |k: usize| {
                let at = |i: usize| [i as f64 / last as f64, corners[i][k], corners[i][k]];
                table((0..=last).map(at).collect())
            };
            zip([channel(0), channel(1), channel(2)])
        }
        _ => {
            let mut channels = numbers.split(" / ").map(|corners| {
                let corner = |text: &str| {
                    let mut parts = text.split(',').map(|part| part.parse().unwrap_or(0.0));
                    [0; 3].map(|_| parts.next().unwrap_or(0.0))
                };
                table(corners.split(' ').map(corner).collect())
            });
            zip([0; 3].map(|_| channels.next().unwrap_or_default()))
        }
    };
    Some(Colours { table, listed: matches!(kind, "list" | "hues") })
}

fn hues(text: &str) -> Vec<[f64; 3]> {
    let part = |hex: &str, k: usize| {
        let byte = hex.get(2 * k..2 * k + 2).and_then(|byte| u8::from_str_radix(byte, 16).ok());
        f64::from(byte.unwrap_or_default()) / 255.0
    };
    text.split(' ').map(|hex| [part(hex, 0), part(hex, 1), part(hex, 2)]).collect()
}

fn zip([r, g, b]: [Vec<f64>; 3]) -> Vec<[f64; 3]> {
    r.into_iter().zip(g).zip(b).map(|((r, g), b)| [r, g, b]).collect()
}

/// The steps between corners: place, value before the place, value behind it.
pub fn table(corners: Vec<[f64; 3]>) -> Vec<f64> {
    steps(&corners, STEPS)
}

/// So many steps between corners.
///
/// *Source*: the rule of matplotlib's `_create_lookup_table`.
pub fn steps(corners: &[[f64; 3]], count: usize) -> Vec<f64> {
    let last = (count.max(2) - 1) as f64;
    (0..count)
        .map(|i| {
            let place = i as f64 / last;
            if i == 0 {
                return corners.first().map_or(0.0, |corner| corner[2]);
            }
            if i + 1 == count {
                return corners.last().map_or(0.0, |corner| corner[1]);
            }
            let after = corners.iter().position(|corner| corner[0] >= place).unwrap_or(corners.len() - 1).max(1);
            let ([x0, _, y0], [x1, y1, _]) = (corners[after - 1], corners[after]);
            let part = if x1 > x0 { (place - x0) / (x1 - x0) } else { 0.0 };
            (y0 + part * (y1 - y0)).clamp(0.0, 1.0)
        })
        .collect()
}
