//! What the chain says of a document, as a node tells it: one answer for each enterprise that sealed it.

use super::{
	asked::Asked,
	uses::{divide, Counted, Party},
	words, Question,
};
use crate::{
	commands::{receipt::UseOn, receipt_beside},
	digests::{self, Salt},
	failure::Result,
	session::Session,
	view::{
		shapes::{self, AsOf, UseLine},
		table,
		terminal::word,
		time::Time,
	},
};
use eseal_client::Client;
use eseal_primitives::{seal::Obstacle, Purpose, Uscc};
use eseal_receipt::{checks::standing, text, Language, Outcome};
use serde::Serialize;
use std::path::Path;

/// What a node says of a document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ByChain {
	/// `valid`: one enterprise sealed it, the expected one if one is, and the e-seal was valid then. `invalid`: others than
	/// the expected enterprise sealed it, and every record is in the state. `indeterminate`: no use is found, none is beyond
	/// doubt, or several enterprises sealed it and none is expected.
	result: Outcome,
	/// The language of the summaries.
	language: Language,
	/// The outcome in words.
	summary: String,
	/// What to do about it.
	#[serde(skip_serializing_if = "Option::is_none")]
	next: Option<String>,
	/// The node that told so. Only a receipt needs no trust in a node.
	node: String,
	/// What each enterprise did whose uses were looked at: of the one that is expected, or else of the first 16, in the order
	/// of their first uses.
	answers: Vec<OfEnterprise>,
	/// The other enterprises that sealed the document. Their uses were counted, and not looked at.
	others: Vec<Other>,
	/// Whether those are all. Where an enterprise is expected, 65,536 uses and 256 e-seals of others are counted at most.
	all_counted: bool,
	/// The block that this is read at.
	as_of: AsOf,
}

/// Where a use may be that is not found by the document's digests, in words.
struct Elsewhere {
	/// It left the state; none if no record did.
	left: Option<String>,
	/// It was committed, or is of an anchored batch.
	committed: String,
}

/// The uses of one enterprise on the document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct OfEnterprise {
	/// The enterprise's code.
	#[serde(serialize_with = "written")]
	uscc: Uscc,
	/// The enterprise's name that its latest e-seal among these carries.
	name: String,
	/// `valid`: an e-seal was valid when used. `indeterminate`: no use is beyond doubt.
	result: Outcome,
	/// The same in words.
	summary: String,
	/// Its uses, by the document's plain digests and by commitments whose salt lies beside it: of each e-seal the first 128 and
	/// the last 128.
	uses: Vec<Told>,
	/// How many more there are. They were not looked at.
	more: u64,
}

/// An enterprise whose uses were not looked at.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Other {
	/// The enterprise's code.
	#[serde(serialize_with = "written")]
	uscc: Uscc,
	/// The enterprise's name that its latest e-seal among these carries.
	name: String,
	/// How many uses it made of its e-seals on the document, sound or not.
	count: u64,
}

/// A use on the document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
	/// The use.
	#[serde(flatten)]
	used: UseLine,
	/// What for.
	#[serde(skip)]
	purpose: Purpose,
	/// The enterprise's name that the e-seal carries.
	name: String,
	/// The enterprise's code.
	#[serde(serialize_with = "written")]
	uscc: Uscc,
	/// Whether the seal key signed it, or the batch that has it: checked here.
	signed_by_seal_key: bool,
	/// How the e-seal stood when it was used, by all that is known now.
	when_used: Stood,
	/// How it stands now.
	now: Stood,
	/// How many flags agencies raised on the use.
	flags: usize,
	/// What was on the e-seal's record by mistake, in words; none if its record was never corrected.
	#[serde(skip_serializing_if = "Option::is_none")]
	corrected: Option<String>,
}

/// How an e-seal stood at a moment.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Stood {
	/// The moment.
	at: Time,
	/// Its status; none before its owner applied.
	status: Option<String>,
	/// Whether it could be used.
	usable: bool,
	/// What stood in the way, the gravest first, in words.
	obstacles: Vec<&'static str>,
}

fn written<S: serde::Serializer>(uscc: &Uscc, serializer: S) -> std::result::Result<S::Ok, S::Error> {
	serializer.collect_str(uscc)
}

