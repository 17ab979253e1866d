//! Where the actors of the network stand: a layout by forces (fjadra, after d3-force), the same
//! for the same network.

use fjadra::{Collide, Link, ManyBody, Node, PositionX, PositionY, Simulation, SimulationBuilder};
use serde::Serialize;

use crate::base::memo::Memo;
use crate::plan::view::{Network, NetworkActor};

/// The network as it is drawn, in pixels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawing {
    /// Width of the whole.
    pub width: i64,
    /// Its height.
    pub height: i64,
    /// Where each of the actors stands, in their order.
    pub positions: Vec<Position>,
}

/// Where an actor stands; its name is centred below its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Centre of the mark, from the left.
    pub x: i64,
    /// Centre of the mark, from above.
    pub y: i64,
    /// Radius of the mark.
    pub r: i64,
}

/// Width of a character of a name; in a face of 14 pixels few are wider.
const CHARACTER: f64 = 8.0;

/// Height of a name, with some space above it.
const NAME: f64 = 20.0;

/// Space round each actor, and round the whole.
const SPACE: f64 = 6.0;

/// How often forces move the actors before they rest. More steps take longer, and draw no better.
const STEPS: usize = 120;

/// By how much the forces fade in each step: all but a thousandth is gone at the end.
const FADING: f64 = 0.056;

/// How often neighbours are pushed apart before all is spread.
const PUSHES: usize = 50;

/// How often all is spread at most.
const SPREADS: usize = 50;

/// An actor with its mark and name as they move.
struct Figure {
    x: f64,
    y: f64,
    r: f64,
    width: f64,
}

/// Where the forces led in earlier networks: names change nothing there.
pub type Layouts = Memo<Vec<[f64; 2]>>;

/// What the forces act on.
#[derive(Hash)]
struct Ties {
    /// How many actors there are.
    count: usize,
    /// Which of them are tied.
    pairs: Vec<(usize, usize)>,
}

/// Lays the network out.
pub fn draw(network: &Network<'_>, layouts: &Layouts) -> Drawing {
    let pairs = network.ties.iter().map(|tie| (tie.one, tie.other));
    let ties = Ties {
        count: network.actors.len(),
        pairs: pairs.collect(),
    };
    let places = layouts.call(&ties, settle);
    let placed = places.iter().zip(&network.actors);
    let mut figures: Vec<_> = placed.map(|(place, actor)| figure(*place, actor)).collect();
    for _ in 0..SPREADS {
        if is_apart(&mut figures) {
            break;
        }
        for figure in &mut figures {
            figure.x *= 1.1;
            figure.y *= 1.1;
        }
    }
    frame(&figures)
}

/// Where the forces lead: ties pull, everyone pushes, and the whole is wider than high.
fn settle(&Ties { count, ref pairs }: &Ties) -> Vec<[f64; 2]> {
    let mut simulation: Simulation = SimulationBuilder::new()
        .with_alpha_decay(FADING)
        .build((0..count).map(|index| start(index, count)))
        .add_force("ties", Link::new(pairs.clone()).distance(120.0))
        .add_force("space", ManyBody::new().strength(-500.0))
        .add_force("marks", Collide::new().radius(|_| 36.0))
        .add_force("middle", PositionX::new().strength(0.06))
        .add_force("wide", PositionY::new().strength(0.09));
    simulation.tick(STEPS);
    simulation.positions().collect()
}

fn figure([x, y]: [f64; 2], actor: &NetworkActor<'_>) -> Figure {
    let r = radius(actor);
    let name = actor.label.chars().count() as f64 * CHARACTER;
    Figure {
        x,
        y,
        r,
        width: name.max(2.0 * r),
    }
}

fn radius(actor: &NetworkActor<'_>) -> f64 {
    f64::round(6.0 + 2.0 * (actor.dossiers as f64).sqrt()).min(20.0)
}

/// A place on a grid: sines, and so circles, differ between machines.
fn start(index: usize, count: usize) -> Node {
    let columns = count.isqrt().max(1);
    let place = |cell: usize| (cell as f64 - columns as f64 / 2.0) * 60.0;
    Node::default().position(place(index % columns), place(index / columns))
}

/// Pushes apart the figures that touch; whether none does any more.
fn is_apart(figures: &mut [Figure]) -> bool {
    (0..PUSHES).any(|_| {
        let mut touched = false;
        for at in 1..figures.len() {
            let (before, rest) = figures.split_at_mut(at);
            for other in before {
                touched |= push(other, &mut rest[0]);
            }
        }
        !touched
    })
}

