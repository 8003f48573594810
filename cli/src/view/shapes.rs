//! The JSON shapes of what the chain keeps. Fields are in camel case; names of kinds and states are those of the chain.

use super::{
	author::Author,
	events::{self, Event},
	register_history::{self, Line},
	table,
	time::Time,
};
use crate::{digests, keys::secret::Public};
use eseal_client::{
	calls::Call,
	queries::{Entry, Found, Logged, RegisterRecord},
	submit::Recorded,
	AccountId, Block,
};
use eseal_crypto::decision::application_digest;
use eseal_primitives::{
	answers::{EnterpriseInfo, SealInfo},
	correction::{Rectified, Right},
	grant::Grant,
	history::{Change, Standing},
	physical_seal::PhysicalSeal,
	seal::{Hold, Obstacle},
	term::Term,
	ActId, CorrectionId, DocumentDigest, Documents, GrantId, Moment, SealCode, SealId, Uscc,
};
use eseal_receipt::{text, verdict::BatchFacts, Language};
use serde::Serialize;
use std::fmt::Debug;

/// The block that an answer is read at.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AsOf {
	/// The final block's number.
	pub number: u64,
	/// Its hash.
	pub hash: String,
}

impl From<&Block> for AsOf {
	fn from(block: &Block) -> Self {
		Self {
			number: block.number(),
			hash: format!("{:?}", block.hash()),
		}
	}
}

/// A call that is final.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Done {
	/// The call.
	pub call: String,
	/// Always `final`: what is not final is a failure of kind `awaiting-finality`.
	pub status: &'static str,
	/// The block that recorded it.
	pub block: AsOf,
	/// The hash of the extrinsic.
	pub extrinsic: String,
	/// The application or e-seal that the call decided on, as it was shown before; none for other calls.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub decided_on: Option<Seal>,
	/// What it caused, in order.
	pub events: Vec<Event>,
	/// The number under which an act waits for a second officer, if the call prepared one.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub prepared: Option<ActId>,
}

impl Done {
	/// Of a call, what it decided on, and its outcome.
	pub fn new(call: &Call, decided_on: Option<Seal>, recorded: Recorded) -> Self {
		Self {
			call: format!("{}.{}", call.pallet, call.name),
			status: "final",
			block: AsOf {
				number: recorded.number,
				hash: format!("{:?}", recorded.block),
			},
			extrinsic: format!("{:?}", recorded.extrinsic),
			decided_on,
			prepared: recorded
				.events
				.iter()
				.find(|event| event.is("DualControl", "Prepared"))
				.and_then(|event| event.get("id")?.as_u64())
				.map(ActId),
			events: recorded
				.events
				.iter()
				.filter(|event| events::is_ours(event))
				.map(Event::from)
				.collect(),
		}
	}
}

impl super::Report for Done {
	fn text(&self) -> String {
		let mut lines: Vec<String> = self.events.iter().map(Event::line).collect();
		lines.push(format!("Final in block {}.", self.block.number));
		if let Some(act) = self.prepared {
			lines.push(format!(
				"Prepared as {act}; a second officer of your seat confirms it: `eseal act confirm {act}`."
			));
		}
		lines.join("\n")
	}
}

/// An enterprise.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Enterprise {
	/// Its Unified Social Credit Code.
	pub uscc: String,
	/// Its registered name.
	pub name: String,
	/// The account that acts for it.
	pub owner: String,
	/// `Active`, `Restricted`, `Deregistered`, or `Voided` if the code was wrong.
	pub status: String,
	/// The right code, if this one was wrong.
	pub right_code: Option<String>,
	/// Whether the rules of the standard were `Enforced` on its code or `Waived`.
	pub check: String,
	/// When it was registered.
	pub registered_at: Time,
	/// The e-seal that became active last.
	pub latest_seal: Option<SealId>,
	/// The application that waits for a decision.
	pub pending_application: Option<SealId>,
	/// The freeze that is in force.
	pub frozen: Option<Frozen>,
	/// The offer to a new owner account that was neither accepted nor withdrawn.
	pub offer: Option<Offer>,
	/// The name that it has later.
	pub next_name: Option<NextName>,
	/// Its liquidator, while it is in liquidation and has one.
	pub liquidator: Option<Liquidator>,
	/// The enterprises that took over from it, by a merger or a division.
	pub successors: Vec<String>,
	/// The enterprises that it took over from.
	pub predecessors: Vec<String>,
	/// The e-seal that takes over from the present one later.
	pub next_seal: Option<SealId>,
	/// The block that this is read at.
	pub as_of: AsOf,
}

