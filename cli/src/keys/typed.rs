//! Secrets as people type them: mnemonics, bytes in hexadecimal, and derivations of both.

use crate::failure::{Failure, Kind, Result};
use sp_core::{
	crypto::{AddressUri, DEV_PHRASE},
	DeriveJunction, Pair,
};
use zeroize::Zeroizing;

/// The bytes that the development phrase stands for, with every algorithm.
const DEVELOPMENT_SEED: [u8; 32] = [
	0xfa, 0xc7, 0x95, 0x9d, 0xbf, 0xe7, 0x2f, 0x05, 0x2e, 0x5a, 0x0c, 0x3c, 0x8d, 0x65, 0x30, 0xf2, 0x02, 0xb0, 0x2f,
	0xd8, 0xf9, 0xf5, 0xca, 0x35, 0x80, 0xec, 0x8d, 0xeb, 0x77, 0x97, 0x47, 0x9e,
];

/// A secret as it was typed.
pub struct Typed {
	root: Root,
	derivations: Vec<DeriveJunction>,
	/// What follows `///`: part of a mnemonic's meaning.
	password: Option<Zeroizing<String>>,
}

enum Root {
	/// A URI without a phrase: substrate's development phrase is meant.
	Development,
	Phrase(Zeroizing<String>),
	Bytes(Zeroizing<[u8; 32]>),
}

impl Typed {
	/// Reads what was typed. Space around it does not count.
	pub fn parse(text: &str) -> Result<Self> {
		let text = text.trim();
		if text.is_empty() {
			return Err(Failure::input("there is no secret: the file is empty")
				.next("Without --secret-file, `eseal key new` makes a random key."));
		}
		// The library's errors repeat the secret: they are not shown.
		let uri = AddressUri::parse(text).map_err(|_| not_a_secret())?;
		let password = uri.pass.map(|password| Zeroizing::new(password.to_owned()));
		let root = match uri.phrase {
			None => Root::Development,
			Some(phrase) => match bytes(phrase)? {
				Some(bytes) => Root::Bytes(bytes),
				None => Root::Phrase(words(phrase)),
			},
		};
		if matches!(root, Root::Bytes(_)) && password.is_some() {
			return Err(Failure::input(
				"a password (///…) belongs to a mnemonic, not to bytes in hexadecimal",
			));
		}
		Ok(Self {
			root,
			derivations: uri.paths.iter().map(DeriveJunction::from).collect(),
			password,
		})
	}

	/// Whether it comes from the phrase that every Substrate tool has built in.
	pub fn is_well_known(&self) -> bool {
		match &self.root {
			Root::Development => true,
			Root::Phrase(phrase) => phrase.eq_ignore_ascii_case(DEV_PHRASE),
			Root::Bytes(bytes) => **bytes == DEVELOPMENT_SEED,
		}
	}

	/// The key pair of an algorithm.
	pub fn pair<P: Pair>(&self) -> Result<P> {
		let from_phrase = |phrase: &str| {
			P::from_phrase(phrase, self.password.as_ref().map(|password| password.as_str()))
				.map(|(pair, _)| pair)
				.map_err(|_| not_a_secret())
		};
		let root = match &self.root {
			Root::Development => from_phrase(DEV_PHRASE)?,
			Root::Phrase(phrase) => from_phrase(phrase)?,
			// `from_seed` would panic where the number is none of the curve's.
			Root::Bytes(bytes) => P::from_seed_slice(bytes.as_slice())
				.map_err(|_| Failure::new(Kind::Key, "these 32 bytes are not a secret of this algorithm"))?,
		};
		root.derive(self.derivations.iter().copied(), None)
			.map(|(pair, _)| pair)
			.map_err(|_| Failure::input("keys of this algorithm support only hard derivation: //name, not /name"))
	}

	/// Its bytes, of an algorithm that knows neither mnemonics nor derivations.
	pub fn bytes_alone(&self) -> Result<&[u8; 32]> {
		match &self.root {
			Root::Bytes(bytes) if self.derivations.is_empty() => Ok(bytes),
			_ => Err(Failure::input(
				"an SM2 secret is 32 bytes in hexadecimal, without derivations",
			)),
		}
	}
}

fn not_a_secret() -> Failure {
	Failure::input("the secret is neither a mnemonic nor 32 bytes in hexadecimal, in one line")
}

/// 32 bytes in hexadecimal; `None` for what is no hexadecimal. A mnemonic has spaces, so there is no doubt between them.
fn bytes(phrase: &str) -> Result<Option<Zeroizing<[u8; 32]>>> {
	let phrase = phrase.trim();
	let prefixed = phrase.strip_prefix("0x").or_else(|| phrase.strip_prefix("0X"));
	let digits = prefixed.unwrap_or(phrase);
	let is_hexadecimal = digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
	if !is_hexadecimal {
		return if prefixed.is_some() {
			Err(Failure::input("a secret in hexadecimal must have 64 digits"))
		} else {
			Ok(None)
		};
	}
	let mut bytes = Zeroizing::new([0; 32]);
	hex::decode_to_slice(digits, bytes.as_mut_slice()).map_err(|_| not_a_secret())?;
	Ok(Some(bytes))
}

