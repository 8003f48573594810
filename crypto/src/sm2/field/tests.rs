//! The crate `sm2` as a second opinion, at the limits of every limb and every bound.

use super::*;
use crate::sm2::tests::Stream;
use ::sm2::{
	elliptic_curve::{hazmat::FieldArithmetic, Field},
	Sm2,
};
use std::sync::LazyLock;

/// The crate's numbers modulo p.
pub(in crate::sm2) type Number = <Sm2 as FieldArithmetic>::FieldElement;

const P: [u64; 4] = [0xfffffffeffffffff, u64::MAX, 0xffffffff00000000, u64::MAX];

/// The sum of `digit[i] * radix^i`, the lowest first.
fn sum_of(digits: impl DoubleEndedIterator<Item = i64>, radix: u64) -> Number {
	let radix = Number::from(radix);
	digits.rev().fold(Number::ZERO, |sum, digit| {
		let absolute = Number::from(digit.unsigned_abs());
		sum * radix + if digit < 0 { -absolute } else { absolute }
	})
}

/// 256 bits modulo p.
pub(in crate::sm2) fn number(words: [u64; 4]) -> Number {
	let halves = words.into_iter().flat_map(|word| [word >> 32, word & 0xffff_ffff]);
	sum_of(halves.map(|half| half as i64).rev(), 1 << 32)
}

/// What an element stands for.
pub(in crate::sm2) fn value(element: &Element) -> Number {
	static INVERSE: LazyLock<Number> = LazyLock::new(|| Number::from(2u64).pow([261]).invert().unwrap());
	sum_of(element.0.into_iter(), 1 << 29) * *INVERSE
}

/// The limbs' own value, without modulus, in units of p.
pub(in crate::sm2) fn magnitude(element: &Element) -> f64 {
	let limbs = element.0.iter().rev();
	limbs.fold(0.0, |sum, limb| sum * 2f64.powi(29) + *limb as f64) / 2f64.powi(256)
}

/// The same number in another tight form: some p more.
pub(in crate::sm2) fn respelled(element: &Element, more: i64) -> Element {
	let more = times_p(more);
	Element::ZERO.times_plus(&Element::ZERO, &element.plus(&more))
}

/// `k * p` as 2^256 k, -2^224 k and so on.
fn times_p(k: i64) -> Element {
	Element([-k, 0, k << 6, -(k << 9), 0, 0, 0, -(k << 21), k << 24])
}

pub(in crate::sm2) fn is_tight(element: &Element) -> bool {
	let (last, others) = element.0.split_last().unwrap();
	others.iter().all(|limb| (-(1 << 28)..1 << 28).contains(limb)) && last.abs() < 1 << 27
}

fn words(bytes: [u8; 32]) -> [u64; 4] {
	crate::sm2::words(&bytes)
}

/// 0, 1, p, n, powers of two and all of their neighbours, modulo 2^256.
fn edges() -> Vec<[u64; 4]> {
	let mut bases = vec![
		[0; 4],
		[u64::MAX; 4],
		P,
		[0xfffffffeffffffff, u64::MAX, 0x7203df6b21c6052b, 0x53bbf40939d54123],
		[0, 0, 0x8dfc2093de39fad5, 0xac440bf6c62abedc],
		[0x5555_5555_5555_5555; 4],
		[0xaaaa_aaaa_aaaa_aaaa; 4],
	];
	for bit in (29..256).step_by(29).chain([32, 64, 96, 128, 192, 224, 255]) {
		let mut power = [0; 4];
		power[3 - bit / 64] = 1 << (bit % 64);
		bases.push(power);
	}
	let shifted = |[w3, w2, w1, w0]: [u64; 4], by: i128| {
		let low = (u128::from(w1) << 64 | u128::from(w0)).wrapping_add(by as u128);
		let carry = match by {
			0 => 0,
			1.. => i128::from(low < by as u128),
			_ => -i128::from(low >= by as u128),
		};
		let high = (u128::from(w3) << 64 | u128::from(w2)).wrapping_add(carry as u128);
		[(high >> 64) as u64, high as u64, (low >> 64) as u64, low as u64]
	};
	bases
		.into_iter()
		.flat_map(|base| [-2, -1, 0, 1, 2].map(|by| shifted(base, by)))
		.collect()
}