impl ByChain {
	/// Asks the chain for the uses on a document.
	pub async fn ask(question: &Question<'_>, session: &Session, file: &Path, salt: Option<&Salt>) -> Result<Self> {
		let chain = session.chain().await?;
		let block = chain.finalized().await?;
		let digests = digests::plain_and_committed(file, salt)?;
		let mut asked = Asked::new(&block);
		let counted = Counted::ask(&mut asked, &digests, question.by).await?;
		let all_counted = counted.is_complete();
		let (looked_at, named) = divide(counted.into_seals(&mut asked).await?, question.by);
		let mut answers = Vec::new();
		for party in looked_at {
			answers.push(OfEnterprise::ask(chain, &mut asked, party, question.language).await?);
		}
		let receipt = word(&receipt_beside(file));
		let committed = words::committed(&receipt, salt.is_some(), question.language);
		let left = block.left().await?;
		let left = left.map(|left| words::left_the_state(&left, question.language));
		Ok(Self {
			all_counted,
			..Self::conclude(
				question.by,
				question.language,
				answers,
				named.into_iter().map(Other::from).collect(),
				Elsewhere { left, committed },
				session.node(),
				(&block).into(),
			)
		})
	}

	/// What the uses on a document come to.
	fn conclude(
		by: Option<Uscc>,
		language: Language,
		answers: Vec<OfEnterprise>,
		others: Vec<Other>,
		elsewhere: Elsewhere,
		node: &str,
		as_of: AsOf,
	) -> Self {
		let Elsewhere { left, committed } = elsewhere;
		let names = answers.iter().map(OfEnterprise::title);
		let names: Vec<String> = names.chain(others.iter().map(Other::title)).collect();
		let expected = by.and_then(|by| answers.iter().find(|answer| answer.uscc == by));
		let (result, summary, next) = match (by, expected, answers.as_slice(), others.as_slice()) {
			(_, _, [], []) => (
				Outcome::Indeterminate,
				match left {
					None => words::not_found(language).to_owned(),
					Some(_) => words::not_in_state(language).to_owned(),
				},
				Some(left.into_iter().chain([committed]).collect::<Vec<_>>().join("\n")),
			),
			(_, Some(answer), _, _) | (None, None, [answer], []) => (answer.result, answer.summary.clone(), None),
			// It may have sealed the document before: that others did since makes nothing invalid.
			(Some(by), None, _, _) if left.is_some() => (
				Outcome::Indeterminate,
				words::not_by_it_in_state(&by, &names, language),
				left,
			),
			(Some(by), None, _, _) => (Outcome::Invalid, words::not_sealed_by(&by, &names, language), None),
			(None, None, _, _) => (
				Outcome::Indeterminate,
				words::sealed_by_several(&names, language),
				Some(words::whom_to_expect(language).to_owned()),
			),
		};
		Self {
			result,
			language,
			summary,
			next,
			node: node.to_owned(),
			answers,
			others,
			all_counted: true,
			as_of,
		}
	}

	/// The outcome.
	pub fn result(&self) -> Outcome {
		self.result
	}

	/// The text for people.
	pub fn text(&self) -> String {
		let mut parts = vec![self.summary.clone()];
		for answer in &self.answers {
			if answer.summary != self.summary {
				parts.push(answer.summary.clone());
			}
			parts.extend(answer.uses.iter().map(|told| told.text(self.language)));
		}
		let others: Vec<_> = self.others.iter().map(|other| (other.title(), other.count)).collect();
		parts.extend(words::not_looked_at(&others, self.all_counted, self.language));
		parts.extend(self.next.clone());
		parts.push(words::a_nodes_word(&self.node, self.as_of.number, self.language));
		parts.join("\n\n")
	}
}

impl OfEnterprise {
	/// Asks for what is told of an enterprise's uses.
	async fn ask(chain: &Client, asked: &mut Asked<'_>, party: Party, language: Language) -> Result<Self> {
		let (uscc, name, more) = (party.uscc, party.name.clone(), party.more());
		let mut uses = Vec::new();
		for one in party.into_uses() {
			uses.push(Told::of(chain, asked, &one, language).await?);
		}
		Ok(Self::of(uscc, name, uses, more, language))
	}

