//! Verdicts on random signatures, good and corrupted: ours and the `sm2` crate's.

use super::*;
use std::thread;

/// A scalar: any one, or one whose digits or sums are out of the ordinary.
fn scalar(stream: &mut Stream) -> Scalar {
	let power = |stream: &mut Stream| Scalar::from(2u64).pow([stream.below(256) as u64]);
	let scalar = match stream.below(8) {
		0 => Scalar::from(stream.below(300) as u64),
		1 => power(stream),
		2 => power(stream) - power(stream),
		3 => Scalar::from(u128::from_be_bytes(stream.next()[..16].try_into().unwrap())),
		_ => return stream.scalar(),
	};
	if stream.below(2) == 0 {
		scalar
	} else {
		-scalar
	}
}

/// A key, a digest and a signature.
#[derive(Clone)]
struct Case {
	point: [u8; 64],
	digest: [u8; 32],
	signature: [u8; 64],
}

impl Case {
	/// A good signature, unless one of its scalars happens to be 0, or the sum infinity.
	fn new(stream: &mut Stream) -> Self {
		let secret = scalar(stream);
		let secret = if bool::from(secret.is_zero()) {
			Scalar::ONE
		} else {
			secret
		};
		let (s, t) = (scalar(stream), scalar(stream));
		let r = t - s;
		let sum = ProjectivePoint::mul_by_generator(&(s + t * secret));
		let x = split(&point_bytes(sum)).0;
		Self {
			point: point_bytes(ProjectivePoint::mul_by_generator(&secret)),
			digest: be(r - reduced(&x)),
			signature: join(be(r), be(s)),
		}
	}

	fn corrupted(&self, stream: &mut Stream) -> Self {
		let mut case = self.clone();
		let (r, s) = split(&self.signature);
		let negated = |number: &[u8; 32]| be(-reduced(number));
		let p = number(P);
		match stream.below(12) {
			0 => case.point = point_bytes(ProjectivePoint::mul_by_generator(&stream.scalar())),
			1 => case.point[stream.below(64)] ^= 1 << stream.below(8),
			// The mirrored key.
			2 => {
				let (x, y) = split(&self.point);
				let mirrored = U256::from_be_slice(&p).wrapping_sub(&U256::from_be_slice(&y));
				case.point = join(x, mirrored.to_be_bytes().into());
			}
			3 => case.digest = stream.next(),
			// What the digest would be if x were p more or less.
			4 => case.digest = be(reduced(&self.digest) + reduced(&p)),
			5 => case.digest = be(reduced(&self.digest) - reduced(&p)),
			6 => case.signature = join(negated(&r), s),
			7 => case.signature = join(r, negated(&s)),
			8 => case.signature = join(s, r),
			9 => case.signature = join(r, negated(&r)),
			_ => case.signature[stream.below(64)] ^= 1 << stream.below(8),
		}
		case
	}

	/// The crate's verdict, which is ours.
	fn verdict(&self) -> bool {
		let verdict = crate_verifies_digest(&self.point, &self.digest, &self.signature);
		let Self {
			point,
			digest,
			signature,
		} = self;
		assert_eq!(
			verifies_digest(point, digest, signature),
			verdict,
			"{point:?} {digest:?} {signature:?}"
		);
		verdict
	}
}

/// Compares two verdicts for each case. How many were good, and how many bad.
fn compare(stream: &mut Stream, cases: usize) -> (usize, usize) {
	let mut good = 0;
	for _ in 0..cases {
		let case = Case::new(stream);
		good += usize::from(case.verdict());
		good += usize::from(case.corrupted(stream).verdict());
	}
	(good, 2 * cases - good)
}

#[test]
fn the_sm2_crate_agrees_on_thousands_of_verdicts() {
	let (good, bad) = compare(&mut Stream::new(41), 1_000);
	assert!(good > 900, "{good}");
	assert!(bad > 900, "{bad}");
}

/// Run it after a change of the arithmetic, which takes minutes:
///
/// `cargo test --release -p eseal-crypto a_million_verdicts -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes"]
fn the_sm2_crate_agrees_on_a_million_verdicts() {
	const THREADS: u8 = 2;
	let threads: Vec<_> = (0..THREADS)
		.map(|i| thread::spawn(move || compare(&mut Stream::new(100 + i), 500_000 / usize::from(THREADS))))
		.collect();
	let counts = threads.into_iter().map(|thread| thread.join().unwrap());
	let (good, bad) = counts.fold((0, 0), |(good, bad), (more_good, more_bad)| {
		(good + more_good, bad + more_bad)
	});
	println!("{good} good and {bad} bad");
	assert_eq!(good + bad, 1_000_000);
	assert!(good > 450_000);
}
