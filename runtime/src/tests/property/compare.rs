//! What the chain stores against what the model says.

use super::keys::keys_of;
use crate::{
	tests::{
		env::{account_of, check_since, digest, pair},
		model::{Counted, Model, Record, Seal},
	},
	AccountId, Admission, BlockNumber, DualControl, ESeal, Grandpa, Runtime, SessionPeriod, System, UsageLog,
};
use codec::Encode;
use eseal_primitives::{
	answers::{FoundUse, UseRight, WaitingAct},
	DocumentDigest, FlagId, GrantId, SealCode, SealId, Uscc, UsccCheck,
};
use pallet_agencies::{
	KeyChanges, OfficerCount, OfficerHeads, OfficerHistory, Officers, Registrations, Seat, SeatAccounts, Seats,
	Validators,
};
use pallet_dual_control::{NextActId, Prepared, TwoOfficers};
use pallet_e_seal::{
	Agreement, Certificates, Change, Corrected, CorrectionOf, Corrections, Counts, Enterprise, Enterprises, Freeze,
	Freezes, History, Hold, Keys, LatestSeal, Liquidator, Liquidators, Loss, MakerName, Mistake, Name,
	NextCorrectionId, NextSealId, Offer, Offers, PendingApplication, PhysicalSeal, PhysicalSealStatus, PhysicalSeals,
	ProposedCorrection, Rectified, RectifiedFrom, RegisterHead, RegisterHeads, RegisterSubject, Revocation,
	RevocationReason, SealCounts, SealStatus, Seals, Successors,
};
use pallet_usage_log::{
	document_key, Activity, CarriedFrom, DayActivity, DayTotals, DocumentsOf, Flag, Flags, Grant, Grants, Heads,
	LogStarts, NextFlagId, NextGrantId, OpenGrantCount, OpenGrants, Purposes, Records, Retention, SealActivity,
	TotalsOfDay, UsesOfDocument,
};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::traits::Get;
use std::collections::{BTreeMap, BTreeSet};

/// How much of what is only ever added to was compared already.
#[derive(Default)]
pub struct Compared {
	/// Entries of each e-seal's history.
	history: Vec<usize>,
	/// Records of each e-seal's log.
	records: Vec<usize>,
	/// Of each officer's history the entries, and the digest of them.
	officers: BTreeMap<AccountId, (usize, H256)>,
}

fn uscc(text: &str) -> Uscc {
	Uscc::parse(text.as_bytes(), UsccCheck::Waived).expect("the model keeps codes of right form")
}

fn code(text: &str) -> SealCode {
	SealCode::parse(text.as_bytes()).expect("the model keeps codes of right form")
}

impl Compared {
	/// Compares what may have changed, and checks the invariants. The signature of a record is verified when it is new: the
	/// record and its e-seal's key are compared again each time.
	pub fn check(&mut self, model: &Model) {
		let verified = self.records.clone();
		check_agencies(model);
		check_acts(model);
		check_corrections(model);
		check_accounts(model);
		check_register(model);
		check_seals(model);
		check_grants(model);
		check_rights(model);
		check_flags(model);
		check_activity(model);
		check_totals(model);
		assert_eq!(Retention::<Runtime>::get(), model.retention);
		self.check_additions(model);
		check_since(|seal| {
			let count = usize::try_from(seal.0).ok().and_then(|id| verified.get(id));
			count.copied().unwrap_or_default() as u64
		});
	}

	/// Compares everything, from the beginning.
	pub fn check_all(self, model: &Model) {
		let mut anew = Self::default();
		anew.check(model);
		assert_eq!(
			(anew.history, anew.records, anew.officers),
			(self.history, self.records, self.officers)
		);
		check_standing(model);
		check_documents(model);
		check_allowances(model);
	}

	fn check_additions(&mut self, model: &Model) {
		for (who, history) in &model.histories {
			let (compared, digest) = self.officers.entry(who.clone()).or_default();
			for (number, entry) in (0u64..).zip(history).skip(*compared) {
				let stored = OfficerHistory::<Runtime>::get(who, number);
				assert_eq!(stored.as_ref(), Some(entry), "history of {who}");
				*digest = H256(blake2_256(&[digest.as_bytes(), &entry.encode()].concat()));
			}
			*compared = history.len();
			let head = OfficerHeads::<Runtime>::get(who);
			assert_eq!(
				(head.entries, head.digest),
				(history.len() as u64, *digest),
				"history of {who}"
			);
		}
		assert_eq!(OfficerHeads::<Runtime>::iter_keys().count(), model.histories.len());
		self.history.resize(model.seals.len(), 0);
		self.records.resize(model.seals.len(), 0);
		for (id, seal) in model.seals.iter().enumerate() {
			let number = SealId(id as u64);
			for (index, entry) in seal.history.iter().enumerate().skip(self.history[id]) {
				assert_eq!(History::<Runtime>::get(number, index as u32).as_ref(), Some(entry));
			}
			self.history[id] = seal.history.len();

			for (place, record) in seal.records.iter().enumerate().skip(self.records[id]) {
				match place < seal.left {
					true => check_left(number, place as u64, record),
					false => check_record(model, number, place as u64, record),
				}
			}
			self.records[id] = seal.records.len();
			let head = model.head_after(id, seal.records.len());
			assert_eq!(Heads::<Runtime>::get(number), head, "log of e-seal {id}");
			let start = model.head_after(id, seal.left);
			assert_eq!(LogStarts::<Runtime>::get(number), start, "log of e-seal {id}");
			assert_eq!(UsageLog::api_use_at(number, head.count), None, "the end of log {id}");
		}
	}
}

