//! What the uses on a document come to.

use super::*;
use crate::{
	commands::{
		receipt::UseOn,
		verify::{
			told::{as_in_a_receipt, Stood},
			uses::{
				tests::{of_seal, uscc, ABSENT, OURS, STRANGERS},
				OfSeal, EACH_END, MOST_ENTERPRISES,
			},
		},
	},
	view::{shapes::UseLine, time::Time},
};
use eseal_primitives::{
	register::RegisterSubject,
	seal::{RevocationReason, SealStatus},
	SealCode, UsccCheck,
};
use eseal_receipt::{
	checks::rectified::{File, Registration},
	verdict::BatchFacts,
	Reason,
};
use eseal_receipt_testkit::{Case, Setup, World, USED_AT, USED_IN};

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
		used: UseLine::new(&one.found, &one.document, None),
		purpose: used.purpose,
		name: name.to_owned(),
		uscc,
		signed_by_seal_key: true,
		when_used: stood(valid),
		now: stood(true),
		flags: 0,
		corrected: None,
		rectified: Vec::new(),
		doubt: None,
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
	concluded_where(false, None, by, seals, is_sound, change, language)
}

/// The same where records left the state, or none did, and where this is the right code in place of ours, or ours was never wrong.
fn concluded_where(
	left: bool,
	right: Option<&str>,
	by: Option<&str>,
	seals: Vec<OfSeal>,
	is_sound: impl Fn(u64) -> bool,
	change: impl Fn(&mut Told),
	language: Language,
) -> ByChain {
	let (by, right) = (by.map(uscc), right.map(uscc));
	let wrong = by.filter(|_| by == right).map(|_| uscc(OURS));
	let codes: Vec<Uscc> = by.into_iter().chain(wrong).collect();
	let (looked_at, named) = divide(seals, &codes);
	let answers = looked_at.into_iter().map(|party| {
		let (uscc, name, more) = (party.uscc, party.name.clone(), party.more());
		let uses = party.into_uses().map(|one| {
			let mut told = told(&one, uscc, &name, is_sound(one.found.index));
			change(&mut told);
			told
		});
		let right_code = right.filter(|_| uscc == self::uscc(OURS));
		OfEnterprise::of((uscc, right_code), name.clone(), uses.collect(), more, language)
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
	let end =
		"256 of 256 uses were valid when made; 744 more, between the first and the last 128 of an e-seal, were not \
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
	let conclude = |by, seals, language| concluded_where(true, None, by, seals, |_| true, |_| (), language);
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

/// What happens in the network of a receipt.
type Change<'a> = &'a dyn Fn(&mut World);

/// The e-seal is revoked, if it is not yet, and its physical seal moves to this enterprise, and to another code, too, if one is given.
fn move_on(world: &mut World, code: Option<&str>, to: &str) {
	if world.seal.status == SealStatus::Active {
		let at = USED_AT + 1_000;
		world.revoke(RevocationReason::IssuedInError, at, at, USED_IN + 1);
	}
	let code = code.map_or(world.seal.code, |code| SealCode::parse(code.as_bytes()).unwrap());
	world.move_physical(code, uscc(to), USED_AT + 5_000);
}

#[test]
fn of_what_was_corrected_the_same_is_said_as_in_a_receipt() {
	use Outcome::{Indeterminate as Open, Invalid, Valid};
	const RIGHT: &str = STRANGERS;
	const CODE: &str = "3301000099999";
	let void = |world: &mut World| world.void(uscc(RIGHT), USED_AT + 3_000, USED_IN + 2);
	let move_to_another = |world: &mut World| move_on(world, None, ABSENT);
	let move_to_right_code = |world: &mut World| move_on(world, Some(CODE), OURS);
	let void_and_move = |world: &mut World| {
		void(world);
		move_on(world, None, RIGHT);
	};
	let void_and_move_to_another = |world: &mut World| {
		void(world);
		move_on(world, Some(CODE), ABSENT);
	};
	// For whoever expects nobody, the code on the e-seal, that which is right in some cases, and another enterprise.
	let expected = [None, Some(OURS), Some(RIGHT), Some(ABSENT)];
	let cases: [(Change<'_>, Option<&str>, [Outcome; 4]); 6] = [
		(&|_: &mut World| (), None, [Valid, Valid, Invalid, Invalid]),
		(&void, Some(RIGHT), [Open, Open, Valid, Invalid]),
		(&move_to_right_code, None, [Valid, Valid, Invalid, Invalid]),
		(&move_to_another, None, [Open, Open, Invalid, Invalid]),
		(&void_and_move, Some(RIGHT), [Open, Open, Valid, Invalid]),
		(&void_and_move_to_another, Some(RIGHT), [Open, Open, Open, Invalid]),
	];
	for (number, (change, right, outcomes)) in cases.into_iter().enumerate() {
		let case = Case::changed(Setup::default(), change);
		let seal = &case.world.seal;
		let found = |subject| case.world.rectified.get(&subject);
		let registration = found(RegisterSubject::Enterprise(seal.uscc)).and_then(Registration::of);
		let file = found(RegisterSubject::PhysicalSeal(seal.code)).and_then(File::of);
		for (by, outcome) in expected.into_iter().zip(outcomes) {
			let verdict = match by {
				None => case.verify(),
				Some(by) => case.verify_by(uscc(by)),
			};
			assert_eq!(verdict.result, outcome, "{number}, {by:?}");
			for language in [Language::English, Language::Chinese] {
				let corrections = as_in_a_receipt(seal, registration.as_ref(), file.as_ref(), by.map(uscc));
				let take_in = |told: &mut Told| told.rectify(&corrections, language);
				let seals = vec![of_seal(OURS, 7, [SOUND])];
				let said = concluded_where(false, right, by, seals, |_| true, take_in, language);
				let text = said.text();
				assert_eq!(said.result, outcome, "{number}, {by:?}: {text}");
				if outcome == Invalid {
					continue;
				}
				let reasons = verdict.checks.iter().map(|check| &check.reason);
				let texts: Vec<_> = reasons
					.filter(|reason| is_of_a_correction(reason))
					.map(|reason| reason.text(language))
					.collect();
				assert_eq!(said.answers[0].uses[0].rectified, texts, "{number}, {by:?}");
				assert!(texts.iter().all(|reason| text.contains(reason)), "{text}");
				if outcome == Open {
					let why = verdict.decisive().unwrap().reason.text(language);
					assert!(said.summary.ends_with(&why), "{}", said.summary);
				}
			}
		}
	}
}

fn is_of_a_correction(reason: &Reason) -> bool {
	matches!(
		reason,
		Reason::RegistrationVoided { .. } | Reason::PhysicalSealMoved { .. } | Reason::PhysicalSealOfAnother { .. }
	)
}

#[test]
fn an_enterprise_under_a_wrong_code_and_the_right_one_is_one() {
	const RIGHT: &str = ABSENT;
	let seals = || vec![of_seal(OURS, 7, [SOUND]), of_seal(RIGHT, 8, [SOUND])];
	let conclude = |by: Option<&str>, seals: Vec<OfSeal>| {
		let doubt = |told: &mut Told| {
			let is_wrong = told.uscc == uscc(OURS) && by != Some(RIGHT);
			told.doubt = is_wrong.then(|| "the code was wrong".into());
		};
		concluded_where(false, Some(RIGHT), by, seals, |_| true, doubt, Language::English)
	};
	// Whoever expects none has the use under the right code, and whoever expects that one both.
	for (by, results) in [
		(None, [Outcome::Indeterminate, Outcome::Valid]),
		(Some(RIGHT), [Outcome::Valid, Outcome::Valid]),
	] {
		let both = conclude(by, seals());
		assert_eq!(both.result, Outcome::Valid, "{by:?}: {}", both.summary);
		let told: Vec<_> = both.answers.iter().map(|answer| answer.result).collect();
		assert_eq!(told, results, "{by:?}");
		let json = serde_json::to_value(&both).unwrap();
		assert_eq!(json["answers"][0]["rightCode"], RIGHT);
		assert_eq!(json["answers"][1]["rightCode"], serde_json::Value::Null);
	}
	let wrong = conclude(Some(OURS), seals());
	assert_eq!(wrong.result, Outcome::Indeterminate);
	assert!(
		wrong.summary.ends_with("indeterminate, the code was wrong"),
		"{}",
		wrong.summary
	);
	assert_eq!(wrong.others[0].uscc, uscc(RIGHT));
	// Others stay others.
	let with_strangers = || seals().into_iter().chain([of_seal(STRANGERS, 9, [SOUND])]).collect();
	assert_eq!(conclude(None, with_strangers()).result, Outcome::Indeterminate);
	assert_eq!(conclude(Some(RIGHT), with_strangers()).result, Outcome::Valid);
	assert_eq!(
		conclude(Some(RIGHT), vec![of_seal(STRANGERS, 9, [SOUND])]).result,
		Outcome::Invalid
	);
}

#[test]
fn who_sent_a_use_and_who_approved_it_is_told() {
	let seals = || vec![of_seal(OURS, 7, [SOUND])];
	let approve = |told: &mut Told| told.used.second = Some("5GhA".into());
	for (language, words) in [
		(Language::English, ", approved by 5GhA"),
		(Language::Chinese, "，由 5GhA 复核"),
	] {
		let approved = concluded(None, seals(), |_| true, approve, language);
		let sender = &approved.answers[0].uses[0].used.sender;
		let text = approved.text();
		assert!(text.contains(sender) && text.contains(words), "{text}");
		let json = serde_json::to_value(&approved).unwrap();
		assert_eq!(json["answers"][0]["uses"][0]["second"], "5GhA");
		let alone = concluded(None, seals(), |_| true, |_| (), language).text();
		assert!(alone.contains(sender) && !alone.contains(words), "{alone}");
	}
}
