//! What every stored enum without data has in common.

/// Derives what every stored enum without data has in common.
macro_rules! plain_enum {
	($(#[$doc:meta])* pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $index:literal,)* }) => {
		$(#[$doc])*
		#[derive(
			Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen,
			TypeInfo,
		)]
		pub enum $name {
			$($(#[$variant_doc])* #[codec(index = $index)] $variant,)*
		}
	};
}

pub(crate) use plain_enum;
