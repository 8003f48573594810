//! Numbers modulo p = 2^256 - 2^224 - 2^96 + 2^64 - 1, the field of the curve (GB/T 32918.5-2017), in variable time.
//!
//! WebAssembly multiplies 64 bits by 64 bits into 64, and has no carry. So a number is nine limbs of 29 bits with a sign:
//! the sum of nine products of limbs fits into 64 bits, sums and differences are taken limb by limb, and carries are
//! settled once, when a product is reduced. One limb size serves WebAssembly and processors alike.
//!
//! A number x is held as 2^261 x, so that Montgomery's reduction applies. It is cheap here: p is -1 modulo 2^64, so the
//! multiple of p that clears the lowest limb is that limb itself, and multiplying it by p takes four shifts.

#[cfg(test)]
pub(super) mod tests;

/// The bits of a limb.
const BITS: u32 = 29;

/// A limb without a sign.
const MASK: i64 = (1 << BITS) - 1;

/// A number modulo p: the sum of `limb[i] * 2^(29 i)`, divided by 2^261.
///
/// It has many forms. A *tight* one is what a product, an inversion or bytes give: each limb is at most 2^28, up or
/// down, the last one far less. Call that bound 1. Sums, differences and multiples add up bounds. Factors may have bounds whose
/// product is 14: 9 columns of 14 * 2^56, and what reduction adds, stay below 2^63. The value itself may be several p, up or
/// down: a product of values of 4p is less than 2p, so that the formulas of `point.rs` keep coordinates within 4p.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element([i64; 9]);

// Bounds are those of the type.
#[allow(clippy::arithmetic_side_effects)]
impl Element {
	pub const ZERO: Self = Self([0; 9]);

	/// 2^261 = 2^5 (2^224 + 2^96 - 2^64 + 1).
	pub const ONE: Self = Self([1 << 5, 0, -(1 << 11), 1 << 14, 0, 0, 0, 1 << 26, 0]);

	/// 2^261, which is held as 2^522: (2^29)^9.
	const R: Self = {
		let limb = Self([0, 1 << 5, 0, -(1 << 11), 1 << 14, 0, 0, 0, 1 << 26]);
		limb.squared().squared().squared().times(&limb)
	};

	/// 256 bits, the highest first, modulo p.
	pub const fn new([w3, w2, w1, w0]: [u64; 4]) -> Self {
		const MASK: u64 = self::MASK as u64;
		let limbs = [
			(w0 & MASK) as i64,
			(w0 >> 29 & MASK) as i64,
			((w0 >> 58 | w1 << 6) & MASK) as i64,
			(w1 >> 23 & MASK) as i64,
			((w1 >> 52 | w2 << 12) & MASK) as i64,
			(w2 >> 17 & MASK) as i64,
			((w2 >> 46 | w3 << 18) & MASK) as i64,
			(w3 >> 11 & MASK) as i64,
			(w3 >> 40) as i64,
		];
		Self(limbs).times(&Self::R)
	}

	/// In half the memory. For tight numbers, whose limbs fit.
	pub const fn packed(&self) -> [i32; 9] {
		let [a0, a1, a2, a3, a4, a5, a6, a7, a8] = self.0;
		[
			a0 as i32, a1 as i32, a2 as i32, a3 as i32, a4 as i32, a5 as i32, a6 as i32, a7 as i32, a8 as i32,
		]
	}

	pub fn unpacked(limbs: &[i32; 9]) -> Self {
		Self(limbs.map(i64::from))
	}

	pub const fn plus(&self, other: &Self) -> Self {
		let [a0, a1, a2, a3, a4, a5, a6, a7, a8] = self.0;
		let [b0, b1, b2, b3, b4, b5, b6, b7, b8] = other.0;
		Self([
			a0 + b0,
			a1 + b1,
			a2 + b2,
			a3 + b3,
			a4 + b4,
			a5 + b5,
			a6 + b6,
			a7 + b7,
			a8 + b8,
		])
	}

	pub const fn minus(&self, other: &Self) -> Self {
		self.plus(&other.multiple(-1))
	}

	pub const fn negated(&self) -> Self {
		self.multiple(-1)
	}

	/// This number, a few times.
	pub const fn multiple(&self, by: i64) -> Self {
		let [a0, a1, a2, a3, a4, a5, a6, a7, a8] = self.0;
		Self([
			a0 * by,
			a1 * by,
			a2 * by,
			a3 * by,
			a4 * by,
			a5 * by,
			a6 * by,
			a7 * by,
			a8 * by,
		])
	}

