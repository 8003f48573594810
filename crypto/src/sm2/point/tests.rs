//! The crate `sm2` as a second opinion, on every kind of sum in every form.

use super::*;
use crate::sm2::{
	field::tests::{is_tight, magnitude, number, respelled, value, Number},
	tests::{point_bytes, shifted, Stream},
	words,
};
use ::sm2::{
	elliptic_curve::{point::DecompressPoint, Group, PrimeField},
	AffinePoint, FieldBytes, ProjectivePoint, PublicKey, Scalar,
};

/// A point of the crate, not infinity.
pub(in crate::sm2) fn ours(point: &ProjectivePoint) -> Affine {
	let bytes = point_bytes(*point);
	let (x, y) = crate::sm2::halves(&bytes).unwrap();
	Affine {
		x: Element::new(words(x)),
		y: Element::new(words(y)),
	}
}

/// The crate's point, which refuses coordinates that are not on the curve.
pub(in crate::sm2) fn theirs(point: &Point) -> ProjectivePoint {
	for coordinate in [&point.x, &point.y, &point.z] {
		assert!(is_tight(coordinate));
		assert!(magnitude(coordinate).abs() < 4.0, "{}", magnitude(coordinate));
	}
	let inverse: Option<Number> = value(&point.z).invert().into();
	let inverse = inverse.expect("z is not 0");
	let (x, y) = (
		value(&point.x) * inverse.square(),
		value(&point.y) * inverse.square() * inverse,
	);
	let encoded = [&[4], x.to_repr().as_slice(), y.to_repr().as_slice()].concat();
	PublicKey::from_sec1_bytes(&encoded).unwrap().to_projective()
}

/// The crate's point of a sum.
pub(in crate::sm2) fn theirs_or_infinity(point: &Option<Point>) -> ProjectivePoint {
	point.as_ref().map_or(ProjectivePoint::IDENTITY, theirs)
}

/// A point with another z, and with coordinates that are some p more.
fn scaled(point: &Affine, by: &Element, more: [i64; 3]) -> Point {
	let square = by.squared();
	Point {
		x: respelled(&point.x.times(&square), more[0]),
		y: respelled(&point.y.times(&square.times(by)), more[1]),
		z: respelled(by, more[2]),
	}
}

/// Scalars that differ little and much, with their negatives.
fn scalars() -> Vec<Scalar> {
	let mut stream = Stream::new(21);
	let small = [1, 2, 3, 4, 5, 127, 128, 255].map(|small: u64| Scalar::from(small));
	let random = [(); 4].map(|()| stream.scalar());
	small
		.into_iter()
		.chain(random)
		.flat_map(|scalar| [scalar, -scalar])
		.collect()
}

#[test]
fn the_base_point_is_the_standards() {
	assert_eq!(theirs(&Affine::GENERATOR.into()), ProjectivePoint::GENERATOR);
}

#[test]
fn the_crate_agrees_on_sums_of_all_kinds_in_all_forms() {
	let mut stream = Stream::new(22);
	let mut form = |point: &ProjectivePoint| {
		let z = Element::new(words(&stream.next()));
		// Up to 3p more or less: with less than p of its own, within the 4p that `theirs` insists on.
		let more = [(); 3].map(|()| stream.below(7) as i64 - 3);
		scaled(&ours(point), &z, more)
	};
	let (mut doubled, mut infinite) = (0, 0);
	for a in scalars() {
		for b in scalars() {
			let (p, q) = (
				ProjectivePoint::mul_by_generator(&a),
				ProjectivePoint::mul_by_generator(&b),
			);
			let expected = p + q;
			for _ in 0..5 {
				let (left, right) = (form(&p), form(&q));
				let same_z = scaled(&ours(&q), &left.z, [0; 3]);
				for sum in [
					left.plus(&right.into()),
					left.plus(&same_z.into()),
					left.plus(&Point::from(ours(&q)).into()),
					left.plus(&Addend::from(scaled(&ours(&-q), &left.z, [1; 3])).negated()),
					left.plus_affine(&ours(&q)),
					left.plus_affine(&ours(&-q).negated()),
					Point::from(ours(&p)).plus(&right.into()),
					Point::from(ours(&p)).plus_affine(&ours(&q)),
				] {
					assert_eq!(theirs_or_infinity(&sum), expected);
				}
				assert_eq!(theirs(&left.doubled()), p.double());
			}
			doubled += usize::from(p == q);
			infinite += usize::from(bool::from(expected.is_identity()));
		}
	}
	assert_eq!((doubled, infinite), (24, 24));
}

