//! A use on a document, as a node tells it.

use super::{asked::Asked, words, Question};
use crate::{
	commands::receipt::UseOn,
	failure::Result,
	view::{
		shapes::{self, UseLine},
		table,
		time::Time,
	},
};
use eseal_client::{AccountId, Client};
use eseal_primitives::{
	register::RegisterSubject,
	seal::{Obstacle, Seal},
	Purpose, Uscc,
};
use eseal_receipt::{
	checks::{
		rectified::{self, File, Registration},
		standing,
	},
	text, Language, Outcome, Reason,
};
use serde::Serialize;

/// A use on the document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
	/// The use.
	#[serde(flatten)]
	pub used: UseLine,
	/// What for.
	#[serde(skip)]
	pub purpose: Purpose,
	/// The enterprise's name that the e-seal carries.
	pub name: String,
	/// The enterprise's code.
	#[serde(serialize_with = "super::written")]
	pub uscc: Uscc,
	/// Whether the seal key signed it, or the batch that has it: checked here.
	pub signed_by_seal_key: bool,
	/// How the e-seal stood when it was used, by all that is known now.
	pub when_used: Stood,
	/// How it stands now.
	pub now: Stood,
	/// How many flags agencies raised on the use.
	pub flags: usize,
	/// What was on the e-seal's record by mistake, in words; none if its record was never corrected.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub corrected: Option<String>,
	/// What the register has by now in place of what the e-seal names, in words: its enterprise's right code, and where its physical
	/// seal moved.
	#[serde(skip_serializing_if = "Vec::is_empty")]
	pub rectified: Vec<String>,
	/// The first of these that makes it indeterminate who sealed, or whether the use counts.
	#[serde(skip)]
	pub doubt: Option<String>,
}

/// How an e-seal stood at a moment.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stood {
	/// The moment.
	pub at: Time,
	/// Its status; none before its owner applied.
	pub status: Option<String>,
	/// Whether it could be used for what it was used for.
	pub usable: bool,
	/// What stood in the way, the gravest first, in words.
	pub obstacles: Vec<&'static str>,
}

impl Told {
	/// Asks for what is told of a use.
	pub async fn of(chain: &Client, asked: &mut Asked<'_>, one: &UseOn, question: &Question<'_>) -> Result<Self> {
		let language = question.language;
		let UseOn { document, found } = one;
		let used = &found.used;
		let info = asked.seal(used.seal).await?;
		let signed = used.statement().bytes_to_sign(chain.genesis(), &used.account);
		let then = asked.block.standing(used.seal, used.recorded_at).await?;
		let then_stopped = stopped(&then.obstacles, used.purpose);
		let now_stopped = stopped(&info.obstacles, used.purpose);
		let second = asked.second(used).await?;
		let mut told = Self {
			used: UseLine::new(found, document, second.as_ref()),
			purpose: used.purpose,
			name: info.seal.name.as_str().to_owned(),
			uscc: info.seal.uscc,
			signed_by_seal_key: eseal_crypto::verify(&info.seal.key, &used.signature, &signed)
				&& is_of(asked, one).await?,
			when_used: Stood {
				at: Time::new(used.recorded_at),
				status: then.status.as_ref().map(shapes::name),
				usable: then_stopped.is_empty(),
				obstacles: in_words(&then_stopped, language),
			},
			now: Stood {
				at: Time::new(info.at),
				status: Some(shapes::name(&info.seal.status)),
				usable: now_stopped.is_empty(),
				obstacles: in_words(&now_stopped, language),
			},
			corrected: asked
				.block
				.corrected(used.seal)
				.await?
				.map(|corrected| standing::corrected(&corrected).text(language)),
			rectified: Vec::new(),
			doubt: None,
			flags: asked.block.flags(used.seal, found.index).await?.len(),
		};
		told.rectify(&right_instead(asked, &info.seal, question.by).await?, language);
		Ok(told)
	}

	/// Takes in what the register has by now in place of what the e-seal names.
	pub fn rectify(&mut self, found: &[(Outcome, Reason)], language: Language) {
		let doubt = found.iter().find(|(outcome, _)| *outcome != Outcome::Valid);
		self.doubt = doubt.map(|(_, reason)| reason.text(language));
		self.rectified = found.iter().map(|(_, reason)| reason.text(language)).collect();
	}

	/// Whether it counts beyond doubt.
	pub fn is_sound(&self) -> bool {
		self.was_usable() && self.doubt.is_none()
	}

	/// Whether the seal key signed it while the e-seal was valid, whatever the register has by now in place of what that names.
	pub fn was_usable(&self) -> bool {
		self.signed_by_seal_key && self.when_used.usable
	}

	/// For people.
	pub fn text(&self, language: Language) -> String {
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
			(labels.by, self.sender(language)),
			(labels.signed, signed.to_owned()),
			(labels.when_used, standing(&self.when_used)),
			(labels.now, standing(&self.now)),
		];
		rows.extend(self.corrected.clone().map(|text| (labels.corrected, text)));
		rows.extend(self.rectified.iter().map(|text| (labels.corrected, text.clone())));
		rows.push((labels.flags, self.flags.to_string()));
		table::facts(rows)
	}

	/// Who sent it, and who approved it.
	fn sender(&self, language: Language) -> String {
		words::with_second(
			words::sender(&self.used.sender, self.used.grant, self.purpose, language),
			self.used.second.as_ref(),
			language,
		)
	}
}

/// What the register has by now in place of what an e-seal names, and what follows for whoever expects this enterprise, or none.
async fn right_instead(
	asked: &mut Asked<'_>,
	seal: &Seal<AccountId>,
	by: Option<Uscc>,
) -> Result<Vec<(Outcome, Reason)>> {
	let registration = asked.registration(seal.uscc).await?;
	let file = asked.rectified(RegisterSubject::PhysicalSeal(seal.code)).await?;
	let file = file.as_ref().and_then(File::of).filter(|file| file.is_elsewhere(seal));
	Ok(as_in_a_receipt(seal, registration.as_ref(), file.as_ref(), by))
}

/// What a receipt that is made now says of the same: who sealed, and then where the physical seal is on file.
pub fn as_in_a_receipt(
	seal: &Seal<AccountId>,
	registration: Option<&Registration>,
	file: Option<&File>,
	by: Option<Uscc>,
) -> Vec<(Outcome, Reason)> {
	let who = registration.map(|registration| rectified::who_sealed(seal, registration, by));
	let moved = file.map(|file| rectified::moved(seal, file, registration));
	who.into_iter().chain(moved).collect()
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

/// What of this stops a use for a purpose: a liquidation does not stop the liquidator.
fn stopped(obstacles: &[Obstacle], purpose: Purpose) -> Vec<Obstacle> {
	let mut stopped = obstacles.to_vec();
	stopped.retain(|obstacle| obstacle.stops(purpose));
	stopped
}

fn in_words(obstacles: &[Obstacle], language: Language) -> Vec<&'static str> {
	obstacles
		.iter()
		.map(|obstacle| text::obstacle(obstacle, language))
		.collect()
}