	/// What the uses of an enterprise come to that were looked at.
	fn of(uscc: Uscc, name: String, uses: Vec<Told>, more: u64, language: Language) -> Self {
		let valid = uses.iter().filter(|told| told.is_sound()).count();
		let result = match valid {
			0 => Outcome::Indeterminate,
			_ => Outcome::Valid,
		};
		let summary = words::sealed_by(&words::enterprise(&name, &uscc), valid, uses.len(), more, language);
		Self {
			uscc,
			name,
			result,
			summary,
			uses,
			more,
		}
	}

	fn title(&self) -> String {
		words::enterprise(&self.name, &self.uscc)
	}
}

impl From<Party> for Other {
	fn from(party: Party) -> Self {
		Self {
			count: party.count(),
			uscc: party.uscc,
			name: party.name,
		}
	}
}

impl Other {
	fn title(&self) -> String {
		words::enterprise(&self.name, &self.uscc)
	}
}

impl Told {
	async fn of(chain: &Client, asked: &mut Asked<'_>, one: &UseOn, language: Language) -> Result<Self> {
		let UseOn { document, found } = one;
		let used = &found.used;
		let info = asked.seal(used.seal).await?;
		let signed = used.statement().bytes_to_sign(chain.genesis(), &used.account);
		let then = asked.block.standing(used.seal, used.recorded_at).await?;
		Ok(Self {
			used: UseLine::new(found, document),
			purpose: used.purpose,
			name: info.seal.name.as_str().to_owned(),
			uscc: info.seal.uscc,
			signed_by_seal_key: eseal_crypto::verify(&info.seal.key, &used.signature, &signed)
				&& is_of(asked, one).await?,
			when_used: Stood {
				at: Time::new(used.recorded_at),
				status: then.status.as_ref().map(shapes::name),
				usable: then.usable,
				obstacles: in_words(&then.obstacles, language),
			},
			now: Stood {
				at: Time::new(info.at),
				status: Some(shapes::name(&info.seal.status)),
				usable: info.usable,
				obstacles: in_words(&info.obstacles, language),
			},
			corrected: asked
				.block
				.corrected(used.seal)
				.await?
				.map(|corrected| standing::corrected(&corrected).text(language)),
			flags: asked.block.flags(used.seal, found.index).await?.len(),
		})
	}

	fn is_sound(&self) -> bool {
		self.signed_by_seal_key && self.when_used.usable
	}

	fn text(&self, language: Language) -> String {
		let labels = words::labels(language);
		let standing = |stood: &Stood| match stood.usable {
			true => labels.usable.to_owned(),
			false => stood.obstacles.join(labels.separator),
		};
		let signed = match self.signed_by_seal_key {
			true => labels.by_the_seal_key,
			false => labels.not_by_the_seal_key,
		};
		let mut rows = vec![
			(labels.enterprise, words::enterprise(&self.name, &self.uscc)),
			(labels.seal, self.used.seal.to_string()),
			(
				labels.used,
				words::used(self.used.index, self.used.batch, self.purpose, language),
			),
			(
				labels.recorded,
				words::in_block(self.used.recorded_at, self.used.block, language),
			),
			(labels.signed, signed.to_owned()),
			(labels.when_used, standing(&self.when_used)),
			(labels.now, standing(&self.now)),
		];
		rows.extend(self.corrected.clone().map(|text| (labels.corrected, text)));
		rows.push((labels.flags, self.flags.to_string()));
		table::facts(rows)
	}
}

/// Whether the statement of a use's record is for the document: it is the document's own, or that of a batch which has the
/// document at the use's place.
async fn is_of(asked: &mut Asked<'_>, one: &UseOn) -> Result<bool> {
	let UseOn { document, found } = one;
	if let Some(only) = found.used.documents.one() {
		return Ok(only == *document);
	}
	// The list has the record's root: that is checked.
	let Some(listed) = asked.listed(found).await? else {
		return Ok(false);
	};
	let position = found.used.position(found.index).and_then(|at| usize::try_from(at).ok());
	Ok(position.and_then(|at| listed.get(at)) == Some(document))
}

