//! What a decision must name: the digest of an application, a record or a flag, from its documented layout.

use super::{Model, Seal};
use codec::Encode;
use eseal_primitives::SealId;
use pallet_usage_log::FlagId;
use sp_core::H256;
use sp_io::hashing::blake2_256;

fn digest(domain: &[u8], facts: impl Encode) -> H256 {
	blake2_256(&[domain, &facts.encode()].concat()).into()
}

impl Seal {
	/// The digest of the application.
	pub fn digest(&self) -> H256 {
		let who = (&self.uscc, &self.code, &self.name, &self.applicant);
		let form = &self.form;
		let what = (
			&form.key,
			form.certificate,
			form.picture,
			form.valid_from,
			form.valid_until,
		);
		digest(
			b"eseal:application:v1",
			(who, what, self.supersedes, self.changes, self.applied_at),
		)
	}
}

impl Model {
	/// The digest of an application.
	pub fn application_digest(&self, id: SealId) -> Option<H256> {
		self.find_seal(id).map(|id| self.seals[id].digest())
	}

	/// The digest of a record that is in the state.
	pub fn use_digest(&self, seal: SealId, record: u64) -> Option<H256> {
		let seal = &self.seals[self.find_seal(seal)?];
		let number = usize::try_from(record).ok().filter(|number| *number >= seal.left)?;
		let record = seal.records.get(number)?;
		Some(digest(b"eseal:use-record:v2", &record.said))
	}

	/// The digest of a flag.
	pub fn flag_digest(&self, id: FlagId) -> Option<H256> {
		let flag = self.flags.get(usize::try_from(id.0).ok()?)?;
		let (seal, index) = flag.of;
		let facts = (seal, index, flag.reason, flag.note, &flag.by, flag.at);
		Some(digest(b"eseal:flag:v1", facts))
	}
}