	/// `self * other`.
	pub const fn times(&self, other: &Self) -> Self {
		self.times_plus(other, &Self::ZERO)
	}

	/// `self * other + addend`, with one reduction.
	#[inline(never)]
	pub const fn times_plus(&self, other: &Self, addend: &Self) -> Self {
		Columns::product(self, other).reduced_plus(addend)
	}

	/// `self * self`.
	pub const fn squared(&self) -> Self {
		self.squared_plus(&Self::ZERO)
	}

	/// `self * self + addend`, with one reduction.
	#[inline(never)]
	pub const fn squared_plus(&self, addend: &Self) -> Self {
		Columns::square(self).reduced_plus(addend)
	}

	/// `a * b - c * d`, with one reduction. The bounds of both products together are 14 at most.
	#[inline(never)]
	pub const fn difference_of_products(a: &Self, b: &Self, c: &Self, d: &Self) -> Self {
		Columns::product(a, b)
			.minus(Columns::product(c, d))
			.reduced_plus(&Self::ZERO)
	}

	/// 1 / self, and 0 for 0: the power of p - 2 (Fermat). Slow; for constants.
	pub const fn inverted(&self) -> Self {
		let mut power = Self::ONE;
		power = self.powered(power, 0xffff_fffe_ffff_ffff);
		power = self.powered(power, 0xffff_ffff_ffff_ffff);
		power = self.powered(power, 0xffff_ffff_0000_0000);
		self.powered(power, 0xffff_ffff_ffff_fffd)
	}

	/// Adds 64 bits to the exponent of a power of this number.
	const fn powered(&self, mut power: Self, exponent: u64) -> Self {
		let mut bit = 64;
		while bit > 0 {
			bit -= 1;
			power = power.squared();
			if exponent >> bit & 1 == 1 {
				power = power.times(self);
			}
		}
		power
	}

	/// Whether this is a multiple of p: of a number of less than 64p, up or down, whose limbs may be of any bound.
	pub fn is_zero(&self) -> bool {
		let [a0, a1, a2, a3, a4, a5, a6, a7, a8] = self.0;
		// p is -1 modulo 2^29, so the lowest limb of k p tells k, and hardly any other number has one so small.
		let k = -(a0 << 35 >> 35);
		if k.abs() > 64 {
			return false;
		}
		let difference = [
			a0 + k,
			a1,
			a2 - (k << 6),
			a3 + (k << 9),
			a4,
			a5,
			a6,
			a7 + (k << 21),
			a8 - (k << 24),
		];
		let carry = difference.iter().try_fold(0, |carry, limb| {
			let limb = limb + carry;
			(limb & MASK == 0).then_some(limb >> BITS)
		});
		carry == Some(0)
	}
}

/// A product before reduction: the sum of `column[i] * 2^(29 i)`.
struct Columns([i64; 17]);

// Bounds are those of `Element`.
#[allow(clippy::arithmetic_side_effects)]
impl Columns {
	#[inline(always)]
	const fn product(a: &Element, b: &Element) -> Self {
		let [a0, a1, a2, a3, a4, a5, a6, a7, a8] = a.0;
		let [b0, b1, b2, b3, b4, b5, b6, b7, b8] = b.0;
		Self([
			a0 * b0,
			a0 * b1 + a1 * b0,
			a0 * b2 + a1 * b1 + a2 * b0,
			a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0,
			a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0,
			a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0,
			a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0,
			a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0,
			a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0,
			a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2 + a8 * b1,
			a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3 + a8 * b2,
			a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4 + a8 * b3,
			a4 * b8 + a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4,
			a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5,
			a6 * b8 + a7 * b7 + a8 * b6,
			a7 * b8 + a8 * b7,
			a8 * b8,
		])
	}

	#[inline(always)]
	const fn square(a: &Element) -> Self {
		let [a0, a1, a2, a3, a4, a5, a6, a7, a8] = a.0;
		let (d0, d1, d2, d3) = (2 * a0, 2 * a1, 2 * a2, 2 * a3);
		let (d4, d5, d6, d7) = (2 * a4, 2 * a5, 2 * a6, 2 * a7);
		Self([
			a0 * a0,
			d0 * a1,
			d0 * a2 + a1 * a1,
			d0 * a3 + d1 * a2,
			d0 * a4 + d1 * a3 + a2 * a2,
			d0 * a5 + d1 * a4 + d2 * a3,
			d0 * a6 + d1 * a5 + d2 * a4 + a3 * a3,
			d0 * a7 + d1 * a6 + d2 * a5 + d3 * a4,
			d0 * a8 + d1 * a7 + d2 * a6 + d3 * a5 + a4 * a4,
			d1 * a8 + d2 * a7 + d3 * a6 + d4 * a5,
			d2 * a8 + d3 * a7 + d4 * a6 + a5 * a5,
			d3 * a8 + d4 * a7 + d5 * a6,
			d4 * a8 + d5 * a7 + a6 * a6,
			d5 * a8 + d6 * a7,
			d6 * a8 + a7 * a7,
			d7 * a8,
			a8 * a8,
		])
	}

