//! "Did you mean": the nearest of some names, by CPython's measure.

/// The cost of changing a character for another letter case, and of any other edit.
const CASE_COST: usize = 1;
const MOVE_COST: usize = 2;
/// CPython looks at no more names and at no longer ones.
const MOST_CANDIDATES: usize = 750;
const LONGEST: usize = 40;

/// The name nearest to `wrong` among candidates, if any is near enough; the first one on a tie.
/// *Source*: CPython's `Python/suggestions.c`.
pub fn closest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(&str, usize)> = None;
    for (seen, candidate) in candidates.into_iter().enumerate() {
        if seen >= MOST_CANDIDATES {
            return None;
        }
        if candidate == wrong || candidate.len() > LONGEST || wrong.len() > LONGEST {
            continue;
        }
        let most = (wrong.len() + candidate.len() + 3) * MOVE_COST / 6;
        let most = best.map_or(most, |(_, distance)| most.min(distance - 1));
        let distance = edit_distance(wrong.as_bytes(), candidate.as_bytes());
        if distance <= most {
            if distance == 0 {
                return Some(candidate);
            }
            best = Some((candidate, distance));
        }
    }
    best.map(|(candidate, _)| candidate)
}

fn edit_distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (1..=b.len()).map(|n| n * MOVE_COST).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = i * MOVE_COST;
        let mut left = diagonal + MOVE_COST;
        for (cell, &y) in row.iter_mut().zip(b) {
            let change = if x == y {
                0
            } else if x.eq_ignore_ascii_case(&y) {
                CASE_COST
            } else {
                MOVE_COST
            };
            let substituted = diagonal + change;
            diagonal = *cell;
            left = substituted.min(left.min(*cell) + MOVE_COST);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(a.len() * MOVE_COST)
}