/// An offer to a new owner account.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
	/// The account.
	pub owner: String,
	/// The moment at which the offer ends.
	pub until: Time,
	/// By when the e-seal's key must be replaced.
	pub rotate_by: Time,
}

/// A name that counts from a later moment on.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NextName {
	/// The name.
	pub name: String,
	/// The moment from which on the enterprise has it.
	pub from: Time,
	/// When it was recorded.
	pub recorded_at: Time,
}

/// A liquidator.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Liquidator {
	/// The account.
	pub account: String,
	/// The digest of the decision by which it was appointed.
	pub order: String,
	/// When it was named.
	pub named_at: Time,
}

/// A freeze that is in force.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Frozen {
	/// The digest of the legal order.
	pub order: String,
	/// When the order was recorded.
	pub placed_at: Time,
	/// The moment at which the freeze ends.
	pub until: Time,
}

impl Enterprise {
	/// Of the runtime's answer.
	pub fn new(
		info: EnterpriseInfo<AccountId>,
		predecessors: Vec<Uscc>,
		rectified: Option<Rectified>,
		as_of: AsOf,
	) -> Self {
		let EnterpriseInfo {
			uscc,
			enterprise,
			latest_seal,
			pending_application,
			freeze,
			frozen,
			offer,
			liquidator,
			successors,
			history: _,
			next_seal,
		} = info;
		let registered = enterprise.status.is_registered();
		let next_name = enterprise.next_name.filter(|_| registered).map(|next| NextName {
			name: next.name.as_str().to_owned(),
			from: Time::new(next.from),
			recorded_at: Time::new(next.recorded_at),
		});
		Self {
			uscc: uscc.to_string(),
			name: enterprise.name.as_str().to_owned(),
			owner: enterprise.owner.to_string(),
			status: name(&enterprise.status),
			right_code: rectified.and_then(|rectified| match rectified.right {
				Right::Enterprise { uscc } => Some(uscc.to_string()),
				Right::PhysicalSeal { .. } => None,
			}),
			check: name(&enterprise.check),
			registered_at: Time::new(enterprise.registered_at),
			latest_seal,
			pending_application,
			frozen: freeze.filter(|_| frozen).map(|freeze| Frozen {
				order: digests::text(&freeze.order),
				placed_at: Time::new(freeze.placed_at),
				until: Time::new(freeze.until),
			}),
			offer: offer.map(|offer| Offer {
				owner: offer.owner.to_string(),
				until: Time::new(offer.until),
				rotate_by: Time::new(offer.rotate_by),
			}),
			next_name,
			liquidator: liquidator.map(|liquidator| Liquidator {
				account: liquidator.account.to_string(),
				order: digests::text(&liquidator.order),
				named_at: Time::new(liquidator.named_at),
			}),
			successors: successors.iter().map(Uscc::to_string).collect(),
			predecessors: predecessors.iter().map(Uscc::to_string).collect(),
			next_seal,
			as_of,
		}
	}
}

