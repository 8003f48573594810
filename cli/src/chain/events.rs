//! Events, in the terms of the node's metadata: whatever a runtime emits can be shown.

use super::{unreachable, Config};
use crate::{
	failure::{Failure, Kind, Result},
	output::time::Time,
};
use serde::Serialize;
use serde_json::{json, Value as Json};
use sp_core::crypto::AccountId32;
use subxt::{
	client::{ClientAtBlock, OnlineClientAtBlockImpl},
	error::DispatchError,
	events::Phase,
	ext::scale_value::{scale::decode_as_type, Composite, Primitive, Value, ValueDef},
	metadata::Metadata,
};

/// An event.
#[derive(Debug, Clone, Serialize)]
pub struct Event {
	/// The pallet that tells.
	pub pallet: String,
	/// What happened.
	pub event: String,
	/// The facts, by their names, in the chain's order.
	pub fields: Fields,
	/// Why the extrinsic failed, if this says so.
	#[serde(skip)]
	refusal: Option<Failure>,
}

/// Named facts, in their order.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, Json)>);

impl Fields {
	/// The fact of this name.
	pub fn get(&self, name: &str) -> Option<&Json> {
		self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
	}
}

impl Serialize for Fields {
	fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
		serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
	}
}

type At = ClientAtBlock<Config, OnlineClientAtBlockImpl<Config>>;

/// The events of one extrinsic.
pub fn of_extrinsic(found: &subxt::extrinsics::ExtrinsicEvents<Config>, at: &At) -> Result<Vec<Event>> {
	found
		.iter()
		.map(|event| read(&event.map_err(unreachable)?, at))
		.collect()
}

/// The events of a block that came of extrinsics or of the block itself, each with the extrinsic's number.
pub async fn of_block(at: &At) -> Result<Vec<(Option<u32>, Event)>> {
	let found = at.events().fetch().await.map_err(unreachable)?;
	found
		.iter()
		.map(|event| {
			let event = event.map_err(unreachable)?;
			let extrinsic = match event.phase() {
				Phase::ApplyExtrinsic(index) => Some(index),
				_ => None,
			};
			Ok((extrinsic, read(&event, at)?))
		})
		.collect()
}

/// Why the extrinsic with these events was refused; `None` if it was not.
pub fn refusal(events: &[Event]) -> Option<&Failure> {
	events.iter().find_map(|event| event.refusal.as_ref())
}

impl Event {
	/// Whether it is about this e-seal.
	pub fn is_about(&self, seal: u64) -> bool {
		self.fields.get("seal").and_then(Json::as_u64) == Some(seal)
	}

	/// Whether it tells of e-seals: not of the system's own doings.
	pub fn is_ours(&self) -> bool {
		matches!(self.pallet.as_str(), "ESeal" | "UsageLog")
	}

	/// One line for people.
	pub fn line(&self) -> String {
		let facts: Vec<String> = self
			.fields
			.0
			.iter()
			.filter(|(_, value)| !value.is_null())
			.map(|(name, value)| format!("{} {}", name.replace('_', " "), plain(value)))
			.collect();
		format!("{}: {}", self.event, facts.join(", "))
	}
}

/// A value for people.
fn plain(value: &Json) -> String {
	match value {
		Json::Null => "none".into(),
		Json::String(text) => text.clone(),
		Json::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("+"),
		Json::Object(fields) => {
			let text = |name| fields.get(name).and_then(Json::as_str);
			if let Some(ms) = fields.get("ms").and_then(Json::as_u64) {
				return Time::new(ms).to_string();
			}
			if let (Some(seat), Some(account)) = (text("seat"), text("account")) {
				return format!("{seat}, officer {account}");
			}
			if let Some(officer) = fields.get("Officer") {
				return plain(officer);
			}
			if let Some(owner) = fields.get("Owner") {
				return format!("the owner, {}", plain(owner));
			}
			fields
				.iter()
				.map(|(name, value)| match value {
					Json::Object(_) => format!("{name} {}", plain(value)),
					_ => plain(value),
				})
				.collect::<Vec<_>>()
				.join(" ")
		}
		other => other.to_string(),
	}
}

