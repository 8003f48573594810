//! Points of the curve y² = x³ - 3x + b (GB/T 32918.5-2017), in variable time. Infinity is `None`: it has no coordinates.
//!
//! The curve has prime order, so no point is its own negative, and doubling never gives infinity. The formulas are named
//! as in the [Explicit-Formulas Database](https://www.hyperelliptic.org/EFD/g1p/auto-shortw-jacobian-3.html). What is in
//! brackets is the bound of a number, as `Element` has it; numbers without are tight.

#[cfg(test)]
pub(super) mod tests;

use super::field::Element;

/// A point by its coordinates x and y, both tight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Affine {
	pub x: Element,
	pub y: Element,
}

/// A point by Jacobian coordinates, all tight: x / z² and y / z³.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
	x: Element,
	y: Element,
	z: Element,
}

/// A point that is added many times, with z² and z³.
#[derive(Clone, Copy, Debug)]
pub(super) struct Addend {
	point: Point,
	z_squared: Element,
	z_cubed: Element,
}

impl Affine {
	/// The base point G.
	pub const GENERATOR: Self = Self {
		x: Element::new([
			0x32c4ae2c1f198119,
			0x5f9904466a39c994,
			0x8fe30bbff2660be1,
			0x715a4589334c74c7,
		]),
		y: Element::new([
			0xbc3736a2f4f6779c,
			0x59bdcee36b692153,
			0xd0a9877cc62a4740,
			0x02df32e52139f0a0,
		]),
	};

	/// Twice this point, by the tangent. Slow; for constants.
	pub const fn doubled(&self) -> Self {
		let slope = self.x.squared().minus(&Element::ONE).multiple(3);
		self.third(&self.x, &slope.times(&self.y.multiple(2).inverted()))
	}

	/// The sum with a point of another x, by the chord. Slow; for constants.
	pub const fn plus(&self, other: &Self) -> Self {
		let slope = other.y.minus(&self.y);
		self.third(&other.x, &slope.times(&other.x.minus(&self.x).inverted()))
	}

	/// The negative of the third point on a line through this one.
	const fn third(&self, other_x: &Element, slope: &Element) -> Self {
		let x = slope.squared_plus(&self.x.plus(other_x).negated());
		let y = slope.times_plus(&self.x.minus(&x), &self.y.negated());
		Self { x, y }
	}

	pub fn negated(&self) -> Self {
		Self {
			x: self.x,
			y: self.y.negated(),
		}
	}
}

impl From<Affine> for Point {
	fn from(Affine { x, y }: Affine) -> Self {
		Self { x, y, z: Element::ONE }
	}
}

impl From<Point> for Addend {
	fn from(point: Point) -> Self {
		let z_squared = point.z.squared();
		let z_cubed = z_squared.times(&point.z);
		Self {
			point,
			z_squared,
			z_cubed,
		}
	}
}

impl Addend {
	pub fn negated(&self) -> Self {
		let point = Point {
			y: self.point.y.negated(),
			..self.point
		};
		Self { point, ..*self }
	}

	pub fn point(&self) -> Point {
		self.point
	}
}

impl Point {
	/// Twice this point: "dbl-2001-b".
	pub fn doubled(&self) -> Self {
		let Self { x, y, z } = self;
		let delta = z.squared();
		let gamma = y.squared();
		// 4 beta.
		let beta = x.times(&gamma.multiple(4));
		// [3]
		let alpha = x.minus(&delta).times(&x.plus(&delta)).multiple(3);
		let doubled_x = alpha.squared_plus(&beta.multiple(-2));
		Self {
			// [3] [2] + [1] [8]
			y: Element::difference_of_products(&alpha, &beta.minus(&doubled_x), &gamma, &gamma.multiple(8)),
			x: doubled_x,
			// [2] [2]
			z: y.plus(z).squared_plus(&gamma.plus(&delta).negated()),
		}
	}

	/// The sum with another point: "add-1998-cmo-2".
	pub fn plus(&self, other: &Addend) -> Option<Self> {
		let Self { x, y, z } = self;
		let z_squared = z.squared();
		let u1 = x.times(&other.z_squared);
		let s1 = y.times(&other.z_cubed);
		let h = other.point.x.times_plus(&z_squared, &u1.negated());
		let r = other.point.y.times_plus(&z_squared.times(z), &s1.negated());
		self.sum(&u1, &s1, &h, &r, &z.times(&other.point.z))
	}

	/// The sum with another point: "madd", which is "add-1998-cmo-2" with z = 1.
	pub fn plus_affine(&self, other: &Affine) -> Option<Self> {
		let Self { x, y, z } = self;
		let z_squared = z.squared();
		let h = other.x.times_plus(&z_squared, &x.negated());
		let r = other.y.times_plus(&z_squared.times(z), &y.negated());
		self.sum(x, y, &h, &r, z)
	}

	/// The sum of this point and another, given what both additions have in common: the coordinates `u1` and `s1` of this
	/// one brought to the denominator `z`, and by how much those of the other differ, `h` and `r`.
	fn sum(&self, u1: &Element, s1: &Element, h: &Element, r: &Element, z: &Element) -> Option<Self> {
		if h.is_zero() {
			// The same x: the same point, or its negative.
			return r.is_zero().then(|| self.doubled());
		}
		let h_squared = h.squared();
		let h_cubed = h_squared.times(h);
		let v = u1.times(&h_squared);
		let x = r.squared_plus(&h_cubed.plus(&v.multiple(2)).negated());
		Some(Self {
			// [1] [2] + [1] [1]
			y: Element::difference_of_products(r, &v.minus(&x), s1, &h_cubed),
			x,
			z: z.times(h),
		})
	}

	/// Whether the coordinate x of this point, a number less than p, is `residue` modulo the order n: the `residue`, less
	/// than n, is given as 256 bits, the highest first.
	pub fn has_x_congruent_to(&self, residue: [u64; 4]) -> bool {
		const ORDER: Element = Element::new([
			0xfffffffeffffffff,
			0xffffffffffffffff,
			0x7203df6b21c6052b,
			0x53bbf40939d54123,
		]);
		/// p - n.
		const BELOW: [u64; 4] = [0, 0, 0x8dfc2093de39fad5, 0xac440bf6c62abedc];

		let x = Element::new(residue);
		// x + n is another coordinate of the same residue only where it is less than p.
		self.has_x(&x) || (residue < BELOW && self.has_x(&x.plus(&ORDER)))
	}

	/// Whether x is this number, without dividing by z².
	fn has_x(&self, x: &Element) -> bool {
		x.times_plus(&self.z.squared(), &self.x.negated()).is_zero()
	}
}