impl super::Report for Enterprise {
	fn text(&self) -> String {
		let mut rows = vec![
			("enterprise", self.name.clone()),
			("code", format!("{} (check {})", self.uscc, self.check.to_lowercase())),
			("status", self.status.clone()),
			("owner", self.owner.clone()),
			("registered", self.registered_at.to_string()),
			("e-seal", or_none(self.latest_seal)),
		];
		rows.extend(self.right_code.clone().map(|right| ("right code", right)));
		rows.extend(self.next_name.as_ref().map(|next| {
			let said = format!("{}, from {} on; recorded {}", next.name, next.from, next.recorded_at);
			("new name", said)
		}));
		rows.extend(self.liquidator.as_ref().map(|liquidator| {
			let said = format!(
				"{}, since {}, by decision {}",
				liquidator.account, liquidator.named_at, liquidator.order
			);
			("liquidator", said)
		}));
		rows.extend(self.next_seal.map(|next| ("takes over later", next.to_string())));
		rows.extend([("application", or_none(self.pending_application))]);
		rows.extend(self.frozen.as_ref().map(|frozen| {
			let said = format!(
				"since {}, until {}, on order {}",
				frozen.placed_at, frozen.until, frozen.order
			);
			("frozen", said)
		}));
		rows.extend(self.offer.as_ref().map(|offer| {
			let said = format!(
				"to {}, until {}; key to be replaced by {}",
				offer.owner, offer.until, offer.rotate_by
			);
			("offered", said)
		}));
		for (what, others) in [("succeeded by", &self.successors), ("succeeds", &self.predecessors)] {
			rows.extend((!others.is_empty()).then(|| (what, others.join(", "))));
		}
		rows.push(("as of", format!("final block {}", self.as_of.number)));
		table::facts(rows)
	}
}

/// A physical seal.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Physical {
	/// Its code.
	pub code: String,
	/// The enterprise that it belongs to.
	pub uscc: String,
	/// What it is for.
	pub kind: String,
	/// `Filed`, `Lost`, `Destroyed`, or `Misfiled` if the code was wrong.
	pub status: String,
	/// The right code, if this one was wrong.
	pub right_code: Option<String>,
	/// Since when the status holds.
	pub status_since: Time,
	/// When it was filed.
	pub filed_at: Time,
	/// The digest of the picture of its imprint.
	pub imprint: String,
	/// Who carved it.
	pub maker: String,
	/// The live e-seal that it pairs with.
	pub paired: Option<SealId>,
	/// What was recorded of it after it was filed, in order.
	pub history: Vec<Line>,
	/// The block that this is read at.
	pub as_of: AsOf,
}

impl Physical {
	/// Of the runtime's answer.
	pub fn new(
		code: &SealCode,
		seal: PhysicalSeal,
		rectified: Option<Rectified>,
		history: Vec<RegisterRecord>,
		as_of: AsOf,
	) -> Self {
		Self {
			code: code.to_string(),
			uscc: seal.uscc.to_string(),
			kind: name(&seal.kind),
			status: name(&seal.status),
			right_code: rectified.and_then(|rectified| match rectified.right {
				Right::PhysicalSeal { code: right, .. } if right != *code => Some(right.to_string()),
				_ => None,
			}),
			status_since: Time::new(seal.status_since),
			filed_at: Time::new(seal.filed_at),
			imprint: digests::text(&seal.imprint),
			maker: seal.maker.as_str().to_owned(),
			paired: seal.paired,
			history: register_history::lines(history),
			as_of,
		}
	}
}

impl super::Report for Physical {
	fn text(&self) -> String {
		let mut rows = vec![
			("physical seal", self.code.clone()),
			("enterprise", self.uscc.clone()),
			("kind", self.kind.clone()),
			("status", format!("{}, since {}", self.status, self.status_since)),
		];
		rows.extend(self.right_code.clone().map(|right| ("right code", right)));
		rows.extend([
			("filed", self.filed_at.to_string()),
			("maker", self.maker.clone()),
			("imprint", self.imprint.clone()),
			("e-seal", or_none(self.paired)),
			("as of", format!("final block {}", self.as_of.number)),
		]);
		let facts = table::facts(rows);
		match self.history.as_slice() {
			[] => facts,
			history => format!("{facts}\n\n{}", register_history::table(history)),
		}
	}
}

/// A public key.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Key {
	/// `sr25519`, `ed25519`, `ecdsa` or `sm2`.
	pub algorithm: &'static str,
	/// The key, in hexadecimal.
	pub public_key: String,
	/// The identity that an SM2 key's signatures cover; none for the standard's default.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub identity: Option<String>,
	/// The account of the key; SM2 keys have none.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub account: Option<String>,
}

impl Key {
	/// Of a public key.
	pub fn new(public: &Public) -> Self {
		Self {
			algorithm: public.algorithm().name(),
			public_key: format!("0x{}", hex::encode(public.bytes())),
			identity: public.identity().map(str::to_owned),
			account: public.account().ok().map(|account| account.to_string()),
		}
	}
}

