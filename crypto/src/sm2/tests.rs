//! The standards' own examples, pyca's vectors, everything wrong that can be made of them, and the `sm2` crate's
//! verification as a second opinion.

mod verdicts;

use super::*;
use ::sm2::{
	dsa::{
		signature::{hazmat::PrehashVerifier, Signer, Verifier},
		Signature, SigningKey, VerifyingKey,
	},
	elliptic_curve::{point::DecompressPoint, zeroize::Zeroizing, Curve, Group},
	AffinePoint, ProjectivePoint, PublicKey, Sm2, U256,
};

/// Bouncy Castle's signatures and keys, as `pyca/cryptography` keeps them; see the README beside them.
const SIGNATURES: &str = include_str!("../../vectors/SigVer.rsp");
const KEYS: &str = include_str!("../../vectors/PKV.rsp");

/// The curve's order n and the field's modulus p.
const N: &str = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123";
const P: &str = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF";

fn bytes(hex: &str) -> Vec<u8> {
	let hex: String = hex.chars().filter(|c| !c.is_whitespace()).collect();
	(0..hex.len())
		.step_by(2)
		.map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap())
		.collect()
}

/// 32 bytes of a number that may be written without its leading zeros.
fn number(hex: &str) -> [u8; 32] {
	bytes(&format!("{:0>64}", hex.replace(' ', ""))).try_into().unwrap()
}

fn join(first: [u8; 32], second: [u8; 32]) -> [u8; 64] {
	[first, second].as_flattened().try_into().unwrap()
}

fn split(pair: &[u8; 64]) -> ([u8; 32], [u8; 32]) {
	(pair[..32].try_into().unwrap(), pair[32..].try_into().unwrap())
}

fn be(scalar: Scalar) -> [u8; 32] {
	scalar.to_repr().into()
}

/// A number plus a small one, or minus one; wraps at 2^256.
pub(super) fn shifted(number: [u8; 32], by: i64) -> [u8; 32] {
	let number = U256::from_be_slice(&number);
	let small = U256::from_u64(by.unsigned_abs());
	let sum = if by < 0 {
		number.wrapping_sub(&small)
	} else {
		number.wrapping_add(&small)
	};
	sum.to_be_bytes().into()
}

pub(super) fn point_bytes(point: ProjectivePoint) -> [u8; 64] {
	use ::sm2::elliptic_curve::point::AffineCoordinates;
	let affine = point.to_affine();
	join(affine.x().into(), affine.y().into())
}

fn crate_key(point: &[u8; 64], identity: &str) -> Option<VerifyingKey> {
	let mut encoded = [4; 65];
	encoded[1..].copy_from_slice(point);
	VerifyingKey::from_sec1_bytes(identity, &encoded).ok()
}

/// What the `sm2` crate says.
fn crate_verifies(point: &[u8; 64], identity: &str, message: &[u8], signature: &[u8; 64]) -> bool {
	let (Some(key), Ok(signature)) = (crate_key(point, identity), Signature::from_slice(signature)) else {
		return false;
	};
	key.verify(message, &signature).is_ok()
}

/// What the `sm2` crate says to a digest.
fn crate_verifies_digest(point: &[u8; 64], digest: &[u8; 32], signature: &[u8; 64]) -> bool {
	let (Some(key), Ok(signature)) = (crate_key(point, ""), Signature::from_slice(signature)) else {
		return false;
	};
	key.verify_prehash(digest, &signature).is_ok()
}

/// A signed message.
#[derive(Clone)]
struct Signed {
	point: [u8; 64],
	identity: Vec<u8>,
	message: Vec<u8>,
	signature: [u8; 64],
}

impl Signed {
	fn verifies(&self) -> bool {
		verifies(&self.point, &self.identity, &self.message, &self.signature)
	}