/// Moves two figures that touch, by the shorter way; whether they did.
fn push(one: &mut Figure, other: &mut Figure) -> bool {
    let across = (one.width + other.width) / 2.0 + SPACE - (one.x - other.x).abs();
    let down = one.r + other.r + NAME + SPACE - (middle(one) - middle(other)).abs();
    if across <= 0.0 || down <= 0.0 {
        return false;
    }
    if across < down {
        let way = if one.x <= other.x { -0.5 } else { 0.5 };
        one.x += way * across;
        other.x -= way * across;
    } else {
        let way = if middle(one) <= middle(other) {
            -0.5
        } else {
            0.5
        };
        one.y += way * down;
        other.y -= way * down;
    }
    true
}

/// The middle of a mark with its name.
fn middle(figure: &Figure) -> f64 {
    figure.y + NAME / 2.0
}

/// The frame of all figures, which stand round the origin.
fn frame(figures: &[Figure]) -> Drawing {
    let least = |edge: fn(&Figure) -> f64| figures.iter().map(edge).fold(0.0, f64::min);
    let most = |edge: fn(&Figure) -> f64| figures.iter().map(edge).fold(0.0, f64::max);
    let left = least(|figure| figure.x - figure.width / 2.0) - SPACE;
    let top = least(|figure| figure.y - figure.r) - SPACE;
    let positions: Vec<_> = figures
        .iter()
        .map(|figure| Position {
            x: (figure.x - left).round() as i64,
            y: (figure.y - top).round() as i64,
            r: figure.r as i64,
        })
        .collect();
    Drawing {
        width: (most(|figure| figure.x + figure.width / 2.0) - left + SPACE).ceil() as i64,
        height: (most(|figure| figure.y + figure.r + NAME) - top + SPACE).ceil() as i64,
        positions,
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::base::path::Url;
    use crate::plan::view::Tie;

    /// As many actors as are ever drawn, each tied to the first and to two others.
    fn network(count: usize) -> Network<'static> {
        let actor = |index: usize| NetworkActor {
            title: format!("Actor {index}").into(),
            url: Url::within_page("x"),
            label: Cow::Owned("n".repeat(2 + index % 25)),
            kind: None,
            dossiers: index % 40,
        };
        let tie = |index: usize, other: usize| Tie {
            id: format!("tie-{index}--{other}"),
            one: index,
            other,
            relations: Vec::new(),
            together: 2,
            dossiers: Vec::new(),
            from: None,
            until: None,
        };
        let others = |index: usize| [0, index / 2, index / 3].map(|other| tie(index, other));
        Network {
            actors: (0..count).map(actor).collect(),
            ties: (1..count).flat_map(others).collect(),
            kinds: Vec::new(),
            years: Vec::new(),
            left_out: 0,
        }
    }

    /// Left, top, right and bottom of each mark with its name.
    fn boxes(network: &Network<'_>, drawing: &Drawing) -> Vec<[i64; 4]> {
        let positions = drawing.positions.iter().zip(&network.actors);
        let boxed = |(at, actor): (&Position, &NetworkActor<'_>)| {
            let half = (actor.label.len() as i64 * 4).max(at.r);
            [at.x - half, at.y - at.r, at.x + half, at.y + at.r + 20]
        };
        positions.map(boxed).collect()
    }

    #[test]
    fn nobody_stands_on_another_nor_outside() {
        let network = network(300);
        let drawing = draw(&network, &Layouts::default());
        let boxes = boxes(&network, &drawing);
        for (index, [left, top, right, bottom]) in boxes.iter().enumerate() {
            assert!(*left >= 0 && *top >= 0, "actor {index} is cut");
            assert!(*right <= drawing.width && *bottom <= drawing.height);
            for [l, t, r, b] in &boxes[..index] {
                let touches = left < r && l < right && top < b && t < bottom;
                assert!(!touches, "actor {index} stands on another");
            }
        }
    }

    #[test]
    fn the_same_network_is_drawn_the_same() {
        let draw = |network| draw(network, &Layouts::default());
        assert_eq!(draw(&network(60)), draw(&network(60)));
    }

    #[test]
    fn a_network_of_nobody_is_empty() {
        let drawing = draw(&network(0), &Layouts::default());
        assert!(drawing.positions.is_empty());
        assert!(drawing.width >= 0 && drawing.height >= 0);
    }
}
