//! Signing and sending calls, and what becomes of them.

use crate::{
	block::Block,
	calls::Call,
	connection::Client,
	error::{NodeError, ReadError},
	events::{failure, CallError, Event},
	AccountId, Config,
};
use eseal_primitives::Refusal;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use sp_runtime::MultiSignature;
use std::time::Duration;
use subxt::{
	config::DefaultExtrinsicParamsBuilder,
	rpcs::{client::RpcSubscription, methods::legacy::TransactionStatus},
	utils::{AccountId32, MultiSignature as SubxtSignature},
};

/// How often a call is signed anew when another one of its account came first, and how long to wait before.
const TRIES: u32 = 20;
const AGAIN: Duration = Duration::from_millis(500);

/// The pool has an extrinsic of this account and number that is no worse.
const PRIORITY_TOO_LOW: i32 = 1014;

/// Who sends a call.
pub trait Signer {
	/// The account.
	fn account(&self) -> AccountId;

	/// Its signature; `None` for a key that accounts do not have.
	fn sign(&self, payload: &[u8]) -> Option<MultiSignature>;
}

/// A call was not sent, or it is not known what became of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SubmitError {
	/// What is needed to sign could not be read. Nothing was sent.
	#[error(transparent)]
	Read(#[from] ReadError),
	/// The node is catching up: what it takes for the latest block is an old one. Nothing was sent.
	#[error("the node is still catching up with the chain")]
	Syncing,
	/// The signer's key is of a kind that accounts do not have. Nothing was sent.
	#[error("the key of {0} cannot sign extrinsics")]
	Unsigned(AccountId),
	/// The call cannot be encoded as the node's runtime wants it. Nothing was sent.
	#[error("{call} cannot be encoded: {reason}")]
	Encode {
		/// The call.
		call: String,
		/// Why.
		reason: String,
	},
	/// The chain refuses the call before it is in any block, for instance because the account holds no role. Nothing was
	/// stored.
	#[error("{account} was refused: {}", refusal.problem())]
	NotTaken {
		/// The account that signed it.
		account: AccountId,
		/// Why.
		refusal: Refusal,
	},
	/// Another extrinsic of the account has the same number and came first. The same call may be sent with another number.
	#[error("another call of {0} was recorded first")]
	Overtaken(AccountId),
	/// The node has the block on top of which the extrinsic was signed, and its pool looks at an earlier one for a moment yet. The
	/// same call may be signed and sent again.
	#[error("the node's pool is a block behind the one on which {0} signed")]
	Early(AccountId),
	/// The node's pool refused the extrinsic.
	#[error("the node refused the call: {0}")]
	Refused(String),
	/// The extrinsic is sent, and the node says nothing more: it may be recorded, or not.
	#[error("{cause}")]
	Unconfirmed {
		/// The hash of the extrinsic.
		extrinsic: H256,
		/// The block that it was last seen in, if any.
		recorded: Option<Box<Recorded>>,
		/// Why no more is known.
		cause: NodeError,
	},
	/// The extrinsic is final in this block, and what it caused cannot be read.
	#[error("final in block {block:?}, but its events cannot be read: {cause}")]
	Unreadable {
		/// The hash of the extrinsic.
		extrinsic: H256,
		/// The hash of the block.
		block: H256,
		/// Why not.
		cause: Box<ReadError>,
	},
	/// The node no longer waits to put the extrinsic into a block. Where other nodes had it before, they may still.
	#[error("the node dropped it: {reason}")]
	Dropped {
		/// The hash of the extrinsic.
		extrinsic: H256,
		/// Why.
		reason: String,
	},
}

impl SubmitError {
	/// Whether the extrinsic may be recorded, or come to be: whoever sends the call again without a look may have it twice.
	pub fn is_open(&self) -> bool {
		matches!(
			self,
			Self::Unconfirmed { .. } | Self::Unreadable { .. } | Self::Dropped { .. }
		)
	}
}

impl SubmitError {
	/// Whether the same call may be taken a moment later.
	fn is_passing(&self) -> bool {
		matches!(self, Self::Overtaken(_)) || self.is_held_up()
	}

	/// Whether the account has to wait for the next blocks: its budget is used up for now and refills with each of them, as many of
	/// its extrinsics wait as may, or the pool is behind.
	pub fn is_held_up(&self) -> bool {
		matches!(
			self,
			Self::Early(_)
				| Self::NotTaken {
					refusal: Refusal::OverBudget | Refusal::TooManyWaiting,
					..
				}
		)
	}
}

impl From<NodeError> for SubmitError {
	fn from(error: NodeError) -> Self {
		Self::Read(error.into())
	}
}

/// An extrinsic that is signed and not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
	/// The extrinsic's bytes.
	pub bytes: Vec<u8>,
	/// The account that signed it.
	pub account: AccountId,
	/// The last block in which it may be recorded.
	pub valid_until: u64,
}

