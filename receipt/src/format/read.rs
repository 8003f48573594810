//! How the JSON is read: strictly, so that one text has one meaning for every program.

use super::Typed;
use crate::reason::{JsonFault, Paper, Reason};
use alloc::{
	borrow::{Cow, ToOwned},
	collections::BTreeSet,
	string::String,
	vec::Vec,
};
use core::{cell::RefCell, fmt};
use serde::{
	de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor},
	Deserialize,
};
use serde_json::error::Category;

/// The most bytes that a receipt, an anchor or the first line of a log may have.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The most characters that are quoted of what is not to be trusted.
const MAX_QUOTED: usize = 80;

/// The names under which an array may stand. Everywhere else an array would be taken for an object, its items for the
/// object's fields in order.
const LISTS: [&str; 3] = ["authorities", "handOffs", "ancestors"];

/// Why bytes are not JSON of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormatError {
	/// More than [`MAX_BYTES`].
	TooLong,
	/// Not JSON of this shape. Line and column count from 1.
	Malformed {
		/// What is wrong.
		fault: JsonFault,
		/// Where.
		line: u64,
		/// Where in the line, in bytes.
		column: u64,
	},
	/// An object has this name twice.
	DuplicateName(String),
	/// An array stands under this name, where none belongs; at the top if the name is empty.
	MisplacedArray(String),
	/// An older version of the type.
	OlderVersion(u32),
	/// A newer version of the type.
	NewerVersion(u32),
	/// Another type.
	UnknownType(String),
}

impl FormatError {
	/// The reason that a verdict gives.
	pub fn reason(self, paper: Paper) -> Reason {
		let known = super::VERSION;
		match self {
			Self::TooLong => Reason::TooLong {
				paper,
				limit: u64::try_from(MAX_BYTES).unwrap_or(u64::MAX),
			},
			Self::Malformed { fault, line, column } => Reason::Malformed {
				paper,
				fault,
				line,
				column,
			},
			Self::DuplicateName(name) => Reason::DuplicateName { paper, name },
			Self::MisplacedArray(name) => Reason::MisplacedArray { paper, name },
			Self::OlderVersion(version) => Reason::OlderVersion { paper, version, known },
			Self::NewerVersion(version) => Reason::NewerVersion { paper, version, known },
			Self::UnknownType(media_type) => Reason::UnknownType { paper, media_type },
		}
	}

	/// Whether another program may know what this is.
	pub fn is_of_another_type(&self) -> bool {
		matches!(
			self,
			Self::OlderVersion(_) | Self::NewerVersion(_) | Self::UnknownType(_)
		)
	}
}

impl From<serde_json::Error> for FormatError {
	fn from(error: serde_json::Error) -> Self {
		let fault = match error.classify() {
			Category::Eof => JsonFault::EndsEarly,
			Category::Data => JsonFault::Shape,
			Category::Syntax | Category::Io => JsonFault::Syntax,
		};
		let number = |number| u64::try_from(number).unwrap_or(u64::MAX);
		Self::Malformed {
			fault,
			line: number(error.line()),
			column: number(error.column()),
		}
	}
}

/// Reads JSON that names its own type. What is refused: more than [`MAX_BYTES`], another type or version, a name that
/// stands twice in an object however it is written, an array anywhere but where a list belongs, a field that is missing or
/// not known, a value of another kind, and anything after the end.
///
/// # Errors
///
/// Any [`FormatError`].
pub fn parse<T: Typed>(bytes: &[u8]) -> Result<T, FormatError> {
	if bytes.len() > MAX_BYTES {
		return Err(FormatError::TooLong);
	}
	let media_type = scan(bytes)?;
	match media_type {
		Some(found) if found != T::TYPE => Err(another_type(&found, T::TYPE)),
		// Without a type it is of the wrong shape, which the reading says.
		_ => Ok(serde_json::from_slice(bytes)?),
	}
}

/// Checks what holds for all JSON here, and returns what it says of its own type.
///
/// # Errors
///
/// No JSON, a name twice, or an array out of place.
pub(super) fn scan(bytes: &[u8]) -> Result<Option<String>, FormatError> {
	let found = RefCell::new(Found::default());
	let mut deserializer = serde_json::Deserializer::from_slice(bytes);
	let outcome = Scan {
		found: &found,
		name: "",
		place: Place::Top,
	}
	.deserialize(&mut deserializer)
	.and_then(|()| deserializer.end());
	let Found { media_type, fault } = found.into_inner();
	match (outcome, fault) {
		(_, Some(fault)) => Err(fault),
		(Err(error), None) => Err(error.into()),
		(Ok(()), None) => Ok(media_type),
	}
}

