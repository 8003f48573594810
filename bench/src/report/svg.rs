//! Drawing: plain text that is an SVG image.

use std::fmt::Write as _;

/// A part of an image with axes of its own: values over time.
pub struct Panel {
	/// Its place from the left, in pixels.
	pub left: f64,
	/// Its place from above.
	pub top: f64,
	/// How wide it is.
	pub width: f64,
	/// How high it is.
	pub height: f64,
	/// The last moment that it shows, in seconds.
	pub seconds: f64,
	/// The highest value that it shows.
	pub most: f64,
}

/// An image that grows.
#[derive(Default)]
pub struct Image {
	body: String,
}

impl Panel {
	/// Where a value at a moment is: from the left and from above.
	pub fn place(&self, second: f64, value: f64) -> (f64, f64) {
		let part = |value: f64, most: f64| (value / most.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
		let x = self.left + self.width * part(second, self.seconds);
		let y = self.top + self.height * (1.0 - part(value, self.most));
		(x, y)
	}
}

impl Image {
	/// A rectangle.
	pub fn area(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), fill: &str) {
		self.add(format_args!(
			"<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\"/>"
		));
	}

	/// A line through points.
	pub fn line(&mut self, points: &[(f64, f64)], colour: &str) {
		let mut path = String::new();
		for (x, y) in points {
			// Writing to a string does not fail.
			let _ = write!(path, "{x:.1},{y:.1} ");
		}
		self.add(format_args!(
			"<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>",
			path.trim_end()
		));
	}

	/// A text, whose end, middle or start is at a place.
	pub fn text(&mut self, (x, y): (f64, f64), anchor: &str, text: &str) {
		let text = escaped(text);
		self.add(format_args!(
			"<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>"
		));
	}

	/// The image, with this size.
	pub fn finish(self, width: f64, height: f64) -> String {
		format!(
			"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"sans-serif\" \
			 font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n{}</svg>\n",
			self.body
		)
	}

	fn add(&mut self, element: std::fmt::Arguments<'_>) {
		let _ = writeln!(self.body, "{element}");
	}
}

/// A text in which nothing is taken for a tag.
fn escaped(text: &str) -> String {
	text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
pub mod tests {
	use super::*;

	/// Whether each tag that opens closes, in order, and nothing is left over. It knows what [`Image`] writes.
	pub fn is_well_formed(image: &str) -> bool {
		let mut open = Vec::new();
		let mut rest = image;
		while let Some(begin) = rest.find('<') {
			let Some(end) = rest[begin..].find('>') else {
				return false;
			};
			let tag = &rest[begin + 1..begin + end];
			rest = &rest[begin + end + 1..];
			let quotes = tag.matches('"').count();
			if !quotes.is_multiple_of(2) || tag.contains('<') || tag.contains("NaN") || tag.contains("inf") {
				return false;
			}
			if let Some(name) = tag.strip_prefix('/') {
				if open.pop() != Some(name) {
					return false;
				}
			} else if !tag.ends_with('/') {
				open.push(tag.split(' ').next().unwrap_or_default());
			}
		}
		open.is_empty() && !rest.contains('>')
	}

	#[test]
	fn an_image_is_well_formed() {
		let mut image = Image::default();
		image.area((1.0, 2.0), (3.0, 4.0), "red");
		image.line(&[(0.0, 0.0), (1.5, 2.25)], "#123");
		image.line(&[], "#123");
		image.text((1.0, 1.0), "end", "a < b & c > d");
		let image = image.finish(100.0, 50.0);
		assert!(is_well_formed(&image), "{image}");
		assert!(image.contains("a &lt; b &amp; c &gt; d"));
		assert!(image.contains("points=\"0.0,0.0 1.5,2.2\"") || image.contains("points=\"0.0,0.0 1.5,2.3\""));
		for broken in ["<svg>", "<a><b></a></b>", "<a x=\"1/>", "a > b", "<a x=\"NaN\"/>"] {
			assert!(!is_well_formed(broken), "{broken}");
		}
	}

	#[test]
	fn values_outside_are_at_the_edge() {
		let panel = Panel {
			left: 10.0,
			top: 20.0,
			width: 100.0,
			height: 50.0,
			seconds: 10.0,
			most: 4.0,
		};
		assert_eq!(panel.place(5.0, 1.0), (60.0, 57.5));
		assert_eq!(panel.place(-1.0, 9.0), (10.0, 20.0));
		let empty = Panel { most: 0.0, ..panel };
		assert_eq!(empty.place(0.0, 0.0), (10.0, 70.0));
	}
}