	/// Everything that must not verify although this does.
	fn corruptions(&self) -> Vec<(&'static str, Signed)> {
		let mut all = Vec::new();
		let mut change = |what, change: &dyn Fn(&mut Signed)| {
			let mut changed = self.clone();
			change(&mut changed);
			all.push((what, changed));
		};
		let (x, y) = split(&self.point);
		let (r, s) = split(&self.signature);
		let (n, p, zero) = (number(N), number(P), [0; 32]);
		let negated = |scalar: &[u8; 32]| be(-super::scalar(scalar).unwrap());
		// p - y, modulo 2^256.
		let mirrored: [u8; 32] = U256::from_be_slice(&p)
			.wrapping_sub(&U256::from_be_slice(&y))
			.to_be_bytes()
			.into();

		change("message: first bit", &|c| c.message[0] ^= 0x80);
		change("message: last bit", &|c| *c.message.last_mut().unwrap() ^= 1);
		change("message: longer", &|c| c.message.push(0));
		change("message: shorter", &|c| c.message.truncate(c.message.len() - 1));
		change("message: empty", &|c| c.message.clear());
		change("identity: one bit", &|c| c.identity[0] ^= 1);
		change("identity: longer", &|c| c.identity.push(0));
		change("identity: shorter", &|c| c.identity.truncate(c.identity.len() - 1));
		change("identity: empty", &|c| c.identity.clear());
		change("identity: another", &|c| c.identity = b"ALICE123@YAHOO.COM".to_vec());
		change("identity: a byte moved to the message", &|c| {
			let byte = c.identity.pop().unwrap();
			c.message.insert(0, byte);
		});
		change("identity: 8192 bytes", &|c| c.identity = vec![b'1'; 8192]);
		// The length in bits is the true one modulo 2^16.
		change("identity: 8192 bytes longer", &|c| {
			c.identity.resize(c.identity.len() + 8192, 0)
		});
		for bit in [0, 100, 255] {
			change("r: one bit", &|c| c.signature[bit / 8] ^= 1 << (bit % 8));
			change("s: one bit", &|c| c.signature[32 + bit / 8] ^= 1 << (bit % 8));
		}
		for (what, number) in [
			("zero", zero),
			("one", shifted(zero, 1)),
			("n", n),
			("n + 1", shifted(n, 1)),
			("n - 1", shifted(n, -1)),
			("p", p),
			("2^256 - 1", [0xff; 32]),
		] {
			change(what, &|c| c.signature = join(number, s));
			change(what, &|c| c.signature = join(r, number));
			change(what, &|c| c.signature = join(number, number));
		}
		change("r + s = n, by s", &|c| c.signature = join(r, negated(&r)));
		change("r + s = n, by r", &|c| c.signature = join(negated(&s), s));
		change("n - s", &|c| c.signature = join(r, negated(&s)));
		change("n - r", &|c| c.signature = join(negated(&r), s));
		change("n - r, n - s", &|c| c.signature = join(negated(&r), negated(&s)));
		change("swapped", &|c| c.signature = join(s, r));
		change("reversed", &|c| c.signature.reverse());
		change("key: infinity", &|c| c.point = [0; 64]);
		change("key: mirrored", &|c| c.point = join(x, mirrored));
		change("key: swapped", &|c| c.point = join(y, x));
		change("key: the base point", &|c| {
			c.point = point_bytes(ProjectivePoint::GENERATOR)
		});
		change("key: off the curve, x", &|c| c.point = join(shifted(x, 1), y));
		change("key: off the curve, y", &|c| c.point = join(x, shifted(y, 1)));
		change("key: x is p", &|c| c.point = join(p, y));
		change("key: y is p", &|c| c.point = join(x, p));
		change("key: x is 2^256 - 1", &|c| c.point = join([0xff; 32], y));
		change("key: y is 2^256 - 1", &|c| c.point = join(x, [0xff; 32]));
		all
	}
}

/// How many each signed message gives.
const CORRUPTIONS: usize = 13 + 6 + 21 + 7 + 10;

/// Fields of each case of a NIST-style response file; a field that comes twice counts as it comes last.
fn cases(file: &str) -> Vec<std::collections::HashMap<&str, &str>> {
	file.split("COUNT = ")
		.skip(1)
		.map(|case| case.lines().filter_map(|line| line.split_once(" = ")).collect())
		.collect()
}

