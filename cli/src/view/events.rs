//! Events, as JSON and as lines for people.

use super::{
	retention::retention,
	terminal::one_line,
	time::{day, Time},
};
use crate::digests;
use eseal_client::{events, value::Field};
use eseal_primitives::{Moment, SealId};
use eseal_receipt::Language;
use serde::Serialize;
use serde_json::{json, Map, Value as Json};

/// An event.
#[derive(Debug, Clone, Serialize)]
pub struct Event {
	/// The pallet that tells.
	pub pallet: String,
	/// What happened.
	pub event: String,
	/// The facts by their names, in the chain's order.
	pub fields: Facts,
}

/// Named facts, in their order.
#[derive(Debug, Clone, Default)]
pub struct Facts(Vec<(String, Json)>);

impl Serialize for Facts {
	fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
	}
}

impl Facts {
	/// Of named values.
	pub fn of(fields: &[(String, Field)]) -> Self {
		Self(
			fields
				.iter()
				.map(|(name, value)| (name.clone(), shape(value)))
				.collect(),
		)
	}

	/// For people, on one line.
	pub fn line(&self) -> String {
		let facts: Vec<String> = self
			.0
			.iter()
			.filter_map(|(name, value)| match (name.as_str(), value) {
				("retention", ms) => Some(format!("retention {}", retention(ms.as_u64(), Language::English))),
				("day", number) => {
					let number = number.as_u64().and_then(|number| u32::try_from(number).ok());
					number.map(|number| format!("day {}", day(number)))
				}
				(_, Json::Null) => None,
				(name, value) => Some(format!("{} {}", name.replace('_', " "), plain(value))),
			})
			.collect();
		one_line(&facts.join(", ")).into_owned()
	}
}

impl From<&events::Event> for Event {
	fn from(event: &events::Event) -> Self {
		Self {
			pallet: event.pallet.clone(),
			event: event.name.clone(),
			fields: Facts::of(&event.fields),
		}
	}
}

/// Whether an event tells of e-seals, of what officers do or of what accounts may send: not of the system's own doings.
pub fn is_ours(event: &events::Event) -> bool {
	matches!(
		event.pallet.as_str(),
		"Admission" | "DualControl" | "ESeal" | "UsageLog"
	)
}

/// Whether an event is about this e-seal.
pub fn is_about(event: &events::Event, seal: SealId) -> bool {
	event.get("seal").and_then(Field::as_u64) == Some(seal.0)
}

impl Event {
	/// One line for people.
	pub fn line(&self) -> String {
		one_line(&format!("{}: {}", self.event, self.fields.line())).into_owned()
	}
}

