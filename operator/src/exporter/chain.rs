//! What the exporter asks its node. Names come from the metadata at the block that is asked about, so most runtime upgrades
//! change nothing here.

use super::{
	block_counter::{Blocks, Deeds, Place, Reading},
	metrics::Situation,
	since::Then,
	slots::UNKNOWN_SEAT,
};
use crate::address::Address;
use codec::{Decode, Input};
use eseal_client::{
	events::{CallError, Event},
	subxt::metadata::Metadata,
	AccountId, Block, Client, ConnectError, DigestItem, Header, NodeError, ReadError,
};
use scale_info::TypeDef;
use sp_core::H256;
use std::{collections::BTreeMap, time::Duration};

/// A node that takes longer than this is away.
const ANSWERS_WITHIN: Duration = Duration::from_secs(15);

/// How often a node is asked that refuses for another reason than that it has dropped what is asked for.
const TRIES: usize = 3;

/// How long to wait before it is asked again.
const ASK_AGAIN: Duration = Duration::from_secs(1);

/// The seat of each validator ever seen: one that was retired builds until the second session from then begins.
pub type Seats = BTreeMap<AccountId, String>;

/// A node that answers.
pub struct Node<'a> {
	client: Client,
	seats: &'a mut Seats,
}

/// Why there is no connection to use.
#[derive(Debug, thiserror::Error)]
pub enum CannotFollow {
	/// The node does not answer.
	#[error(transparent)]
	Connect(#[from] ConnectError),
	/// The connection broke.
	#[error(transparent)]
	Read(#[from] ReadError),
	/// It is another kind of chain.
	#[error("it is a node of another kind of chain: name one of the e-seal chain with --node")]
	OtherKind,
}

impl From<NodeError> for CannotFollow {
	fn from(error: NodeError) -> Self {
		Self::Read(error.into())
	}
}

/// A validator at one block.
pub struct Validator {
	/// The seat it validates for.
	pub seat: String,
	/// Its account.
	pub account: AccountId,
}

/// Bytes in storage of which nothing is to be known.
#[derive(PartialEq, Eq)]
struct Bytes(Vec<u8>);

impl Decode for Bytes {
	fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
		let length = input.remaining_len()?.ok_or("the length is not known")?;
		let mut bytes = vec![0; length];
		input.read(&mut bytes)?;
		Ok(Self(bytes))
	}
}

impl<'a> Node<'a> {
	/// Connects. `seats` is what earlier connections learned of validators' seats.
	///
	/// # Errors
	///
	/// No node of the chain answers there.
	pub async fn connect(url: &str, seats: &'a mut Seats) -> Result<Self, CannotFollow> {
		let client = Client::connect_to_any(url, ANSWERS_WITHIN).await?;
		let best = client.best().await?;
		if ["Agencies", "UsageLog"]
			.iter()
			.any(|pallet| best.metadata().pallet_by_name(pallet).is_none())
		{
			return Err(CannotFollow::OtherKind);
		}
		Ok(Self { client, seats })
	}

	/// Identifies the chain.
	pub fn genesis(&self) -> H256 {
		self.client.genesis()
	}

	/// Whether it still fetches blocks that the others have.
	///
	/// # Errors
	///
	/// It does not answer.
	pub async fn is_syncing(&self) -> Result<bool, NodeError> {
		Ok(self.client.health().await?.is_syncing)
	}

	/// The errors that a use may meet, as the metadata names them.
	///
	/// # Errors
	///
	/// It does not answer.
	pub async fn use_errors(&self) -> Result<Vec<String>, ReadError> {
		let best = self.client.best().await?;
		let pallet = best.metadata().pallet_by_name("UsageLog");
		let errors = pallet.and_then(|pallet| pallet.error_variants()).unwrap_or_default();
		Ok(errors
			.iter()
			.map(|error| error_label("UsageLog", &error.name))
			.collect())
	}

	/// The place of the last block but so many on the best chain.
	///
	/// # Errors
	///
	/// It does not answer.
	pub async fn settled(&self, depth: u64) -> Result<Place, ReadError> {
		let best = self.client.best().await?;
		let hash = self.client.hash_of(best.number().saturating_sub(depth)).await?;
		Ok(place(hash, &self.client.header(hash).await?))
	}