#[test]
fn sm3_hashes_as_the_standard_says() {
	// GB/T 32905-2016, annex A.1 and A.2.
	assert_eq!(
		sm3(b"abc").to_vec(),
		bytes("66C7F0F4 62EEEDD9 D1F2D46B DC10E4E2 4167C487 5CF2F7A2 297DA02B 8F4BA8E0"),
	);
	assert_eq!(
		sm3(&b"abcd".repeat(16)).to_vec(),
		bytes("DEBE9FF9 2275B8A1 38604889 C18E5A4D 6FDB70E5 387E5765 293DCBA3 9C0C5732"),
	);
	assert_eq!(
		sm3(b"").to_vec(),
		bytes("1AB21D83 55CFA17F 8E611948 31E81A8F 22BEC8C7 28FEFB74 7ED035EB 5082AA2B"),
	);
}

/// GB/T 32918.5-2017, annex A: private key, nonce, and the signed message.
fn standard() -> (SecretKey, Scalar, Signed) {
	let key = SecretKey::from_bytes(&number(
		"3945208F 7B2144B1 3F36E38A C6D39F95 88939369 2860B51A 42FB81EF 4DF7C5B8",
	))
	.unwrap();
	let nonce = scalar(&number(
		"59276E27 D506861A 16680F3A D9C02DCC EF3CC1FA 3CDBE4CE 6D54B80D EAC1BC21",
	))
	.unwrap();
	let signed = Signed {
		point: join(
			number("09F9DF31 1E5421A1 50DD7D16 1E4BC5C6 72179FAD 1833FC07 6BB08FF3 56F35020"),
			number("CCEA490C E26775A5 2DC6EA71 8CC1AA60 0AED05FB F35E084A 6632F607 2DA9AD13"),
		),
		identity: DEFAULT_IDENTITY.to_vec(),
		message: b"message digest".to_vec(),
		signature: join(
			number("F5A03B06 48D2C463 0EEAC513 E1BB81A1 5944DA38 27D5B741 43AC7EAC EEE720B3"),
			number("B1B6AA29 DF212FD8 763182BC 0D421CA1 BB9038FD 1F7F42D4 840B69C4 85BBC1AA"),
		),
	};
	(key, nonce, signed)
}

#[test]
fn the_standards_example_verifies_and_signs_again() {
	let (key, nonce, signed) = standard();
	assert!(is_point(&signed.point));
	assert!(signed.verifies());
	assert_eq!(key.public_point(), signed.point);
	let digest = digest(&signed.point, &signed.identity, &signed.message).unwrap();
	assert_eq!(
		digest,
		number("F0B43E94 BA45ACCA ACE692ED 534382EB 17E6AB5A 19CE7B31 F4486FDF C0D28640"),
	);
	assert_eq!(
		key.sign_with_nonce(&reduced(&digest), Zeroizing::new(nonce)),
		Some(signed.signature),
	);
}

#[test]
fn signatures_of_bouncy_castle() {
	let (mut good, mut bad, mut remade) = (0, 0, 0);
	for case in cases(SIGNATURES) {
		let signed = Signed {
			point: join(number(case["Qx"]), number(case["Qy"])),
			identity: bytes(case["Id"]),
			message: bytes(case["Msg"]),
			signature: join(number(case["R"]), number(case["S"])),
		};
		let expected = case["Result"].starts_with('P');
		assert_eq!(signed.verifies(), expected, "{}", case["Result"]);
		if expected {
			good += 1;
			let key = SecretKey::from_bytes(&number(case["d"])).unwrap();
			assert_eq!(key.public_point(), signed.point);
			let e = reduced(&digest(&signed.point, &signed.identity, &signed.message).unwrap());
			let nonce = Zeroizing::new(scalar(&number(case["k"])).unwrap());
			assert_eq!(key.sign_with_nonce(&e, nonce), Some(signed.signature));
			remade += 1;
		} else {
			bad += 1;
		}
	}
	assert_eq!((good, bad, remade), (5, 5, 5));
}

