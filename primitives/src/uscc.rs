//! The Unified Social Credit Code (GB 32100-2015), which identifies an enterprise in China.
//!
//! | characters | what they are |
//! | --- | --- |
//! | 1 | the department that registered the organization |
//! | 2 | what class of organization it is, by that department's own list |
//! | 3 to 8 | where it is registered: six digits, as in GB/T 2260 |
//! | 9 to 17 | the organization's own code (GB 11714) |
//! | 18 | the check character |
//!
//! Which of the six digits are a region changes every year, and old codes keep theirs: there is no table of regions here.

use crate::fixed_text::fixed_text;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The number of characters in a code.
pub const USCC_LENGTH: usize = 18;

/// The 31 characters of which codes are made, in the order of their values (GB 32100-2015, table 2): digits and capital
/// letters other than I, O, S, V and Z.
pub const USCC_ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The weights of the first 17 characters, 3^(i-1) mod 31 (GB 32100-2015, table 3).
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// The departments that register organizations, and the classes that each of them registers: the table of GB 32100-2015 (4.2)
/// with all that its amendment XG1-2016 added.
const DEPARTMENTS: [(u8, &[u8]); 12] = [
	// Staffing (机构编制): state organs, public institutions, mass organizations under the central office, others.
	(b'1', b"1239"),
	// Foreign affairs (外交): foreign news bureaus, others.
	(b'2', b"19"),
	// Justice (司法行政): law firms, notaries, legal services, forensic services, arbitration commissions, others.
	(b'3', b"123459"),
	// Culture (文化): foreign cultural centres, others.
	(b'4', b"19"),
	// Civil affairs (民政): associations, private non-enterprise units, foundations, others.
	(b'5', b"1239"),
	// Tourism (旅游): offices of foreign tourism authorities, those of Hong Kong, Macao and Taiwan, others.
	(b'6', b"129"),
	// Religion (宗教): places of worship, religious academies, others.
	(b'7', b"129"),
	// Trade unions (工会): basic unions, others.
	(b'8', b"19"),
	// Industry and commerce, now market supervision (工商): enterprises, individual businesses, farmers' cooperatives.
	(b'9', b"123"),
	// The Central Military Commission (中央军委改革和编制办公室): the army's public institutions, others.
	(b'A', b"19"),
	// Agriculture (农业): collectives of groups, villages and townships, others.
	(b'N', b"1239"),
	// Others (其他), without classes.
	(b'Y', b"1"),
];

/// Whether a code must be as the standard says in its structure (department, class, region) and in its check character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum UsccCheck {
	/// It must, in both.
	Enforced,
	/// It may differ in either: a few codes were issued with a wrong check character, or by departments and for classes that
	/// the standard does not list yet. An officer of Market Supervision decides this, and the decision is on record.
	Waived,
}

/// Where a code of 18 right characters is not as the standard says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum UsccDeviation {
	/// Nowhere.
	#[codec(index = 0)]
	None,
	/// In its check character.
	#[codec(index = 1)]
	CheckCharacter,
	/// In its structure: the department, the class or the region.
	#[codec(index = 2)]
	Structure,
	/// In both.
	#[codec(index = 3)]
	Both,
}

/// Why a text is not a valid code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsccError {
	/// It does not have 18 characters.
	WrongLength,
	/// It has a character outside [`USCC_ALPHABET`], such as a lower-case letter or I, O, S, V, Z.
	InvalidCharacter,
	/// Its first character is none of the departments that register organizations.
	WrongDepartment,
	/// Its second character is no class that this department registers.
	WrongClass,
	/// One of the six characters from the third on, the region, is no digit.
	WrongRegion,
	/// Its last character does not match the first 17.
	WrongCheckCharacter,
}

/// A Unified Social Credit Code of 18 characters of [`USCC_ALPHABET`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uscc([u8; USCC_LENGTH]);

fixed_text!(Uscc, 18);

impl Uscc {
	/// Parses a code.
	///
	/// # Errors
	///
	/// The first rule of [`UsccError`] that the text breaks; the structure and the check character count only with
	/// [`UsccCheck::Enforced`].
	pub fn parse(text: &[u8], check: UsccCheck) -> Result<Self, UsccError> {
		let bytes = <[u8; USCC_LENGTH]>::try_from(text).map_err(|_| UsccError::WrongLength)?;
		let code = Self::from_stored(bytes).ok_or(UsccError::InvalidCharacter)?;
		if check == UsccCheck::Enforced {
			code.check()?;
		}
		Ok(code)
	}

