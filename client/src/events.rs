//! Events, in the terms of the block's metadata: whatever a runtime emits can be shown.

use crate::{block::Block, error::ReadError, value::Field, Config};
use codec::{Compact, Decode, Encode};
use std::fmt;
use subxt::{
	error::DispatchError,
	events::Phase,
	metadata::{ArcMetadata, Metadata},
};

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
	/// The pallet that tells.
	pub pallet: String,
	/// What happened.
	pub name: String,
	/// The number of the extrinsic that caused it; none if the block itself did.
	pub extrinsic: Option<u32>,
	/// The facts by their names, in the chain's order.
	pub fields: Vec<(String, Field)>,
	/// Why the extrinsic failed, if this is `System.ExtrinsicFailed`.
	pub failure: Option<CallError>,
}

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
	/// An error of a pallet.
	#[error("{pallet}.{error}")]
	Pallet {
		/// The pallet.
		pallet: String,
		/// The error's name.
		error: String,
		/// What the runtime's metadata says of it: a sentence for people, or nothing.
		docs: String,
	},
	/// The account may not do this.
	#[error("BadOrigin: the account may not do this")]
	BadOrigin,
	/// An error of the runtime itself, in its words.
	#[error("{0}")]
	Other(String),
}

impl CallError {
	/// Whether it is this error of a pallet.
	pub fn is(&self, of: &str, name: &str) -> bool {
		matches!(self, Self::Pallet { pallet, error, .. } if pallet == of && error == name)
	}

	fn of(error: &DispatchError) -> Self {
		match error {
			DispatchError::Module(module) => match module.details() {
				Ok(details) => Self::Pallet {
					pallet: details.pallet.name().to_owned(),
					error: details.variant.name.clone(),
					docs: details.variant.docs.join(" ").trim().to_owned(),
				},
				Err(_) => Self::Other(module.details_string()),
			},
			DispatchError::BadOrigin => Self::BadOrigin,
			other => Self::Other(other.to_string()),
		}
	}
}

impl Event {
	/// The fact of this name.
	pub fn get(&self, name: &str) -> Option<&Field> {
		self.fields
			.iter()
			.find(|(known, _)| known == name)
			.map(|(_, value)| value)
	}

	/// Whether it is this event of a pallet.
	pub fn is(&self, pallet: &str, name: &str) -> bool {
		self.pallet == pallet && self.name == name
	}
}

/// Why the extrinsic with these events failed; `None` if it did not.
pub fn failure(events: &[Event]) -> Option<&CallError> {
	events.iter().find_map(|event| event.failure.as_ref())
}

impl Block {
	/// What happened in the block, in order.
	pub async fn events(&self) -> Result<Vec<Event>, ReadError> {
		let found: Option<Vec<u8>> = self
			.raw(crate::storage::Item::of(self.metadata(), "System", "Events")?.key(&())?)
			.await?;
		self.events_of(found.unwrap_or_else(|| Vec::<u8>::new().encode()))
	}

	fn events_of(&self, bytes: Vec<u8>) -> Result<Vec<Event>, ReadError> {
		let unreadable = |reason: &dyn fmt::Display| self.unreadable("an event", reason);
		let mut rest = &bytes[..];
		let announced = Compact::<u32>::decode(&mut rest).map_err(|error| unreadable(&error))?.0;
		// subxt takes fewer events, or none, for what it cannot read.
		let mut unread = rest.len();
		let found = self.at.events().from_bytes(bytes.clone());
		let mut events = Vec::new();
		for event in found.iter() {
			let event = event.map_err(|error| unreadable(&error))?;
			unread = unread.saturating_sub(event.bytes().len());
			events.push(read(&event, &self.at.metadata()).map_err(|reason| unreadable(&reason))?);
		}
		if u32::try_from(events.len()) != Ok(announced) || unread > 0 {
			return Err(unreadable(&"there are others than are announced"));
		}
		Ok(events)
	}
}

fn read(event: &subxt::events::Event<'_, Config>, metadata: &ArcMetadata) -> Result<Event, String> {
	let (pallet, name) = (event.pallet_name(), event.event_name());
	let whole = |reason: &dyn fmt::Display| format!("{pallet}.{name}: {reason}");
	let failure = match (pallet, name) {
		("System", "ExtrinsicFailed") => Some(
			match DispatchError::decode_from(event.field_bytes(), ArcMetadata::clone(metadata)) {
				Ok(error) => CallError::of(&error),
				Err(_) => CallError::Other("the call failed, for a reason that this program cannot read".into()),
			},
		),
		_ => None,
	};
	let metadata: &Metadata = metadata;
	let variant = metadata
		.pallet_by_name(pallet)
		.and_then(|pallet| pallet.event_variant_by_index(event.event_index()))
		.ok_or_else(|| whole(&"the metadata does not have it"))?;
	let input = &mut event.field_bytes();
	let mut fields = Vec::new();
	for (i, field) in variant.fields.iter().enumerate() {
		let name = field.name.clone().unwrap_or_else(|| i.to_string());
		let value = Field::read(input, field.ty.id, metadata).map_err(|error| whole(&error))?;
		fields.push((name, value));
	}
	Ok(Event {
		pallet: pallet.to_owned(),
		name: name.to_owned(),
		extrinsic: match event.phase() {
			Phase::ApplyExtrinsic(index) => Some(index),
			_ => None,
		},
		fields,
		failure,
	})
}