#[test]
fn keys_of_bouncy_castle() {
	let (mut good, mut off, mut out_of_range) = (0, 0, 0);
	for case in cases(KEYS) {
		let point = join(number(case["Qx"]), number(case["Qy"]));
		let expected = case["Result"].starts_with('P');
		assert_eq!(is_point(&point), expected, "{}", case["Result"]);
		assert_eq!(crate_key(&point, "").is_some(), expected);
		match case["Result"].as_bytes()[..4] {
			[b'P', ..] => good += 1,
			[b'F', _, _, b'2'] => off += 1,
			_ => out_of_range += 1,
		}
	}
	assert_eq!((good, off, out_of_range), (6, 2, 2));
}

#[test]
fn no_corruption_of_a_good_signature_verifies() {
	let mut signed = vec![standard().2];
	signed.extend(
		cases(SIGNATURES)
			.iter()
			.filter(|case| case["Result"].starts_with('P'))
			.map(|case| Signed {
				point: join(number(case["Qx"]), number(case["Qy"])),
				identity: bytes(case["Id"]),
				message: bytes(case["Msg"]),
				signature: join(number(case["R"]), number(case["S"])),
			}),
	);
	let mut refused = 0;
	for signed in &signed {
		assert!(signed.verifies());
		for (what, changed) in signed.corruptions() {
			assert!(!changed.verifies(), "{what}");
			refused += 1;
		}
	}
	assert_eq!((signed.len(), refused), (6, 6 * CORRUPTIONS));
	assert_eq!(CORRUPTIONS, 57);
}

#[test]
fn points_are_on_the_curve_with_canonical_coordinates() {
	let n = SecretKey::from_bytes(&[1; 32]).unwrap().public_point();
	assert!(is_point(&n));
	assert!(!is_point(&[0; 64]));
	assert!(!is_point(&[0xff; 64]));
	assert!(!is_point(&join(number(P), number(P))));
	// x = 0 is on the curve. So is x = p, as a number modulo p, but that is a second name for the same key.
	let zero: Option<AffinePoint> = AffinePoint::decompress(&FieldBytes::default(), 0.into()).into();
	let (x, y) = split(&point_bytes(zero.unwrap().into()));
	assert_eq!(x, [0; 32]);
	assert!(is_point(&join(x, y)));
	assert!(!is_point(&join(number(P), y)));
	// The same for y: 2^256 - 1 is far more than p, and y + p fits in 32 bytes only for small y.
	let mut aliases = 0;
	for small in 0..200u64 {
		let x: Option<AffinePoint> =
			AffinePoint::decompress(&FieldBytes::from(shifted([0; 32], small as i64)), 0.into()).into();
		let Some(point) = x else { continue };
		let (x, y) = split(&point_bytes(point.into()));
		assert!(is_point(&join(x, y)));
		assert!(!is_point(&join(shifted(number(P), small as i64), y)));
		aliases += 1;
	}
	assert!(aliases > 50);
}

#[test]
fn identities_may_have_8191_bytes() {
	let key = SecretKey::from_bytes(&[7; 32]).unwrap();
	let point = key.public_point();
	for length in [0, 1, 16, MAX_IDENTITY_LENGTH] {
		let identity = vec![0xe5; length];
		let signature = key.sign(&identity, b"message").unwrap();
		assert!(verifies(&point, &identity, b"message", &signature));
	}
	for length in [MAX_IDENTITY_LENGTH + 1, MAX_IDENTITY_LENGTH + 17] {
		let identity = vec![0xe5; length];
		assert_eq!(digest(&point, &identity, b"message"), None);
		assert_eq!(key.sign(&identity, b"message"), None);
		assert!(!verifies(&point, &identity, b"message", &[1; 64]));
	}
}

