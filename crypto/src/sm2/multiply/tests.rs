//! The crate `sm2` as a second opinion, where digits, tables and sums have their edges.

use super::*;
use crate::sm2::{
	field::tests::{number, Number},
	point::tests::{ours, theirs, theirs_or_infinity},
	tests::Stream,
	words,
};
use ::sm2::{
	elliptic_curve::{Field, Group, PrimeField},
	ProjectivePoint, Scalar,
};

fn bits(scalar: &Scalar) -> [u64; 4] {
	words(&scalar.to_repr().into())
}

#[test]
fn digits_make_up_their_scalar() {
	let mut stream = Stream::new(31);
	let mut scalars = vec![
		[0; 4],
		[u64::MAX; 4],
		[0x5555_5555_5555_5555; 4],
		[0xaaaa_aaaa_aaaa_aaaa; 4],
	];
	for bit in 0..256 {
		let mut power = [0u64; 4];
		power[3 - bit / 64] = 1 << (bit % 64);
		// All bits from this one up.
		let from: [u64; 4] = std::array::from_fn(|i| match bit.checked_sub(192 - 64 * i) {
			None => u64::MAX,
			Some(bit) => u64::MAX.checked_shl(bit as u32).unwrap_or(0),
		});
		scalars.extend(
			[power, from]
				.into_iter()
				.flat_map(|bits| [bits, bits.map(|word| !word)]),
		);
	}
	scalars.extend((0..1000).map(|_| words(&stream.next())));
	for scalar in scalars {
		for width in 2..=8 {
			let digits = digits(scalar, width);
			// Modulo p and modulo n, so modulo their product: more than any sum of such digits.
			let (mut sum, mut other_sum) = (Number::ZERO, Scalar::ZERO);
			for digit in digits.iter().rev() {
				let absolute = u64::from(digit.unsigned_abs());
				let (one, other) = (Number::from(absolute), Scalar::from(absolute));
				sum = sum.double() + if *digit < 0 { -one } else { one };
				other_sum = other_sum.double() + if *digit < 0 { -other } else { other };
			}
			assert_eq!(sum, number(scalar));
			let bytes = scalar.map(u64::to_be_bytes);
			assert_eq!(other_sum, crate::sm2::reduced(bytes.as_flattened().try_into().unwrap()));
			for digit in digits {
				assert!(digit == 0 || digit & 1 == 1);
				assert!(u32::from(digit.unsigned_abs()) < 1 << (width - 1));
			}
			for row in digits.windows(width as usize) {
				assert!(row.iter().filter(|digit| **digit != 0).count() <= 1);
			}
		}
	}
}

#[test]
fn the_table_has_the_odd_multiples_of_the_base_point() {
	assert_eq!(GENERATOR_MULTIPLES.len(), 64);
	for (i, multiple) in (0u64..).zip(&GENERATOR_MULTIPLES) {
		let [x, y] = multiple.each_ref().map(Element::unpacked);
		let expected = ProjectivePoint::GENERATOR * Scalar::from(2 * i + 1);
		assert_eq!(theirs(&Affine { x, y }.into()), expected);
	}
}

#[test]
fn a_keys_table_has_its_odd_multiples() {
	let mut stream = Stream::new(32);
	for scalar in [
		Scalar::ONE,
		-Scalar::ONE,
		Scalar::from(2u64),
		stream.scalar(),
		stream.scalar(),
	] {
		let key = ProjectivePoint::mul_by_generator(&scalar);
		let multiples = key_multiples(&ours(&key)).unwrap();
		assert_eq!(multiples.len(), 8);
		for (i, multiple) in (0u64..).zip(&multiples) {
			assert_eq!(theirs(&multiple.point()), key * Scalar::from(2 * i + 1));
		}
	}
}

/// Scalars whose sums meet every special case: small, near n, of one digit, of many digits.
fn edges() -> Vec<Scalar> {
	let power = |bit: u64| Scalar::from(2u64).pow([bit]);
	let inverse: Option<Scalar> = Scalar::from(2u64).invert().into();
	let mut edges = vec![
		Scalar::ZERO,
		inverse.unwrap(),
		power(128),
		power(255),
		power(128) - power(64),
	];
	edges.extend([1, 2, 3, 15, 16, 127, 128, 255].map(|small: u64| Scalar::from(small)));
	edges.into_iter().flat_map(|edge| [edge, -edge]).collect()
}

#[test]
fn the_crate_agrees_on_combinations_of_edges() {
	let mut stream = Stream::new(33);
	// The base point, its negative, multiples that are in its table, just beyond it, and even.
	let keys = [1, 2, 3, 31, 127, 129].map(|small: u64| Scalar::from(small));
	let keys = keys.into_iter().flat_map(|key| [key, -key]).chain([stream.scalar()]);
	let (mut infinite, mut finite) = (0, 0);
	for secret in keys {
		let key = ours(&ProjectivePoint::mul_by_generator(&secret));
		for s in edges() {
			for t in edges() {
				let sum = combination(bits(&s), &key, bits(&t));
				let expected = s + t * secret;
				if bool::from(expected.is_zero()) {
					assert!(sum.is_none());
					infinite += 1;
				} else {
					let expected = ProjectivePoint::mul_by_generator(&expected);
					assert_eq!(theirs_or_infinity(&sum), expected);
					finite += 1;
				}
			}
		}
	}
	assert_eq!(infinite + finite, 13 * 26 * 26);
	assert!(infinite > 100, "{infinite}");
}

#[test]
fn multiples_that_meet_are_doubled_and_opposite_ones_cancel() {
	let mut stream = Stream::new(34);
	for round in 0..300u64 {
		let secret = if round < 150 {
			Scalar::from(round + 1)
		} else {
			stream.scalar()
		};
		let key = ProjectivePoint::mul_by_generator(&secret);
		let t = if round % 2 == 0 {
			Scalar::from(round + 1)
		} else {
			stream.scalar()
		};
		// [s]G is [t]Q, then its negative.
		let s = t * secret;
		let sum = combination(bits(&s), &ours(&key), bits(&t));
		assert_eq!(theirs_or_infinity(&sum), ProjectivePoint::mul_by_generator(&s.double()));
		assert!(combination(bits(&-s), &ours(&key), bits(&t)).is_none());
		// One more than its negative leaves a single multiple.
		let sum = combination(bits(&(Scalar::ONE - s)), &ours(&key), bits(&t));
		assert_eq!(theirs_or_infinity(&sum), ProjectivePoint::GENERATOR);
	}
}

#[test]
fn the_crate_agrees_on_random_combinations() {
	let mut stream = Stream::new(35);
	for _ in 0..1000 {
		let (s, t) = (stream.scalar(), stream.scalar());
		let key = ProjectivePoint::mul_by_generator(&stream.scalar());
		let sum = combination(bits(&s), &ours(&key), bits(&t));
		assert_eq!(theirs_or_infinity(&sum), ProjectivePoint::GENERATOR * s + key * t);
	}
}
