//! Sending calls, and waiting until they are final.

use super::{calls::Call, events, rpc, unreachable, AccountId, Chain, Config, View};
use crate::{
	failure::{Failure, Kind, Result},
	keys::secret::Secret,
	output::progress::Progress,
};
use sp_core::H256;
use std::time::{Duration, Instant};
use subxt::{
	client::OnlineClientAtBlockImpl,
	config::DefaultExtrinsicParamsBuilder,
	tx::{Signer, SubmittableTransaction, TransactionInBlock, TransactionProgress, TransactionStatus},
	utils::{AccountId32, MultiSignature},
};

/// How many blocks an extrinsic is valid for: at two seconds a block, as long as a statement.
const MORTALITY: u64 = 256;

/// A transaction that is signed and not sent.
pub struct Signed(SubmittableTransaction<Config, OnlineClientAtBlockImpl<Config>>);

/// A transaction that is sent.
pub struct Sent {
	progress: TransactionProgress<Config, OnlineClientAtBlockImpl<Config>>,
	call: &'static str,
}

/// A call's outcome in a block.
#[derive(Debug)]
pub struct Recorded {
	/// The hash of the extrinsic.
	pub extrinsic: H256,
	/// The block's number.
	pub number: u64,
	/// The block's hash.
	pub block: H256,
	/// What it caused.
	pub events: Vec<events::Event>,
}

/// How waiting for a transaction ended.
#[derive(Debug)]
pub enum Waited {
	/// It is final, and the call did what it should.
	Final(Recorded),
	/// It is in a block that is not final yet. It may have been refused there.
	AwaitingFinality(Recorded),
	/// It is in no block yet.
	Pending,
}

/// An account, as subxt asks it to sign.
struct Account<'a> {
	id: AccountId,
	secret: &'a Secret,
}

impl Signer<Config> for Account<'_> {
	fn account_id(&self) -> AccountId32 {
		AccountId32(*AsRef::<[u8; 32]>::as_ref(&self.id))
	}

	fn sign(&self, payload: &[u8]) -> MultiSignature {
		use sp_runtime::MultiSignature as Ours;
		match self.secret.sign_extrinsic(payload) {
			Some(Ours::Sr25519(signature)) => MultiSignature::Sr25519(signature.0),
			Some(Ours::Ed25519(signature)) => MultiSignature::Ed25519(signature.0),
			Some(Ours::Ecdsa(signature)) => MultiSignature::Ecdsa(signature.0),
			// No account has such a key: `Public::account` said so before. The chain would refuse it.
			_ => MultiSignature::Sr25519([0; 64]),
		}
	}
}

impl Chain {
	/// The number of an account's next extrinsic, those in the node's pool counted.
	pub async fn next_index(&self, account: &AccountId) -> Result<u64> {
		let account = AccountId32(*AsRef::<[u8; 32]>::as_ref(account));
		self.methods.system_account_next_index(&account).await.map_err(rpc)
	}

	/// Refuses a node that is catching up: what it takes for the latest block is an old one.
	pub async fn ensure_synced(&self) -> Result<()> {
		if self.methods.system_health().await.map_err(rpc)?.is_syncing {
			return Err(
				Failure::unreachable("the node is catching up with the chain, and knows old blocks only")
					.next("Wait until it is done, or name another node: --node URL."),
			);
		}
		Ok(())
	}

	/// Signs a call on top of the latest block. (On top of the latest *final* block it would be too old already whenever
	/// finality has paused.)
	pub async fn sign(&self, view: &View, call: &Call, account: &Secret, index: u64) -> Result<Signed> {
		let signer = Account {
			id: account.public().account()?,
			secret: account,
		};
		let bytes = call.bytes(view)?;
		let payload = view.at.tx().from_call_data_bytes(&bytes).map_err(unreachable)?;
		let parameters = DefaultExtrinsicParamsBuilder::<Config>::new()
			.nonce(index)
			.mortal(MORTALITY)
			.build();
		let id = signer.account_id();
		let mut signable = view
			.at
			.tx()
			.create_v4_signable(&payload, &id, parameters)
			.await
			.map_err(unreachable)?;
		signable.sign(&signer).map(Signed).map_err(unreachable)
	}

	/// Sends a transaction to the node's pool.
	pub async fn send(&self, signed: Signed, call: &Call, account: &AccountId) -> Result<Sent> {
		let progress = signed.0.submit_and_watch().await.map_err(|e| pool(&e, account))?;
		Ok(Sent {
			progress,
			call: call.name,
		})
	}