/// A value as JSON: accounts by their address, bytes in hexadecimal, moments with their UTC text, enums by their names.
fn shape(value: &Field) -> Json {
	match value {
		Field::Bool(flag) => (*flag).into(),
		Field::Number(number) => match u64::try_from(*number) {
			Ok(number) => number.into(),
			Err(_) => number.to_string().into(),
		},
		Field::Text(text) | Field::Name(text) => text.clone().into(),
		Field::Bytes(bytes) => format!("0x{}", hex::encode(bytes)).into(),
		Field::Account(account) => account.to_string().into(),
		Field::Moment(moment) => serde_json::to_value(Time::new(*moment)).unwrap_or(Json::Null),
		Field::Digest(digest) => digests::text(digest).into(),
		Field::Variant(name, inner) => json!({ name: shape(inner) }),
		Field::List(values) => values.iter().map(shape).collect::<Vec<_>>().into(),
		Field::Record(fields) => {
			let fields = fields.iter().map(|(name, value)| (name.clone(), shape(value)));
			fields.collect::<Map<_, _>>().into()
		}
		_ => Json::Null,
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
				return Time::new(Moment(ms)).to_string();
			}
			if let (Some(seat), Some(account)) = (text("seat"), text("account")) {
				return format!("{seat}, officer {account}");
			}
			if let Some(officer) = fields.get("Officer") {
				return plain(officer);
			}
			if let Some(agencies) = fields.get("Agencies") {
				let each = |name: &str| plain(agencies.get(name).unwrap_or(&Json::Null));
				return format!("{} with {}", each("proposed"), each("agreed"));
			}
			if let Some(owner) = fields.get("Owner") {
				return format!("the owner, {}", plain(owner));
			}
			if let Some(batch) = fields.get("Batch") {
				let fact = |name: &str| plain(batch.get(name).unwrap_or(&Json::Null));
				return format!("a batch of {} with root {}", fact("count"), fact("root"));
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

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_primitives::DocumentDigest;

	#[test]
	fn an_event_as_json_and_as_a_line() {
		let account = eseal_client::AccountId::new([1; 32]);
		let officer = Field::Record(vec![
			("seat".into(), Field::Name("PublicSecurity".into())),
			("account".into(), Field::Account(account.clone())),
		]);
		let event = events::Event {
			pallet: "ESeal".into(),
			name: "HoldPlaced".into(),
			extrinsic: Some(1),
			fields: vec![
				("seal".into(), Field::Number(7)),
				("order".into(), Field::Digest(DocumentDigest::Sm3([2; 32].into()))),
				("effective_at".into(), Field::Moment(Moment(1_795_335_324_000))),
				("by".into(), Field::Variant("Officer".into(), Box::new(officer))),
				("grant".into(), Field::None),
			],
			failure: None,
		};
		assert!(is_ours(&event) && is_about(&event, SealId(7)) && !is_about(&event, SealId(8)));
		let event = Event::from(&event);
		let order = format!("sm3:0x{}", "02".repeat(32));
		assert_eq!(
			serde_json::to_value(&event).unwrap(),
			json!({
				"pallet": "ESeal",
				"event": "HoldPlaced",
				"fields": {
					"seal": 7,
					"order": order,
					"effective_at": { "ms": 1_795_335_324_000u64, "utc": "2026-11-22T08:15:24Z" },
					"by": { "Officer": { "seat": "PublicSecurity", "account": account.to_string() } },
					"grant": null,
				},
			})
		);
		let line = event.line();
		assert!(
			line.starts_with(&format!("HoldPlaced: seal 7, order {order}, effective at 2026-11-2")),
			"{line}"
		);
		assert!(
			line.ends_with(&format!("by PublicSecurity, officer {account}")),
			"{line}"
		);
	}

	#[test]
	fn a_retention_is_told_in_words() {
		for (value, line) in [
			(Field::Number(30 * 86_400_000), "RetentionSet: retention 30 days"),
			(Field::None, "RetentionSet: retention for ever"),
		] {
			let event = events::Event {
				pallet: "UsageLog".into(),
				name: "RetentionSet".into(),
				extrinsic: Some(1),
				fields: vec![("retention".into(), value)],
				failure: None,
			};
			assert_eq!(Event::from(&event).line(), line);
		}
	}

	#[test]
	fn alarms_are_lines_with_what_to_look_at() {
		let alarm = |name: &str, fields: &[(&str, Field)]| events::Event {
			pallet: "UsageLog".into(),
			name: name.into(),
			extrinsic: Some(1),
			fields: fields
				.iter()
				.map(|(name, value)| ((*name).to_owned(), value.clone()))
				.collect(),
			failure: None,
		};
		let burst = alarm(
			"BurstOfUses",
			&[
				("seal", Field::Number(7)),
				("day", Field::Number(20_779)),
				("uses", Field::Number(1_200)),
				("busiest", Field::Number(63)),
			],
		);
		assert!(is_ours(&burst) && is_about(&burst, SealId(7)));
		let burst = Event::from(&burst);
		assert_eq!(
			burst.line(),
			"BurstOfUses: seal 7, day 2026-11-22, uses 1200, busiest 63"
		);
		assert_eq!(serde_json::to_value(&burst).unwrap()["fields"]["day"], 20_779);

		let account = eseal_client::AccountId::new([1; 32]);
		let quota = alarm(
			"QuotaNearlyUsed",
			&[
				("grant", Field::Number(3)),
				("seal", Field::Number(7)),
				("operator", Field::Account(account.clone())),
				("used", Field::Number(90)),
				("quota", Field::Number(100)),
			],
		);
		assert!(is_about(&quota, SealId(7)));
		assert_eq!(
			Event::from(&quota).line(),
			format!("QuotaNearlyUsed: grant 3, seal 7, operator {account}, used 90, quota 100")
		);
	}

	#[test]
	fn a_batch_as_json_and_as_a_line() {
		let documents = Field::Record(vec![
			("count".into(), Field::Number(256)),
			("root".into(), Field::Bytes(vec![7; 32])),
		]);
		let event = events::Event {
			pallet: "UsageLog".into(),
			name: "BatchRecorded".into(),
			extrinsic: Some(1),
			fields: vec![
				("seal".into(), Field::Number(7)),
				("uscc".into(), Field::Text("91330100799655058B".into())),
				("index".into(), Field::Number(17)),
				("documents".into(), Field::Variant("Batch".into(), Box::new(documents))),
				("listed".into(), Field::Bool(true)),
			],
			failure: None,
		};
		let event = Event::from(&event);
		let root = format!("0x{}", "07".repeat(32));
		assert_eq!(
			event.line(),
			format!(
				"BatchRecorded: seal 7, uscc 91330100799655058B, index 17, documents a batch of 256 with root {root}, listed true"
			)
		);
		let json = serde_json::to_value(&event).unwrap();
		assert_eq!(
			json["fields"]["documents"],
			json!({ "Batch": { "count": 256, "root": root } })
		);
	}
}