/// An e-seal.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Seal {
	/// Its number.
	pub seal: SealId,
	/// The digest of its application, which decisions about it name.
	pub application_digest: String,
	/// The enterprise that it belongs to.
	pub uscc: String,
	/// The enterprise's name when its owner applied.
	pub name: String,
	/// The physical seal that it pairs with.
	pub physical_seal: String,
	/// `Applied`, `Active`, `Revoked`, `Rejected` or `Withdrawn`.
	pub status: String,
	/// What stops it for a while.
	pub holds: Vec<String>,
	/// Until when a freeze stops it.
	pub frozen_until: Option<Time>,
	/// From when on its enterprise has another name, which stops it.
	pub renamed_from: Option<Time>,
	/// By when its key must be replaced, after a change of owner.
	pub rotate_by: Option<Time>,
	/// Whether it can be used now.
	pub usable: bool,
	/// What stands in the way, the gravest first.
	pub obstacles: Vec<String>,
	/// The first moment of its validity.
	pub valid_from: Time,
	/// The moment at which its validity ends.
	pub valid_until: Time,
	/// The key that signs every use.
	pub key: Key,
	/// The digest of its certificate.
	pub certificate: String,
	/// The digest of its picture.
	pub picture: String,
	/// The account that applied.
	pub applicant: String,
	/// The e-seal before it.
	pub supersedes: Option<SealId>,
	/// When the owner applied.
	pub applied_at: Time,
	/// When it became active.
	pub activated_at: Option<Time>,
	/// From when on it is revoked.
	pub revoked_at: Option<Time>,
	/// How it stood at the moment asked for (`--at`).
	#[serde(skip_serializing_if = "Option::is_none")]
	pub then: Option<Then>,
	/// The block that this is read at.
	pub as_of: AsOf,
}

/// How an e-seal stood at a moment.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Then {
	/// The moment.
	pub at: Time,
	/// Its status; none before its owner applied.
	pub status: Option<String>,
	/// Whether it could be used.
	pub usable: bool,
	/// What stood in the way, the gravest first.
	pub obstacles: Vec<String>,
	/// The same by what was on record then, whatever was reported or corrected since.
	pub recorded: OnRecord,
}

/// How an e-seal stood at a moment by what was on record then.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OnRecord {
	/// Its status; none before its owner applied.
	pub status: Option<String>,
	/// Whether it could be used.
	pub usable: bool,
	/// What stood in the way, the gravest first.
	pub obstacles: Vec<String>,
}

impl Then {
	/// Of the runtime's answers: how it is known now, and how it was recorded.
	pub fn new(at: Moment, known: &Standing, recorded: &Standing) -> Self {
		Self {
			at: Time::new(at),
			status: known.status.as_ref().map(name),
			usable: known.usable,
			obstacles: words(&known.obstacles),
			recorded: OnRecord {
				status: recorded.status.as_ref().map(name),
				usable: recorded.usable,
				obstacles: words(&recorded.obstacles),
			},
		}
	}
}

impl Seal {
	/// Of the runtime's answer.
	pub fn new(info: SealInfo<AccountId>, then: Option<Then>, as_of: AsOf) -> Self {
		let SealInfo {
			id,
			// As the chain computes it: a node that shows one application shall not get a decision on another.
			application_digest: _,
			seal,
			at,
			obstacles,
			usable,
			status,
		} = info;
		Self {
			seal: id,
			application_digest: format!("{:?}", application_digest(&seal)),
			uscc: seal.uscc.to_string(),
			name: seal.name.as_str().to_owned(),
			physical_seal: seal.code.to_string(),
			status: name(&status),
			holds: seal.state().in_force(at).map(|hold| name(&hold)).collect(),
			frozen_until: match seal.terms.get(&Hold::Freeze) {
				Some(Term::Until(end)) if at < *end => Some(Time::new(*end)),
				_ => None,
			},
			renamed_from: match seal.terms.get(&Hold::EnterpriseRenamed) {
				Some(Term::From(renamed)) => Some(Time::new(*renamed)),
				_ => None,
			},
			rotate_by: match seal.terms.get(&Hold::KeyRotationDue) {
				Some(Term::From(due)) => Some(Time::new(*due)),
				_ => None,
			},
			usable,
			obstacles: words(&obstacles),
			valid_from: Time::new(seal.valid_from),
			valid_until: Time::new(seal.valid_until),
			key: Key::new(&seal.key.into()),
			certificate: digests::text(&seal.certificate),
			picture: digests::text(&seal.picture),
			applicant: seal.applicant.to_string(),
			supersedes: seal.supersedes,
			applied_at: Time::new(seal.applied_at),
			activated_at: seal.activated_at.map(Time::new),
			revoked_at: seal.revoked.map(|revoked| Time::new(revoked.effective_at)),
			then,
			as_of,
		}
	}
}

