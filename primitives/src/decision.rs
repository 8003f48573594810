//! What a decision names: with the number of an application, an e-seal, a use, a flag, a prepared act or a correction, the digest
//! of what stands behind it.
//!
//! Numbers are given one after the other, so on another fork of the chain the same number may stand for something else; and
//! while an agency's nodes are away, forks live long. A signed decision is therefore not only about a number: the call
//! carries the digest too, and fails with an error of its own where that differs.
//!
//! A digest covers what was fixed at the beginning and nothing that changes later. If it covered an e-seal's history, an
//! owner who suspends and resumes the e-seal without pause could make every freeze fail.
//!
//! This module says which bytes are digested; `eseal_crypto::decision` digests them.

use crate::{
	act::Act,
	correction::ProposedCorrection,
	enterprise::Enterprise,
	flag::Flag,
	history::HistoryEntry,
	physical_seal::PhysicalSeal,
	register::{RegisterEntry, RegisterSubject},
	seal::Seal,
	usage::UseRecord,
	SealCode, Uscc,
};
use alloc::vec::Vec;
use codec::Encode;
use sp_core::H256;

/// Begins what is digested of an application, so that no other digest is ever the same.
pub const APPLICATION_DOMAIN: &[u8] = b"eseal:application:v1";

/// Begins what is digested of a use.
pub const USE_RECORD_DOMAIN: &[u8] = b"eseal:use-record:v2";

/// Begins what is digested of a flag.
pub const FLAG_DOMAIN: &[u8] = b"eseal:flag:v1";

/// Begins what is digested of an officer's act.
pub const ACT_DOMAIN: &[u8] = b"eseal:act:v1";

/// Begins what is digested of an entry of an e-seal's history.
pub const HISTORY_ENTRY_DOMAIN: &[u8] = b"eseal:history-entry:v1";

/// Begins what is digested of a record of the register.
pub const REGISTER_ENTRY_DOMAIN: &[u8] = b"eseal:register-entry:v1";

/// Begins what is digested of a registration.
pub const REGISTRATION_DOMAIN: &[u8] = b"eseal:registration:v1";

/// Begins what is digested of a physical seal on file.
pub const PHYSICAL_SEAL_DOMAIN: &[u8] = b"eseal:physical-seal:v1";

/// Begins what is digested of a correction.
pub const CORRECTION_DOMAIN: &[u8] = b"eseal:correction:v1";

/// What is digested of an officer's act: [`ACT_DOMAIN`], then the SCALE encoding of `act`, then that of the call's arguments
/// in their order. These are the call's bytes with the act in place of the numbers of pallet and call.
pub fn act_bytes(act: Act, arguments: &impl Encode) -> Vec<u8> {
	let mut bytes = ACT_DOMAIN.to_vec();
	act.encode_to(&mut bytes);
	arguments.encode_to(&mut bytes);
	bytes
}

impl<AccountId: Encode> Seal<AccountId> {
	/// What is digested of the application, which stays the same all the e-seal's life: [`APPLICATION_DOMAIN`], then the
	/// SCALE encoding of `uscc`, `code`, `name`, `applicant`, `key`, `certificate`, `picture`, `valid_from`, `valid_until`,
	/// `supersedes`, `enterprise_revision` and `applied_at`.
	pub fn application_bytes(&self) -> Vec<u8> {
		// Every field is named: a new one must be put on one of the two sides.
		let Self {
			uscc,
			code,
			name,
			applicant,
			key,
			certificate,
			picture,
			valid_from,
			valid_until,
			supersedes,
			enterprise_revision,
			applied_at,
			status: _,
			holds: _,
			terms: _,
			activated_at: _,
			loss: _,
			revoked: _,
			history_len: _,
			history_digest: _,
		} = self;
		let mut bytes = APPLICATION_DOMAIN.to_vec();
		(uscc, code, name, applicant, key, certificate, picture).encode_to(&mut bytes);
		(valid_from, valid_until, supersedes, enterprise_revision, applied_at).encode_to(&mut bytes);
		bytes
	}
}

impl<AccountId: Encode, BlockNumber: Encode> UseRecord<AccountId, BlockNumber> {
	/// What is digested of the record: [`USE_RECORD_DOMAIN`], then the SCALE encoding of the whole record, which never changes.
	pub fn bytes_to_digest(&self) -> Vec<u8> {
		let mut bytes = USE_RECORD_DOMAIN.to_vec();
		self.encode_to(&mut bytes);
		bytes
	}
}