#[test]
fn secret_keys_are_1_to_n_minus_2() {
	let n = number(N);
	let key = |bytes| SecretKey::from_bytes(&bytes);
	assert!(key([0; 32]).is_none());
	assert!(key(shifted([0; 32], 1)).is_some());
	assert!(key(shifted(n, -2)).is_some());
	assert!(key(shifted(n, -1)).is_none());
	assert!(key(n).is_none());
	assert!(key(shifted(n, 1)).is_none());
	assert!(key([0xff; 32]).is_none());
	assert_eq!(format!("{:?}", key([9; 32])), "Some(SecretKey(..))");
}

/// Numbers for the randomised tests: the same in every run.
pub(super) struct Stream([u8; 32]);

impl Stream {
	pub(super) fn new(number: u8) -> Self {
		Self([number; 32])
	}

	pub(super) fn next(&mut self) -> [u8; 32] {
		self.0 = sm3(&self.0);
		sm3(&[self.0.as_slice(), b"out"].concat())
	}

	pub(super) fn scalar(&mut self) -> Scalar {
		reduced(&self.next())
	}

	pub(super) fn below(&mut self, limit: usize) -> usize {
		u16::from_le_bytes(self.next()[..2].try_into().unwrap()) as usize % limit
	}
}

#[test]
fn the_sm2_crate_agrees_on_thousands_of_signatures() {
	const KEYS: usize = 1500;
	let mut stream = Stream::new(1);
	let (mut good, mut bad) = (0, 0);
	for round in 0..KEYS {
		// Small keys and their negatives meet the special cases of adding points.
		let secret = match round {
			0..50 => Scalar::from(round as u64 + 1),
			50..100 => -Scalar::from(round as u64 - 48),
			_ => stream.scalar(),
		};
		let key = SecretKey::from_bytes(&be(secret)).unwrap();
		let point = key.public_point();
		let identity = "企业印章12345678"[..3 * stream.below(5)].to_string();
		let length = stream.below(300);
		let message: Vec<u8> = (0..length).map(|i| (i * round) as u8).collect();
		let signature = key.sign(identity.as_bytes(), &message).unwrap();

		// The crate derives its nonce in the same way, so its signature is the same.
		let crate_key = SigningKey::from_slice(&identity, &be(secret)).unwrap();
		let crate_signature: Signature = crate_key.sign(&message);
		assert_eq!(crate_signature.to_bytes().as_slice(), signature);

		assert!(verifies(&point, identity.as_bytes(), &message, &signature));
		assert!(crate_verifies(&point, &identity, &message, &signature));
		good += 1;
		for _ in 0..2 {
			let mut signed = (point, message.clone(), signature);
			match stream.below(4) {
				0 => signed.0[stream.below(64)] ^= 1 << stream.below(8),
				1 => signed.1.push(stream.next()[0]),
				_ => signed.2[stream.below(64)] ^= 1 << stream.below(8),
			}
			let ours = verifies(&signed.0, identity.as_bytes(), &signed.1, &signed.2);
			assert_eq!(ours, crate_verifies(&signed.0, &identity, &signed.1, &signed.2));
			assert!(!ours);
			bad += 1;
		}
	}
	assert_eq!((good, bad), (KEYS, 2 * KEYS));
}

/// The signature that `[s]G + [t]P = sum` makes for a digest: r = t - s, and the digest follows from the sum's x.
///
/// That is how anyone may make a signature of *some* digest; it needs no secret and finds no message.
fn forged(sum: ProjectivePoint, s: Scalar, t: Scalar) -> ([u8; 64], Scalar, [u8; 64]) {
	let inverse: Option<Scalar> = t.invert().into();
	let key = (sum - ProjectivePoint::GENERATOR * s) * inverse.unwrap();
	let r = t - s;
	(point_bytes(key), r, join(be(r), be(s)))
}

