//! What every command works with, resolved once from the arguments: the node, the account, the trust anchor, how long to wait
//! and how to print. The node is connected to and the key file opened when a command first needs them; many never do.

use crate::{
	args::Global,
	failure::{Failure, Kind, Result},
	files,
	keys::{self, secret::Secret},
	view::{
		self,
		progress::Progress,
		shapes::{Done, Seal},
		terminal::{self, one_line, word},
		Report,
	},
};
use eseal_client::{
	calls::{self, Call},
	evidence::Prover,
	submit::{Outcome, Recorded, Signer, Status},
	AccountId, Block, Client, ReadError, SubmitError,
};
use eseal_primitives::{act::Needed, member::Duty, moment::DAY, Moment};
use eseal_receipt::{
	format::{self, Anchor},
	reason::Paper,
	Language,
};
use sp_runtime::MultiSignature;
use std::{
	path::{Path, PathBuf},
	time::Duration,
};
use tokio::sync::OnceCell;

/// The shortest time that an answer of the node gets.
const SHORTEST_ANSWER: Duration = Duration::from_secs(10);

/// The longest time to wait: a year is as long as for ever.
const LONGEST_TIMEOUT: u64 = 31_536_000;

/// How long an act that this program prepares waits for a second officer, in milliseconds: the seven days that it may, less the
/// time until it is recorded.
const WAITS: u64 = 7 * DAY - 60 * 60 * 1_000;

/// What every command works with.
pub struct Session {
	node: String,
	account: Option<PathBuf>,
	password_file: Option<PathBuf>,
	anchor: Option<PathBuf>,
	timeout: Duration,
	json: bool,
	chain: OnceCell<Client>,
}

/// The account that sends.
pub struct Account {
	/// Its address.
	pub id: AccountId,
	/// Its key.
	pub secret: Secret,
}

impl Signer for Account {
	fn account(&self) -> AccountId {
		self.id.clone()
	}

	fn sign(&self, payload: &[u8]) -> Option<MultiSignature> {
		self.secret.sign_extrinsic(payload)
	}
}

impl Session {
	/// Of the arguments.
	pub fn new(global: Global) -> Self {
		let Global {
			node,
			account,
			password_file,
			anchor,
			json,
			timeout,
		} = global;
		Self {
			node,
			account,
			password_file,
			anchor: anchor.or_else(usual_anchor),
			timeout: Duration::from_secs(timeout.min(LONGEST_TIMEOUT)),
			json,
			chain: OnceCell::new(),
		}
	}

	/// The node's address.
	pub fn node(&self) -> &str {
		&self.node
	}

	/// How long to wait for finality.
	pub fn timeout(&self) -> Duration {
		self.timeout
	}

	/// Whether to print JSON.
	pub fn json(&self) -> bool {
		self.json
	}

	/// The file with the account's password.
	pub fn password_file(&self) -> Option<&Path> {
		self.password_file.as_deref()
	}

	/// Prints a report, and says how the program ends.
	pub fn print<R: Report>(&self, report: &R) -> Result<u8> {
		view::print(report, self.json)
	}

	/// The connection to the node.
	pub async fn chain(&self) -> Result<&Client> {
		let answer = self.timeout.max(SHORTEST_ANSWER);
		let connecting = async || Client::connect(&self.node, answer).await;
		Ok(self.chain.get_or_try_init(connecting).await?)
	}

	/// The latest final block: what a person may rely on.
	pub async fn finalized(&self) -> Result<Block> {
		Ok(self.chain().await?.finalized().await?)
	}

	/// The time of the latest block: a moment that no later block takes for the future.
	pub async fn now(&self) -> Result<Moment> {
		Ok(self.chain().await?.best().await?.time().await?)
	}

	/// The account of `--account`, its key file opened.
	pub fn account(&self) -> Result<Account> {
		let secret = keys::account(self.account.as_deref(), self.password_file())?;
		Ok(Account {
			id: secret.public().account()?,
			secret,
		})
	}

	/// Sends a call as the account of `--account`, waits until it is final, and prints the outcome. `look` is the command that
	/// tells whether the call is recorded.
	pub async fn send(&self, call: Call, look: &str) -> Result<u8> {
		let account = self.account()?;
		self.send_as(call, &account, look).await
	}

	/// The same as an account whose key file is open already.
	pub async fn send_as(&self, call: Call, account: &Account, look: &str) -> Result<u8> {
		self.send_about(call, account, None, look).await
	}

	/// Shows what a decision is about, sends the decision, and goes on as [`Session::send`] does.
	pub async fn decide(&self, call: Call, account: &Account, about: Seal, look: &str) -> Result<u8> {
		if !self.json {
			terminal::print(&format!("{}\n", about.text().trim_end()))?;
		}
		self.send_about(call, account, Some(about), look).await
	}

	/// Shows an act or a correction that waits, sends what is decided about it, and goes on as [`Session::send`] does.
	pub async fn decide_act(&self, call: Call, account: &Account, about: impl Report, look: &str) -> Result<u8> {
		if !self.json {
			terminal::print(&format!("{}\n", about.text().trim_end()))?;
		}
		self.send_about(call, account, None, look).await
	}