/// The words of a mnemonic, with one space between them.
fn words(phrase: &str) -> Zeroizing<String> {
	Zeroizing::new(phrase.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
	use crate::keys::secret::{Algorithm, Secret, WellKnown};
	use rand::{rngs::StdRng, Rng, SeedableRng};
	use sp_core::{crypto::DEV_PHRASE, sr25519, Pair};

	/// Random and real, of nobody.
	const PHRASE: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";

	/// n, the number of points, of secp256k1 and of SM2's curve.
	const SECP256K1_N: &str = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
	const SM2_N: &str = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";

	fn import(algorithm: Algorithm, text: &str) -> crate::failure::Result<Secret> {
		Secret::import(algorithm, text, None, WellKnown::Refused)
	}

	#[test]
	fn what_everybody_knows_is_no_secret_unless_it_is_asked_for() {
		let seed = format!("0x{}", hex::encode(super::DEVELOPMENT_SEED));
		let spaced = DEV_PHRASE.replace(' ', "  ");
		for algorithm in [Algorithm::Sr25519, Algorithm::Ed25519, Algorithm::Ecdsa] {
			for known in [
				"//Alice",
				"///pw",
				"///",
				DEV_PHRASE,
				&spaced,
				&format!("{DEV_PHRASE}//Alice"),
				&seed,
			] {
				assert!(import(algorithm, known).is_err(), "{algorithm:?} {known}");
				assert!(
					Secret::import(algorithm, known, None, WellKnown::Wanted).is_ok(),
					"{algorithm:?} {known}"
				);
			}
			for empty in ["", " ", "\n"] {
				assert!(
					Secret::import(algorithm, empty, None, WellKnown::Wanted).is_err(),
					"{algorithm:?}"
				);
			}
			assert!(
				Secret::import(algorithm, PHRASE, None, WellKnown::Wanted).is_err(),
				"it is no development key"
			);
		}
		assert!(import(Algorithm::Sr25519, "/x").is_err());
		assert!(import(Algorithm::Sm2, &seed).is_err());
		let (_, real) = sr25519::Pair::from_phrase(DEV_PHRASE, None).unwrap();
		assert_eq!(real, super::DEVELOPMENT_SEED);
	}

	#[test]
	fn imports_what_substrate_knows() {
		for (typed, substrate) in [
			("//Alice", "//Alice"),
			("//Alice///pw", "//Alice///pw"),
			("/Alice", "/Alice"),
		] {
			let secret = Secret::import(Algorithm::Sr25519, typed, None, WellKnown::Wanted).unwrap();
			let pair = sr25519::Pair::from_string(substrate, None).unwrap();
			assert_eq!(secret.public().bytes(), pair.public().0);
		}
		let derived = format!("{PHRASE}//Seal/0///a pass word");
		let secret = import(Algorithm::Sr25519, &derived).unwrap();
		assert_eq!(
			secret.public().bytes(),
			sr25519::Pair::from_string(&derived, None).unwrap().public().0
		);
		let soft = import(Algorithm::Ed25519, &format!("{PHRASE}/soft")).err().unwrap();
		assert!(soft.message.contains("hard"), "{soft}");
	}

	#[test]
	fn hexadecimal_is_the_same_with_and_without_its_prefix() {
		let digits = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0b";
		for algorithm in Algorithm::ALL {
			let expected = import(algorithm, digits).unwrap().public();
			for typed in [
				format!("0x{digits}"),
				format!("0X{}", digits.to_uppercase()),
				format!(" {digits}\r\n"),
			] {
				assert_eq!(
					import(algorithm, &typed).unwrap().public(),
					expected,
					"{algorithm:?} {typed}"
				);
			}
			let derived = import(algorithm, &format!("{digits}//Seal"));
			let prefixed = import(algorithm, &format!("0x{digits}//Seal"));
			assert_eq!(
				derived.map(|s| s.public()),
				prefixed.map(|s| s.public()),
				"{algorithm:?}"
			);
			assert!(import(algorithm, &format!("0x{digits}///pw")).is_err());
			for short in [&digits[1..], &format!("0x{}", &digits[2..]), "0x", "0xzz"] {
				assert!(import(algorithm, short).is_err(), "{algorithm:?} {short}");
			}
		}
	}

	#[test]
	fn numbers_that_are_no_secrets_are_refused() {
		let zero = "0".repeat(64);
		for (algorithm, number) in [
			(Algorithm::Ecdsa, zero.as_str()),
			(Algorithm::Ecdsa, SECP256K1_N),
			(Algorithm::Ecdsa, &"f".repeat(64)),
			(Algorithm::Sm2, &zero),
			(Algorithm::Sm2, SM2_N),
			(Algorithm::Sm2, &"f".repeat(64)),
		] {
			assert!(import(algorithm, number).is_err(), "{algorithm:?} {number}");
			assert!(
				import(algorithm, &format!("0x{number}")).is_err(),
				"{algorithm:?} {number}"
			);
			assert!(
				import(algorithm, &format!("0x{number}//a")).is_err(),
				"{algorithm:?} {number}"
			);
		}
	}

	#[test]
	fn nothing_that_is_typed_is_met_with_a_panic() {
		let mut random = StdRng::seed_from_u64(1);
		let pieces = [
			"0x",
			"00",
			"ff",
			"//",
			"/",
			"///",
			" ",
			"\n",
			"Alice",
			"zoo",
			"legal",
			"\u{FEFF}",
			"密",
			"\0",
			"\u{1b}",
			PHRASE,
			DEV_PHRASE,
			SECP256K1_N,
			SM2_N,
			"18446744073709551616",
		];
		for _ in 0..4_000 {
			let length = random.gen_range(0..7);
			let text: String = (0..length).map(|_| pieces[random.gen_range(0..pieces.len())]).collect();
			for algorithm in Algorithm::ALL {
				for known in [WellKnown::Refused, WellKnown::Wanted] {
					if let Ok(secret) = Secret::import(algorithm, &text, None, known) {
						assert_eq!(
							secret.sign(b"message").map(|s| eseal_crypto::verify(
								secret.public().seal_key(),
								&s,
								b"message"
							)),
							Ok(true)
						);
					}
				}
			}
		}
	}
}
