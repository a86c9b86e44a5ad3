//! "Did you mean": the candidate nearest to a misspelt name.
//!
//! The distance is Levenshtein's with CPython's costs: two for an insertion, a
//! deletion or a substitution, one for a change of case alone. Which names are
//! candidates is the caller's matter.

/// No suggestion among more candidates than this.
const MOST_CANDIDATES: usize = 750;
/// Names that differ in longer stretches than this, in bytes, are not near.
const LONGEST_STRETCH: usize = 40;
const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;

/// The candidate nearest to `wrong`, if one is near enough: at most a third of
/// the characters of both may change. The first of equally near ones wins.
/// `wrong` itself is never suggested.
pub fn suggest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let candidates: Vec<&str> = candidates.take(MOST_CANDIDATES).collect();
    if candidates.len() >= MOST_CANDIDATES {
        return None;
    }
    let mut nearest: Option<(&str, usize)> = None;
    for candidate in candidates {
        if candidate == wrong {
            continue;
        }
        let mut most = (candidate.len() + wrong.len() + 3) * MOVE_COST / 6;
        if let Some((_, distance)) = nearest {
            most = most.min(distance.saturating_sub(1));
        }
        if let Some(distance) = distance(wrong, candidate, most) {
            nearest = Some((candidate, distance));
        }
    }
    nearest.map(|(name, _)| name.to_owned())
}

/// The distance between two names, unless it is more than `most`. Names are
/// compared by bytes, as CPython compares their UTF-8.
fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let (mut a, mut b) = (one.as_bytes(), other.as_bytes());
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev());
    let suffix = suffix.take_while(|(x, y)| x == y).count();
    (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    if a.is_empty() || b.is_empty() {
        return Some((a.len() + b.len()) * MOVE_COST).filter(|&cost| cost <= most);
    }
    if a.len() > LONGEST_STRETCH || b.len() > LONGEST_STRETCH {
        return None;
    }
    if b.len() < a.len() {
        (a, b) = (b, a);
    }
    if (b.len() - a.len()) * MOVE_COST > most {
        return None;
    }
    // One row of the matrix, updated in place: row[i] is the cost of a[..=i].
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE_COST).collect();
    let mut cost = 0;
    for (index, &letter) in b.iter().enumerate() {
        let mut diagonal = index * MOVE_COST;
        cost = diagonal;
        let mut least = usize::MAX;
        for (cell, &against) in row.iter_mut().zip(a) {
            let substituted = diagonal + substitution_cost(letter, against);
            diagonal = *cell;
            cost = substituted.min(cost.min(diagonal) + MOVE_COST);
            *cell = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
    }
    Some(cost).filter(|&cost| cost <= most)
}

fn substitution_cost(one: u8, other: u8) -> usize {
    if one == other {
        0
    } else if one.eq_ignore_ascii_case(&other) {
        CASE_COST
    } else {
        MOVE_COST
    }
}
