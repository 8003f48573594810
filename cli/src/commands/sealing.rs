//! `eseal use`

use super::{connect_from_anchor, receipt, receipt_beside, timeout};
use crate::{
	args::{sealing::Use, Global},
	chain::{
		calls::{self, Call},
		events::{refusal, Event},
		submit::{awaiting, pending, Recorded, Waited},
		AccountId, Chain, View,
	},
	digests,
	failure::{Failure, Kind, Result},
	files, keys,
	keys::secret::Secret,
	output::{self, progress::Progress, shapes, time::Time, Report},
	view::terminal::word,
};
use eseal_primitives::{answers::SealInfo, DocumentDigest, GrantId, UseStatement};
use rand::{rngs::OsRng, RngCore};
use serde::Serialize;
use std::{
	collections::BTreeSet,
	path::{Path, PathBuf},
};

/// How many uses are sent before the first is waited for.
const BATCH: usize = 64;

/// How far the chain lets a signer's clock be ahead, in milliseconds; and how old it lets a statement be.
const CLOCK_AHEAD: u64 = 60_000;
const CLOCK_BEHIND: u64 = 9 * 60_000;

/// What came of each document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
	/// The documents that are sealed, each with its receipt.
	sealed: Vec<Sealed>,
	/// The documents that are not, or not finally.
	failed: Vec<Failed>,
}

/// A sealed document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Sealed {
	/// The document.
	file: String,
	/// Its receipt.
	receipt: String,
	/// The use.
	#[serde(rename = "use")]
	used: shapes::UseLine,
}

/// A document that is not sealed, or not finally.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Failed {
	/// The document.
	file: String,
	/// Why.
	error: Failure,
}

impl Report for Outcome {
	fn text(&self) -> String {
		let mut lines = Vec::new();
		for Sealed { file, receipt, used } in &self.sealed {
			lines.push(format!(
				"{}: sealed, use {} of e-seal {}, final in block {}; receipt {}",
				word(file),
				used.index,
				used.seal,
				used.block,
				word(receipt)
			));
		}
		for Failed { file, error } in &self.failed {
			lines.push(format!("{}: {}", word(file), error.message));
			lines.extend(error.next.as_ref().map(|next| format!("  {next}")));
		}
		lines.join("\n")
	}

	fn exit_status(&self) -> u8 {
		// What is refused is more certain than what is not known.
		let statuses = self.failed.iter().map(|failed| failed.error.kind.exit_status());
		statuses.min().unwrap_or(0)
	}
}

/// A document, ready to be sealed.
struct Document {
	path: PathBuf,
	receipt: PathBuf,
	bytes: Vec<u8>,
	digest: DocumentDigest,
	salt: Option<[u8; 32]>,
}

/// Runs the command.
pub async fn run(global: &Global, what: Use) -> Result<u8> {
	let documents = what
		.files
		.iter()
		.map(|path| prepare(path, &what))
		.collect::<Result<Vec<_>>>()?;
	let distinct: BTreeSet<_> = documents.iter().map(|document| &document.receipt).collect();
	if distinct.len() != documents.len() {
		return Err(Failure::new(Kind::Usage, "a document is named twice"));
	}
	let account = keys::account(global)?;
	let key = keys::seal_key(&what.seal_key, what.seal_password_file.as_deref())?;
	let chain = connect_from_anchor(global).await?;
	chain.ensure_synced().await?;
	let best = chain.best().await?;
	let id = account.public().account()?;
	check(&best, &what, &id, &key, documents.len()).await?;

	let mut outcome = Outcome {
		sealed: Vec::new(),
		failed: Vec::new(),
	};
	let progress = Progress::steps("sealed", u64::try_from(documents.len()).unwrap_or_default());
	for batch in documents.chunks(BATCH) {
		// The next batch's numbers depend on this one: if one use failed, those after it would too.
		let stopped = !outcome.failed.is_empty();
		if stopped {
			let error = Failure::refused("not sent, because another document failed");
			outcome.failed.extend(batch.iter().map(|document| Failed {
				file: document.path.display().to_string(),
				error: error.clone(),
			}));
			continue;
		}
		seal(
			global,
			&chain,
			&what,
			batch,
			(&account, &id, &key),
			&progress,
			&mut outcome,
		)
		.await?;
	}
	drop(progress);
	output::print(&outcome, global.json)
}

/// Reads a document, digests it, and makes sure that its receipt can be written.
fn prepare(path: &Path, what: &Use) -> Result<Document> {
	let bytes = files::read(path)?;
	let receipt = receipt_beside(path);
	files::ensure_writable(&receipt, what.force)?;
	let salt = what.commit.then(|| {
		let mut salt = [0; 32];
		OsRng.fill_bytes(&mut salt);
		salt
	});
	let wanted = match salt {
		Some(salt) => what.digest.commitment(salt)?,
		None => what.digest.plain(),
	};
	let [digest] = digests::of_file(path, [wanted])?;
	if salt.is_some() {
		files::ensure_writable(&receipt::salt_beside(&receipt), false)?;
	}
	Ok(Document {
		path: path.to_owned(),
		receipt,
		bytes,
		digest,
		salt,
	})
}