	#[inline(always)]
	const fn minus(self, other: Self) -> Self {
		let [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16] = self.0;
		let [b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16] = other.0;
		Self([
			a0 - b0,
			a1 - b1,
			a2 - b2,
			a3 - b3,
			a4 - b4,
			a5 - b5,
			a6 - b6,
			a7 - b7,
			a8 - b8,
			a9 - b9,
			a10 - b10,
			a11 - b11,
			a12 - b12,
			a13 - b13,
			a14 - b14,
			a15 - b15,
			a16 - b16,
		])
	}

	/// This product divided by 2^261, modulo p (Montgomery), plus a number, in tight form.
	#[inline(always)]
	const fn reduced_plus(self, addend: &Element) -> Element {
		let [t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, t15, t16] = self.0;
		let [e0, e1, e2, e3, e4, e5, e6, e7, e8] = addend.0;
		// Nine times, m p is added, where m is the lowest limb left. In units of that limb, p is
		// 2^24 2^(29*8) - 2^21 2^(29*7) - 2^9 2^(29*3) + 2^6 2^(29*2) - 1.
		let m0 = t0 & MASK;
		let t1 = t1 + (t0 >> BITS);
		let m1 = t1 & MASK;
		let t2 = t2 + (t1 >> BITS) + (m0 << 6);
		let m2 = t2 & MASK;
		let t3 = t3 + (t2 >> BITS) + (m1 << 6) - (m0 << 9);
		let m3 = t3 & MASK;
		let t4 = t4 + (t3 >> BITS) + (m2 << 6) - (m1 << 9);
		let m4 = t4 & MASK;
		let t5 = t5 + (t4 >> BITS) + (m3 << 6) - (m2 << 9);
		let m5 = t5 & MASK;
		let t6 = t6 + (t5 >> BITS) + (m4 << 6) - (m3 << 9);
		let m6 = t6 & MASK;
		let t7 = t7 + (t6 >> BITS) + (m5 << 6) - (m4 << 9) - (m0 << 21);
		let m7 = t7 & MASK;
		let t8 = t8 + (t7 >> BITS) + (m6 << 6) - (m5 << 9) - (m1 << 21) + (m0 << 24);
		let m8 = t8 & MASK;
		// The limbs above are the result. Each is rounded to the nearest, and passes on what is left.
		let t9 = t9 + (t8 >> BITS) + (m7 << 6) - (m6 << 9) - (m2 << 21) + (m1 << 24) + e0;
		let (r0, carry) = rounded(t9);
		let t10 = t10 + carry + (m8 << 6) - (m7 << 9) - (m3 << 21) + (m2 << 24) + e1;
		let (r1, carry) = rounded(t10);
		let t11 = t11 + carry - (m8 << 9) - (m4 << 21) + (m3 << 24) + e2;
		let (r2, carry) = rounded(t11);
		let t12 = t12 + carry - (m5 << 21) + (m4 << 24) + e3;
		let (r3, carry) = rounded(t12);
		let t13 = t13 + carry - (m6 << 21) + (m5 << 24) + e4;
		let (r4, carry) = rounded(t13);
		let t14 = t14 + carry - (m7 << 21) + (m6 << 24) + e5;
		let (r5, carry) = rounded(t14);
		let t15 = t15 + carry - (m8 << 21) + (m7 << 24) + e6;
		let (r6, carry) = rounded(t15);
		let t16 = t16 + carry + (m8 << 24) + e7;
		let (r7, carry) = rounded(t16);
		Element([r0, r1, r2, r3, r4, r5, r6, r7, carry + e8])
	}
}

/// A column as a limb from -2^28 to 2^28 - 1, and what the next column gets.
// Columns are less than 2^63 - 2^28.
#[allow(clippy::arithmetic_side_effects)]
#[inline(always)]
const fn rounded(column: i64) -> (i64, i64) {
	let carry = (column + (1 << (BITS - 1))) >> BITS;
	(column - (carry << BITS), carry)
}