	/// How things stand at a block, without the ages of keys, and the validators whose keys are asked for next.
	///
	/// # Errors
	///
	/// It does not answer, or something has a form that is not known here.
	pub async fn situation(&self, at: &Place) -> Result<(Situation, Vec<Validator>), ReadError> {
		let block = self.client.at(at.hash).await?;
		let counts: BTreeMap<u8, u32> = block
			.entries::<(u8,), u32>("Agencies", "OfficerCount", ())
			.await?
			.into_iter()
			.map(|((seat,), count)| (seat, count))
			.collect();
		let seats = block.entries::<(u8,), Bytes>("Agencies", "Seats", ()).await?;
		let officers = seats.iter().map(|((seat,), _)| {
			let count = counts.get(seat).copied().unwrap_or_default();
			(seat_name(block.metadata(), *seat), count)
		});
		let validators = block.entries::<(AccountId,), u8>("Agencies", "Validators", ()).await?;
		let validators = validators.into_iter().map(|((account,), seat)| Validator {
			seat: seat_name(block.metadata(), seat),
			account,
		});
		let situation = Situation {
			officers: officers.collect(),
			open_motions: if_there(block.value::<Vec<H256>>("Council", "Proposals", ()).await)?
				.map(|motions| motions.unwrap_or_default().len()),
			paused_calls: if_there(block.entries::<Bytes, Bytes>("TxPause", "PausedCalls", ()).await)?
				.map(|calls| calls.len()),
			keys: Vec::new(),
		};
		Ok((situation, validators.collect()))
	}

	/// The session keys that a validator has set, as they lie in storage; nothing if it has none.
	///
	/// # Errors
	///
	/// It does not answer.
	pub async fn session_keys(&self, validator: &AccountId, at: &Place) -> Result<Option<Vec<u8>>, ReadError> {
		let block = self.client.at(at.hash).await?;
		session_keys(&block, validator).await
	}

	/// Whether a validator had these session keys at a block of the best chain.
	///
	/// # Errors
	///
	/// It does not answer.
	pub async fn had_session_keys(&self, validator: &AccountId, keys: &[u8], number: u64) -> Result<Then, ReadError> {
		let then = settle(async || {
			let block = self.client.at_number(number).await?;
			session_keys(&block, validator).await
		})
		.await?;
		Ok(match then {
			Reading::Known(then) if then.as_deref() == Some(keys) => Then::Same,
			Reading::Known(_) => Then::Other,
			Reading::Dropped | Reading::Unreadable(_) => Then::NotKnown,
		})
	}

	/// A block's time since the Unix epoch. The first block has none and takes that of the next.
	///
	/// # Errors
	///
	/// It does not answer, or has dropped the block's state.
	pub async fn time(&self, number: u64) -> Result<Duration, ReadError> {
		let block = self.client.at_number(number.max(1)).await?;
		Ok(Duration::from_millis(block.time().await?.0))
	}
}

impl Blocks for Node<'_> {
	async fn place(&mut self, hash: H256) -> Result<Reading<Place>, ReadError> {
		settle(async || Ok(place(hash, &self.client.header(hash).await?))).await
	}

	/// The session's validators are in the order of Aura's authorities: that is how the runtime names a block's author.
	async fn turns(&mut self, at: &Place) -> Result<Reading<Vec<String>>, ReadError> {
		let Self { client, seats } = self;
		settle(async || {
			let block = client.at(at.hash).await?;
			let authorities: Vec<[u8; 32]> = block.value("Aura", "Authorities", ()).await?.unwrap_or_default();
			let validators: Vec<AccountId> = block.value("Session", "Validators", ()).await?.unwrap_or_default();
			for validator in &validators {
				if let Some(seat) = block.value::<u8>("Agencies", "Validators", (validator,)).await? {
					seats.insert(validator.clone(), seat_name(block.metadata(), seat));
				}
			}
			let seat = |index| {
				validators
					.get(index)
					.and_then(|validator| seats.get(validator))
					.cloned()
			};
			Ok((0..authorities.len())
				.map(|index| seat(index).unwrap_or_else(|| UNKNOWN_SEAT.into()))
				.collect())
		})
		.await
	}

	async fn deeds(&mut self, at: &Place) -> Result<Reading<Deeds>, ReadError> {
		settle(async || {
			let block = self.client.at(at.hash).await?;
			let events = block.events().await?;
			let reported = events
				.iter()
				.filter(|event| event.is("Agencies", "EquivocationReported"));
			let recorded = || events.iter().map(Event::uses_recorded).filter(|uses| *uses > 0);
			let (refused, unreadable) = refused(&block, &events).await?;
			Ok(Deeds {
				recorded: recorded().fold(0, u64::saturating_add),
				records: u64::try_from(recorded().count()).unwrap_or(u64::MAX),
				refused,
				unreadable,
				equivocations: reported
					.map(|event| {
						event
							.get("seat")
							.and_then(|seat| seat.as_str())
							.unwrap_or(UNKNOWN_SEAT)
							.to_owned()
					})
					.collect(),
			})
		})
		.await
	}
}

