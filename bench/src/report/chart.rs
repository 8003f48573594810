//! The run over time: run.svg. One panel for each figure, one beside the other for each load.
//!
//! What is final a second has a scale of its own for each load: a batch is up to a million uses.

use super::{
	load::LoadReport,
	svg::{Image, Panel},
};
use std::slice;

/// What each panel shows, from above: a figure over time, by a colour.
const PANELS: [(&str, &str); 4] = [
	("final a second", "#1f5fa8"),
	("under way (line), ready in a pool (area)", "#7a3fa0"),
	("blocks full", "#2b8a3e"),
	("slots missed", "#c92a2a"),
];

/// The row of what is final a second.
const FINAL: usize = 0;

/// Pixels: of all panels, and around them.
const WIDTH: f64 = 1_120.0;
const HEIGHT: f64 = 120.0;
const LEFT: f64 = 70.0;
const ABOVE: f64 = 40.0;
const BETWEEN: f64 = 36.0;
const BESIDE: f64 = 24.0;

const GREY: &str = "#f1f3f5";
const VIOLET: &str = "#e5dbff";

/// A value at a moment, in seconds since the load began.
type Point = (f64, f64);

/// A load, as panels show it.
struct Course {
	/// Values of each panel.
	panels: [Vec<Point>; 4],
	ready: Vec<Point>,
	/// When the measurement began and ended.
	measured: (f64, f64),
	seconds: f64,
}

/// The image of these loads.
pub fn of(loads: &[LoadReport]) -> String {
	let courses: Vec<Course> = loads.iter().map(Course::of).collect();
	let all: f64 = courses.iter().map(|course| course.seconds).sum();
	let gaps = BESIDE * courses.len().saturating_sub(1) as f64;
	let mut image = Image::default();
	let mut left = LEFT;
	for (load, course) in loads.iter().zip(&courses) {
		let width = (WIDTH - gaps) * course.seconds / all.max(1.0);
		let middle = left + width / 2.0;
		image.text((middle, 16.0), "middle", load.case);
		let what = format!("{:.0} {} a second", load.measured.per_second, load.counts);
		image.text((middle, 30.0), "middle", &what);
		for (row, (_, colour)) in PANELS.iter().enumerate() {
			let Some(points) = course.panels.get(row) else { continue };
			let compared = if row == FINAL {
				slice::from_ref(course)
			} else {
				courses.as_slice()
			};
			let panel = Panel {
				left,
				top: top(row),
				width,
				height: HEIGHT,
				seconds: course.seconds,
				most: most(compared, row),
			};
			draw(&mut image, &panel, course, row, points, colour);
			if row == FINAL {
				image.text((left + 3.0, top(row) + 9.0), "start", &number(panel.most, row));
			}
		}
		left += width + BESIDE;
	}
	for (row, (name, _)) in PANELS.iter().enumerate() {
		image.text((LEFT, top(row) - 5.0), "start", name);
		if row != FINAL {
			image.text((LEFT - 6.0, top(row) + 9.0), "end", &number(most(&courses, row), row));
		}
		image.text((LEFT - 6.0, top(row) + HEIGHT), "end", "0");
	}
	image.finish(LEFT + WIDTH + BESIDE, top(PANELS.len()))
}

fn draw(image: &mut Image, panel: &Panel, course: &Course, row: usize, points: &[Point], colour: &str) {
	let corner = (panel.left, panel.top);
	image.area(corner, (panel.width, panel.height), GREY);
	// What is measured is white, the warm-up and the end grey.
	let (from, _) = panel.place(course.measured.0, 0.0);
	let (to, _) = panel.place(course.measured.1, 0.0);
	image.area((from, panel.top), (to - from, panel.height), "white");
	let placed = |points: &[Point]| -> Vec<(f64, f64)> {
		points
			.iter()
			.map(|(second, value)| panel.place(*second, *value))
			.collect()
	};
	match row {
		1 => {
			bars(image, panel, &course.ready, VIOLET);
			image.line(&placed(points), colour);
		}
		3 => bars(image, panel, points, colour),
		_ => image.line(&placed(points), colour),
	}
	let end = (panel.left + panel.width, panel.top + panel.height + 12.0);
	image.text(end, "end", &format!("{:.0} s", panel.seconds));
}