impl Signed {
	/// The extrinsic's hash.
	pub fn hash(&self) -> H256 {
		blake2_256(&self.bytes).into()
	}
}

/// What a call caused in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
	/// The hash of the extrinsic.
	pub extrinsic: H256,
	/// The block's number.
	pub number: u64,
	/// The block's hash.
	pub block: H256,
	/// What it caused, in order.
	pub events: Vec<Event>,
}

impl Recorded {
	/// Why the call failed; `None` if it did what it should.
	pub fn failure(&self) -> Option<&CallError> {
		failure(&self.events)
	}
}

/// Where an extrinsic stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
	/// It waits in the pools of nodes.
	Waiting,
	/// It is in a block that is not final. What it caused is not there if it could not be read.
	InBlock(H256, Option<Recorded>),
	/// The block that it was in is none of the best chain's any longer.
	Retracted,
	/// It is in a final block: nothing more comes.
	Final(Recorded),
}

/// How waiting for an extrinsic ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
	/// It is final. The call may have failed there.
	Final(Recorded),
	/// It is in a block that is not final yet. The call may have failed there.
	AwaitingFinality(Recorded),
	/// It is in no block yet, as far as is known. It may still be recorded.
	Pending,
}

/// An extrinsic that is sent.
pub struct Submission {
	client: Client,
	told: RpcSubscription<TransactionStatus<subxt::config::substrate::H256>>,
	extrinsic: H256,
	recorded: Option<Recorded>,
}

impl Block {
	/// For how many blocks an extrinsic is made to be valid: no longer than a statement lives.
	pub fn mortality(&self) -> Result<u64, ReadError> {
		let lifetime: u64 = self.constant("UsageLog", "StatementLifetime")?;
		let slot: u64 = self.constant("Aura", "SlotDuration")?;
		let blocks = lifetime.checked_div(slot).unwrap_or_default();
		// An era is a power of two, of 4 blocks at least.
		Ok(1u64.checked_shl(blocks.max(4).ilog2()).unwrap_or(4))
	}

	/// Signs a call on top of this block, with the number that the account's extrinsic has. Take the latest block: on top
	/// of the latest *final* one it would be too old already when finality has paused.
	pub fn sign(&self, call: &Call, signer: &impl Signer, index: u64) -> Result<Signed, SubmitError> {
		let encode = |reason: subxt::error::ExtrinsicError| SubmitError::Encode {
			call: format!("{}.{}", call.pallet, call.name),
			reason: reason.to_string(),
		};
		let account = signer.account();
		let mortality = self.mortality()?;
		let payload = self.at.tx().from_call_data_bytes(&call.bytes(self)?).map_err(encode)?;
		let parameters = DefaultExtrinsicParamsBuilder::<Config>::new()
			.nonce(index)
			.mortal_from_unchecked(mortality, self.number(), self.hash().0.into())
			.build();
		let mut signable = self
			.at
			.tx()
			.create_v4_signable_offline(&payload, parameters)
			.map_err(encode)?;
		let signature = signer.sign(&signable.signer_payload().map_err(encode)?);
		let signature = match signature {
			Some(MultiSignature::Sr25519(signature)) => SubxtSignature::Sr25519(signature.0),
			Some(MultiSignature::Ed25519(signature)) => SubxtSignature::Ed25519(signature.0),
			Some(MultiSignature::Ecdsa(signature)) => SubxtSignature::Ecdsa(signature.0),
			_ => return Err(SubmitError::Unsigned(account)),
		};
		let id = AccountId32(*AsRef::<[u8; 32]>::as_ref(&account));
		let signed = signable
			.sign_with_account_and_signature(&id, &signature)
			.map_err(encode)?;
		Ok(Signed {
			bytes: signed.into_encoded(),
			account,
			valid_until: self.number().saturating_add(mortality),
		})
	}
}

impl Client {
	/// Refuses a node that is catching up: what it takes for the latest block is an old one.
	pub async fn ensure_synced(&self) -> Result<(), SubmitError> {
		match self.health().await?.is_syncing {
			true => Err(SubmitError::Syncing),
			false => Ok(()),
		}
	}

	/// How many extrinsics of an account wait in the node's pool for a block.
	pub async fn waiting(&self, account: &AccountId) -> Result<u64, ReadError> {
		let next = self.next_index(account).await?;
		let recorded = self.best().await?.nonce(account).await?;
		Ok(next.saturating_sub(recorded))
	}