impl super::Report for Seal {
	fn text(&self) -> String {
		let usable = |usable: bool, obstacles: &[String]| match usable {
			true => "usable".to_owned(),
			false => format!("not usable: {}", obstacles.join("; ")),
		};
		let mut rows = vec![
			("e-seal", self.seal.to_string()),
			("enterprise", format!("{} ({})", self.name, self.uscc)),
			(
				"status",
				format!("{}, {}", self.status, usable(self.usable, &self.obstacles)),
			),
			("valid from", self.valid_from.to_string()),
			("valid until", self.valid_until.to_string()),
		];
		rows.extend(self.frozen_until.map(|end| ("frozen", format!("until {end}"))));
		rows.extend(self.renamed_from.map(|at| {
			let said = format!("from {at} on its enterprise has another name, which stops it");
			("renamed", said)
		}));
		rows.extend(
			self.rotate_by
				.map(|due| ("key due", format!("to be replaced by {due}"))),
		);
		rows.extend([
			("physical seal", self.physical_seal.clone()),
			("key", format!("{} {}", self.key.algorithm, self.key.public_key)),
			("certificate", self.certificate.clone()),
			("picture", self.picture.clone()),
			("applicant", self.applicant.clone()),
			("applied", self.applied_at.to_string()),
			("digest", self.application_digest.clone()),
		]);
		rows.extend(self.activated_at.map(|at| ("activated", at.to_string())));
		rows.extend(self.revoked_at.map(|at| ("revoked", format!("as of {at}"))));
		rows.extend(self.supersedes.map(|id| ("supersedes", format!("e-seal {id}"))));
		if let Some(then) = &self.then {
			let line = |status: &Option<String>, is_usable: bool, obstacles: &[String]| {
				let status = status.as_deref().unwrap_or("not applied for");
				format!("{status}, {}", usable(is_usable, obstacles))
			};
			let (known, recorded) = (
				line(&then.status, then.usable, &then.obstacles),
				line(&then.recorded.status, then.recorded.usable, &then.recorded.obstacles),
			);
			rows.push(("at", format!("{}: {known}", then.at)));
			if recorded != known {
				rows.push(("recorded then", recorded));
			}
		}
		rows.push(("as of", format!("final block {}", self.as_of.number)));
		table::facts(rows)
	}
}

/// The history of an e-seal.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct History {
	/// The e-seal.
	pub seal: SealId,
	/// Everything that happened to it, in order.
	pub entries: Vec<HistoryLine>,
	/// The block that this is read at.
	pub as_of: AsOf,
}

/// An entry of a history.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryLine {
	/// Its number.
	pub index: usize,
	/// What happened: `Applied`, `Withdrawn`, `Rejected`, `Activated`, `HoldPlaced`, `HoldLifted`, `Revoked`,
	/// `RevocationReversed`, `LossReversed`, `SuccessorApproved` or `SuccessorRevoked`.
	pub change: &'static str,
	/// The reason, the hold, or the successor.
	pub what: Option<String>,
	/// The digest of the legal order, for a freeze.
	pub order: Option<String>,
	/// For a correction its number, the entry that it corrects, and the digest of the decision behind it.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub correction: Option<Corrects>,
	/// From when on the hold counts, where that is not from when it was placed.
	pub from: Option<Time>,
	/// Until when the hold counts, for a freeze.
	pub until: Option<Time>,
	/// Who acted.
	#[serde(flatten)]
	pub by: Author,
	/// From when on it counts.
	pub effective_at: Time,
	/// When it was recorded.
	pub recorded_at: Time,
	/// The block that recorded it.
	pub block: u32,
}