/// A bar from below for each value that is not zero.
fn bars(image: &mut Image, panel: &Panel, points: &[Point], colour: &str) {
	let width = (panel.width / panel.seconds.max(1.0)).max(1.0);
	for (second, value) in points.iter().filter(|(_, value)| *value > 0.0) {
		let (x, y) = panel.place(*second, *value);
		image.area((x, y), (width, panel.top + panel.height - y), colour);
	}
}

fn top(row: usize) -> f64 {
	ABOVE + BETWEEN / 2.0 + row as f64 * (HEIGHT + BETWEEN)
}

/// The highest value that a row of panels shows of these loads.
fn most(courses: &[Course], row: usize) -> f64 {
	let panels = courses.iter().filter_map(|course| course.panels.get(row));
	let highest = panels.flatten().map(|(_, value)| *value).fold(0.0, f64::max);
	match row {
		2 => highest.max(1.0),
		3 => highest.max(3.0),
		_ => highest.max(1.0) * 1.05,
	}
}

fn number(value: f64, row: usize) -> String {
	match row {
		2 => format!("{:.0} %", 100.0 * value),
		_ => format!("{value:.0}"),
	}
}

impl Course {
	fn of(load: &LoadReport) -> Self {
		let times = load.blocks.iter().map(|block| block.time_ms);
		let times = times.chain(load.samples.iter().map(|sample| sample.time_ms));
		let (begin, end) = times.fold((u64::MAX, 0), |(begin, end), time| (begin.min(time), end.max(time)));
		let second = |time_ms: u64| time_ms.saturating_sub(begin) as f64 / 1_000.0;

		let pairs = || load.blocks.iter().zip(load.blocks.iter().skip(1));
		let final_per_second = pairs().map(|(before, block)| {
			let took = second(block.time_ms) - second(before.time_ms);
			(second(block.time_ms), block.counted as f64 / took.max(0.001))
		});
		let missed = pairs().map(|(before, block)| {
			let count = crate::slots::missed((before.number, before.slot), (block.number, block.slot));
			(second(block.time_ms), count as f64)
		});
		let full = load.blocks.iter().map(|block| (second(block.time_ms), block.fullness));
		let samples = load.samples.iter();
		let under_way = samples
			.clone()
			.map(|sample| (second(sample.time_ms), sample.under_way as f64));
		let ready = samples.filter_map(|sample| Some((second(sample.time_ms), sample.ready?)));
		Self {
			panels: [
				final_per_second.collect(),
				under_way.collect(),
				full.collect(),
				missed.collect(),
			],
			ready: ready.collect(),
			measured: (second(load.span_ms.0), second(load.span_ms.1)),
			seconds: second(end.max(begin)).max(1.0),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::report::svg::tests::is_well_formed;

	#[test]
	fn an_image_of_nothing_is_one() {
		assert!(is_well_formed(&of(&[])));
	}

	#[test]
	fn loads_that_are_compared_share_a_scale() {
		let course = |value| Course {
			panels: [
				vec![(0.0, value), (1.0, 2.0)],
				Vec::new(),
				vec![(0.0, 0.4)],
				vec![(0.0, 1.0)],
			],
			ready: Vec::new(),
			measured: (0.0, 1.0),
			seconds: 1.0,
		};
		let courses = [course(100.0), course(50.0)];
		assert_eq!(most(&courses, 0), 105.0);
		assert_eq!(most(slice::from_ref(&courses[1]), 0), 52.5);
		assert_eq!((most(&courses, 2), most(&courses, 3)), (1.0, 3.0));
		assert_eq!(number(0.5, 2), "50 %");
	}
}