	/// Whether it is as the standard says.
	///
	/// # Errors
	///
	/// The first of [`UsccError::WrongDepartment`], [`UsccError::WrongClass`], [`UsccError::WrongRegion`] and
	/// [`UsccError::WrongCheckCharacter`] that is wrong with it.
	pub fn check(&self) -> Result<(), UsccError> {
		self.check_structure()?;
		if self.has_right_check_character() {
			Ok(())
		} else {
			Err(UsccError::WrongCheckCharacter)
		}
	}

	/// Where it is not as the standard says.
	pub fn deviation(&self) -> UsccDeviation {
		match (self.check_structure().is_ok(), self.has_right_check_character()) {
			(true, true) => UsccDeviation::None,
			(true, false) => UsccDeviation::CheckCharacter,
			(false, true) => UsccDeviation::Structure,
			(false, false) => UsccDeviation::Both,
		}
	}

	fn check_structure(&self) -> Result<(), UsccError> {
		let [department, class, region @ .., _, _, _, _, _, _, _, _, _, _] = &self.0;
		let classes = DEPARTMENTS
			.iter()
			.find_map(|(of, classes)| (of == department).then_some(classes))
			.ok_or(UsccError::WrongDepartment)?;
		if !classes.contains(class) {
			return Err(UsccError::WrongClass);
		}
		if !region.iter().all(u8::is_ascii_digit) {
			return Err(UsccError::WrongRegion);
		}
		Ok(())
	}

	/// Whether the eighteenth character matches the first 17: C\[(31 − Σ cᵢ·wᵢ mod 31) mod 31\].
	pub fn has_right_check_character(&self) -> bool {
		self.0.last().copied() == Self::check_character(&self.0)
	}

	/// The check character for the first 17 characters of `code`; `None` if one is outside the alphabet.
	pub fn check_character(code: &[u8]) -> Option<u8> {
		let mut sum = 0u32;
		for (character, weight) in code.iter().zip(WEIGHTS) {
			sum = sum.checked_add(value_of(*character)?.checked_mul(weight)?)?;
		}
		let value = 31u32.checked_sub(sum.checked_rem(31)?)?.checked_rem(31)?;
		USCC_ALPHABET.get(usize::try_from(value).ok()?).copied()
	}

	/// A code from storage, where the rules of the standard may have been waived.
	fn from_stored(bytes: [u8; USCC_LENGTH]) -> Option<Self> {
		bytes.iter().all(|b| USCC_ALPHABET.contains(b)).then_some(Self(bytes))
	}
}