/// What every operation makes of these numbers is what the crate makes of them.
fn check([a, b, c, d]: [[u64; 4]; 4]) {
	let [x, y, z, w] = [a, b, c, d].map(number);
	let [a, b, c, d] = [a, b, c, d].map(Element::new);
	let three = Number::from(3u64);
	for (ours, theirs) in [
		(a.times(&b), x * y),
		(a.squared(), x.square()),
		(a.times_plus(&b, &c), x * y + z),
		(a.squared_plus(&c.multiple(-3)), x.square() - three * z),
		(Element::difference_of_products(&a, &b, &c, &d), x * y - z * w),
		(a.minus(&b).times(&c.plus(&d)), (x - y) * (z + w)),
	] {
		assert_eq!(value(&ours), theirs);
		assert!(is_tight(&ours));
		assert_eq!(ours.is_zero(), bool::from(theirs.is_zero()));
		assert_eq!(value(&Element::unpacked(&ours.packed())), theirs);
	}
	for (ours, theirs) in [
		(a, x),
		(a.plus(&b), x + y),
		(a.minus(&b), x - y),
		(a.negated(), -x),
		(a.multiple(-8), -(x.double().double().double())),
	] {
		assert_eq!(value(&ours), theirs);
		assert_eq!(ours.is_zero(), bool::from(theirs.is_zero()));
	}
}

#[test]
fn constants_are_what_they_say() {
	assert_eq!(value(&Element::ZERO), Number::ZERO);
	assert_eq!(value(&Element::ONE), Number::ONE);
	assert_eq!(value(&Element::R), Number::from(2u64).pow([261]));
	assert_eq!(number(P), Number::ZERO);
}

#[test]
fn the_crate_agrees_on_all_pairs_of_edges() {
	let edges = edges();
	assert_eq!(edges.len(), 110);
	for (i, a) in edges.iter().enumerate() {
		for (j, b) in edges.iter().enumerate() {
			check([*a, *b, edges[(i + j) % 110], edges[(i * j + 1) % 110]]);
		}
	}
}

#[test]
fn the_crate_agrees_on_random_numbers() {
	let mut stream = Stream::new(11);
	for _ in 0..10_000 {
		check([(); 4].map(|()| words(stream.next())));
	}
}

/// Limbs that are all as large as a bound allows, with the signs that some bits choose, or with some a little smaller.
fn extreme(bound: i64, signs: u64, small: u64) -> Element {
	let mut limbs = [bound << 28; 9];
	for (i, limb) in limbs.iter_mut().enumerate() {
		*limb -= (small >> i & 1) as i64;
		if signs >> i & 1 == 1 {
			*limb = -*limb;
		}
	}
	Element(limbs)
}

#[test]
fn limbs_at_their_bounds_do_not_overflow() {
	let mut stream = Stream::new(12);
	let mut patterns = vec![(0, 0), (0x1ff, 0), (0x155, 0), (0xaa, 0), (0, 0x1ff), (0x1ff, 0x1ff)];
	patterns.extend((0..60).map(|_| {
		let [signs, small, _, _] = words(stream.next());
		(signs, small)
	}));
	for (signs, small) in &patterns {
		for (more_signs, more_small) in &patterns {
			for (one, other) in [(1, 14), (2, 7), (3, 4), (4, 3), (7, 2), (14, 1)] {
				let (a, b) = (extreme(one, *signs, *small), extreme(other, *more_signs, *more_small));
				let addend = extreme(6, *more_signs, *small);
				assert_eq!(
					value(&a.times_plus(&b, &addend)),
					value(&a) * value(&b) + value(&addend)
				);
			}
			// What doubling takes: [3] [2] + [1] [8].
			let (a, b) = (extreme(3, *signs, *small), extreme(2, *more_signs, *more_small));
			let (c, d) = (extreme(1, !*signs, *small), extreme(8, *more_signs, *more_small));
			let difference = Element::difference_of_products(&a, &b, &c, &d);
			assert_eq!(value(&difference), value(&a) * value(&b) - value(&c) * value(&d));
		}
		let (a, addend) = (extreme(3, *signs, *small), extreme(6, *small, *signs));
		assert_eq!(value(&a.squared_plus(&addend)), value(&a).square() + value(&addend));
	}
}

#[test]
fn multiples_of_p_are_zero_in_every_form_and_nothing_else_is() {
	let mut stream = Stream::new(13);
	for k in -64..=64 {
		for _ in 0..20 {
			let mut multiple = times_p(k);
			// Moves some of each limb to the next.
			for (i, move_by) in words(stream.next()).into_iter().chain(words(stream.next())).enumerate() {
				let move_by = move_by as i64 >> 32;
				multiple.0[i] += move_by << BITS;
				multiple.0[i + 1] -= move_by;
			}
			assert!(multiple.is_zero());
			assert_eq!(value(&multiple), Number::ZERO);
			for i in 0..9 {
				for by in [-1, 1, 1 << 28, -(1 << 28), 1 << 29] {
					let mut other = multiple;
					other.0[i] += by;
					assert!(!other.is_zero());
				}
			}
		}
	}
}

#[test]
fn numbers_times_their_inverses_are_one() {
	let mut stream = Stream::new(14);
	let random = (0..100).map(|_| words(stream.next()));
	for number in edges().into_iter().chain(random) {
		let number = Element::new(number);
		let product = number.times(&number.inverted());
		if number.is_zero() {
			assert!(product.is_zero());
		} else {
			assert!(product.minus(&Element::ONE).is_zero());
		}
	}
}