#[test]
fn a_sum_whose_x_is_not_less_than_the_order_verifies() {
	let mut stream = Stream::new(2);
	let (mut above, mut wrong) = (0, 0);
	// x in n .. p, at both ends: the numbers less than p that a residue modulo n does not reach.
	let near = |base: [u8; 32], offset: i64| shifted(base, offset);
	let candidates = (0..60)
		.map(|i| near(number(N), i))
		.chain((1..60).map(|i| near(number(P), -i)));
	for x in candidates {
		let point: Option<AffinePoint> = AffinePoint::decompress(&x.into(), 1.into()).into();
		let Some(point) = point else { continue };
		let (key, r, signature) = forged(point.into(), stream.scalar(), stream.scalar());
		// r = e + x mod n.
		let digest = be(r - reduced(&x));
		assert!(crate_verifies_digest(&key, &digest, &signature));
		assert!(verifies_digest(&key, &digest, &signature));
		above += 1;
		for other in [be(r), be(r - reduced(&x) + Scalar::ONE), be(r + reduced(&x))] {
			let expected = crate_verifies_digest(&key, &other, &signature);
			assert_eq!(verifies_digest(&key, &other, &signature), expected);
			wrong += usize::from(!expected);
		}
	}
	assert!(above > 40, "{above}");
	assert!(wrong > 2 * above);
}

#[test]
fn a_residue_that_n_would_carry_over_p_stands_for_itself_only() {
	// For x of p - n and more, x + n is no coordinate; modulo p it would be x - (p - n).
	let mut stream = Stream::new(3);
	let difference: [u8; 32] = U256::from_be_slice(&number(P))
		.wrapping_sub(&U256::from_be_slice(&number(N)))
		.to_be_bytes()
		.into();
	let mut count = 0;
	for offset in 0..60 {
		// The sum's x is `offset`; the digest claims the residue p - n + offset.
		let x = shifted([0; 32], offset);
		let point: Option<AffinePoint> = AffinePoint::decompress(&x.into(), 0.into()).into();
		let Some(point) = point else { continue };
		let (key, r, signature) = forged(point.into(), stream.scalar(), stream.scalar());
		let right = be(r - reduced(&x));
		assert!(verifies_digest(&key, &right, &signature));
		assert!(crate_verifies_digest(&key, &right, &signature));
		let wrong = be(r - reduced(&shifted(difference, offset)));
		assert!(!crate_verifies_digest(&key, &wrong, &signature));
		assert!(!verifies_digest(&key, &wrong, &signature));
		count += 1;
	}
	assert!(count > 20, "{count}");
}

#[test]
fn digests_not_less_than_the_order_are_reduced() {
	let mut stream = Stream::new(4);
	let mut count = 0;
	for offset in 0..50 {
		// Digests n + offset and offset are the same number modulo n.
		let (small, large) = (shifted([0; 32], offset), shifted(number(N), offset));
		let key = SecretKey::from_bytes(&be(stream.scalar())).unwrap();
		let nonce = Zeroizing::new(stream.scalar());
		let signature = key.sign_with_nonce(&reduced(&small), nonce).unwrap();
		for digest in [small, large] {
			assert!(verifies_digest(&key.public_point(), &digest, &signature));
			assert!(crate_verifies_digest(&key.public_point(), &digest, &signature));
			count += 1;
		}
		assert!(!verifies_digest(&key.public_point(), &shifted(large, 1), &signature));
	}
	assert_eq!(count, 100);
}

#[test]
fn a_sum_at_infinity_verifies_nothing() {
	let mut stream = Stream::new(5);
	for round in 0..50 {
		let secret = if round < 20 {
			Scalar::from(round + 1u64)
		} else {
			stream.scalar()
		};
		let point = point_bytes(ProjectivePoint::mul_by_generator(&secret));
		// [s]G + [t]P is infinity where s = -td.
		let t = stream.scalar();
		let s = -(t * secret);
		let r = t - s;
		let signature = join(be(r), be(s));
		for digest in [be(r), be(r - Scalar::ONE), be(Scalar::ZERO), stream.next()] {
			assert!(!verifies_digest(&point, &digest, &signature));
			assert!(!crate_verifies_digest(&point, &digest, &signature));
		}
	}
}