/// How another media type differs from the one that is known.
fn another_type(found: &str, known: &str) -> FormatError {
	let version = known.split_once(";version=").and_then(|(base, _)| {
		let digits = found.strip_prefix(base)?.strip_prefix(";version=")?;
		let plain = digits.bytes().all(|digit| digit.is_ascii_digit()) && !digits.starts_with('0');
		digits.parse::<u32>().ok().filter(|_| plain)
	});
	match version {
		Some(version) if version < super::VERSION => FormatError::OlderVersion(version),
		Some(version) => FormatError::NewerVersion(version),
		None => FormatError::UnknownType(quoted(found)),
	}
}

/// A text that is not to be trusted, so that it neither fills a screen nor steers it: of a bounded length, and of visible
/// ASCII characters and spaces only.
fn quoted(text: &str) -> String {
	let safe = |c: char| {
		if c.is_ascii_graphic() || c == ' ' {
			c
		} else {
			'\u{fffd}'
		}
	};
	text.chars().take(MAX_QUOTED).map(safe).collect()
}

/// What a scan came upon.
#[derive(Default)]
struct Found {
	media_type: Option<String>,
	fault: Option<FormatError>,
}

/// Where a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
	/// It is the whole text.
	Top,
	/// It is a field of an object.
	Field,
	/// It is an item of an array.
	Item,
}

/// Goes through one value.
#[derive(Clone, Copy)]
struct Scan<'a, 'n> {
	found: &'a RefCell<Found>,
	/// The name that it, or the array that it is an item of, stands under; empty at the top.
	name: &'n str,
	/// Where it stands.
	place: Place,
}

impl Scan<'_, '_> {
	/// Notes a fault, and ends the scan.
	fn fault<E: de::Error>(&self, fault: FormatError) -> E {
		self.found.borrow_mut().fault = Some(fault);
		E::custom("refused")
	}
}

impl<'de> DeserializeSeed<'de> for Scan<'_, '_> {
	type Value = ();

	fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
		deserializer.deserialize_any(self)
	}
}

impl<'de> Visitor<'de> for Scan<'_, '_> {
	type Value = ();

	fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("JSON")
	}

	fn visit_unit<E>(self) -> Result<(), E> {
		Ok(())
	}

	fn visit_bool<E>(self, _: bool) -> Result<(), E> {
		Ok(())
	}

	fn visit_u64<E>(self, _: u64) -> Result<(), E> {
		Ok(())
	}

	fn visit_i64<E>(self, _: i64) -> Result<(), E> {
		Ok(())
	}

	fn visit_f64<E>(self, _: f64) -> Result<(), E> {
		Ok(())
	}

	fn visit_str<E>(self, _: &str) -> Result<(), E> {
		Ok(())
	}

	fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
		if self.place != Place::Field || !LISTS.contains(&self.name) {
			return Err(self.fault(FormatError::MisplacedArray(quoted(self.name))));
		}
		let item = Scan {
			place: Place::Item,
			..self
		};
		while items.next_element_seed(item)?.is_some() {}
		Ok(())
	}

	fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
		let mut names = Names::default();
		while let Some(Name(name)) = fields.next_key()? {
			if names.have(&name) {
				return Err(self.fault(FormatError::DuplicateName(quoted(&name))));
			}
			if self.place == Place::Top && name == "type" {
				let media_type = fields.next_value_seed(MediaType)?;
				self.found.borrow_mut().media_type = media_type;
			} else {
				fields.next_value_seed(Scan {
					found: self.found,
					name: &name,
					place: Place::Field,
				})?;
			}
			names.add(name);
		}
		Ok(())
	}
}

/// The names of an object.
#[derive(Default)]
struct Names<'de> {
	/// As many as the objects of receipts have at most, or more: one by one is the quickest.
	few: Vec<Cow<'de, str>>,
	/// What a hostile object has beyond.
	more: BTreeSet<Cow<'de, str>>,
}

impl<'de> Names<'de> {
	const FEW: usize = 16;

	fn have(&self, name: &str) -> bool {
		self.few.iter().any(|known| known == name) || self.more.contains(name)
	}

	fn add(&mut self, name: Cow<'de, str>) {
		if self.few.len() < Self::FEW {
			self.few.push(name);
		} else {
			self.more.insert(name);
		}
	}
}

/// A name in an object, as it reads once escapes are undone.
struct Name<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
	fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Names;

		impl<'de> Visitor<'de> for Names {
			type Value = Name<'de>;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("a name")
			}

			fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
				Ok(Name(Cow::Borrowed(name)))
			}

			fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
				Ok(Name(Cow::Owned(name.to_owned())))
			}
		}

		deserializer.deserialize_str(Names)
	}
}

/// The text's own type, if it is a text.
struct MediaType;

impl<'de> DeserializeSeed<'de> for MediaType {
	type Value = Option<String>;

	fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
		let value = serde_json::Value::deserialize(deserializer)?;
		Ok(value.as_str().map(ToOwned::to_owned))
	}
}