	/// Sends a call, waits until it is final, and gives what it caused.
	pub async fn send_and_wait(&self, call: &Call, account: &Secret, timeout: Duration) -> Result<Recorded> {
		let id = account.public().account()?;
		self.ensure_synced().await?;
		let best = self.best().await?;
		let index = self.next_index(&id).await?;
		let signed = self.sign(&best, call, account, index).await?;
		let progress = Progress::new(call.name);
		let sent = self.send(signed, call, &id).await?;
		match sent.wait(timeout, &progress).await? {
			Waited::Final(recorded) => Ok(recorded),
			Waited::AwaitingFinality(recorded) => Err(awaiting(&recorded)),
			Waited::Pending => Err(pending(call.name)),
		}
	}
}

impl Sent {
	/// Waits until the transaction is final. A refusal in a final block is a failure.
	pub async fn wait(mut self, timeout: Duration, progress: &Progress) -> Result<Waited> {
		let deadline = Instant::now().checked_add(timeout);
		let mut recorded: Option<Recorded> = None;
		progress.say("sent");
		loop {
			let left = deadline.map_or(timeout, |d| d.saturating_duration_since(Instant::now()));
			let status = match tokio::time::timeout(left, self.progress.next()).await {
				Ok(Some(status)) => status.map_err(unreachable)?,
				Ok(None) | Err(_) => return Ok(late(recorded)),
			};
			match status {
				TransactionStatus::InBestBlock(block) => {
					let outcome = outcome(&block).await?;
					progress.say(&format!("recorded in block {}, awaiting finality", outcome.number));
					recorded = Some(outcome);
				}
				TransactionStatus::NoLongerInBestBlock => {
					progress.say("waiting for another block");
					recorded = None;
				}
				TransactionStatus::InFinalizedBlock(block) => {
					let outcome = outcome(&block).await?;
					progress.say(&format!("final in block {}", outcome.number));
					return match events::refusal(&outcome.events) {
						Some(refusal) => Err(refusal.clone()),
						None => Ok(Waited::Final(outcome)),
					};
				}
				TransactionStatus::Dropped { message } if message.contains("Finality timeout") => {
					return Ok(late(recorded));
				}
				TransactionStatus::Error { message }
				| TransactionStatus::Invalid { message }
				| TransactionStatus::Dropped { message } => {
					return Err(Failure::refused(format!("the node dropped {}: {message}", self.call))
						.next("Try again: nothing of it is on the chain."));
				}
				_ => {}
			}
		}
	}
}

fn late(recorded: Option<Recorded>) -> Waited {
	recorded.map_or(Waited::Pending, Waited::AwaitingFinality)
}

/// The failure that a call is in a block that is not final yet.
pub fn awaiting(recorded: &Recorded) -> Failure {
	let what = match events::refusal(&recorded.events) {
		Some(refusal) => format!("refused ({})", refusal.message),
		None => "recorded".to_owned(),
	};
	Failure::new(
		Kind::AwaitingFinality,
		format!("{what} in block {}, awaiting finality", recorded.number),
	)
	.next("Do not send it again. It becomes final when the nodes of all agencies are back.")
}

/// The failure that a call is in no block yet.
pub fn pending(call: &str) -> Failure {
	Failure::new(
		Kind::Indeterminate,
		format!("{} is sent, and in no block yet", call.replace('_', " ")),
	)
	.next(format!(
		"It may still be recorded within {MORTALITY} blocks. Look whether it is before you send it again."
	))
}

/// What a transaction caused in a block.
async fn outcome(block: &TransactionInBlock<Config, OnlineClientAtBlockImpl<Config>>) -> Result<Recorded> {
	let at = block.at().await.map_err(unreachable)?;
	let found = block.fetch_events().await.map_err(unreachable)?;
	Ok(Recorded {
		extrinsic: block.extrinsic_hash().0.into(),
		number: at.block_number(),
		block: block.block_hash().0.into(),
		events: events::of_extrinsic(&found, &at)?,
	})
}

/// Puts the pool's refusal into the terms of this chain. The pool speaks of fees where an account holds no role: there are
/// no fees here.
fn pool(error: &subxt::error::ExtrinsicError, account: &AccountId) -> Failure {
	use subxt::error::{BackendError, ExtrinsicError, RpcError};
	let text = match error {
		ExtrinsicError::ErrorSubmittingTransaction(BackendError::Rpc(RpcError::ClientError(
			subxt::rpcs::Error::User(answer),
		))) => format!(
			"{}{}",
			answer.message,
			answer
				.data
				.as_ref()
				.map(|d| format!(": {}", d.get().trim_matches('"')))
				.unwrap_or_default()
		),
		_ => return unreachable(error),
	};
	if text.contains("Inability to pay") {
		return Failure::refused(format!("account {account} is not admitted: it holds no role on this chain")).next(
			"Officers are admitted by their agency, owners with their enterprise, operators with a grant. Check --account.",
		);
	}
	if text.contains("outdated") {
		return Failure::refused(format!("another call of {account} came first")).next("Try again.");
	}
	Failure::refused(format!("the node refused the call: {text}"))
}