/// The calls of the pallet `UsageLog` that record uses.
const RECORDING: [&str; 5] = [
	"record_use",
	"record_uses",
	"anchor_batch",
	"record_for_many",
	"record_with_second",
];

/// The errors of the uses that a block refused, of a batch once; and why one of the extrinsics that failed cannot be read, if
/// that is so: it may have been a use.
async fn refused(block: &Block, events: &[Event]) -> Result<(Vec<String>, Option<ReadError>), ReadError> {
	// Uses that were sent with others: the extrinsic itself did not fail.
	let mut refused: Vec<String> = events.iter().filter_map(Event::refusal).map(label).collect();
	let failures: BTreeMap<u32, &CallError> = events
		.iter()
		.filter_map(|event| Some((event.extrinsic?, event.extrinsic_failure()?)))
		.collect();
	let mut unreadable = None;
	if failures.is_empty() {
		return Ok((refused, unreadable));
	}
	for (index, extrinsic) in (0..).zip(block.extrinsics().await?) {
		let Some(failure) = failures.get(&index) else { continue };
		match extrinsic {
			Ok(extrinsic) if extrinsic.pallet == "UsageLog" && RECORDING.contains(&extrinsic.call.as_str()) => {
				refused.push(label(failure));
			}
			Ok(_) => {}
			Err(reason) => unreadable = Some(reason),
		}
	}
	Ok((refused, unreadable))
}

/// The label of why a use was refused.
fn label(error: &CallError) -> String {
	match error {
		CallError::Pallet { pallet, error, .. } => error_label(pallet, error),
		CallError::BadOrigin => "BadOrigin".into(),
		other => other.to_string(),
	}
}

async fn session_keys(block: &Block, validator: &AccountId) -> Result<Option<Vec<u8>>, ReadError> {
	let keys: Option<Bytes> = block.value("Session", "NextKeys", (validator,)).await?;
	Ok(keys.map(|Bytes(bytes)| bytes))
}

/// An error's label: explorers write a pallet's name so.
fn error_label(pallet: &str, error: &str) -> String {
	let mut letters = pallet.chars();
	let first = letters.next().map(|letter| letter.to_ascii_lowercase());
	first
		.into_iter()
		.chain(letters)
		.chain(['.'])
		.chain(error.chars())
		.collect()
}

/// The name of a seat, as the metadata has it.
fn seat_name(metadata: &Metadata, seat: u8) -> String {
	let name = || {
		let storage = metadata.pallet_by_name("Agencies")?.storage()?;
		let ty = storage.entry_by_name("Validators")?.value_ty();
		let TypeDef::Variant(seats) = &metadata.types().resolve(ty)?.type_def else {
			return None;
		};
		seats
			.variants
			.iter()
			.find(|known| known.index == seat)
			.map(|known| known.name.clone())
	};
	name().unwrap_or_else(|| UNKNOWN_SEAT.into())
}

/// A validator's account, as people write it.
pub fn address(account: &AccountId) -> String {
	Address(*AsRef::<[u8; 32]>::as_ref(account)).to_string()
}

fn place(hash: H256, header: &Header) -> Place {
	let slot = header.digest.iter().find_map(|item| match item {
		DigestItem::PreRuntime([b'a', b'u', b'r', b'a'], data) => u64::decode(&mut &**data).ok(),
		_ => None,
	});
	Place {
		number: header.number.into(),
		hash,
		parent: header.parent_hash,
		slot,
	}
}

/// Nothing where the runtime has no such pallet.
fn if_there<T>(answer: Result<T, ReadError>) -> Result<Option<T>, ReadError> {
	match answer {
		Ok(value) => Ok(Some(value)),
		Err(ReadError::Unknown(_)) => Ok(None),
		Err(error) => Err(error),
	}
}

/// What became of reading something. A node that is busy is asked again; fails if the connection is at fault.
async fn settle<T>(mut ask: impl AsyncFnMut() -> Result<T, ReadError>) -> Result<Reading<T>, ReadError> {
	for _ in 1..TRIES {
		match ask().await {
			Err(error @ ReadError::Node(NodeError::Refused { .. })) if !error.is_dropped() => {
				tokio::time::sleep(ASK_AGAIN).await;
			}
			answer => return sort(answer),
		}
	}
	sort(ask().await)
}

fn sort<T>(answer: Result<T, ReadError>) -> Result<Reading<T>, ReadError> {
	match answer {
		Ok(value) => Ok(Reading::Known(value)),
		Err(error) if error.is_connection() => Err(error),
		Err(error) if error.is_dropped() => Ok(Reading::Dropped),
		Err(ReadError::NotFound(_)) => Ok(Reading::Dropped),
		Err(error) => Ok(Reading::Unreadable(error)),
	}
}