/// Nothing leads to a record that left the state.
fn check_left(seal: SealId, place: u64, record: &Record) {
	assert_eq!(Records::<Runtime>::get(seal, place), None);
	assert_eq!(DocumentsOf::<Runtime>::get(seal, place), None);
	assert_eq!(UsageLog::api_use_digest(seal, place), None);
	assert_eq!(UsageLog::api_documents_of_record(seal, place), []);
	for index in [record.said.index, record.said.index + record.count() - 1] {
		assert_eq!(UsageLog::api_use_at(seal, index), None, "use {index} of {seal}");
	}
	for (index, document) in (record.said.index..).zip(&record.known) {
		let found = UsesOfDocument::<Runtime>::get(document_key(document), (seal, index));
		assert_eq!(found, None, "{document:?}, use {index} of {seal}");
	}
}

/// A record is where it should be, with its documents, and so is each of its uses.
fn check_record(model: &Model, seal: SealId, place: u64, record: &Record) {
	let stored = Records::<Runtime>::get(seal, place);
	assert_eq!(stored.as_ref(), Some(&record.said), "record {place} of {seal}");
	let listed = DocumentsOf::<Runtime>::get(seal, place).map(|documents| documents.into_inner());
	assert_eq!(listed, record.is_listed.then(|| record.known.clone()));
	assert_eq!(UsageLog::api_documents_of_record(seal, place), record.known);
	assert_eq!(UsageLog::api_use_digest(seal, place), model.use_digest(seal, place));
	let (first, count) = (record.said.index, record.count());
	for index in [first, first + count / 2, first + count - 1] {
		let found = FoundUse {
			index,
			record: place,
			used: record.said.clone(),
		};
		assert_eq!(UsageLog::api_use_at(seal, index), Some(found), "use {index} of {seal}");
	}
	for (index, document) in (first..).zip(&record.known) {
		let found = UsesOfDocument::<Runtime>::get(document_key(document), (seal, index));
		assert_eq!(found, Some(place), "{document:?}, use {index} of {seal}");
	}
}

fn check_agencies(model: &Model) {
	let seats: BTreeMap<_, _> = model
		.governors
		.iter()
		.map(|(account, seat)| {
			let validators: Vec<_> = model.validators_of(*seat).into_iter().cloned().collect();
			(*seat, (account.clone(), validators))
		})
		.collect();
	let stored = Seats::<Runtime>::iter().map(|(seat, info)| (seat, (info.account, info.validators.into_inner())));
	assert_eq!(stored.collect::<BTreeMap<_, _>>(), seats);
	assert_eq!(
		SeatAccounts::<Runtime>::iter().collect::<BTreeMap<_, _>>(),
		model.governors
	);
	assert_eq!(
		Validators::<Runtime>::iter().collect::<BTreeMap<_, _>>(),
		model.validators
	);
	assert_eq!(Officers::<Runtime>::iter().collect::<BTreeMap<_, _>>(), model.officers);
	for seat in Seat::ALL {
		assert_eq!(
			OfficerCount::<Runtime>::get(seat) as usize,
			model.officers_of(seat).len(),
			"officers of {seat:?}"
		);
	}
	assert_eq!(
		pallet_session::NextKeys::<Runtime>::iter_keys().collect::<BTreeSet<_>>(),
		model.keyed
	);
	assert_eq!(
		KeyChanges::<Runtime>::iter().collect::<BTreeMap<_, _>>(),
		model.key_changes
	);
	let registrations = Registrations::<Runtime>::iter().map(|(seat, blocks)| (seat, blocks.into_inner()));
	assert_eq!(registrations.collect::<BTreeMap<_, _>>(), model.registrations);
}