fn value_of(character: u8) -> Option<u32> {
	USCC_ALPHABET
		.iter()
		.position(|c| *c == character)
		.and_then(|p| u32::try_from(p).ok())
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::{collections::BTreeSet, format, string::String, vec::Vec};

	const RIGHT: [&str; 5] = [
		"91330100799655058B",
		"91440300708461136T",
		"91110000802100433B",
		"91330106MA2KXYA720",
		"91330100123456788G",
	];

	/// Codes of organizations that everybody knows, as registers have them and the tests of public validators take them
	/// (uscc-utils, python-stdnum, hutool).
	const PUBLISHED: [(&str, &str); 12] = [
		("小米科技有限责任公司", "91110108551385082Q"),
		("华为技术有限公司", "914403001922038216"),
		("腾讯科技（深圳）有限公司", "9144030071526726XG"),
		("深圳市腾讯计算机系统有限公司", "91440300708461136T"),
		("山东步长制药股份有限公司", "91370000728611939A"),
		("中国红十字基金会", "531000005000160090"),
		("河南省嵩山少林寺文化院", "52410000663412719U"),
		("as python-stdnum has it", "91110000600037341L"),
		("as python-stdnum has it, of a public institution", "121200004013590816"),
		("as python-stdnum has it", "91310000631696382C"),
		(
			"as python-stdnum has it, with a letter in the organization's code",
			"91620105L015101280",
		),
		("as hutool has it", "91310110666007217T"),
	];

	/// Codes that were issued with a wrong check character (by early pilots in Fujian).
	const WRONG_AS_ISSUED: [&str; 2] = ["91350628M0000K0H44", "91350211M00013FA1N"];

	/// Regions as in GB/T 2260: the whole country, provinces, cities, districts, and some that are no more.
	const REGIONS: [&str; 128] = [
		"100000", "110000", "110101", "110108", "110228", "120000", "120101", "120116", "130000", "130100", "130102",
		"130682", "140000", "140100", "140105", "150000", "150100", "150929", "152201", "210000", "210100", "210203",
		"220000", "220100", "222401", "230000", "230100", "232700", "310000", "310101", "310108", "310115", "310119",
		"310120", "310151", "310230", "320000", "320100", "320102", "320205", "320500", "320581", "330000", "330100",
		"330102", "330103", "330106", "330108", "330109", "330110", "330183", "330201", "330327", "330400", "330782",
		"340000", "340100", "340602", "340621", "350000", "350100", "350211", "350500", "350628", "360000", "360102",
		"370000", "370102", "371082", "410000", "410101", "411281", "420000", "420106", "420684", "429004", "430000",
		"430102", "433101", "440000", "440101", "440300", "440305", "440605", "441900", "442000", "450000", "450102",
		"460000", "460105", "460200", "469001", "500000", "500101", "500112", "500240", "510000", "510104", "513401",
		"520000", "520102", "522301", "530000", "530102", "532901", "540000", "540102", "542621", "610000", "610102",
		"620000", "620100", "620105", "623001", "630000", "630102", "632801", "640000", "640104", "650000", "650102",
		"652801", "659001", "659012", "710000", "810000", "820000", "990000",
	];

	/// Organizations' own codes (GB 11714): old ones, of digits, and those that are given out since 2015.
	const ORGANIZATIONS: [&str; 4] = ["123456788", "79965505X", "MA2KXYA72", "L01510128"];

	/// Every department and class, once more, as "13" for the third class of the first department. Written down from another
	/// copy of the table than [`DEPARTMENTS`].
	const KINDS: [&str; 35] = [
		"11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49", "51", "52", "53", "59",
		"61", "62", "69", "71", "72", "79", "81", "89", "91", "92", "93", "A1", "A9", "N1", "N2", "N3", "N9",
	];

	/// 18 characters whose last one is right.
	fn completed(body: &str) -> String {
		let check = Uscc::check_character(body.as_bytes()).unwrap();
		format!("{body}{}", char::from(check))
	}

	fn enforced(text: &str) -> Result<Uscc, UsccError> {
		Uscc::parse(text.as_bytes(), UsccCheck::Enforced)
	}

	#[test]
	fn accepts_right_codes() {
		for code in RIGHT {
			assert_eq!(enforced(code).map(|c| c.as_str().len()), Ok(18), "{code}");
		}
	}

	#[test]
	fn refuses_each_broken_rule() {
		assert_eq!(enforced("91330100799655059B"), Err(UsccError::WrongCheckCharacter));
		assert_eq!(enforced("91330100799655058"), Err(UsccError::WrongLength));
		assert_eq!(enforced("91330100799655058B0"), Err(UsccError::WrongLength));
		assert_eq!(enforced(""), Err(UsccError::WrongLength));
		assert_eq!(enforced("91330100799655058b"), Err(UsccError::InvalidCharacter));
		for letter in ["I", "O", "S", "V", "Z", " ", "-"] {
			let code = format!("9133010079965505{letter}B");
			assert_eq!(enforced(&code), Err(UsccError::InvalidCharacter), "{code}");
		}
	}

	#[test]
	fn every_single_wrong_character_is_found() {
		for code in RIGHT {
			for place in 0..USCC_LENGTH {
				for other in USCC_ALPHABET {
					let mut bytes: [u8; USCC_LENGTH] = code.as_bytes().try_into().unwrap();
					if bytes[place] == *other {
						continue;
					}
					bytes[place] = *other;
					let mutant = Uscc::parse(&bytes, UsccCheck::Waived).unwrap();
					assert!(!mutant.has_right_check_character(), "{code} at {place}");
					assert!(Uscc::parse(&bytes, UsccCheck::Enforced).is_err(), "{code} at {place}");
				}
			}
		}
	}

	#[test]
	fn accepts_the_codes_of_well_known_organizations() {
		for (whose, code) in PUBLISHED {
			let parsed = enforced(code).unwrap_or_else(|error| panic!("{code} of {whose}: {error:?}"));
			assert_eq!(parsed.deviation(), UsccDeviation::None);
		}
	}

	/// Every department with every class in every region, more than 18,000 codes; and each of them is refused with any other department,
	/// class or region that is none, though its check character is right.
	#[test]
	fn accepts_every_structure_and_nothing_else() {
		let kinds: BTreeSet<String> = KINDS.into_iter().chain(["Y1"]).map(String::from).collect();
		let listed: BTreeSet<String> = DEPARTMENTS
			.iter()
			.flat_map(|(department, classes)| classes.iter().map(|class| [*department, *class]))
			.map(|kind| kind.into_iter().map(char::from).collect())
			.collect();
		assert_eq!(listed, kinds);

		let mut seen = BTreeSet::new();
		for region in REGIONS {
			for organization in ORGANIZATIONS {
				for kind in &kinds {
					let code = completed(&format!("{kind}{region}{organization}"));
					assert_eq!(
						enforced(&code).map(|c| c.deviation()),
						Ok(UsccDeviation::None),
						"{code}"
					);
					assert!(seen.insert(code));
				}
			}
		}
		assert_eq!(seen.len(), 36 * REGIONS.len() * ORGANIZATIONS.len());
		assert!(seen.len() > 18_000);

		let departments: Vec<u8> = DEPARTMENTS.iter().map(|(department, _)| *department).collect();
		for first in USCC_ALPHABET.map(char::from) {
			for second in USCC_ALPHABET.map(char::from) {
				let kind = format!("{first}{second}");
				let code = completed(&format!("{kind}330106MA2KXYA72"));
				let error = match departments.contains(&(first as u8)) {
					_ if kinds.contains(&kind) => continue,
					true => UsccError::WrongClass,
					false => UsccError::WrongDepartment,
				};
				assert_eq!(enforced(&code), Err(error), "{code}");
				let waived = Uscc::parse(code.as_bytes(), UsccCheck::Waived).unwrap();
				assert_eq!(waived.deviation(), UsccDeviation::Structure, "{code}");
			}
		}
		for place in 2..8 {
			for letter in USCC_ALPHABET.iter().filter(|c| !c.is_ascii_digit()) {
				let mut body = *b"91330106MA2KXYA72";
				body[place] = *letter;
				let code = completed(core::str::from_utf8(&body).unwrap());
				assert_eq!(enforced(&code), Err(UsccError::WrongRegion), "{code}");
			}
		}
	}

	/// What a slip of the hand makes of a code: two characters that changed places.
	#[test]
	fn two_characters_that_changed_places_are_found() {
		for code in RIGHT.into_iter().chain(PUBLISHED.map(|(_, code)| code)) {
			for place in 0..USCC_LENGTH - 1 {
				let mut bytes: [u8; USCC_LENGTH] = code.as_bytes().try_into().unwrap();
				bytes.swap(place, place + 1);
				assert_eq!(
					Uscc::parse(&bytes, UsccCheck::Enforced).is_ok(),
					bytes == code.as_bytes(),
					"{code} at {place}"
				);
			}
		}
	}

	#[test]
	fn a_waiver_covers_the_check_character_and_the_structure_only() {
		for issued in WRONG_AS_ISSUED {
			assert_eq!(enforced(issued), Err(UsccError::WrongCheckCharacter), "{issued}");
			let waived = Uscc::parse(issued.as_bytes(), UsccCheck::Waived).unwrap();
			assert_eq!(waived.deviation(), UsccDeviation::CheckCharacter);
		}
		// GB 32100-2015 computes K.
		assert_eq!(Uscc::check_character(WRONG_AS_ISSUED[0].as_bytes()), Some(b'K'));
		for (code, error, deviation) in [
			// Classes and departments that are in use, and not in the standard: a village committee, an overseas organization.
			("54330106MA2KXYA72T", UsccError::WrongClass, UsccDeviation::Structure),
			(
				"G1330106MA2KXYA72Q",
				UsccError::WrongDepartment,
				UsccDeviation::Structure,
			),
			("913301A07996550586", UsccError::WrongRegion, UsccDeviation::Structure),
			("54330106MA2KXYA72X", UsccError::WrongClass, UsccDeviation::Both),
		] {
			assert_eq!(enforced(code), Err(error), "{code}");
			let waived = Uscc::parse(code.as_bytes(), UsccCheck::Waived).unwrap();
			assert_eq!((waived.check(), waived.deviation()), (Err(error), deviation), "{code}");
		}
		for (text, error) in [
			("9135062", UsccError::WrongLength),
			("91350628M0000K0H4Z", UsccError::InvalidCharacter),
		] {
			assert_eq!(Uscc::parse(text.as_bytes(), UsccCheck::Waived), Err(error));
		}
	}

	#[test]
	fn is_a_text_on_the_wire() {
		let code = enforced(RIGHT[0]).unwrap();
		assert_eq!(code.encode(), RIGHT[0].encode());
		assert_eq!(code.encoded_size(), Uscc::max_encoded_len());
		assert_eq!(Uscc::decode(&mut &code.encode()[..]), Ok(code));
		assert!(Uscc::decode(&mut &"91330100799655058".encode()[..]).is_err());
		assert!(Uscc::decode(&mut &"91330100799655058b".encode()[..]).is_err());
		assert_eq!(scale_info::MetaType::new::<Uscc>(), scale_info::MetaType::new::<str>());
	}
}