fn in_words(obstacles: &[Obstacle], language: Language) -> Vec<&'static str> {
	obstacles
		.iter()
		.map(|obstacle| text::obstacle(obstacle, language))
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::commands::verify::uses::{
		tests::{of_seal, uscc, ABSENT, OURS, STRANGERS},
		OfSeal, EACH_END, MOST_ENTERPRISES,
	};
	use eseal_primitives::UsccCheck;
	use eseal_receipt::verdict::BatchFacts;

	/// The index of a use that was valid when made, and of one that was not.
	const SOUND: u64 = 4;
	const UNSOUND: u64 = 5;

	/// What is told of a use, which was valid when made or not.
	fn told(one: &UseOn, uscc: Uscc, name: &str, valid: bool) -> Told {
		let used = &one.found.used;
		let stood = |usable: bool| Stood {
			at: Time::new(used.recorded_at),
			status: None,
			usable,
			obstacles: Vec::new(),
		};
		Told {
			used: UseLine::new(&one.found, &one.document),
			purpose: used.purpose,
			name: name.to_owned(),
			uscc,
			signed_by_seal_key: true,
			when_used: stood(valid),
			now: stood(true),
			flags: 0,
			corrected: None,
		}
	}

	/// What the uses of some e-seals come to, those with these indices being sound; `change` changes what is told of each.
	fn concluded(
		by: Option<&str>,
		seals: Vec<OfSeal>,
		is_sound: impl Fn(u64) -> bool,
		change: impl Fn(&mut Told),
		language: Language,
	) -> ByChain {
		concluded_where(false, by, seals, is_sound, change, language)
	}

	/// The same where records left the state, or none did.
	fn concluded_where(
		left: bool,
		by: Option<&str>,
		seals: Vec<OfSeal>,
		is_sound: impl Fn(u64) -> bool,
		change: impl Fn(&mut Told),
		language: Language,
	) -> ByChain {
		let by = by.map(uscc);
		let (looked_at, named) = divide(seals, by);
		let answers = looked_at.into_iter().map(|party| {
			let (uscc, name, more) = (party.uscc, party.name.clone(), party.more());
			let uses = party.into_uses().map(|one| {
				let mut told = told(&one, uscc, &name, is_sound(one.found.index));
				change(&mut told);
				told
			});
			OfEnterprise::of(uscc, name.clone(), uses.collect(), more, language)
		});
		let as_of = AsOf {
			number: 30,
			hash: String::new(),
		};
		ByChain::conclude(
			by,
			language,
			answers.collect(),
			named.into_iter().map(Other::from).collect(),
			Elsewhere {
				left: left.then(|| "they left".into()),
				committed: "a hint".into(),
			},
			"ws://127.0.0.1:1",
			as_of,
		)
	}

	/// The same in English. Those with even indices are sound.
	fn conclude(by: Option<&str>, seals: Vec<OfSeal>) -> ByChain {
		concluded(by, seals, |index| index % 2 == 0, |_| (), Language::English)
	}

	#[test]
	fn the_headline_names_who_sealed() {
		let one = conclude(None, vec![of_seal(OURS, 7, [SOUND])]);
		assert_eq!(one.result, Outcome::Valid);
		let headline = format!("Sealed by 企业 {OURS} ({OURS}): valid when used");
		assert_eq!(one.text().lines().next(), Some(headline.as_str()));
		let some = conclude(None, vec![of_seal(OURS, 7, [SOUND, UNSOUND])]);
		assert_eq!(some.result, Outcome::Valid);
		assert!(
			some.summary.ends_with("1 of 2 uses were valid when made"),
			"{}",
			some.summary
		);
		let none = conclude(None, vec![of_seal(OURS, 7, [UNSOUND])]);
		assert_eq!(none.result, Outcome::Indeterminate);
		assert!(none.summary.contains(OURS), "{}", none.summary);
	}

	#[test]
	fn a_use_of_a_batch_is_told_as_one() {
		let in_a_batch = |told: &mut Told| {
			told.used.index = 17;
			told.used.batch = Some(BatchFacts { first: 3, count: 256 });
		};
		let seals = vec![of_seal(OURS, 7, [SOUND])];
		let text = concluded(None, seals, |_| true, in_a_batch, Language::English).text();
		assert!(
			text.contains("17, in a batch of 256 (uses 3 to 258), for contracts"),
			"{text}"
		);
	}

	#[test]
	fn a_strangers_seal_makes_nothing_valid() {
		let both = || vec![of_seal(OURS, 7, [UNSOUND]), of_seal(STRANGERS, 8, [SOUND])];
		let unasked = conclude(None, both());
		assert_eq!(unasked.result, Outcome::Indeterminate);
		assert_eq!(unasked.answers.len(), 2);
		assert!(unasked.summary.contains(OURS) && unasked.summary.contains(STRANGERS));
		assert!(!unasked.text().starts_with("Valid"));
		assert!(unasked.next.is_some_and(|next| next.contains("--by")));

		let ours = conclude(Some(OURS), both());
		assert_eq!(ours.result, Outcome::Indeterminate, "theirs counts for nothing");
		let theirs = conclude(Some(STRANGERS), both());
		assert_eq!(theirs.result, Outcome::Valid);
		assert!(theirs.summary.contains(STRANGERS) && !theirs.summary.contains(OURS));

		let absent = conclude(Some(ABSENT), both());
		assert_eq!(absent.result, Outcome::Invalid);
		assert!(absent.summary.contains(ABSENT) && absent.summary.contains(STRANGERS));
		let alone = conclude(Some(OURS), vec![of_seal(STRANGERS, 8, [SOUND])]);
		assert_eq!(alone.result, Outcome::Invalid);
	}

	#[test]
	fn a_strangers_many_uses_change_no_verdict_and_are_not_judged() {
		let many = || of_seal(STRANGERS, 1, 0..10_000);
		for (index, result) in [(SOUND, Outcome::Valid), (UNSOUND, Outcome::Indeterminate)] {
			let alone = conclude(Some(OURS), vec![of_seal(OURS, 2, [index])]);
			let buried = conclude(Some(OURS), vec![many(), of_seal(OURS, 2, [index])]);
			assert_eq!((alone.result, buried.result), (result, result));
			assert_eq!(alone.summary, buried.summary);
			let judged: Vec<_> = buried
				.answers
				.iter()
				.map(|answer| (answer.uscc, answer.uses.len()))
				.collect();
			assert_eq!(judged, [(uscc(OURS), 1)]);
			let named: Vec<_> = buried.others.iter().map(|other| (other.uscc, other.count)).collect();
			assert_eq!(named, [(uscc(STRANGERS), 10_000)]);
			let json = serde_json::to_value(&buried).unwrap();
			let other = serde_json::json!({
				"uscc": STRANGERS,
				"name": format!("企业 {STRANGERS}"),
				"count": 10_000,
			});
			assert_eq!(json["others"], serde_json::json!([other]), "no result");
			assert_eq!(json["allCounted"], true);
			let text = buried.text();
			let named = format!("Not looked at: 企业 {STRANGERS} ({STRANGERS}), 10000 uses");
			assert!(text.contains(&named), "{text}");
			assert!(text.lines().count() < 30, "{text}");
		}
		let without = conclude(Some(OURS), vec![many()]);
		assert_eq!(without.result, Outcome::Invalid);
		assert!(without.answers.is_empty());
	}

	#[test]
	fn of_an_e_seal_with_many_uses_it_is_told_how_many_are_not_looked_at() {
		let many = |is_sound: fn(u64) -> bool, language| {
			concluded(Some(OURS), vec![of_seal(OURS, 7, 0..1_000)], is_sound, |_| (), language)
		};
		let told = many(|_| true, Language::English);
		assert_eq!(told.result, Outcome::Valid);
		assert_eq!(told.answers[0].uses.len(), 2 * EACH_END);
		assert_eq!(told.answers[0].more, 744);
		let end = "256 of 256 uses were valid when made; 744 more, between the first and the last 128 of an e-seal, were not \
		           looked at";
		assert!(told.summary.ends_with(end), "{}", told.summary);
		assert_eq!(serde_json::to_value(&told).unwrap()["answers"][0]["more"], 744);
		let chinese = many(|_| true, Language::Chinese);
		assert!(chinese.summary.contains("744 次"), "{}", chinese.summary);

		// One sound use at either end is enough, and nothing is promised of what lies between.
		let at_an_end: [fn(u64) -> bool; 2] = [|index| index == 127, |index| index == 872];
		for is_sound in at_an_end {
			assert_eq!(many(is_sound, Language::English).result, Outcome::Valid);
		}
		let between = many(|index| (128..872).contains(&index), Language::English);
		assert_eq!(between.result, Outcome::Indeterminate);
		assert!(
			between
				.summary
				.contains("none of the 256 uses looked at is beyond doubt; 744 more"),
			"{}",
			between.summary
		);
		assert_eq!(conclude(None, vec![of_seal(OURS, 7, 0..256)]).answers[0].more, 0);
	}

	#[test]
	fn of_many_enterprises_some_are_looked_at_and_the_others_named() {
		let code = |n: u64| format!("91330106MA2K{n:06}");
		let seals = (0..40).map(|n| OfSeal {
			uscc: Uscc::parse(code(n).as_bytes(), UsccCheck::Waived).unwrap(),
			..of_seal(OURS, n, [n])
		});
		let told = conclude(None, seals.collect());
		assert_eq!(told.result, Outcome::Indeterminate);
		assert_eq!(
			(told.answers.len(), told.others.len()),
			(MOST_ENTERPRISES, 40 - MOST_ENTERPRISES)
		);
		assert!(told.summary.starts_with("Sealed by 40 enterprises"), "{}", told.summary);
		assert!(told.summary.contains(&code(15)), "{}", told.summary);
		assert!(told.summary.ends_with(" and 24 more"), "{}", told.summary);
		assert!(told.text().contains("Not looked at: "));
		assert!(told.next.is_some_and(|next| next.contains("--by")));
	}

	#[test]
	fn two_enterprises_that_both_sealed_are_two_answers() {
		let seals = vec![
			of_seal(OURS, 7, [SOUND]),
			of_seal(STRANGERS, 8, [SOUND]),
			of_seal(OURS, 9, [SOUND]),
		];
		let both = conclude(None, seals);
		assert_eq!(both.result, Outcome::Indeterminate);
		let counts: Vec<_> = both
			.answers
			.iter()
			.map(|answer| (answer.result, answer.uses.len()))
			.collect();
		assert_eq!(counts, [(Outcome::Valid, 2), (Outcome::Valid, 1)]);
	}

	#[test]
	fn where_nothing_is_found_a_commitment_is_thought_of() {
		for by in [None, Some(OURS)] {
			let nothing = conclude(by, Vec::new());
			assert_eq!(nothing.result, Outcome::Indeterminate);
			assert!(nothing.text().contains("a hint"));
		}
	}

	/// Whoever has an e-seal could else make an old document invalid by sealing it, too.
	#[test]
	fn where_records_left_the_state_a_strangers_use_makes_nothing_invalid() {
		let conclude = |by, seals, language| concluded_where(true, by, seals, |_| true, |_| (), language);
		for language in [Language::English, Language::Chinese] {
			let theirs = conclude(Some(OURS), vec![of_seal(STRANGERS, 8, [SOUND])], language);
			assert_eq!(theirs.result, Outcome::Indeterminate);
			assert!(theirs.summary.contains(OURS) && theirs.summary.contains(STRANGERS));
			assert_eq!(theirs.next.as_deref(), Some("they left"));
			let nothing = conclude(None, Vec::new(), language);
			assert_eq!(nothing.result, Outcome::Indeterminate);
			assert_ne!(nothing.summary, words::not_found(language));
			assert_eq!(nothing.next.as_deref(), Some("they left\na hint"));
			// What is there is judged as before.
			let ours = conclude(Some(OURS), vec![of_seal(OURS, 7, [SOUND])], language);
			assert_eq!((ours.result, ours.next), (Outcome::Valid, None));
		}
	}

	#[test]
	fn a_use_that_the_seal_key_did_not_sign_is_not_sound() {
		let forge = |told: &mut Told| told.signed_by_seal_key = false;
		let seals = vec![of_seal(OURS, 7, [SOUND])];
		let told = concluded(None, seals, |_| true, forge, Language::English);
		assert_eq!(told.result, Outcome::Indeterminate);
		assert!(told.text().contains("NOT by the seal key"));
	}
}