/// Makes sure that the chain would take the uses: the e-seal is usable, the key is its own, the account may use it.
async fn check(view: &View, what: &Use, account: &AccountId, key: &Secret, count: usize) -> Result<()> {
	let info = view.seal(what.seal).await?;
	if &info.seal.key != key.public().seal_key() {
		return Err(Failure::new(
			Kind::Key,
			format!("{} is not the key of e-seal {}", word(&what.seal_key), what.seal),
		)
		.next("Name the key file that the e-seal was applied for with: --seal-key FILE."));
	}
	if !info.usable {
		let obstacles = shapes::words(&info.obstacles).join("; ");
		return Err(
			Failure::refused(format!("e-seal {} cannot be used: {obstacles}", what.seal))
				.next(format!("`eseal seal show {}` tells more.", what.seal)),
		);
	}
	let now = view.time().await?;
	let clock = Time::now().ms();
	if clock > now.saturating_add(CLOCK_AHEAD) || clock.saturating_add(CLOCK_BEHIND) < now {
		return Err(Failure::refused(format!(
			"this machine's clock says {}, the chain's {}",
			Time::new(clock),
			Time::new(now)
		))
		.next("Set the clock: the chain takes a statement for ten minutes. If the clock is right, no blocks are being made."));
	}
	granted(view, what, account, &info, now, count).await
}

async fn granted(
	view: &View,
	what: &Use,
	account: &AccountId,
	info: &SealInfo<AccountId>,
	now: u64,
	count: usize,
) -> Result<()> {
	let owner = view.enterprise(&info.seal.uscc).await?.enterprise.owner;
	if &owner == account {
		return Ok(());
	}
	let grants = view.grants(what.seal).await?;
	let Some((id, grant)) = grants.into_iter().find(|(_, grant)| &grant.operator == account) else {
		return Err(Failure::refused(format!(
			"account {account} neither owns e-seal {} nor has a grant for it",
			what.seal
		))
		.next("Ask the owner for a grant (`eseal grant add`), or name another --account."));
	};
	let refuse =
		|id: GrantId, why: String| Failure::refused(format!("grant {id} {why}")).next("Ask the owner for another.");
	if grant.valid_until <= now {
		return Err(refuse(id, format!("ended on {}", Time::new(grant.valid_until))));
	}
	if !grant.purposes.contains(&what.purpose) {
		return Err(refuse(id, format!("does not allow the purpose {:?}", what.purpose)));
	}
	let left = grant.quota.saturating_sub(grant.used);
	if usize::try_from(left).unwrap_or(usize::MAX) < count {
		return Err(refuse(id, format!("has {left} uses left, for {count} documents")));
	}
	Ok(())
}

/// Seals some documents: signs and sends all, waits for all, and writes the receipts.
async fn seal(
	global: &Global,
	chain: &Chain,
	what: &Use,
	batch: &[Document],
	(account, id, key): (&Secret, &AccountId, &Secret),
	progress: &Progress,
	outcome: &mut Outcome,
) -> Result<()> {
	let best = chain.best().await?;
	let nonce = best.next_nonce(what.seal, id).await?;
	let index = chain.next_index(id).await?;
	let mut signed = Vec::new();
	for (i, document) in (0u64..).zip(batch) {
		let statement = UseStatement {
			seal: what.seal,
			nonce: nonce.saturating_add(i),
			document: document.digest,
			purpose: what.purpose,
			signed_at: Time::now().ms(),
		};
		let signature = key.sign(&statement.bytes_to_sign(chain.genesis, id))?;
		let call: Call = calls::record_use(&statement, &signature);
		let transaction = chain.sign(&best, &call, account, index.saturating_add(i)).await?;
		signed.push((call, transaction));
	}
	// Without its salt a commitment says nothing: it is kept before anything is sent.
	for document in batch {
		if let Some(salt) = &document.salt {
			receipt::keep_salt(&document.receipt, salt)?;
		}
	}
	let mut listening = chain.justifications().await?;
	let mut sent = Vec::new();
	for ((call, transaction), document) in signed.into_iter().zip(batch) {
		progress.say(&format!("sending {}", word(&document.path)));
		sent.push((document, call.name, chain.send(transaction, &call, id).await));
	}
	for (document, call, transaction) in sent {
		let one = async {
			let used = match transaction?.wait(timeout(global), progress).await? {
				Waited::Final(recorded) => recorded,
				Waited::AwaitingFinality(recorded) => return Err(later(document, what.seal, &recorded)),
				Waited::Pending => return Err(pending(call)),
			};
			let index = index_of(&used.events)
				.ok_or_else(|| Failure::new(Kind::Incompatible, "the node tells no use where one was recorded"))?;
			let made = receipt::make(
				global,
				chain,
				&mut listening,
				(what.seal, index),
				document.salt,
				&document.bytes,
				receipt::AsOf::Use,
			);
			let (bytes, used) = made.await?;
			files::write(&document.receipt, &bytes, files::Readers::Anyone, what.force)?;
			receipt::forget_salt(&document.receipt);
			Ok(Sealed {
				file: document.path.display().to_string(),
				receipt: document.receipt.display().to_string(),
				used,
			})
		};
		match one.await {
			Ok(sealed) => outcome.sealed.push(sealed),
			Err(error) => {
				// What was refused has no use for its salt.
				if error.kind == Kind::Refused {
					receipt::forget_salt(&document.receipt);
				}
				outcome.failed.push(Failed {
					file: document.path.display().to_string(),
					error,
				});
			}
		}
		progress.step();
	}
	Ok(())
}

/// The failure that a use is not final yet, and how to get its receipt then.
fn later(document: &Document, seal: u64, recorded: &Recorded) -> Failure {
	let failure = awaiting(recorded);
	match (refusal(&recorded.events), index_of(&recorded.events)) {
		(None, Some(index)) => failure.next(format!(
			"Do not send it again. When it is final: eseal receipt --seal {seal} --index {index}{} -- {}",
			if document.receipt.exists() { " --force" } else { "" },
			word(&document.path)
		)),
		_ => failure,
	}
}

fn index_of(events: &[Event]) -> Option<u64> {
	events
		.iter()
		.find(|event| event.event == "UseRecorded")
		.and_then(|event| event.fields.get("index"))
		.and_then(serde_json::Value::as_u64)
}