#[test]
fn r_plus_s_of_n_verifies_nothing() {
	// With t = 0 the key would not matter: s and the digest alone would decide.
	let mut stream = Stream::new(6);
	for _ in 0..20 {
		use ::sm2::elliptic_curve::point::AffineCoordinates;
		let s = stream.scalar();
		let r = -s;
		let x: [u8; 32] = ProjectivePoint::mul_by_generator(&s).to_affine().x().into();
		let digest = be(r - reduced(&x));
		let point = point_bytes(ProjectivePoint::mul_by_generator(&stream.scalar()));
		assert!(!verifies_digest(&point, &digest, &join(be(r), be(s))));
	}
}

#[test]
fn numbers_out_of_range_verify_nothing_even_where_the_equation_holds() {
	let mut stream = Stream::new(7);
	let (mut zero, mut second_names) = (0, 0);
	let digest_for = |sum: ProjectivePoint, r: Scalar| be(r - reduced(&split(&point_bytes(sum)).0));
	for small in 1..30u64 {
		let small = Scalar::from(small);
		let sum = ProjectivePoint::mul_by_generator(&stream.scalar());
		let other = stream.scalar();

		// r = 0, then s = 0.
		for (s, t) in [(other, other), (Scalar::ZERO, other)] {
			let (key, r, signature) = forged(sum, s, t);
			assert!(is_point(&key));
			assert!(bool::from((r * s).is_zero()));
			assert!(!verifies_digest(&key, &digest_for(sum, r), &signature));
			zero += 1;
		}

		// r, then s, small enough that adding n still fits into 32 bytes.
		for (s, t) in [(other, other + small), (small, other)] {
			let (key, r, signature) = forged(sum, s, t);
			let digest = digest_for(sum, r);
			assert!(verifies_digest(&key, &digest, &signature));
			let above = |scalar: Scalar| -> [u8; 32] {
				let sum = U256::from_be_slice(&number(N)).wrapping_add(&U256::from_be_slice(&be(scalar)));
				sum.to_be_bytes().into()
			};
			let second = if s == small {
				join(be(r), above(s))
			} else {
				join(above(r), be(s))
			};
			assert!(!verifies_digest(&key, &digest, &second));
			second_names += 1;
		}
	}
	assert_eq!((zero, second_names), (58, 58));
}

#[test]
fn keys_next_to_the_base_point_work_with_every_small_scalar() {
	// Small s and t and small keys: sums meet doubling, cancelling and infinity on their way.
	let (mut good, mut infinite) = (0, 0);
	for secret in [1, 2, 3, 5, 7, 9, 15, 17, 127, 129] {
		for sign in [Scalar::ONE, -Scalar::ONE] {
			let secret = Scalar::from(secret as u64) * sign;
			let point = point_bytes(ProjectivePoint::mul_by_generator(&secret));
			for s in 1..24u64 {
				for t in 1..24u64 {
					let (s, t) = (Scalar::from(s), Scalar::from(t));
					let r = t - s;
					if bool::from(r.is_zero()) {
						continue;
					}
					let sum = ProjectivePoint::mul_by_generator(&(s + t * secret));
					let signature = join(be(r), be(s));
					if bool::from(sum.is_identity()) {
						infinite += 1;
						assert!(!verifies_digest(&point, &be(r), &signature));
						continue;
					}
					let (x, _) = split(&point_bytes(sum));
					assert!(verifies_digest(&point, &be(r - reduced(&x)), &signature));
					good += 1;
				}
			}
		}
	}
	assert_eq!(good + infinite, 20 * 23 * 22);
	assert!(infinite > 20, "{infinite}");
}

#[test]
fn the_crate_exports_the_order_this_module_uses() {
	let order: [u8; 32] = Sm2::ORDER.as_ref().to_be_bytes().into();
	assert_eq!(order, number(N));
	let key = PublicKey::from_affine(ProjectivePoint::GENERATOR.to_affine());
	assert!(key.is_ok());
	assert_eq!(CURVE[2..].as_flattened(), point_bytes(ProjectivePoint::GENERATOR));
}