fn read(event: &subxt::events::Event<'_, Config>, at: &At) -> Result<Event> {
	let metadata = at.metadata_ref();
	let unknown = || {
		Failure::new(
			Kind::Incompatible,
			format!(
				"the event {}.{} cannot be read",
				event.pallet_name(),
				event.event_name()
			),
		)
	};
	let variant = metadata
		.pallet_by_name(event.pallet_name())
		.and_then(|pallet| pallet.event_variant_by_index(event.event_index()))
		.ok_or_else(unknown)?;
	let refusal = match (event.pallet_name(), event.event_name()) {
		("System", "ExtrinsicFailed") => Some(
			DispatchError::decode_from(event.field_bytes(), at.metadata())
				.map(|error| describe(&error))
				.unwrap_or_else(|_| Failure::refused("the call failed, for a reason that cannot be read")),
		),
		_ => None,
	};
	let input = &mut event.field_bytes();
	let mut fields = Fields::default();
	for (i, field) in variant.fields.iter().enumerate() {
		let value = decode_as_type(input, field.ty.id, metadata.types()).map_err(|_| unknown())?;
		let name = field.name.clone().unwrap_or_else(|| i.to_string());
		let shown = show(&value, &name, metadata);
		fields.0.push((name, shown));
	}
	Ok(Event {
		pallet: event.pallet_name().into(),
		event: event.event_name().into(),
		fields,
		refusal,
	})
}

/// What a call failed with, as the metadata's own texts tell it.
fn describe(error: &DispatchError) -> Failure {
	match error {
		DispatchError::Module(module) => match module.details() {
			Ok(details) => {
				let docs = details.variant.docs.join(" ");
				let failure = Failure::refused(format!("{}.{}", details.pallet.name(), details.variant.name));
				match docs.trim() {
					"" => failure,
					docs => failure.next(docs),
				}
			}
			Err(_) => Failure::refused(module.details_string()),
		},
		DispatchError::BadOrigin => Failure::refused("BadOrigin: the account may not do this")
			.next("Another role is needed. The command's line in the help names whose. Check --account."),
		other => Failure::refused(other.to_string()),
	}
}

/// A decoded value as JSON: accounts in SS58, bytes in hexadecimal, moments with their UTC text, enums by their names.
fn show(value: &Value<u32>, name: &str, metadata: &Metadata) -> Json {
	let path = metadata
		.types()
		.resolve(value.context)
		.map(|ty| ty.path.segments.join("::"))
		.unwrap_or_default();
	if path.ends_with("AccountId32") {
		if let Some(account) = bytes(value).and_then(|b| <[u8; 32]>::try_from(b).ok()) {
			return AccountId32::new(account).to_string().into();
		}
	}
	if let Some(bytes) = bytes(value).filter(|b| b.len() > 1) {
		return format!("0x{}", hex::encode(bytes)).into();
	}
	match &value.value {
		ValueDef::Primitive(Primitive::U128(number)) => match u64::try_from(*number) {
			Ok(moment) if name.ends_with("_at") || name.ends_with("_until") || name.ends_with("_from") => {
				serde_json::to_value(Time::new(moment)).unwrap_or(Json::Null)
			}
			Ok(number) => number.into(),
			Err(_) => number.to_string().into(),
		},
		ValueDef::Primitive(Primitive::String(text)) => text.clone().into(),
		ValueDef::Primitive(Primitive::Bool(flag)) => (*flag).into(),
		ValueDef::Primitive(other) => format!("{other:?}").into(),
		ValueDef::BitSequence(bits) => format!("{bits:?}").into(),
		ValueDef::Composite(inner) => composite(inner, name, metadata),
		ValueDef::Variant(variant) => match (variant.name.as_str(), variant.values.values().count()) {
			("None", 0) => Json::Null,
			("Some", 1) => composite(&variant.values, name, metadata),
			(variant, 0) => variant.into(),
			(variant_name, _) => {
				let inner = composite(&variant.values, name, metadata);
				if path.ends_with("DocumentDigest") {
					let digest = inner.as_str().unwrap_or_default();
					return format!("{}:{digest}", variant_name.to_lowercase()).into();
				}
				json!({ variant_name: inner })
			}
		},
	}
}

fn composite(inner: &Composite<u32>, name: &str, metadata: &Metadata) -> Json {
	match inner {
		Composite::Named(fields) => Json::Object(
			fields
				.iter()
				.map(|(name, value)| (name.clone(), show(value, name, metadata)))
				.collect(),
		),
		Composite::Unnamed(values) => match values.as_slice() {
			[one] => show(one, name, metadata),
			many => Json::Array(many.iter().map(|value| show(value, name, metadata)).collect()),
		},
	}
}

/// The bytes of a value that is nothing but bytes, through any newtypes around them.
fn bytes(value: &Value<u32>) -> Option<Vec<u8>> {
	let ValueDef::Composite(Composite::Unnamed(values)) = &value.value else {
		return None;
	};
	if let [one] = values.as_slice() {
		return bytes(one);
	}
	values
		.iter()
		.map(|value| match &value.value {
			ValueDef::Primitive(Primitive::U128(number)) => u8::try_from(*number).ok(),
			_ => None,
		})
		.collect()
}