	/// The call that is sent for this one, if the account is an officer for whose seat it takes two: the one that prepares it.
	async fn prepared(&self, call: &Call, account: &Account) -> Result<Option<Call>> {
		let Some(act) = call.act() else {
			return Ok(None);
		};
		let best = self.chain().await?.best().await?;
		// Whoever has no role is told so when the call is sent.
		let duty = match best.allowance(&account.id).await {
			Ok(allowance) => allowance.member.duty,
			Err(ReadError::NotFound(_)) => None,
			Err(error) => return Err(error.into()),
		};
		let Some(Duty::Officer { seat }) = duty else {
			return Ok(None);
		};
		if best.needed(seat, act).await? == Needed::One {
			return Ok(None);
		}
		let until = best.time().await?.saturating_add(WAITS);
		Ok(Some(calls::prepare(call, until, &best)?))
	}

	async fn send_about(&self, call: Call, account: &Account, about: Option<Seal>, look: &str) -> Result<u8> {
		let call = self.prepared(&call, account).await?.unwrap_or(call);
		let chain = self.chain().await?;
		let progress = Progress::new(call.name);
		let tell = |status: &Status| progress.say(&says(status));
		let outcome = match chain.submit(&call, account).await {
			Ok(submission) => submission.wait(self.timeout, tell).await,
			Err(error) => Err(error),
		};
		drop(progress);
		match outcome {
			Ok(Outcome::Final(recorded)) => match recorded.failure() {
				Some(error) => Err(error.into()),
				None => self.print(&Done::new(&call, about, recorded)),
			},
			Ok(Outcome::AwaitingFinality(recorded)) => Err(awaiting(&recorded)),
			Ok(Outcome::Pending) => Err(pending(call.name, look)),
			Err(SubmitError::Unconfirmed {
				recorded: Some(recorded),
				..
			}) => Err(awaiting(&recorded)),
			Err(error) if error.is_open() => {
				let failure = pending(call.name, look);
				Err(Failure {
					message: format!("{} ({error})", failure.message),
					..failure
				})
			}
			Err(error) => Err(error.into()),
		}
	}

	/// Where the trust anchor lies, whether or not it is there.
	pub fn anchor_file(&self) -> Option<&Path> {
		self.anchor.as_deref()
	}

	/// The trust anchor, as it lies in its file.
	pub fn anchor(&self) -> Result<Vec<u8>> {
		let missing = |message: String| {
			Failure::input(message).next(
				"Get the network's anchor from an agency you trust, and name it with --anchor FILE (or ESEAL_ANCHOR). \
				 `eseal anchor --out FILE` makes one from a node.",
			)
		};
		let path = self
			.anchor_file()
			.ok_or_else(|| missing("no trust anchor is given".into()))?;
		if !path.exists() {
			return Err(missing(format!("there is no trust anchor at {}", word(path))));
		}
		files::read(path)
	}

	/// What collects evidence: from the anchor that is here, if one is.
	pub async fn prover(&self) -> Result<Prover> {
		let chain = self.chain().await?;
		let mut anchored_set = 0;
		if let Some(path) = self.anchor_file().filter(|path| path.exists()) {
			let anchor: Anchor = format::parse(&files::read(path)?).map_err(|fault| {
				let reason = fault.reason(Paper::Anchor).text(Language::English);
				Failure::input(format!("{} cannot be used: {}", word(path), one_line(&reason)))
			})?;
			if anchor.genesis != chain.genesis() {
				return Err(
					Failure::input(format!("{} is the trust anchor of another network", word(path)))
						.next("Use this network's anchor (--anchor FILE), or another node (--node URL)."),
				);
			}
			anchored_set = anchor.set_id;
		}
		Ok(Prover::new(chain.clone(), anchored_set))
	}
}

/// Where the trust anchor lies unless another place is named.
fn usual_anchor() -> Option<PathBuf> {
	let configuration = std::env::var_os("XDG_CONFIG_HOME")
		.filter(|folder| !folder.is_empty())
		.map(PathBuf::from)
		.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config")))?;
	Some(configuration.join("eseal").join("anchor.json"))
}

/// What a person who waits is told.
pub fn says(status: &Status) -> String {
	match status {
		Status::InBlock(_, Some(recorded)) => format!("recorded in block {}, awaiting finality", recorded.number),
		Status::InBlock(..) => "recorded, awaiting finality".into(),
		Status::Retracted => "waiting for another block".into(),
		Status::Final(recorded) => format!("final in block {}", recorded.number),
		_ => "sent".into(),
	}
}

/// The failure that a call is in a block that is not final yet.
pub fn awaiting(recorded: &Recorded) -> Failure {
	let what = match recorded.failure() {
		Some(error) => format!("refused ({error})"),
		None => "recorded".to_owned(),
	};
	Failure::new(
		Kind::AwaitingFinality,
		format!("{what} in block {}, awaiting finality", recorded.number),
	)
	.next("Do not send it again. It becomes final when the nodes of all agencies are back.")
}

/// The failure that a call is in no block yet, as far as is known.
pub fn pending(call: &str, look: &str) -> Failure {
	Failure::new(
		Kind::Indeterminate,
		format!("{} was sent, and may be recorded", call.replace('_', " ")),
	)
	.next(format!("Before you send it again, check whether it was: `{look}`."))
}
