//! Enterprises, as the register has them.

use crate::{plain_enum::plain_enum, DocumentDigest, Moment, Text, Uscc, UsccCheck};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedVec, ConstU32};

/// The registered name of an enterprise: 1 to 256 bytes of UTF-8.
pub type Name = Text<256>;

plain_enum! {
	/// The status of an enterprise in the register.
	pub enum EnterpriseStatus {
		/// In business.
		Active = 0,
		/// In liquidation: its e-seal is on hold, and serves the liquidator alone.
		Restricted = 1,
		/// No longer in the register. Final, unless it was a mistake.
		Deregistered = 2,
		/// Never to have been registered under this code, which was wrong: it is registered under the right one. Final.
		Voided = 3,
	}
}

impl EnterpriseStatus {
	/// Whether there is such an enterprise in the register now.
	pub fn is_registered(self) -> bool {
		matches!(self, Self::Active | Self::Restricted)
	}
}

/// An enterprise in the register.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Enterprise<AccountId> {
	/// Its name, unless [`Enterprise::next_name`] has taken effect.
	pub name: Name,
	/// When this name was recorded; `None` for the one that it was registered with.
	pub renamed_at: Option<Moment>,
	/// The name that it has from a later moment on. When that moment comes, nothing happens on chain: see
	/// [`Enterprise::settled`]. Of a deregistered enterprise it does not count.
	pub next_name: Option<NextName>,
	/// The account that acts for it.
	pub owner: AccountId,
	pub status: EnterpriseStatus,
	/// Whether the rules of the standard were enforced on its code, or waived.
	pub check: UsccCheck,
	pub registered_at: Moment,
	/// How often its owner changed. An application can be approved only while this is unchanged.
	pub revision: u32,
}

/// A name that was recorded ahead of the moment from which on an enterprise has it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct NextName {
	/// The name.
	pub name: Name,
	/// The moment from which on the enterprise has it.
	pub from: Moment,
	/// When it was recorded. What is to carry this name is made after that.
	pub recorded_at: Moment,
}

impl<AccountId> Enterprise<AccountId> {
	/// The name that counts from a later moment on than `now`.
	pub fn awaited_name(&self, now: Moment) -> Option<&NextName> {
		let registered = self.status.is_registered();
		self.next_name.as_ref().filter(|next| registered && next.from > now)
	}

	/// The name at `moment`, by the present record, of a moment at or after the last change of the record; and when it was recorded,
	/// `None` for the one that the enterprise was registered with.
	pub fn name_at(&self, moment: Moment) -> (&Name, Option<Moment>) {
		match &self.next_name {
			Some(next) if self.status.is_registered() && next.from <= moment => (&next.name, Some(next.recorded_at)),
			_ => (&self.name, self.renamed_at),
		}
	}

	/// The record as of `now`: a name whose moment has come is the enterprise's.
	pub fn settled(mut self, now: Moment) -> Self {
		if !self.status.is_registered() {
			return self;
		}
		if let Some(next) = self.next_name.take_if(|next| next.from <= now) {
			self.name = next.name;
			self.renamed_at = Some(next.recorded_at);
		}
		self
	}
}

/// The liquidator of an enterprise, whom Market Supervision named.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Liquidator<AccountId> {
	/// The account that may use the enterprise's e-seal, for liquidation alone.
	pub account: AccountId,
	/// The digest of the decision by which it was appointed, a court's say.
	pub order: DocumentDigest,
	/// When Market Supervision named it.
	pub named_at: Moment,
}

/// A freeze of an enterprise by Public Security, on a legal order.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Freeze {
	/// The digest of the order that it is on, which names the case.
	pub order: DocumentDigest,
	/// When the order was recorded.
	pub placed_at: Moment,
	/// The moment at which it ends, unless it is renewed.
	pub until: Moment,
}

impl Freeze {
	/// Whether it counts at `moment`, a moment after it was placed.
	pub fn is_in_force(&self, moment: Moment) -> bool {
		moment < self.until
	}
}

/// The offer of an enterprise to a new owner account, such as that of a new legal representative.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Offer<AccountId> {
	/// The account that may accept. It has the role of an owner already, and no say.
	pub owner: AccountId,
	/// When it was made.
	pub offered_at: Moment,
	/// The moment at which it ends. It stays on record, and the account keeps its role, until it is withdrawn or replaced.
	pub until: Moment,
	/// The moment from which on the enterprise's live e-seal is on hold, unless a successor with another key has replaced it.
	pub rotate_by: Moment,
}

/// How many successors an enterprise has at most: the enterprises that it is divided into.
pub const MAX_SUCCESSORS: u32 = 8;

/// The successors of an enterprise, in the order in which they were recorded.
pub type Successors = BoundedVec<Uscc, ConstU32<MAX_SUCCESSORS>>;