/// What waits for a second officer, and where the seats want one.
fn check_acts(model: &Model) {
	assert_eq!(NextActId::<Runtime>::get().0, model.next_act);
	let two = TwoOfficers::<Runtime>::iter_keys().collect::<BTreeSet<_>>();
	assert_eq!(two, model.two);
	assert_eq!(Prepared::<Runtime>::iter_keys().count(), model.waiting.len());
	for seat in Seat::ALL {
		let told = DualControl::api_waiting_acts(seat);
		let waiting = model.waiting.iter().filter(|waiting| waiting.seat == seat);
		let expected: Vec<_> = waiting
			.map(|waiting| WaitingAct {
				id: waiting.id,
				act: waiting.act,
				digest: waiting.digest(),
				seat,
				prepared_by: waiting.maker.clone(),
				prepared_at: waiting.prepared_at,
				until: waiting.until,
				open: model.is_open(waiting),
				call: waiting.call.encode(),
			})
			.collect();
		assert_eq!(told, expected, "acts of {seat:?}");
	}
}

/// The corrections that wait, and those that were made; what was corrected, and what of each e-seal last.
fn check_corrections(model: &Model) {
	assert_eq!(NextCorrectionId::<Runtime>::get().0, model.next_correction);
	assert_eq!(Corrections::<Runtime>::iter_keys().count(), model.corrections.len());
	for proposed in &model.corrections {
		let told = ESeal::api_correction(proposed.id).expect("it was proposed");
		assert_eq!(
			(told.digest, told.open),
			(proposed.digest(), proposed.is_open(model.now)),
			"correction {}",
			proposed.id
		);
		let stored = ProposedCorrection {
			correction: proposed.correction,
			decision: proposed.decision,
			proposed_by: proposed.by.clone(),
			proposed_at: proposed.at,
			until: proposed.until(),
			made: proposed.made.clone().map(|(by, at)| Agreement { by, at }),
		};
		assert_eq!(told.proposed, stored, "correction {}", proposed.id);
	}
	for seat in Seat::ALL {
		let told: Vec<_> = ESeal::api_open_corrections(seat).iter().map(|told| told.id).collect();
		let open: Vec<_> = model
			.open_corrections(seat)
			.iter()
			.map(|proposed| proposed.id)
			.collect();
		assert_eq!(told, open, "corrections of {seat:?}");
	}
	let stored: Vec<_> = CorrectionOf::<Runtime>::iter().collect();
	let made = model.corrections.iter().filter(|proposed| proposed.made.is_some());
	assert_eq!(stored.len(), made.count());
	for (digest, id) in stored {
		assert_eq!(model.correction_of(digest), Some(id));
	}
	let enterprises = model
		.enterprises
		.keys()
		.map(|text| RegisterSubject::Enterprise(uscc(text)));
	let physical = model
		.physical
		.keys()
		.map(|text| RegisterSubject::PhysicalSeal(code(text)));
	let subjects = enterprises.chain(physical);
	let rectified: BTreeMap<_, _> = subjects
		.clone()
		.filter_map(|subject| Some((subject, model.rectified(subject)?)))
		.collect();
	assert_eq!(Rectified::<Runtime>::iter().collect::<BTreeMap<_, _>>(), rectified);
	let is_right = |subject: &RegisterSubject| {
		let rectified = model.rectified(*subject);
		rectified.is_none_or(|rectified| rectified.right.subject() == *subject)
	};
	let from: BTreeMap<_, _> = subjects
		.filter(is_right)
		.map(|subject| (subject, model.rectified_from(subject)))
		.filter(|(_, from)| !from.is_empty())
		.collect();
	let stored = RectifiedFrom::<Runtime>::iter().map(|(right, from)| (right, from.into_inner()));
	assert_eq!(stored.collect::<BTreeMap<_, _>>(), from);
	for (id, seal) in model.seals.iter().enumerate() {
		let last = seal.history.iter().rev().find_map(|entry| match entry.change {
			Change::RevocationReversed {
				decision,
				entry: mistake,
				..
			}
			| Change::LossReversed {
				decision,
				entry: mistake,
				..
			} => Some((&seal.history[mistake as usize], decision, entry.recorded_at)),
			_ => None,
		});
		let expected = last.map(|(mistake, decision, at)| {
			let (effective_at, recorded_at) = (mistake.effective_at, mistake.recorded_at);
			let mistake = match mistake.change {
				Change::Revoked { reason } => Mistake::Revocation(Revocation {
					reason,
					effective_at,
					recorded_at,
				}),
				_ => Mistake::Loss(Loss {
					effective_at,
					recorded_at,
				}),
			};
			eseal_primitives::correction::Corrected { mistake, decision, at }
		});
		assert_eq!(Corrected::<Runtime>::get(SealId(id as u64)), expected, "e-seal {id}");
	}
}

