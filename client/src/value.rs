//! Values of any type that a runtime knows, as its metadata describes them.

use crate::AccountId;
use eseal_primitives::{DocumentDigest, Moment};
use scale_info::PortableRegistry;
use sp_core::H256;
use subxt::{
	ext::{
		scale_decode::Error as DecodeError,
		scale_value::{scale::decode_as_type, Composite, Primitive, Value, ValueDef},
	},
	metadata::Metadata,
};

/// A value whose type the metadata gives.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Field {
	/// Nothing: an option that has no value.
	None,
	/// Yes or no.
	Bool(bool),
	/// A number that is not negative.
	Number(u128),
	/// A text.
	Text(String),
	/// Two or more bytes: a digest, a key, a signature.
	Bytes(Vec<u8>),
	/// An account.
	Account(AccountId),
	/// A moment.
	Moment(Moment),
	/// The digest of a document.
	Digest(DocumentDigest),
	/// A kind, a state, a reason: an enum's variant without fields.
	Name(String),
	/// An enum's variant with fields: its name, and they.
	Variant(String, Box<Self>),
	/// Several values in order.
	List(Vec<Self>),
	/// Named values in order.
	Record(Vec<(String, Self)>),
}

impl Field {
	/// The number, if it is one that fits.
	pub fn as_u64(&self) -> Option<u64> {
		match self {
			Self::Number(number) => u64::try_from(*number).ok(),
			_ => None,
		}
	}

	/// The text, or the name of a variant without fields.
	pub fn as_str(&self) -> Option<&str> {
		match self {
			Self::Text(text) | Self::Name(text) => Some(text),
			_ => None,
		}
	}

	/// The value of this name in a record.
	pub fn get(&self, name: &str) -> Option<&Self> {
		match self {
			Self::Record(fields) => fields.iter().find(|(known, _)| known == name).map(|(_, value)| value),
			_ => None,
		}
	}

	/// Reads a value of a type from the front of some bytes.
	pub(crate) fn read(input: &mut &[u8], ty: u32, metadata: &Metadata) -> Result<Self, DecodeError> {
		Self::read_as(input, ty, metadata.types())
	}

	fn read_as(input: &mut &[u8], ty: u32, types: &PortableRegistry) -> Result<Self, DecodeError> {
		let value = decode_as_type(input, ty, types)?;
		Ok(of(&value, types))
	}
}

fn of(value: &Value<u32>, types: &PortableRegistry) -> Field {
	let ty = types.resolve(value.context);
	let ty = ty.and_then(|ty| ty.path.segments.last()).map_or("", String::as_str);
	let bytes = bytes(value);
	if ty == "AccountId32" {
		if let Some(account) = bytes.as_deref().and_then(|b| <[u8; 32]>::try_from(b).ok()) {
			return Field::Account(account.into());
		}
	}
	if let Some(bytes) = bytes.filter(|bytes| bytes.len() > 1) {
		return Field::Bytes(bytes);
	}
	match &value.value {
		ValueDef::Primitive(Primitive::U128(number)) => Field::Number(*number),
		ValueDef::Primitive(Primitive::String(text)) => Field::Text(text.clone()),
		ValueDef::Primitive(Primitive::Bool(flag)) => Field::Bool(*flag),
		ValueDef::Primitive(other) => Field::Text(format!("{other:?}")),
		ValueDef::BitSequence(bits) => Field::Text(bits.iter().map(|bit| if bit { '1' } else { '0' }).collect()),
		ValueDef::Composite(inner) => match (ty, composite(inner, types)) {
			("Moment", Field::Number(ms)) => {
				u64::try_from(ms).map_or(Field::Number(ms), |ms| Field::Moment(Moment(ms)))
			}
			(_, field) => field,
		},
		ValueDef::Variant(variant) => {
			let fields = variant.values.values().count();
			match (variant.name.as_str(), fields) {
				("None", 0) => Field::None,
				("Some", 1) => composite(&variant.values, types),
				(variant, 0) => Field::Name(variant.into()),
				(variant_name, _) => {
					let inner = composite(&variant.values, types);
					match digest(ty, variant_name, &inner) {
						Some(digest) => Field::Digest(digest),
						None => Field::Variant(variant_name.into(), Box::new(inner)),
					}
				}
			}
		}
	}
}