	/// Signs and sends a call with the account's next number; with another one where calls of the same account were sent at
	/// the same time. Where the account's budget is used up, or too many of its extrinsics wait, signs it anew on top of the next
	/// blocks for some seconds.
	pub async fn submit(&self, call: &Call, signer: &impl Signer) -> Result<Submission, SubmitError> {
		self.ensure_synced().await?;
		let account = signer.account();
		let mut tries = 1;
		let mut held_up = None;
		loop {
			let index = self.next_index(&account).await?;
			let (block, signed) = {
				let best = self.best().await?;
				(best.hash(), best.sign(call, signer, index)?)
			};
			let sent = match held_up.take() {
				// Nothing changes before the next block. And the pool bans the bytes that it refused: on top of the same block, a
				// key whose signatures are not random makes the same ones again.
				Some((refused_on, error)) if refused_on == block => Err(error),
				_ => self.send(&signed).await,
			};
			match sent {
				Err(error) if error.is_passing() && tries < TRIES => {
					tries = tries.saturating_add(1);
					if error.is_held_up() {
						held_up = Some((block, error));
					}
				}
				other => return other,
			}
			tokio::time::sleep(AGAIN).await;
		}
	}

	/// Sends an extrinsic to the node's pool.
	pub async fn send(&self, signed: &Signed) -> Result<Submission, SubmitError> {
		let extrinsic = signed.hash();
		let told = self.methods().author_submit_and_watch_extrinsic(&signed.bytes);
		match self.answer(told).await {
			Ok(told) => Ok(Submission {
				client: self.clone(),
				told,
				extrinsic,
				recorded: None,
			}),
			Err(error) => Err(not_confirmed(error, signed)),
		}
	}

	/// Hands an extrinsic to the node's pool, and does not ask what becomes of it: for whoever sends many and reads blocks.
	///
	/// # Errors
	///
	/// As [`Self::send`].
	pub async fn offer(&self, signed: &Signed) -> Result<(), SubmitError> {
		let taken = self.methods().author_submit_extrinsic(&signed.bytes);
		match self.answer(taken).await {
			Ok(_) => Ok(()),
			Err(error) => Err(not_confirmed(error, signed)),
		}
	}

	/// What an extrinsic caused in a block.
	async fn recorded_in(&self, block: H256, extrinsic: H256) -> Result<Recorded, ReadError> {
		let block = self.at(block).await?;
		let bodies = block.bodies().await?;
		let index = bodies
			.iter()
			.position(|bytes| blake2_256(bytes) == extrinsic.0)
			.and_then(|index| u32::try_from(index).ok())
			.ok_or_else(|| block.unreadable("the extrinsic", "the block does not have it"))?;
		let events = block.events().await?;
		Ok(Recorded {
			extrinsic,
			number: block.number(),
			block: block.hash(),
			events: events
				.into_iter()
				.filter(|event| event.extrinsic == Some(index))
				.collect(),
		})
	}
}

impl Submission {
	/// The hash of the extrinsic.
	pub fn extrinsic(&self) -> H256 {
		self.extrinsic
	}

	/// What the node tells next; `None` when it tells no more, which happens before the extrinsic is final only where that
	/// takes very long.
	pub async fn next(&mut self) -> Option<Result<Status, SubmitError>> {
		let status = match self.told.next().await {
			Some(Ok(status)) => status,
			Some(Err(error)) => {
				let cause = self.client.error(error);
				return Some(Err(self.unconfirmed(cause)));
			}
			None => {
				let cause = NodeError::Disconnected("it was closed".into());
				return (!self.client.is_connected()).then(|| Err(self.unconfirmed(cause)));
			}
		};
		let dropped = |reason: &str| {
			Some(Err(SubmitError::Dropped {
				extrinsic: self.extrinsic,
				reason: reason.into(),
			}))
		};
		match status {
			TransactionStatus::Future | TransactionStatus::Ready | TransactionStatus::Broadcast(_) => {
				Some(Ok(Status::Waiting))
			}
			TransactionStatus::InBlock(hash) => {
				let hash = H256(hash.0);
				match self.client.recorded_in(hash, self.extrinsic).await {
					Ok(recorded) => {
						self.recorded = Some(recorded.clone());
						Some(Ok(Status::InBlock(hash, Some(recorded))))
					}
					// Such a block may be gone again already. Final is final.
					Err(error) if !error.is_connection() => Some(Ok(Status::InBlock(hash, None))),
					Err(error) => Some(Err(self.unreadable(hash, error))),
				}
			}
			TransactionStatus::Retracted(_) => {
				self.recorded = None;
				Some(Ok(Status::Retracted))
			}
			TransactionStatus::Finalized(hash) => {
				let hash = H256(hash.0);
				Some(match self.client.recorded_in(hash, self.extrinsic).await {
					Ok(recorded) => Ok(Status::Final(recorded)),
					Err(error) => Err(self.unreadable(hash, error)),
				})
			}
			// The node stops telling; the extrinsic stays where it is.
			TransactionStatus::FinalityTimeout(_) => None,
			TransactionStatus::Usurped(_) => dropped("another call of the account took its nonce"),
			TransactionStatus::Dropped => dropped("its pool has no room for it"),
			TransactionStatus::Invalid => dropped("it is no longer valid"),
		}
	}