/// Who authors and who finalizes blocks from this one on. Never nobody.
pub fn check_authorities(model: &Model) {
	assert!(!model.authorities.is_empty());
	check_voices(model);
	let keys: Vec<_> = model.authorities.iter().map(keys_of).collect();
	let authors: BTreeSet<_> = keys.iter().map(|keys| keys.aura.clone()).collect();
	assert_eq!(
		pallet_aura::Authorities::<Runtime>::get()
			.into_iter()
			.collect::<BTreeSet<_>>(),
		authors
	);
	let finalizers: BTreeSet<_> = keys.iter().map(|keys| (keys.grandpa.clone(), 1)).collect();
	// A change takes hold at the end of the block.
	let stored = match Grandpa::pending_change() {
		Some(change) => change.next_authorities.into_inner(),
		None => Grandpa::grandpa_authorities(),
	};
	assert_eq!(stored.into_iter().collect::<BTreeSet<_>>(), finalizers);
}

/// When a session begins and the next is chosen, every seat with session keys has one voice in that.
fn check_voices(model: &Model) {
	if !model.height.is_multiple_of(SessionPeriod::get()) {
		return;
	}
	let mut voices: BTreeMap<Seat, usize> = BTreeMap::new();
	for (validator, _) in pallet_session::QueuedKeys::<Runtime>::get() {
		let seat = Validators::<Runtime>::get(validator).expect("it was just chosen");
		*voices.entry(seat).or_default() += 1;
	}
	let counts: BTreeSet<_> = voices.values().collect();
	assert_eq!(counts.len(), 1, "{voices:?}");
	let with_keys: BTreeSet<_> = model.keyed.iter().map(|who| model.validators[who]).collect();
	assert_eq!(voices.keys().copied().collect::<BTreeSet<_>>(), with_keys);
}

fn check_accounts(model: &Model) {
	for (who, account) in &model.accounts {
		let stored = System::account(who);
		assert_eq!(stored.providers as usize, model.roles(who), "references of {who}");
		let keyed = model.keyed.contains(who);
		assert_eq!(stored.consumers, u32::from(keyed), "session keys of {who}");
		if account.admitted {
			assert_eq!(stored.nonce, account.nonce, "nonce of {who}");
			assert_eq!(stored.data, model.member(who), "roles and spending of {who}");
		} else {
			assert!(!System::account_exists(who), "{who} has no role");
		}
	}
	assert_eq!(Admission::api_budgets(), model.budgets);
	let admitted = model.accounts.values().filter(|account| account.admitted).count();
	assert_eq!(frame_system::Account::<Runtime>::iter_keys().count(), admitted);
}

fn check_register(model: &Model) {
	let enterprises: BTreeMap<_, _> = model
		.enterprises
		.iter()
		.map(|(text, enterprise)| {
			let name = |text: &String| Name::parse(text.as_bytes()).expect("a name");
			let naming = enterprise.naming_at(model.now);
			let enterprise = Enterprise {
				name: name(&naming.name),
				renamed_at: naming.recorded_at,
				next_name: enterprise.next_name(model.now),
				owner: enterprise.owner.clone(),
				status: enterprise.status,
				check: enterprise.check,
				registered_at: enterprise.registered_at,
				revision: enterprise.changes,
			};
			(uscc(text), enterprise)
		})
		.collect();
	// A name whose moment has come is the enterprise's, whatever was stored before.
	let stored = Enterprises::<Runtime>::iter().map(|(uscc, enterprise)| (uscc, enterprise.settled(model.now)));
	assert_eq!(stored.collect::<BTreeMap<_, _>>(), enterprises);
	for (code, enterprise) in &enterprises {
		let told = ESeal::api_enterprise(code.to_string()).expect("it is registered");
		assert_eq!(told.enterprise, *enterprise);
	}
	check_freezes(model);
	check_liquidators(model);

	let physical: BTreeMap<_, _> = model
		.physical
		.iter()
		.map(|(text, physical)| {
			let stored = PhysicalSeal {
				uscc: uscc(&physical.uscc),
				kind: physical.kind,
				imprint: physical.imprint,
				maker: MakerName::parse(physical.maker.as_bytes()).expect("a name"),
				status: physical.status.0,
				filed_at: physical.filed_at,
				status_since: physical.status.1,
				gone_under_right_code: model
					.gone(text)
					.filter(|_| physical.status.0 == PhysicalSealStatus::Misfiled),
				paired: model.paired(text).last().map(|id| SealId(*id as u64)),
			};
			(code(text), stored)
		})
		.collect();
	// What a physical seal was paired with that is out of force since, does not count.
	let in_force = |id: &SealId| model.find_seal(*id).is_some_and(|id| model.is_in_force(id));
	let stored = PhysicalSeals::<Runtime>::iter().map(|(code, mut physical)| {
		physical.paired = physical.paired.filter(in_force);
		(code, physical)
	});
	assert_eq!(stored.collect::<BTreeMap<_, _>>(), physical);
	for (code, physical) in &physical {
		let asked = std::str::from_utf8(code.as_bytes()).expect("digits");
		assert_eq!(ESeal::api_physical_seal(asked.into()).as_ref(), Some(physical));
	}
	let of_physical = model
		.physical
		.iter()
		.map(|(text, physical)| (RegisterSubject::PhysicalSeal(code(text)), &physical.records));
	let of_enterprises = model
		.enterprises
		.iter()
		.map(|(text, enterprise)| (RegisterSubject::Enterprise(uscc(text)), &enterprise.records));
	for (subject, records) in of_physical.chain(of_enterprises) {
		assert_eq!(ESeal::register_page(subject, 0, u32::MAX), *records, "{subject:?}");
		let digest = records.iter().fold(H256::zero(), |digest, record| {
			blake2_256(&[digest.as_bytes(), &record.encode()].concat()).into()
		});
		let entries = records.len() as u32;
		assert_eq!(
			RegisterHeads::<Runtime>::get(subject),
			RegisterHead { entries, digest },
			"{subject:?}"
		);
	}
}