#[test]
fn chains_of_sums_keep_their_bounds() {
	let mut stream = Stream::new(23);
	let addend = ProjectivePoint::mul_by_generator(&stream.scalar());
	let mut expected = ProjectivePoint::GENERATOR;
	let mut point = Point::from(Affine::GENERATOR);
	for round in 0..3000 {
		(point, expected) = match stream.below(3) {
			0 => (point.doubled(), expected.double()),
			1 => (point.plus_affine(&ours(&addend)).unwrap(), expected + addend),
			_ => (
				point.plus(&point.doubled().into()).unwrap(),
				expected.double() + expected,
			),
		};
		if round % 10 == 0 {
			assert_eq!(theirs(&point), expected);
		} else {
			assert!([&point.x, &point.y, &point.z].iter().all(|c| magnitude(c).abs() < 4.0));
		}
	}
}

#[test]
fn tangents_and_chords_agree() {
	let mut stream = Stream::new(24);
	for _ in 0..20 {
		let (p, q) = (
			ProjectivePoint::mul_by_generator(&stream.scalar()),
			ProjectivePoint::mul_by_generator(&stream.scalar()),
		);
		assert_eq!(theirs(&ours(&p).doubled().into()), p.double());
		assert_eq!(theirs(&ours(&p).plus(&ours(&q)).into()), p + q);
	}
}

#[test]
fn coordinates_are_known_by_their_residue() {
	const P: [u64; 4] = [0xfffffffeffffffff, u64::MAX, 0xffffffff00000000, u64::MAX];
	const N: [u64; 4] = [0xfffffffeffffffff, u64::MAX, 0x7203df6b21c6052b, 0x53bbf40939d54123];
	const BELOW: [u64; 4] = [0, 0, 0x8dfc2093de39fad5, 0xac440bf6c62abedc];
	let bytes = |words: [u64; 4]| -> [u8; 32] { words.map(u64::to_be_bytes).as_flattened().try_into().unwrap() };
	assert_eq!(number(N) + number(BELOW), Number::ZERO);
	let mut stream = Stream::new(25);
	let (mut below, mut above) = (0, 0);
	// x around 0, p - n, n and p, and anywhere.
	for base in [[0; 4], BELOW, N, P]
		.map(bytes)
		.into_iter()
		.chain((0..100).map(|_| stream.next()))
	{
		for offset in -40..40 {
			let x = shifted(base, offset);
			let point: Option<AffinePoint> = AffinePoint::decompress(&FieldBytes::from(x), 1.into()).into();
			let Some(point) = point else { continue };
			let z = Element::new([7, 8, 9, offset.unsigned_abs() + 1]);
			let point = scaled(&ours(&point.into()), &z, [offset % 4, 0, -offset % 4]);
			let residue: [u8; 32] = crate::sm2::reduced(&x).to_repr().into();
			assert!(point.has_x_congruent_to(words(&residue)));
			if residue == x {
				below += 1;
			} else {
				above += 1;
			}
			// Its neighbours, and what would be p or n less or more.
			let [p, n] = [P, N].map(|modulus| number(modulus).to_repr());
			let x = number(words(&x));
			let others = [x + number(N), x - number(N), x + number(BELOW)].map(|other| other.to_repr());
			for other in [shifted(residue, 1), shifted(residue, -1)]
				.into_iter()
				.chain([p, n].map(Into::into))
				.chain(others.map(Into::into))
			{
				let reduced: [u8; 32] = crate::sm2::reduced(&other).to_repr().into();
				if reduced == other && other != residue {
					assert!(!point.has_x_congruent_to(words(&other)));
				}
			}
		}
	}
	assert!(below > 3000, "{below}");
	assert!(above > 20, "{above}");
}