impl<AccountId: Encode> Flag<AccountId> {
	/// What is digested of the flag, as it was raised: [`FLAG_DOMAIN`], then the SCALE encoding of all but how it was closed:
	/// `seal`, `index`, `reason`, `note`, `by` and `at`.
	pub fn bytes_to_digest(&self) -> Vec<u8> {
		let Self {
			seal,
			index,
			reason,
			note,
			by,
			at,
			closed: _,
		} = self;
		let mut bytes = FLAG_DOMAIN.to_vec();
		(seal, index, reason, note, by, at).encode_to(&mut bytes);
		bytes
	}
}

impl<AccountId: Encode, BlockNumber: Encode> HistoryEntry<AccountId, BlockNumber> {
	/// What is digested of entry `index` of the history of the e-seal whose application has this digest:
	/// [`HISTORY_ENTRY_DOMAIN`], then the SCALE encoding of `application`, `index` and the whole entry, which never changes.
	pub fn bytes_to_digest(&self, application: H256, index: u32) -> Vec<u8> {
		let mut bytes = HISTORY_ENTRY_DOMAIN.to_vec();
		(application, index, self).encode_to(&mut bytes);
		bytes
	}
}

impl<AccountId: Encode, BlockNumber: Encode> RegisterEntry<AccountId, BlockNumber> {
	/// What is digested of record `index` of a subject: [`REGISTER_ENTRY_DOMAIN`], then the SCALE encoding of `subject`, `index` and
	/// the whole record, which never changes.
	pub fn bytes_to_digest(&self, subject: RegisterSubject, index: u32) -> Vec<u8> {
		let mut bytes = REGISTER_ENTRY_DOMAIN.to_vec();
		(subject, index, self).encode_to(&mut bytes);
		bytes
	}
}

impl<AccountId: Encode> Enterprise<AccountId> {
	/// What is digested of the registration under `uscc`, as it stands: [`REGISTRATION_DOMAIN`], then the SCALE encoding of `uscc` and the
	/// whole record as of now, [`Enterprise::settled`]. It changes with what Market Supervision records, and when a name counts that was recorded
	/// ahead.
	pub fn bytes_to_digest(&self, uscc: &Uscc) -> Vec<u8> {
		let mut bytes = REGISTRATION_DOMAIN.to_vec();
		(uscc, self).encode_to(&mut bytes);
		bytes
	}
}

impl PhysicalSeal {
	/// What is digested of the physical seal on file under `code`, as it stands: [`PHYSICAL_SEAL_DOMAIN`], then the SCALE encoding of
	/// `code`, the digest of the head of its records, `uscc`, `kind`, `imprint`, `maker`, `status`, `filed_at` and `status_since`. Not with
	/// which e-seal it is paired, which others decide on, nor whether it is gone under its right code: of one that is Misfiled nothing is
	/// decided any more.
	pub fn bytes_to_digest(&self, code: SealCode, records: H256) -> Vec<u8> {
		let Self {
			uscc,
			kind,
			imprint,
			maker,
			status,
			filed_at,
			status_since,
			gone_under_right_code: _,
			paired: _,
		} = self;
		let mut bytes = PHYSICAL_SEAL_DOMAIN.to_vec();
		(code, records, uscc, kind, imprint, maker).encode_to(&mut bytes);
		(status, filed_at, status_since).encode_to(&mut bytes);
		bytes
	}
}

impl<AccountId: Encode> ProposedCorrection<AccountId> {
	/// What is digested of the correction, as it was proposed: [`CORRECTION_DOMAIN`], then the SCALE encoding of all but who
	/// agreed to it: `correction`, `decision`, `proposed_by`, `proposed_at` and `until`.
	pub fn bytes_to_digest(&self) -> Vec<u8> {
		let Self {
			correction,
			decision,
			proposed_by,
			proposed_at,
			until,
			made: _,
		} = self;
		let mut bytes = CORRECTION_DOMAIN.to_vec();
		(correction, decision, proposed_by, proposed_at, until).encode_to(&mut bytes);
		bytes
	}
}