/// What an entry that corrects another one names.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Corrects {
	/// The number of the correction.
	pub id: CorrectionId,
	/// The entry that it corrects; none for a registration or a physical seal's file.
	pub entry: Option<u32>,
	/// The digest of the decision behind it.
	pub decision: String,
}

impl HistoryLine {
	/// Of an entry.
	pub fn new(index: usize, entry: Entry) -> Self {
		let (change, what, order) = match &entry.change {
			Change::Applied => ("Applied", None, None),
			Change::Withdrawn => ("Withdrawn", None, None),
			Change::Rejected { reason } => ("Rejected", Some(name(reason)), None),
			Change::Activated => ("Activated", None, None),
			Change::HoldPlaced { hold, order, .. } => {
				("HoldPlaced", Some(name(hold)), order.as_ref().map(digests::text))
			}
			Change::HoldLifted { hold } => ("HoldLifted", Some(name(hold)), None),
			Change::Revoked { reason } => ("Revoked", Some(name(reason)), None),
			Change::RevocationReversed { entry, .. } => ("RevocationReversed", Some(format!("entry {entry}")), None),
			Change::LossReversed { entry, .. } => ("LossReversed", Some(format!("entry {entry}")), None),
			Change::SuccessorApproved { successor } => ("SuccessorApproved", Some(format!("e-seal {successor}")), None),
			Change::SuccessorRevoked { successor } => ("SuccessorRevoked", Some(format!("e-seal {successor}")), None),
		};
		let correction = match &entry.change {
			Change::RevocationReversed {
				correction,
				decision,
				entry,
			}
			| Change::LossReversed {
				correction,
				decision,
				entry,
			} => Some(Corrects {
				id: *correction,
				entry: Some(*entry),
				decision: digests::text(decision),
			}),
			_ => None,
		};
		let (from, until) = match &entry.change {
			Change::HoldPlaced {
				term: Some(Term::Until(end)),
				..
			} => (None, Some(Time::new(*end))),
			Change::HoldPlaced {
				term: Some(Term::From(beginning)),
				..
			} => (Some(Time::new(*beginning)), None),
			_ => (None, None),
		};
		Self {
			index,
			change,
			what,
			order,
			correction,
			from,
			until,
			by: Author::from(&entry.by),
			effective_at: Time::new(entry.effective_at),
			recorded_at: Time::new(entry.recorded_at),
			block: entry.block,
		}
	}
}

impl super::Report for History {
	fn text(&self) -> String {
		let rows = self.entries.iter().map(|entry| {
			let effective = match entry.effective_at == entry.recorded_at {
				true => String::new(),
				false => entry.effective_at.to_string(),
			};
			[
				entry.index.to_string(),
				entry
					.what
					.as_ref()
					.map_or(entry.change.to_owned(), |what| match (&entry.from, &entry.until) {
						(Some(from), _) => format!("{} ({what} from {from})", entry.change),
						(None, Some(until)) => format!("{} ({what} until {until})", entry.change),
						(None, None) => format!("{} ({what})", entry.change),
					}),
				entry.by.text(),
				entry.recorded_at.to_string(),
				effective,
				entry.block.to_string(),
			]
		});
		let table = table::table(["", "what", "by", "recorded", "effective", "block"], rows);
		format!("{table}\nE-seal {}, as of final block {}", self.seal, self.as_of.number)
	}
}

/// List the open grants of an e-seal.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Grants {
	/// The e-seal.
	pub seal: SealId,
	/// The grants.
	pub grants: Vec<GrantLine>,
	/// The block that this is read at.
	pub as_of: AsOf,
}

