//! The words of a language for what the JSON of a verdict has names for, so that a program that shows one to people has all
//! its words from here.

use super::{obstacle, outcome, purpose, subject, Language};
use crate::{
	verdict::{Outcome, Subject},
	wire,
};
use alloc::format;
use eseal_primitives::{
	seal::{Hold, Obstacle, HOLDS},
	Purpose,
};
use serde::{Serialize, Serializer};

/// Everything that can stand in the way of using an e-seal.
const OBSTACLES: [Obstacle; HOLDS as usize + 4] = [
	Obstacle::NotIssued,
	Obstacle::Revoked,
	Obstacle::OnHold(Hold::OwnerSuspension),
	Obstacle::OnHold(Hold::PlatformSuspension),
	Obstacle::OnHold(Hold::Freeze),
	Obstacle::OnHold(Hold::PhysicalSealLost),
	Obstacle::OnHold(Hold::EnterpriseRestricted),
	Obstacle::OnHold(Hold::EnterpriseRenamed),
	Obstacle::OnHold(Hold::KeyRotationDue),
	Obstacle::NotYetValid,
	Obstacle::Expired,
];

/// The words of a language. In JSON: `checks`, `results`, `obstacles` and `purposes`, each by the names that verdicts have.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Catalogue {
	/// What is checked.
	#[serde(serialize_with = "checks")]
	checks: Language,
	/// How a check ends.
	#[serde(serialize_with = "results")]
	results: Language,
	/// What stands in the way of using an e-seal.
	#[serde(serialize_with = "obstacles")]
	obstacles: Language,
	/// What an e-seal is used for.
	#[serde(serialize_with = "purposes")]
	purposes: Language,
}

impl Catalogue {
	/// Of a language.
	pub fn of(language: Language) -> Self {
		Self {
			checks: language,
			results: language,
			obstacles: language,
			purposes: language,
		}
	}
}

fn checks<S: Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_map(Subject::ALL.iter().map(|one| (one, subject(*one, *language))))
}

fn results<S: Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
	let all = [Outcome::Valid, Outcome::Indeterminate, Outcome::Invalid];
	serializer.collect_map(all.iter().map(|one| (one, outcome(*one, *language))))
}

fn obstacles<S: Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_map(
		OBSTACLES
			.iter()
			.map(|one| (wire::obstacle(one), obstacle(one, *language))),
	)
}

fn purposes<S: Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_map(
		Purpose::ALL
			.iter()
			.map(|one| (format!("{one:?}"), purpose(*one, *language))),
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn words_stand_under_the_names_that_verdicts_have() {
		let json = serde_json::to_value(Catalogue::of(Language::English)).unwrap();
		assert_eq!(json["checks"]["sealKey"], subject(Subject::SealKey, Language::English));
		assert_eq!(json["results"]["indeterminate"], "indeterminate");
		assert_eq!(
			json["obstacles"]["Freeze"],
			obstacle(&Obstacle::OnHold(Hold::Freeze), Language::English)
		);
		assert_eq!(
			json["purposes"]["GovernmentFiling"],
			purpose(Purpose::GovernmentFiling, Language::English)
		);
		for language in Language::ALL {
			let json = serde_json::to_value(Catalogue::of(language)).unwrap();
			for (group, count) in [
				("checks", 12),
				("results", 3),
				("obstacles", OBSTACLES.len()),
				("purposes", Purpose::ALL.len()),
			] {
				let words = json[group].as_object().unwrap();
				assert_eq!(words.len(), count, "{group}");
				assert!(words.values().all(|word| !word.as_str().unwrap().is_empty()), "{group}");
			}
		}
	}
}
