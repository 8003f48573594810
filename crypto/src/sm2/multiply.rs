//! Sums of multiples of points, in variable time.

#[cfg(test)]
mod tests;

use super::{
	field::Element,
	point::{Addend, Affine, Point},
};

/// How many bits of a scalar each addition takes, one of them its sign. More would cost a larger table in the runtime.
const GENERATOR_WIDTH: u32 = 8;

/// The same for a key, whose table is made for each verification.
const KEY_WIDTH: u32 = 5;

/// How many odd numbers there are of a width, without a sign.
// Both widths are more than 1, or the compiler would refuse.
#[allow(clippy::arithmetic_side_effects)]
const fn odd(width: u32) -> usize {
	1 << (width - 2)
}

/// The odd multiples of the base point, G, 3G, 5G and so on: x and y.
static GENERATOR_MULTIPLES: [[[i32; 9]; 2]; odd(GENERATOR_WIDTH)] = generator_multiples();

// The compiler runs this, and would refuse an index out of bounds.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
const fn generator_multiples() -> [[[i32; 9]; 2]; odd(GENERATOR_WIDTH)] {
	let twice = Affine::GENERATOR.doubled();
	let mut multiple = Affine::GENERATOR;
	let mut multiples = [[[0; 9]; 2]; odd(GENERATOR_WIDTH)];
	let mut i = 0;
	while i < multiples.len() {
		multiples[i] = [multiple.x.packed(), multiple.y.packed()];
		multiple = multiple.plus(&twice);
		i += 1;
	}
	multiples
}

/// \[s\]G + \[t\]Q, for scalars of 256 bits, the highest first; none if that is infinity.
///
/// Both multiples share their doublings (Straus), and signed digits leave most of them without an addition (width-w NAF:
/// Guide to Elliptic Curve Cryptography, algorithms 3.35 and 3.51).
pub(super) fn combination(s: [u64; 4], key: &Affine, t: [u64; 4]) -> Option<Point> {
	let (s, t) = (digits(s, GENERATOR_WIDTH), digits(t, KEY_WIDTH));
	let multiples = key_multiples(key)?;
	let mut sum = None;
	for (s, t) in s.into_iter().zip(t).rev() {
		sum = sum.as_ref().map(Point::doubled);
		if t != 0 {
			let multiple = multiples.get(index(t))?;
			let multiple = if t < 0 { multiple.negated() } else { *multiple };
			sum = match sum {
				Some(sum) => sum.plus(&multiple),
				None => Some(multiple.point()),
			};
		}
		if s != 0 {
			let [x, y] = GENERATOR_MULTIPLES.get(index(s))?.each_ref().map(Element::unpacked);
			let multiple = Affine { x, y };
			let multiple = if s < 0 { multiple.negated() } else { multiple };
			sum = match sum {
				Some(sum) => sum.plus_affine(&multiple),
				None => Some(multiple.into()),
			};
		}
	}
	sum
}

/// The odd multiples of a key, Q, 3Q, 5Q and so on. Never `None`: infinity is no small multiple of a point.
fn key_multiples(key: &Affine) -> Option<[Addend; odd(KEY_WIDTH)]> {
	let mut multiple = Point::from(*key);
	let twice = Addend::from(multiple.doubled());
	let mut multiples = [Addend::from(multiple); odd(KEY_WIDTH)];
	for next in multiples.iter_mut().skip(1) {
		multiple = multiple.plus(&twice)?;
		*next = Addend::from(multiple);
	}
	Some(multiples)
}

/// Where a table has the multiple of this odd digit.
fn index(digit: i8) -> usize {
	usize::from(digit.unsigned_abs() >> 1)
}

/// A scalar as digits of which it is the sum, each times a power of two, the lowest first. Each is 0 or odd and has `width`
/// bits with its sign; of `width` digits in a row, one at most is not 0.
// The window is less than 2^9, up or down.
#[allow(clippy::arithmetic_side_effects)]
fn digits(scalar: [u64; 4], width: u32) -> [i8; 257] {
	let mut bits = scalar
		.into_iter()
		.rev()
		.flat_map(|word| (0..u64::BITS).map(move |bit| (word >> bit & 1) as i32));
	let mut next = move || bits.next().unwrap_or(0);
	// The next bits of what is left of the scalar, and a carry.
	let mut window = (0..width).fold(0, |window, bit| window | next() << bit);
	[(); 257].map(|()| {
		let mut digit = 0;
		if window & 1 == 1 {
			digit = window & ((1 << width) - 1);
			digit -= (digit >> (width - 1)) << width;
		}
		window = ((window - digit) >> 1) + (next() << (width - 1));
		digit as i8
	})
}