/// A grant.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GrantLine {
	/// Its number.
	pub grant: GrantId,
	/// The account that may use the e-seal.
	pub operator: String,
	/// The second operator, who approves each use.
	pub second: Option<String>,
	/// What for.
	pub purposes: Vec<String>,
	/// How many uses it allows.
	pub quota: u32,
	/// How many uses were made of it.
	pub used: u32,
	/// How many uses were made of grants that were lent from it. They count against its quota, too.
	pub lent: u32,
	/// The grant that it was lent from.
	pub lent_from: Option<GrantId>,
	/// When it was given.
	pub granted_at: Time,
	/// The moment at which it ends.
	pub valid_until: Time,
}

impl GrantLine {
	/// Of a grant.
	pub fn new(id: GrantId, grant: &Grant<AccountId>) -> Self {
		Self {
			grant: id,
			operator: grant.operator.to_string(),
			second: grant.second.as_ref().map(ToString::to_string),
			purposes: grant.purposes.iter().map(name).collect(),
			quota: grant.quota,
			used: grant.used,
			lent: grant.lent,
			lent_from: grant.lent_from,
			granted_at: Time::new(grant.granted_at),
			valid_until: Time::new(grant.valid_until),
		}
	}
}

impl super::Report for Grants {
	fn text(&self) -> String {
		let rows = self.grants.iter().map(|grant| {
			[
				grant.grant.to_string(),
				match &grant.second {
					Some(second) => format!("{} with {second}", grant.operator),
					None => grant.operator.clone(),
				},
				grant.purposes.join(", "),
				format!("{} of {}", grant.used, grant.quota),
				match grant.lent {
					0 => String::new(),
					lent => lent.to_string(),
				},
				grant.valid_until.to_string(),
				grant.lent_from.map(|from| from.to_string()).unwrap_or_default(),
			]
		});
		let titles = ["grant", "operator", "purposes", "used", "lent", "until", "lent from"];
		let table = table::table(titles, rows);
		format!("{table}\nE-seal {}, as of final block {}", self.seal, self.as_of.number)
	}
}

/// A use of an e-seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UseLine {
	/// The e-seal.
	pub seal: SealId,
	/// Its index among all uses of the e-seal.
	pub index: u64,
	/// The batch that it was recorded in: the index of the first use, and how many there are; none for a single use.
	pub batch: Option<BatchFacts>,
	/// The document's digest.
	pub document: String,
	/// What for.
	pub purpose: String,
	/// The account that sent it.
	pub sender: String,
	/// The grant that it was made under; none for the owner and for a liquidator.
	pub grant: Option<GrantId>,
	/// The second operator, who approved it; none if one sufficed.
	pub second: Option<String>,
	/// When the statement was signed, by the signer's clock.
	pub signed_at: Time,
	/// The time of the block that recorded it.
	pub recorded_at: Time,
	/// The block that recorded it.
	pub block: u32,
}

impl UseLine {
	/// Of a use, its document, and who approved it.
	pub fn new(found: &Found, document: &DocumentDigest, second: Option<&AccountId>) -> Self {
		let used = &found.used;
		Self {
			seal: used.seal,
			index: found.index,
			batch: BatchFacts::of(used),
			document: digests::text(document),
			purpose: name(&used.purpose),
			sender: used.account.to_string(),
			grant: used.grant,
			second: second.map(AccountId::to_string),
			signed_at: Time::new(used.signed_at),
			recorded_at: Time::new(used.recorded_at),
			block: used.block,
		}
	}

	/// Which use it is: "use 17", or "use 17, in a batch of 256 (uses 0 to 255),".
	pub fn which(&self) -> String {
		match self.batch {
			None => format!("use {}", self.index),
			Some(batch) => format!("use {}, {},", self.index, text::batch(batch, Language::English)),
		}
	}

	/// Who approved it: ", approved by 5GhA…"; nothing if one operator sufficed.
	pub fn approved(&self) -> String {
		let second = self.second.as_ref();
		second.map_or_else(String::new, |second| format!(", approved by {second}"))
	}
}