/// What enterprises are frozen or offered, and what is on record of each.
fn check_freezes(model: &Model) {
	let freezes: BTreeMap<_, _> = model
		.enterprises
		.iter()
		.filter_map(|(text, enterprise)| {
			let frozen = enterprise.freeze.as_ref()?;
			let freeze = Freeze {
				order: frozen.order,
				placed_at: frozen.from,
				until: frozen.until,
			};
			Some((uscc(text), freeze))
		})
		.collect();
	assert_eq!(Freezes::<Runtime>::iter().collect::<BTreeMap<_, _>>(), freezes);
	let offers: BTreeMap<_, _> = model
		.enterprises
		.iter()
		.filter_map(|(text, enterprise)| {
			let offered = enterprise.offer.clone()?;
			let offer = Offer {
				owner: offered.owner,
				offered_at: offered.at,
				until: offered.until,
				rotate_by: offered.rotate_by,
			};
			Some((uscc(text), offer))
		})
		.collect();
	assert_eq!(Offers::<Runtime>::iter().collect::<BTreeMap<_, _>>(), offers);
	for (text, enterprise) in &model.enterprises {
		let successors: Vec<_> = enterprise.successors.iter().map(|text| uscc(text)).collect();
		assert_eq!(
			Successors::<Runtime>::get(uscc(text)).into_inner(),
			successors,
			"successors of {text}"
		);
		let precede = |(other, of): (&String, &crate::tests::model::Enterprise)| {
			of.successors.contains(text).then(|| uscc(other))
		};
		let predecessors: BTreeSet<_> = model.enterprises.iter().filter_map(precede).collect();
		let told = ESeal::predecessors_page(uscc(text), None, u32::MAX);
		assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), predecessors);
	}
}

/// Who liquidates which enterprise.
fn check_liquidators(model: &Model) {
	let liquidators: BTreeMap<_, _> = model
		.enterprises
		.iter()
		.filter_map(|(text, enterprise)| {
			let named = enterprise.liquidator.clone()?;
			let liquidator = Liquidator {
				account: named.account,
				order: named.order,
				named_at: named.since,
			};
			Some((uscc(text), liquidator))
		})
		.collect();
	assert_eq!(Liquidators::<Runtime>::iter().collect::<BTreeMap<_, _>>(), liquidators);
}

fn seal(seal: &Seal) -> pallet_e_seal::Seal<AccountId> {
	let has_loss = seal.has(Hold::PhysicalSealLost);
	let loss = seal.history.iter().rev().find_map(|entry| match entry.change {
		Change::HoldPlaced {
			hold: Hold::PhysicalSealLost,
			..
		} if has_loss => Some(Loss {
			effective_at: entry.effective_at,
			recorded_at: entry.recorded_at,
		}),
		_ => None,
	});
	// What stands: what was reversed does not, and one that goes on was not succeeded.
	let revoked = seal.history.iter().fold(None, |revoked, entry| {
		let reason = match entry.change {
			Change::Revoked { reason } => reason,
			Change::SuccessorApproved { .. } => RevocationReason::Superseded,
			Change::SuccessorRevoked { .. } | Change::RevocationReversed { .. } => return None,
			_ => return revoked,
		};
		Some(Revocation {
			reason,
			effective_at: entry.effective_at,
			recorded_at: entry.recorded_at,
		})
	});
	assert_eq!(revoked.map(|revoked| revoked.effective_at), seal.revoked_at);
	pallet_e_seal::Seal {
		uscc: uscc(&seal.uscc),
		code: code(&seal.code),
		name: Name::parse(seal.name.as_bytes()).expect("a name"),
		applicant: seal.applicant.clone(),
		key: seal.form.key.clone(),
		certificate: seal.form.certificate,
		picture: seal.form.picture,
		valid_from: seal.form.valid_from,
		valid_until: seal.form.valid_until,
		status: seal.status,
		holds: seal.state().holds,
		terms: seal.state().terms,
		supersedes: seal.supersedes,
		enterprise_revision: seal.changes,
		applied_at: seal.applied_at,
		activated_at: seal.activated_at,
		loss,
		revoked,
		history_len: seal.history.len() as u32,
		history_digest: seal.history.iter().fold(H256::zero(), |digest, entry| {
			blake2_256(&[digest.as_bytes(), &entry.encode()].concat()).into()
		}),
	}
}

