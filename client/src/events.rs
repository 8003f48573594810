//! Events, in the terms of the block's metadata: whatever a runtime emits can be shown.

use crate::{block::Block, error::ReadError, value::Field, Config};
use codec::{Compact, Decode, Encode};
use std::fmt;
use subxt::{
	error::DispatchError,
	events::Phase,
	metadata::{ArcMetadata, Metadata},
};

/// Tells that an extrinsic failed, and why.
const EXTRINSIC_FAILED: (&str, &str) = ("System", "ExtrinsicFailed");

/// Tells that a use was refused that was sent with others, and why.
const USE_REFUSED: (&str, &str) = ("UsageLog", "UseRefused");

/// Tell what became of a call in a batch, in the order of the calls, and why one failed.
const ITEM_COMPLETED: (&str, &str) = ("Utility", "ItemCompleted");
const ITEM_FAILED: (&str, &str) = ("Utility", "ItemFailed");

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
	/// Why the extrinsic failed, if this is `System.ExtrinsicFailed`; why a use was refused that was sent with others, if
	/// `UsageLog.UseRefused`; why a call in a batch failed, if `Utility.ItemFailed`.
	pub failure: Option<CallError>,
}

/// Why a call failed, or a use was refused.
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

	/// Why an extrinsic failed; `None` if this event does not tell of one that did.
	pub fn extrinsic_failure(&self) -> Option<&CallError> {
		let (pallet, name) = EXTRINSIC_FAILED;
		self.failure.as_ref().filter(|_| self.is(pallet, name))
	}

	/// Why a use was refused that was sent with others; `None` if this event does not tell of one.
	pub fn refusal(&self) -> Option<&CallError> {
		let (pallet, name) = USE_REFUSED;
		self.failure.as_ref().filter(|_| self.is(pallet, name))
	}

	/// How many uses it tells were recorded: a batch is as many as it has documents.
	pub fn uses_recorded(&self) -> u64 {
		if self.is("UsageLog", "UseRecorded") {
			return 1;
		}
		match self.get("documents") {
			Some(Field::Variant(_, batch)) if self.is("UsageLog", "BatchRecorded") => {
				batch.get("count").and_then(Field::as_u64).unwrap_or_default()
			}
			_ => 0,
		}
	}
}

/// Why the extrinsic with these events failed; `None` if it did not.
pub fn failure(events: &[Event]) -> Option<&CallError> {
	events.iter().find_map(Event::extrinsic_failure)
}

/// What became of each call in a batch with these events, in the order of the calls.
pub fn items(events: &[Event]) -> Vec<Result<(), &CallError>> {
	let (completed, failed) = (ITEM_COMPLETED, ITEM_FAILED);
	events
		.iter()
		.filter_map(|event| match &event.failure {
			None => event.is(completed.0, completed.1).then_some(Ok(())),
			Some(error) => event.is(failed.0, failed.1).then_some(Err(error)),
		})
		.collect()
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
	let tells_of_failure = [EXTRINSIC_FAILED, USE_REFUSED, ITEM_FAILED].contains(&(pallet, name));
	let types: &Metadata = metadata;
	let variant = types
		.pallet_by_name(pallet)
		.and_then(|pallet| pallet.event_variant_by_index(event.event_index()))
		.ok_or_else(|| whole(&"the metadata does not have it"))?;
	let input = &mut event.field_bytes();
	let mut fields = Vec::new();
	let mut failure = None;
	for (i, field) in variant.fields.iter().enumerate() {
		let name = field.name.clone().unwrap_or_else(|| i.to_string());
		let before = *input;
		let mut value = Field::read(input, field.ty.id, types).map_err(|error| whole(&error))?;
		if types.dispatch_error_ty() == Some(field.ty.id) {
			let length = before.len().saturating_sub(input.len());
			let error = error(before.get(..length).unwrap_or_default(), metadata);
			// The numbers of a pallet and of its error say nothing to people.
			value = Field::Name(error.to_string());
			failure = failure.or(tells_of_failure.then_some(error));
		}
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

/// The error that these bytes are.
fn error(bytes: &[u8], metadata: &ArcMetadata) -> CallError {
	match DispatchError::decode_from(bytes, ArcMetadata::clone(metadata)) {
		Ok(error) => CallError::of(&error),
		Err(_) => CallError::Other("the call failed, for a reason that this program cannot read".into()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn event(pallet: &str, name: &str, fields: Vec<(String, Field)>) -> Event {
		Event {
			pallet: pallet.into(),
			name: name.into(),
			extrinsic: Some(1),
			fields,
			failure: Some(CallError::BadOrigin),
		}
	}

	#[test]
	fn a_refused_use_is_no_failed_call() {
		let refused = event("UsageLog", "UseRefused", Vec::new());
		let failed = event("System", "ExtrinsicFailed", Vec::new());
		assert_eq!(refused.refusal(), Some(&CallError::BadOrigin));
		assert_eq!((refused.extrinsic_failure(), failed.refusal()), (None, None));
		assert_eq!(failure(std::slice::from_ref(&refused)), None);
		assert_eq!(failure(&[refused, failed]), Some(&CallError::BadOrigin));
	}

	#[test]
	fn the_calls_in_a_batch_are_told_of_in_their_order() {
		let completed = Event {
			failure: None,
			..event("Utility", "ItemCompleted", Vec::new())
		};
		let failed = event("Utility", "ItemFailed", Vec::new());
		let others = [
			event("System", "ExtrinsicFailed", Vec::new()),
			event("UsageLog", "UseRefused", Vec::new()),
			Event {
				failure: None,
				..event("Utility", "BatchCompletedWithErrors", Vec::new())
			},
		];
		let mut events = vec![completed.clone(), failed.clone(), completed, failed];
		events.extend(others);
		let bad = &CallError::BadOrigin;
		assert_eq!(items(&events), [Ok(()), Err(bad), Ok(()), Err(bad)]);
		assert_eq!(failure(&events[..4]), None);
	}

	#[test]
	fn a_batch_is_as_many_uses_as_it_has_documents() {
		let documents = |count| {
			let count = ("count".to_owned(), Field::Number(count));
			let batch = Field::Variant("Batch".into(), Box::new(Field::Record(vec![count])));
			vec![("documents".to_owned(), batch)]
		};
		assert_eq!(event("UsageLog", "UseRecorded", Vec::new()).uses_recorded(), 1);
		assert_eq!(
			event("UsageLog", "BatchRecorded", documents(1_048_576)).uses_recorded(),
			1_048_576
		);
		// Another pallet's event, and another one that has a field of this name.
		assert_eq!(event("Other", "BatchRecorded", documents(7)).uses_recorded(), 0);
		assert_eq!(event("UsageLog", "UseFlagged", documents(7)).uses_recorded(), 0);
		assert_eq!(event("UsageLog", "BatchRecorded", Vec::new()).uses_recorded(), 0);
	}
}