/// A record of an e-seal's log: a use, or a batch of uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordLine {
	/// The e-seal.
	pub seal: SealId,
	/// The index of its first use among all uses of the e-seal.
	pub index: u64,
	/// How many uses it has.
	pub count: u32,
	/// The document's digest; none of a batch.
	pub document: Option<String>,
	/// The root of the batch; none of a single use.
	pub root: Option<String>,
	/// Whether the chain has the documents: else it has the root alone.
	pub listed: bool,
	/// What for.
	pub purpose: String,
	/// The account that sent it.
	pub sender: String,
	/// The grant that it was made under; none for the owner and for a liquidator.
	pub grant: Option<GrantId>,
	/// The second operator, who approved it; none if one sufficed.
	pub second: Option<String>,
	/// When the statement was signed, by the signer's clock.
	pub signed_at: Time,
	/// The time of the block that recorded it.
	pub recorded_at: Time,
	/// The block that recorded it.
	pub block: u32,
}

impl RecordLine {
	/// Of a record, and who approved it.
	pub fn new(logged: &Logged, second: Option<&AccountId>) -> Self {
		let Logged { record, listed } = logged;
		let (document, root) = match &record.documents {
			Documents::One(document) => (Some(digests::text(document)), None),
			Documents::Batch { root, .. } => (None, Some(format!("{root:?}"))),
		};
		Self {
			seal: record.seal,
			index: record.index,
			count: record.count(),
			listed: document.is_some() || listed.is_some(),
			document,
			root,
			purpose: name(&record.purpose),
			sender: record.account.to_string(),
			grant: record.grant,
			second: second.map(AccountId::to_string),
			signed_at: Time::new(record.signed_at),
			recorded_at: Time::new(record.recorded_at),
			block: record.block,
		}
	}

	/// Which uses it has, for people: `17`, or `17–272`.
	pub fn uses(&self) -> String {
		match self.count {
			0 | 1 => self.index.to_string(),
			count => {
				let last = self.index.saturating_add(u64::from(count)).saturating_sub(1);
				format!("{}–{last}", self.index)
			}
		}
	}
}

/// The chain's name of a kind, a state or a reason.
pub fn name(value: &impl Debug) -> String {
	format!("{value:?}")
}

/// Obstacles in words.
pub fn words(obstacles: &[Obstacle]) -> Vec<String> {
	obstacles
		.iter()
		.map(|obstacle| text::obstacle(obstacle, Language::English).to_owned())
		.collect()
}

fn or_none(id: Option<SealId>) -> String {
	id.map_or_else(|| "none".into(), |id| id.to_string())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::view::Report;
	use eseal_primitives::seal::SealStatus;
	use eseal_receipt_testkit::{Case, World, DAY, USED_AT, USED_IN};

	/// The e-seal of a network that was changed first, as of the moment of the use.
	fn shown(change: impl FnOnce(&mut World)) -> Seal {
		let seal = Case::with(change).world.seal;
		let info = SealInfo {
			id: SealId(42),
			application_digest: Default::default(),
			at: Moment(USED_AT),
			obstacles: seal.state().obstacles(&seal, Moment(USED_AT)),
			usable: true,
			status: SealStatus::Active,
			seal,
		};
		let as_of = AsOf {
			number: 30,
			hash: String::new(),
		};
		Seal::new(info, None, as_of)
	}

	#[test]
	fn an_e_seal_says_when_a_name_ahead_stops_it() {
		let from = USED_AT + 10 * DAY;
		let before = USED_IN - 2;
		let renamed = shown(|world| world.rename(from, USED_AT - 4_000, before));
		let said = Time::new(Moment(from)).to_string();
		let text = renamed.text();
		let stops = format!("from {said} on its enterprise has another name, which stops it");
		assert!(text.contains(&stops), "{text}");
		let json = serde_json::to_value(&renamed).unwrap();
		assert_eq!(json["renamedFrom"]["ms"], from);
		assert_eq!(json["holds"], serde_json::json!([]), "it serves until then");
		assert_eq!(json["frozenUntil"], serde_json::Value::Null);

		let frozen = shown(|world| world.freeze_until(from, USED_AT - 4_000, before));
		let json = serde_json::to_value(&frozen).unwrap();
		assert_eq!(json["frozenUntil"]["ms"], from);
		assert_eq!(json["renamedFrom"], serde_json::Value::Null);
		let text = frozen.text();
		assert!(
			text.contains(&format!("until {said}")) && !text.contains("renamed"),
			"{text}"
		);
	}
}