fn check_seals(model: &Model) {
	let count = model.seals.len();
	assert_eq!(NextSealId::<Runtime>::get(), SealId(count as u64));
	for (id, expected) in model.seals.iter().enumerate() {
		let number = SealId(id as u64);
		assert_eq!(Seals::<Runtime>::get(number), Some(seal(expected)), "e-seal {id}");
		let number_of = |id: Option<usize>| id.map(|id| SealId(id as u64));
		assert_eq!(
			Keys::<Runtime>::get(expected.form.key.without_identity()),
			number_of(model.key_of(&expected.form.key))
		);
		assert_eq!(
			Certificates::<Runtime>::get(expected.form.certificate),
			number_of(model.certificate_of(expected.form.certificate))
		);
		let info = ESeal::api_seal(number).expect("there is such an e-seal");
		assert_eq!(info.application_digest, expected.digest(), "application {id}");
		assert_eq!(info.status, model.status(id), "status of e-seal {id}");
		assert_eq!(info.usable, model.obstacles(id).is_empty(), "use of e-seal {id}");
		assert_eq!(info.obstacles.len(), model.obstacles(id).len(), "use of e-seal {id}");
	}
	assert_eq!(Seals::<Runtime>::iter_keys().count(), count);
	assert_eq!(Counts::<Runtime>::get(), counts(model));
	let issued = model.seals.iter().filter(|seal| seal.activated_at.is_some()).count();
	assert_eq!(
		Keys::<Runtime>::iter_keys().count(),
		issued,
		"an e-seal has a key of its own"
	);
	assert_eq!(
		Certificates::<Runtime>::iter_keys().count(),
		issued,
		"and a certificate"
	);
	for text in model.enterprises.keys() {
		let number = |id: Option<usize>| id.map(|id| SealId(id as u64));
		assert_eq!(LatestSeal::<Runtime>::get(uscc(text)), number(model.latest(text)));
		assert_eq!(
			PendingApplication::<Runtime>::get(uscc(text)),
			number(model.pending(text))
		);
		let told = ESeal::api_enterprise(text.clone()).expect("it is registered");
		assert_eq!(told.latest_seal, number(model.current(text)), "latest e-seal of {text}");
		assert_eq!(told.next_seal, number(model.awaited(text)), "next e-seal of {text}");
		let live = told
			.latest_seal
			.filter(|id| ESeal::api_seal(*id).is_some_and(|told| told.status == pallet_e_seal::SealStatus::Active));
		assert_eq!(live, number(model.live(text)), "live e-seal of {text}");
	}
}

/// How many e-seals there are of each kind.
fn counts(model: &Model) -> SealCounts {
	let all = |is_of: fn(&Seal) -> bool| model.seals.iter().filter(|seal| is_of(seal)).count() as u64;
	SealCounts {
		applied: all(|seal| seal.status == SealStatus::Applied),
		active: all(|seal| seal.status == SealStatus::Active && seal.standing_holds().is_empty()),
		on_hold: all(|seal| seal.status == SealStatus::Active && !seal.standing_holds().is_empty()),
		revoked: all(|seal| seal.status == SealStatus::Revoked),
		rejected: all(|seal| seal.status == SealStatus::Rejected),
		withdrawn: all(|seal| seal.status == SealStatus::Withdrawn),
		superseded: all(|seal| seal.status == SealStatus::Superseded),
	}
}