fn digest(ty: &str, algorithm: &str, value: &Field) -> Option<DocumentDigest> {
	let Field::Bytes(bytes) = value else { return None };
	let value = H256(<[u8; 32]>::try_from(bytes.as_slice()).ok()?);
	match (ty, algorithm) {
		("DocumentDigest", "Sha256") => Some(DocumentDigest::Sha256(value)),
		("DocumentDigest", "Sm3") => Some(DocumentDigest::Sm3(value)),
		("DocumentDigest", "Blake2b256") => Some(DocumentDigest::Blake2b256(value)),
		("DocumentDigest", "Commitment") => Some(DocumentDigest::Commitment(value)),
		("DocumentDigest", "CommitmentSm3") => Some(DocumentDigest::CommitmentSm3(value)),
		_ => None,
	}
}

fn composite(inner: &Composite<u32>, types: &PortableRegistry) -> Field {
	match inner {
		Composite::Named(fields) => Field::Record(
			fields
				.iter()
				.map(|(name, value)| (name.clone(), of(value, types)))
				.collect(),
		),
		Composite::Unnamed(values) => match values.as_slice() {
			[one] => of(one, types),
			many => Field::List(many.iter().map(|value| of(value, types)).collect()),
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

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use eseal_primitives::{Documents, SealId};
	use scale_info::{MetaType, Registry, TypeInfo};

	/// Reads the encoding of a value in the terms of its own type.
	fn read<T: Encode + TypeInfo + 'static>(value: &T) -> Field {
		let mut types = Registry::new();
		let ty = types.register_type(&MetaType::new::<T>()).id;
		Field::read_as(&mut &value.encode()[..], ty, &types.into()).unwrap()
	}

	#[test]
	fn moments_are_known_by_their_type() {
		assert_eq!(read(&Moment(5)), Field::Moment(Moment(5)));
		assert_eq!(read(&Some(Moment(5))), Field::Moment(Moment(5)));
		assert_eq!(read(&None::<Moment>), Field::None);
		assert_eq!(read(&SealId(5)), Field::Number(5));
		assert_eq!(read(&SealId(5)).as_u64(), Some(5));
	}

	#[test]
	fn digests_accounts_and_names_are_known() {
		let value = H256([7; 32]);
		for digest in [
			DocumentDigest::Sha256(value),
			DocumentDigest::Sm3(value),
			DocumentDigest::Blake2b256(value),
			DocumentDigest::Commitment(value),
			DocumentDigest::CommitmentSm3(value),
		] {
			assert_eq!(read(&digest), Field::Digest(digest));
		}
		let account = AccountId::new([7; 32]);
		assert_eq!(read(&account), Field::Account(account));
		assert_eq!(read(&eseal_primitives::Purpose::Tender), Field::Name("Tender".into()));
		assert_eq!(read(&vec![1u8, 2]), Field::Bytes(vec![1, 2]));
		assert_eq!(
			read(&(true, 1u8)),
			Field::List(vec![Field::Bool(true), Field::Number(1)])
		);
		assert_eq!(read(&"杭州".to_owned()).as_str(), Some("杭州"));
	}

	#[test]
	fn a_batch_says_its_number_and_root() {
		let digest = DocumentDigest::Sha256([7; 32].into());
		assert_eq!(
			read(&Documents::One(digest)),
			Field::Variant("One".into(), Box::new(Field::Digest(digest)))
		);
		let root = H256([9; 32]);
		let Field::Variant(name, batch) = read(&Documents::Batch { count: 3, root }) else {
			panic!("it is a variant")
		};
		assert_eq!((name.as_str(), batch.get("count")), ("Batch", Some(&Field::Number(3))));
		assert_eq!(batch.get("root"), Some(&Field::Bytes(root.0.to_vec())));
	}
}