	/// Waits until the extrinsic is final, for so long at most, and tells each status on the way.
	pub async fn wait(mut self, timeout: Duration, mut tell: impl FnMut(&Status)) -> Result<Outcome, SubmitError> {
		let waiting = async {
			loop {
				match self.next().await {
					Some(Ok(Status::Final(recorded))) => {
						tell(&Status::Final(recorded.clone()));
						return Ok(Some(recorded));
					}
					Some(Ok(status)) => tell(&status),
					Some(Err(error)) => return Err(error),
					None => return Ok(None),
				}
			}
		};
		match tokio::time::timeout(timeout, waiting).await {
			Ok(Ok(Some(recorded))) => Ok(Outcome::Final(recorded)),
			Ok(Err(error)) => Err(error),
			Ok(Ok(None)) | Err(_) => Ok(self.recorded.map_or(Outcome::Pending, Outcome::AwaitingFinality)),
		}
	}

	fn unconfirmed(&self, cause: NodeError) -> SubmitError {
		SubmitError::Unconfirmed {
			extrinsic: self.extrinsic,
			recorded: self.recorded.clone().map(Box::new),
			cause,
		}
	}

	fn unreadable(&self, block: H256, error: ReadError) -> SubmitError {
		match error {
			ReadError::Node(cause) if cause.is_connection() => self.unconfirmed(cause),
			cause => SubmitError::Unreadable {
				extrinsic: self.extrinsic,
				block,
				cause: Box::new(cause),
			},
		}
	}
}

/// How a node names the code of a refusal of this chain's own.
const CUSTOM: &str = "Custom error: ";

/// Why a node's pool did not confirm that it has an extrinsic.
fn not_confirmed(error: NodeError, signed: &Signed) -> SubmitError {
	match error {
		NodeError::Refused { code, message, data } => refused(code, message, data, &signed.account),
		cause => SubmitError::Unconfirmed {
			extrinsic: signed.hash(),
			recorded: None,
			cause,
		},
	}
}

/// The pool's refusal in the terms of this chain.
fn refused(code: i32, message: String, data: Option<String>, account: &AccountId) -> SubmitError {
	let text = match data {
		Some(data) => format!("{message}: {data}"),
		None => message,
	};
	let custom = text.split_once(CUSTOM).and_then(|(_, code)| code.trim().parse().ok());
	if let Some(refusal) = custom.and_then(Refusal::from_code) {
		return SubmitError::NotTaken {
			account: account.clone(),
			refusal,
		};
	}
	if code == PRIORITY_TOO_LOW || text.contains("outdated") {
		return SubmitError::Overtaken(account.clone());
	}
	if text.contains("ancient birth") {
		return SubmitError::Early(account.clone());
	}
	SubmitError::Refused(text)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_pools_refusals_in_this_chains_terms() {
		let account = AccountId::new([1; 32]);
		let says =
			|code, message: &str, data: Option<&str>| refused(code, message.into(), data.map(str::to_owned), &account);
		// As a node of the chain answers.
		assert_eq!(
			says(
				1010,
				"Invalid Transaction",
				Some("Transaction has an ancient birth block")
			),
			SubmitError::Early(account.clone())
		);
		assert_eq!(
			says(1010, "Invalid Transaction", Some("Custom error: 1")),
			SubmitError::NotTaken {
				account: account.clone(),
				refusal: Refusal::NoRole
			}
		);
		// A code that a newer runtime has.
		assert_eq!(
			says(1010, "Invalid Transaction", Some("Custom error: 200")),
			SubmitError::Refused("Invalid Transaction: Custom error: 200".into())
		);
		assert_eq!(
			says(1010, "Invalid Transaction", Some("Transaction is outdated")),
			SubmitError::Overtaken(account.clone())
		);
		assert_eq!(
			says(
				1014,
				"Priority is too low: (0 vs 0)",
				Some("The transaction has too low priority to replace another transaction already in the pool.")
			),
			SubmitError::Overtaken(account.clone())
		);
		assert_eq!(
			says(1016, "Immediately Dropped", None),
			SubmitError::Refused("Immediately Dropped".into())
		);
	}

	#[test]
	fn the_docs_have_every_refusal_with_its_text() {
		let docs = include_str!("../../docs/admission.md");
		for refusal in Refusal::ALL {
			let row = format!("| {} | `{}` | {} |", refusal.code(), refusal.name(), refusal.text());
			assert!(docs.contains(&row), "docs/admission.md lacks: {row}");
		}
	}
}