fn check_grants(model: &Model) {
	assert_eq!(NextGrantId::<Runtime>::get(), GrantId(model.grants.len() as u64));
	let mut open: BTreeMap<(SealId, AccountId), GrantId> = BTreeMap::new();
	let mut counts: BTreeMap<SealId, u32> = BTreeMap::new();
	for (id, grant) in model.grants.iter().enumerate() {
		let seal = SealId(grant.seal as u64);
		let stored = Grants::<Runtime>::get(GrantId(id as u64)).expect("it was given");
		// Before its first use it need not count those of the one that it goes on from, nor before the first under one that was lent.
		let (used, lent) = match model.own_uses(id) + model.own_lent(id) {
			0 if stored.spent() == 0 => (0, 0),
			_ => (model.used(id) as u32, model.lent(id) as u32),
		};
		let expected = Grant {
			seal,
			operator: grant.operator.clone(),
			second: grant.second.clone(),
			purposes: Purposes::try_from(grant.purposes.clone()).expect("no more than there are"),
			valid_until: grant.valid_until,
			quota: grant.quota,
			used,
			granted_at: grant.granted_at,
			ended: grant.ended,
			lent_from: grant.lender.map(|lender| GrantId(lender as u64)),
			lent,
		};
		assert_eq!(stored, expected, "grant {id}");
		if grant.is_open() {
			assert_eq!(open.insert((seal, grant.operator.clone()), GrantId(id as u64)), None);
			*counts.entry(seal).or_default() += 1;
		}
		// What counts from the one before may be nothing, and then need not be known.
		let from = CarriedFrom::<Runtime>::get(GrantId(id as u64)).map(|from| from.0 as usize);
		let nothing = grant.from.is_none_or(|from| model.used(from) + model.lent(from) == 0);
		assert!(from == grant.from || (from.is_none() && nothing), "grant {id}");
	}
	let stored = OpenGrants::<Runtime>::iter().map(|(seal, operator, id)| ((seal, operator), id));
	assert_eq!(stored.collect::<BTreeMap<_, _>>(), open);
	assert_eq!(OpenGrantCount::<Runtime>::iter().collect::<BTreeMap<_, _>>(), counts);
}

/// Owners and operators are told by what right they use an e-seal, and with which nonce; nobody else is told any.
fn check_rights(model: &Model) {
	let stranger = account_of(&pair("Stranger"));
	for id in 0..model.seals.len() {
		let seal = SealId(id as u64);
		let of_owner = UseRight {
			grant: None,
			nonce: model.by_owners(id),
		};
		let told = UsageLog::api_use_right(seal, model.owner_of(id));
		assert_eq!(told, Some(of_owner), "the owner's right to use e-seal {id}");
		if let Some(liquidator) = model.liquidator_of(id) {
			let told = UsageLog::api_use_right(seal, liquidator);
			assert_eq!(told, Some(of_owner), "the liquidator's right to use e-seal {id}");
		}
		assert_eq!(UsageLog::api_use_right(seal, &stranger), None);
	}
	// A liquidator uses the e-seal as such, also with a grant, under which nothing is used meanwhile.
	let open = model.grants.iter().enumerate().filter(|(_, grant)| grant.is_open());
	for (number, grant) in open.filter(|(_, grant)| model.liquidator_of(grant.seal) != Some(&grant.operator)) {
		let of_grant = UseRight {
			grant: Some(GrantId(number as u64)),
			nonce: model.used(number),
		};
		let told = UsageLog::api_use_right(SealId(grant.seal as u64), &grant.operator);
		assert_eq!(told, Some(of_grant), "the right of grant {number}");
	}
}

/// How often each e-seal was used and refused on the latest day with anything, and on the 31 days before.
fn check_activity(model: &Model) {
	let mut active = 0;
	for id in 0..model.seals.len() {
		let seal = SealId(id as u64);
		let days = model.by_day(Some(id), BlockNumber::MAX);
		let on = |day: u64| {
			let Counted { uses, refused, .. } = days.get(&day).copied().unwrap_or_default();
			DayActivity { uses, refused }
		};
		let as_of = |day: u64| {
			let mut past: Vec<_> = (day - 31..day).rev().map(on).collect();
			while past.last() == Some(&DayActivity::default()) {
				past.pop();
			}
			SealActivity {
				day: day as u32,
				today: on(day),
				past: past.try_into().expect("31 days"),
			}
		};
		let told = UsageLog::api_activity(seal);
		assert_eq!(told, Some(as_of(model.now.day())), "activity of e-seal {id} today");
		match days.keys().last() {
			Some(latest) => {
				active += 1;
				assert_eq!(
					Activity::<Runtime>::get(seal),
					as_of(*latest),
					"activity of e-seal {id}"
				);
			}
			None => assert!(!Activity::<Runtime>::contains_key(seal), "activity of e-seal {id}"),
		}
	}
	assert_eq!(Activity::<Runtime>::iter_keys().count(), active);
}

/// What the chain recorded and refused by day, in the blocks that have ended. Days that lie 400 days back may be gone, and none of
/// them is told.
fn check_totals(model: &Model) {
	let days = model.by_day(None, model.height);
	let first = model.now.day() - 399;
	let told = |day: &u64| {
		let Counted { records, uses, refused } = days.get(day).copied().unwrap_or_default();
		(*day as u32, DayTotals { records, uses, refused })
	};
	let stored: BTreeMap<_, _> = TotalsOfDay::<Runtime>::iter().collect();
	for (day, totals) in &stored {
		assert_eq!(told(&u64::from(*day)), (*day, *totals), "day {day}");
	}
	let counted: Vec<_> = days.keys().filter(|day| **day >= first).map(told).collect();
	assert!(counted.iter().all(|(day, _)| stored.contains_key(day)), "a day is gone");
	let page: Vec<_> = counted.into_iter().take(256).collect();
	assert_eq!(UsageLog::api_totals_of_days(0, u32::MAX), page);
}

fn check_flags(model: &Model) {
	assert_eq!(NextFlagId::<Runtime>::get(), FlagId(model.flags.len() as u64));
	for (id, flag) in model.flags.iter().enumerate() {
		let expected = Flag {
			seal: flag.of.0,
			index: flag.of.1,
			reason: flag.reason,
			note: flag.note,
			by: flag.by.clone(),
			at: flag.at,
			closed: flag.closed.clone(),
		};
		let number = FlagId(id as u64);
		assert_eq!(Flags::<Runtime>::get(number), Some(expected), "flag {id}");
		assert_eq!(
			UsageLog::api_flag_digest(number),
			model.flag_digest(number),
			"flag {id}"
		);
	}
}

/// What each account is told of its budget.
fn check_allowances(model: &Model) {
	for (who, account) in &model.accounts {
		let told = Admission::api_allowance(who).map(|told| (told.budget, (told.weight_left, told.bytes_left)));
		let expected = (model.budget(who), model.left(who, model.height));
		assert_eq!(told, account.admitted.then_some(expected), "budget of {who}");
	}
}

/// How each e-seal stood at each moment at which anything changed, and just before it.
fn check_standing(model: &Model) {
	for (id, seal) in model.seals.iter().enumerate() {
		let mut moments: BTreeSet<_> = seal
			.history
			.iter()
			.flat_map(|entry| [entry.effective_at, entry.recorded_at])
			.collect();
		moments.extend([seal.form.valid_from, seal.form.valid_until, model.now]);
		moments.extend(seal.holds.iter().flat_map(|span| [span.ends, span.begins]).flatten());
		moments.extend(model.gone(&seal.code).map(|gone| gone.since));
		for moment in moments
			.into_iter()
			.flat_map(|moment| [moment.saturating_sub(1), moment])
		{
			let standing = ESeal::standing_at(SealId(id as u64), moment).expect("there is such an e-seal");
			let (status, holds) = model.standing(id, moment);
			assert_eq!(standing.status, status, "e-seal {id} at {moment:?}");
			assert_eq!(
				standing.holds,
				holds.iter().copied().collect::<Vec<_>>(),
				"e-seal {id} at {moment:?}"
			);
			let valid = (seal.form.valid_from..seal.form.valid_until).contains(&moment);
			let usable = status == Some(pallet_e_seal::SealStatus::Active) && holds.is_empty() && valid;
			assert_eq!(standing.usable, usable, "e-seal {id} at {moment:?}");

			let then = ESeal::recorded_at(SealId(id as u64), moment).expect("there is such an e-seal");
			let (status, holds) = model.on_record(id, moment);
			assert_eq!(
				(then.status, then.holds),
				(status, holds.into_iter().collect()),
				"e-seal {id} on record at {moment:?}"
			);
		}
	}
}

/// Every use whose document the chain knows is found by it, and no other: in the index, and page by page.
fn check_documents(model: &Model) {
	const PAGE: u32 = 10;
	let expected = model.found_by_document();
	let keys: BTreeMap<_, _> = expected
		.iter()
		.map(|((document, seal, index), record)| ((document_key(document), (*seal, *index)), *record))
		.collect();
	let stored = UsesOfDocument::<Runtime>::iter().map(|(document, place, record)| ((document, place), record));
	assert_eq!(stored.collect::<BTreeMap<_, _>>(), keys);
	// And one that nobody used.
	let mut documents = BTreeSet::from([digest(1_000_000)]);
	documents.extend(expected.keys().map(|(document, _, _)| *document));
	let mut found: BTreeMap<(DocumentDigest, SealId, u64), u64> = BTreeMap::new();
	for document in documents {
		let mut after = None;
		loop {
			let page = UsageLog::api_uses_of_document(document, after, PAGE);
			let Some(last) = page.last() else { break };
			after = Some((last.used.seal, last.index));
			for FoundUse { index, record, used } in page {
				let seal = used.seal;
				assert_eq!(Records::<Runtime>::get(seal, record), Some(used));
				let again = found.insert((document, seal, index), record);
				assert_eq!(again, None, "use {index} of {seal} is on two pages");
			}
		}
	}
	assert_eq!(found, expected);
	for (id, flag) in model.flags.iter().enumerate() {
		let (seal, index) = flag.of;
		assert!(UsageLog::api_flags_of_use(seal, index, None, 256)
			.iter()
			.any(|(number, _)| *number == FlagId(id as u64)));
	}
}
