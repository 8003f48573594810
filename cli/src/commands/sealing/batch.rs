//! `eseal use --batch`: many documents under few signatures.
//!
//! The batch file is whole and on the disk before anything is sent. Its parts are sent one after another, each when the one
//! before is final. Whoever was interrupted types the same again: what is on record is found there and not sent again.
//!
//! No part is recorded twice, whatever became of an earlier try. A part is signed only when every use by the account's right
//! is final, and is not on record then. What an earlier try left behind with the same nonce and the new statement exclude
//! each other, in any block on any fork; what it left with an earlier nonce is taken nowhere any more.

use super::{
	approval::{approved, second_key},
	permission,
	turns::{is_over, Numbers, Turns, LOOK_EVERY},
};
use crate::{
	args::{sealing::Use, values::kebab},
	batch::{
		file::{Batch, Entry, Header, Reader, Writer},
		ledger::Ledger,
		source::{Extent, Source},
		MOST,
	},
	commands::budget,
	digests::{self, Salt},
	failure::{Failure, Kind, Result},
	files,
	keys::{self, secret::Secret},
	session::{awaiting, says, Account, Session},
	view::{progress::Progress, shapes, terminal::word, time::Time, Report},
};
use eseal_client::{
	calls::{self, Call},
	submit::{Outcome, Status},
	Block, Client, NotFound, ReadError, SubmitError,
};
use eseal_primitives::{answers::UseRight, DocumentDigest, Documents, Refusal, SealId, UseStatement};
use eseal_receipt::format;
use rand::{rngs::OsRng, RngCore};
use serde::Serialize;
use sp_core::H256;
use sp_crypto_hashing::blake2_128;
use std::{
	collections::HashSet,
	fs,
	path::{Path, PathBuf},
	time::{Duration, Instant},
};

/// What whoever was interrupted does.
const AGAIN: &str = "Run the same command again: it goes on where it stopped, and records nothing twice.";

/// For how long the account's budget may refill, for each part, without its being counted against `--timeout`: more than
/// twice as long as it takes until all of an owner's or operator's budget is there, with a block every two seconds.
const MOST_REFILLING: Duration = Duration::from_secs(15 * 60);

/// What came of a batch file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Sealed {
	/// The batch file.
	batch_file: String,
	/// The e-seal.
	seal: SealId,
	/// How many documents it has.
	documents: u32,
	/// Whether the chain lists them: else it has their root alone.
	listed: bool,
	/// The batches that are on record and final.
	batches: Vec<OnRecord>,
	/// Why the others are not; or which documents are on record otherwise than they are now.
	#[serde(skip_serializing_if = "Option::is_none")]
	error: Option<Failure>,
	/// Whether the batch file has salts that nothing else has.
	#[serde(skip)]
	committed: bool,
}

/// A batch that is on record.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct OnRecord {
	/// The number of its record in the e-seal's log.
	record: u64,
	/// The index of its first use.
	index: u64,
	/// How many uses it has.
	count: u32,
	/// The root of its documents.
	root: String,
	/// The block that recorded it.
	block: u32,
	/// Whether it was on record before this command sent anything.
	earlier: bool,
}

impl Report for Sealed {
	fn text(&self) -> String {
		let file = word(&self.batch_file);
		let recorded: u64 = self.batches.iter().map(|batch| u64::from(batch.count)).sum();
		let mut lines = vec![format!(
			"{file}: {recorded} of {} sealed with e-seal {}",
			count(self.documents, "document", "documents"),
			self.seal
		)];
		for batch in &self.batches {
			let earlier = match batch.earlier {
				true => ", on record before",
				false => "",
			};
			let last = batch.index.saturating_add(u64::from(batch.count)).saturating_sub(1);
			lines.push(format!(
				"uses {} to {last}: a batch of {}, final in block {}{earlier}",
				batch.index, batch.count, batch.block
			));
		}
		if !self.batches.is_empty() {
			lines.extend(self.what_only_the_file_has(&file));
		}
		if let Some(error) = &self.error {
			lines.push(error.message.clone());
			lines.extend(error.next.as_ref().map(|next| format!("  {next}")));
			return lines.join("\n");
		}
		lines.push(format!("Their receipts: `eseal receipt --all --batch-file {file}`"));
		lines.join("\n")
	}

	fn exit_status(&self) -> u8 {
		self.error.as_ref().map_or(0, |error| error.kind.exit_status())
	}
}

impl Sealed {
	/// Why the batch file must be kept, if what is on record cannot do without it.
	fn what_only_the_file_has(&self, file: &str) -> Option<String> {
		if !self.listed {
			return Some(format!(
				"The chain has their root alone: without {file} none of them can be found there or shown. Keep it, and a copy."
			));
		}
		self.committed.then(|| {
			format!(
				"Their salts are in {file} and nowhere else: without it nobody can show what was sealed. Keep it, and a copy."
			)
		})
	}
}

/// Runs the command.
pub async fn run(session: &Session, what: &Use, named: &Path) -> Result<u8> {
	let source = Source::of(named)?;
	let path = match &what.out {
		Some(out) => out.clone(),
		None => source.batch_file()?,
	};
	source.ensure_outside(&path)?;
	let begun = match fs::symlink_metadata(&path) {
		Ok(_) => {
			let begun = Batch::read(&path)?;
			ensure_as_typed(&begun, what)?;
			ensure_no_other(&begun, &source)?;
			Begun::Earlier(begun)
		}
		Err(_) => {
			files::ensure_writable(&path, false)?;
			// There is none by every algorithm.
			algorithm(what, what.commit.then(Salt::default))?;
			Begun::Now(path, source.extent(MOST)?)
		}
	};
	let account = session.account()?;
	let key = keys::seal_key(&what.seal_key, what.seal_password_file.as_deref())?;
	let second = second_key(what)?;
	let chain = session.chain().await?;
	chain.ensure_synced().await?;
	let (batch, changed) = match begun {
		Begun::Now(path, extent) => {
			let count = usize::try_from(extent.documents).unwrap_or(usize::MAX);
			permission::check(&chain.best().await?, what, &account.id, &key, second.as_ref(), count).await?;
			(begin(chain, what, &account, &source, &path, extent).await?, None)
		}
		Begun::Earlier(batch) => {
			batch.ensure_of(chain.genesis())?;
			ensure_of_account(&batch, &account)?;
			let changed = go_on(chain, what, &account, &key, second.as_ref(), &batch, &source).await?;
			(batch, changed)
		}
	};
	let progress = Progress::steps("documents sealed", batch.header.count.into());
	let sender = Sender {
		session,
		chain,
		account: &account,
		key: &key,
		second: second.as_ref(),
		batch: &batch,
		progress: &progress,
	};
	let mut sealed = sender.run().await?;
	sealed.error = sealed.error.or(changed);
	drop(progress);
	session.print(&sealed)
}

/// What is there to begin with.
enum Begun {
	/// Nothing: where the batch file goes, and how much there is to be sealed.
	Now(PathBuf, Extent),
	/// The batch file of an earlier run.
	Earlier(Batch),
}

/// How a document is digested.
fn algorithm(what: &Use, salt: Option<Salt>) -> Result<eseal_crypto::document::Algorithm> {
	match salt {
		Some(salt) => what.digest.commitment(salt),
		None => Ok(what.digest.plain()),
	}
}

/// Digests every document, one after another, and writes the batch file.
async fn begin(
	chain: &Client,
	what: &Use,
	account: &Account,
	source: &Source,
	path: &Path,
	extent: Extent,
) -> Result<Batch> {
	let since = chain.finalized().await?.head(what.seal).await?.records;
	let folder = std::path::absolute(source.base()?).ok();
	let header = Header {
		genesis: chain.genesis(),
		seal: what.seal,
		account: account.id.clone(),
		purpose: what.purpose,
		algorithm: what.digest,
		committed: what.commit,
		listed: !what.anchored,
		created: format::Time::of(Time::now().ms()),
		since,
		folder: folder.and_then(|folder| folder.to_str().map(str::to_owned)),
		count: extent.documents,
	};
	let progress = Progress::bytes("digested", extent.bytes);
	let mut writer = Writer::begin(path, header)?;
	for found in source.documents()? {
		let found = found?;
		let salt = what.commit.then(|| {
			let mut salt = Salt::default();
			OsRng.fill_bytes(&mut salt);
			salt
		});
		let digest = digests::of_one(&found.path, algorithm(what, salt)?, |bytes| progress.advance(bytes))?;
		writer.push(&Entry {
			name: found.name,
			digest,
			salt,
		})?;
	}
	writer.finish()
}

/// Makes sure that what is not on record yet of an earlier run may be sent, and is what it was then. Gives the failure that
/// documents which are on record are not what they were.
async fn go_on(
	chain: &Client,
	what: &Use,
	account: &Account,
	key: &Secret,
	second: Option<&Secret>,
	batch: &Batch,
	source: &Source,
) -> Result<Option<Failure>> {
	let best = chain.best().await?;
	let mut ledger = Ledger::new(batch);
	ledger.read(&best).await?;
	let changed = ensure_unchanged(batch, |part| ledger.place(part).is_some(), &source.base()?)?;
	if !ledger.is_complete() {
		let count = usize::try_from(ledger.documents_left()).unwrap_or(usize::MAX);
		permission::check(&best, what, &account.id, key, second, count).await?;
	}
	Ok(changed)
}

/// Refuses to go on with a batch file in another way than it was begun.
fn ensure_as_typed(batch: &Batch, what: &Use) -> Result<()> {
	let Header {
		seal,
		purpose,
		algorithm,
		committed,
		listed,
		..
	} = &batch.header;
	let commit = match committed {
		true => "with --commit",
		false => "without --commit",
	};
	let anchored = match listed {
		true => "without --anchored",
		false => "with --anchored",
	};
	let differences = [
		(*seal != what.seal, format!("with --seal {seal}")),
		(
			*purpose != what.purpose,
			format!("with --purpose {}", kebab(&shapes::name(purpose))),
		),
		(*algorithm != what.digest, format!("with --digest {}", algorithm.name())),
		(*committed != what.commit, commit.to_owned()),
		(*listed == what.anchored, anchored.to_owned()),
	];
	match differences.into_iter().find(|(differs, _)| *differs) {
		None => Ok(()),
		Some((_, begun)) => Err(
			Failure::new(Kind::Usage, format!("{} was begun {begun}", word(&batch.path))).next(
				"To go on with it, type the same as then. To seal anew, give a batch file of another name: --out FILE.",
			),
		),
	}
}

/// Refuses to go on with a batch file from another account: the seal key signed for the first one.
fn ensure_of_account(batch: &Batch, account: &Account) -> Result<()> {
	match batch.header.account == account.id {
		true => Ok(()),
		false => Err(Failure::new(
			Kind::Key,
			format!(
				"{} was begun by account {}, and this is {}",
				word(&batch.path),
				batch.header.account,
				account.id
			),
		)
		.next("Go on with that account's key file: --account FILE.")),
	}
}

/// Refuses to go on where the folder or the list has a document that the batch file does not: it would be left out, and
/// nobody would see it.
fn ensure_no_other(batch: &Batch, source: &Source) -> Result<()> {
	let mut names = HashSet::new();
	let mut reader = Reader::open(&batch.path)?;
	while let Some(entry) = reader.next_entry()? {
		names.insert(blake2_128(entry.name.as_bytes()));
	}
	for found in source.documents()? {
		let found = found?;
		if !names.contains(&blake2_128(found.name.as_bytes())) {
			return Err(Failure::new(
				Kind::Usage,
				format!(
					"{} is not in {}, which an earlier run wrote",
					word(&found.path),
					word(&batch.path)
				),
			)
			.next(
				"To go on with that run, take the document out. To seal it, give it to a run of its own: in a list (--batch \
				 LIST), with a batch file of another name (--out FILE).",
			));
		}
	}
	Ok(())
}

/// Refuses to send what an earlier run digested, if it is not that any more. What is on record may be gone; where it is there
/// and was changed, the others are sent all the same, and the failure is given that says so: else a folder of the same names
/// and other contents would pass for sealed.
fn ensure_unchanged(batch: &Batch, is_on_record: impl Fn(usize) -> bool, base: &Path) -> Result<Option<Failure>> {
	let progress = Progress::steps("documents checked", batch.header.count.into());
	let mut reader = Reader::open(&batch.path)?;
	let mut changed: Option<(PathBuf, u32)> = None;
	for (part, documents) in batch.parts.iter().enumerate() {
		let on_record = is_on_record(part);
		for _ in 0..documents.count() {
			let entry = next(&mut reader)?;
			progress.step();
			let path = base.join(&entry.name);
			let algorithm = entry.made_by().ok_or_else(changed_meanwhile)?;
			let now = digests::of_one(&path, algorithm, |_| {});
			let message = match now {
				Ok(digest) if digest == entry.digest => continue,
				Ok(_) if on_record => {
					let (_, number) = changed.get_or_insert((path, 0));
					*number = number.saturating_add(1);
					continue;
				}
				Err(_) if on_record => continue,
				Ok(_) => format!(
					"{} is not what it was when {} was written",
					word(&path),
					word(&batch.path)
				),
				Err(failure) => failure.message,
			};
			return Err(Failure::new(Kind::Invalid, message).next(
				"Put the document back as it was, and run the same command again. Nothing was sent now, and what is on record \
				 stays.",
			));
		}
	}
	Ok(changed.map(|(first, number)| not_as_it_is_now(&first, number, &batch.path)))
}

/// The failure that documents are on record as they were, and not as they are now.
fn not_as_it_is_now(first: &Path, number: u32, batch_file: &Path) -> Failure {
	let (first, batch_file) = (word(first), word(batch_file));
	let message = match number {
		0 | 1 => format!("{first} is not sealed as it is now: it is on record as it was when {batch_file} was written"),
		number => format!(
			"{first} and {} more are not sealed as they are now: they are on record as they were when {batch_file} was written",
			number.saturating_sub(1)
		),
	};
	Failure::new(Kind::Invalid, message).next(
		"To seal what was changed, give it to a run of its own: in a list (--batch LIST), with a batch file of another name \
		 (--out FILE).",
	)
}

fn next(reader: &mut Reader) -> Result<Entry> {
	reader.next_entry()?.ok_or_else(changed_meanwhile)
}

fn changed_meanwhile() -> Failure {
	Failure::input("the batch file was changed meanwhile").next(AGAIN)
}

/// Sends the parts of a batch file.
struct Sender<'a> {
	session: &'a Session,
	chain: &'a Client,
	account: &'a Account,
	key: &'a Secret,
	/// The key of the second operator's account.
	second: Option<&'a Secret>,
	batch: &'a Batch,
	progress: &'a Progress,
}

/// What came of sending a part.
enum Sent {
	/// It is on record and final.
	Recorded,
	/// Another call of the account came first. It may be sent again.
	Overtaken,
	/// The account has to wait for the next blocks. Then it may be sent again.
	HeldUp(HeldUp),
}

/// Why a part has to wait for the next blocks.
struct HeldUp {
	/// What to say if they do not come in time.
	failure: Failure,
	/// The block on top of which it was refused: nothing changes before the next one.
	on: H256,
	/// Whether the account's budget refills until it suffices.
	refills: bool,
}

/// Until when a part must be on its way. Time in which the account's budget refills puts it off, up to a bound.
struct Deadline {
	/// The moment; none if it is beyond what can be told.
	at: Option<Instant>,
	/// Since when the budget has been refilling, as far as that is not counted.
	since: Option<Instant>,
	/// By how much more it can be put off.
	left: Duration,
}

impl Deadline {
	/// So long from now on.
	fn new(timeout: Duration, now: Instant) -> Self {
		Self {
			at: now.checked_add(timeout),
			since: None,
			left: MOST_REFILLING,
		}
	}

	/// The budget refills: from now on, or still.
	fn refills(&mut self, now: Instant) {
		if let Some(since) = self.since.replace(now) {
			let took = now.saturating_duration_since(since).min(self.left);
			self.left = self.left.saturating_sub(took);
			self.at = self.at.and_then(|at| at.checked_add(took));
		}
	}

	/// It does not, or it suffices.
	fn counts(&mut self) {
		self.since = None;
	}
}

impl Sender<'_> {
	/// Sends what is not on record.
	async fn run(&self) -> Result<Sealed> {
		let Batch { path, header, parts } = self.batch;
		let mut ledger = Ledger::new(self.batch);
		ledger.read(&self.chain.finalized().await?).await?;
		let mut sealed = Sealed {
			batch_file: path.display().to_string(),
			seal: header.seal,
			documents: header.count,
			listed: header.listed,
			batches: Vec::new(),
			error: None,
			committed: header.committed,
		};
		let earlier: Vec<bool> = (0..parts.len()).map(|part| ledger.place(part).is_some()).collect();
		sealed.error = self.send_all(&mut ledger).await.err().map(and_go_on);
		for (part, (documents, earlier)) in parts.iter().zip(earlier).enumerate() {
			if let (Some(place), Documents::Batch { count, root }) = (ledger.place(part), documents) {
				sealed.batches.push(OnRecord {
					record: place.record,
					index: place.index,
					count: *count,
					root: format!("{root:?}"),
					block: place.block,
					earlier,
				});
			}
		}
		Ok(sealed)
	}

	async fn send_all(&self, ledger: &mut Ledger<'_>) -> Result<()> {
		let Batch { path, header, parts } = self.batch;
		let mut reader = Reader::open(path)?;
		for (part, documents) in parts.iter().copied().enumerate() {
			let count = documents.count();
			// Where the chain has the root alone there is one part, and nothing of it to be listed.
			let mut listed = header.listed.then(Vec::new);
			if let Some(listed) = &mut listed {
				for _ in 0..count {
					listed.push(next(&mut reader)?.digest);
				}
			}
			if ledger.place(part).is_none() {
				self.send_part(ledger, part, documents, listed.as_deref()).await?;
			}
			self.progress.advance(count.into());
		}
		Ok(())
	}

	/// Sends a part until it is on record and final.
	async fn send_part(
		&self,
		ledger: &mut Ledger<'_>,
		part: usize,
		documents: Documents,
		listed: Option<&[DocumentDigest]>,
	) -> Result<()> {
		let mut deadline = Deadline::new(self.session.timeout(), Instant::now());
		let turns = self.turns();
		loop {
			turns.wait(deadline.at, false).await?;
			let numbers = self.settled(&turns, ledger, deadline.at).await?;
			if ledger.place(part).is_some() {
				return Ok(());
			}
			let call = self.call(&numbers, documents, listed)?;
			match self.send(&call, &numbers).await? {
				Sent::Recorded => break,
				Sent::Overtaken => {
					deadline.counts();
					if is_over(deadline.at) {
						return Err(turns.others_came_first());
					}
					tokio::time::sleep(LOOK_EVERY).await;
				}
				Sent::HeldUp(HeldUp { failure, on, refills }) => {
					match refills {
						true => deadline.refills(Instant::now()),
						false => deadline.counts(),
					}
					// While no block comes, nothing refills, and the time counts.
					if is_over(deadline.at) || !turns.next_block(on, deadline.at).await? {
						return Err(failure);
					}
					if refills {
						deadline.refills(Instant::now());
					}
				}
			}
		}
		ledger.read(&self.chain.finalized().await?).await?;
		match ledger.place(part) {
			Some(_) => Ok(()),
			None => Err(Failure::new(
				Kind::Incompatible,
				"the node says that a batch was recorded, and its log does not have it",
			)
			.next("Ask another agency's node: --node URL.")),
		}
	}

	fn turns(&self) -> Turns<'_> {
		Turns {
			chain: self.chain,
			account: self.account,
			seal: self.batch.header.seal,
			timeout: self.session.timeout(),
			progress: self.progress,
		}
	}

	/// Waits until every use by the account's right is final, reads which parts are on record by then, and gives the numbers
	/// of its next use.
	async fn settled(&self, turns: &Turns<'_>, ledger: &mut Ledger<'_>, deadline: Option<Instant>) -> Result<Numbers> {
		loop {
			let last = self.chain.finalized().await?;
			let numbers = turns.numbers().await?;
			if self.right_at(&last).await? == Some(numbers.right) {
				ledger.read(&last).await?;
				return Ok(numbers);
			}
			if is_over(deadline) {
				return Err(Failure::new(
					Kind::AwaitingFinality,
					"not sent: uses of the account are recorded, awaiting finality",
				)
				.next(AGAIN));
			}
			self.progress.say("waiting until the account's other uses are final");
			tokio::time::sleep(LOOK_EVERY).await;
		}
	}

	async fn right_at(&self, block: &Block) -> Result<Option<UseRight>> {
		match block.use_right(self.batch.header.seal, &self.account.id).await {
			Ok(right) => Ok(Some(right)),
			Err(ReadError::NotFound(NotFound::UseRight { .. })) => Ok(None),
			Err(error) => Err(error.into()),
		}
	}

	/// The call that records a part.
	fn call(&self, numbers: &Numbers, documents: Documents, listed: Option<&[DocumentDigest]>) -> Result<Call> {
		let statement = UseStatement {
			seal: self.batch.header.seal,
			grant: numbers.right.grant,
			nonce: numbers.right.nonce,
			documents,
			purpose: self.batch.header.purpose,
			signed_at: Time::now().ms(),
		};
		let signed = statement.bytes_to_sign(self.chain.genesis(), &self.account.id);
		let signature = self.key.sign(&signed)?;
		if let Some(second) = self.second {
			let genesis = self.chain.genesis();
			return approved(second, genesis, &self.account.id, &statement, listed, &signature);
		}
		Ok(match listed {
			Some(listed) => calls::record_uses(&statement, listed, &signature),
			None => calls::anchor_batch(&statement, &signature),
		})
	}

	/// Signs and sends a call, and waits until it is final.
	async fn send(&self, call: &Call, numbers: &Numbers) -> Result<Sent> {
		let signed = numbers.best.sign(call, self.account, numbers.index)?;
		self.progress.say("sending");
		let waited = match self.chain.send(&signed).await {
			Ok(submission) => {
				let tell = |status: &Status| self.progress.say(&says(status));
				submission.wait(self.session.timeout(), tell).await
			}
			Err(error) => Err(error),
		};
		match waited {
			Ok(Outcome::Final(recorded)) => match recorded.failure() {
				None => Ok(Sent::Recorded),
				Some(error) if error.is("UsageLog", "WrongNonce") => Ok(Sent::Overtaken),
				Some(error) => Err(error.into()),
			},
			Ok(Outcome::AwaitingFinality(recorded)) => Err(awaiting(&recorded).next(AGAIN)),
			Err(SubmitError::Unconfirmed {
				recorded: Some(recorded),
				..
			}) => Err(awaiting(&recorded).next(AGAIN)),
			Ok(Outcome::Pending) => Err(unconfirmed("sent, and may be recorded")),
			Err(error) if error.is_open() => Err(unconfirmed(&format!("sent, and may be recorded ({error})"))),
			Err(SubmitError::Overtaken(_)) => Ok(Sent::Overtaken),
			Err(error) if error.is_held_up() => Ok(Sent::HeldUp(self.held_up(error, &numbers.best).await?)),
			Err(error) => Err(error.into()),
		}
	}

	/// Says what the account has to wait for, and how long that takes, as far as it is known.
	async fn held_up(&self, error: SubmitError, on: &Block) -> Result<HeldUp> {
		let refilled_in = match &error {
			// What is not larger than the whole budget is taken when all of it is there, and mostly before.
			SubmitError::NotTaken {
				refusal: Refusal::OverBudget,
				..
			} => budget::whole_in(&on.allowance(&self.account.id).await?).filter(|blocks| *blocks > 0),
			_ => None,
		};
		let slot: u64 = on.constant("Aura", "SlotDuration")?;
		self.progress.say(&waits_for(refilled_in, slot));
		let failure = Failure::from(error);
		let next = failure.next.as_deref().unwrap_or_default();
		let next = format!("{next} With a longer --timeout, this command waits for it.");
		Ok(HeldUp {
			failure: failure.next(next),
			on: on.hash(),
			refills: refilled_in.is_some(),
		})
	}
}

/// What a person is told who waits for the next blocks: in how many of them the account's budget is whole, if it refills, with
/// a block in so many milliseconds.
fn waits_for(refilled_in: Option<u64>, slot: u64) -> String {
	match refilled_in {
		None => "waiting until the chain takes more of this account".into(),
		Some(blocks) => {
			let seconds = blocks.saturating_mul(slot).div_ceil(1_000);
			format!("waiting until the account's budget suffices: {blocks} blocks at most, about {seconds} s")
		}
	}
}

/// The same failure, which stopped a run, with what to do once its cause is gone.
fn and_go_on(failure: Failure) -> Failure {
	let next = match failure.next.as_deref() {
		None => AGAIN.to_owned(),
		Some(next) if next.contains(AGAIN) => next.to_owned(),
		Some(next) => format!("{next} {AGAIN}"),
	};
	failure.next(next)
}

/// The failure that nobody knows yet whether a part is recorded.
fn unconfirmed(message: &str) -> Failure {
	Failure::new(Kind::Indeterminate, message).next(AGAIN)
}

/// A number of something in words.
fn count(number: u32, one: &str, more: &str) -> String {
	match number {
		1 => format!("1 {one}"),
		number => format!("{number} {more}"),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::digests::Algorithm;
	use eseal_client::AccountId;
	use eseal_primitives::{Moment, Purpose};
	use tempfile::TempDir;

	fn typed() -> Use {
		Use {
			files: Vec::new(),
			batch: Some("docs".into()),
			anchored: false,
			seal: SealId(3),
			purpose: Purpose::HumanResources,
			seal_key: "seal.key".into(),
			second_key: None,
			second_password_file: None,
			seal_password_file: None,
			digest: Algorithm::Sm3,
			commit: false,
			out: None,
			force: false,
		}
	}

	/// A folder `docs` with some documents, and its batch file.
	fn begun(names: &[&str]) -> (TempDir, Source, Batch) {
		let folder = tempfile::tempdir().unwrap();
		let docs = folder.path().join("docs");
		fs::create_dir(&docs).unwrap();
		for name in names {
			fs::write(docs.join(name), name).unwrap();
		}
		let source = Source::of(&docs).unwrap();
		let header = Header {
			genesis: H256::zero(),
			seal: SealId(3),
			account: AccountId::new([1; 32]),
			purpose: Purpose::HumanResources,
			algorithm: Algorithm::Sm3,
			committed: false,
			listed: true,
			created: format::Time::of(Moment(1)),
			since: 0,
			folder: None,
			count: names.len() as u32,
		};
		let mut writer = Writer::begin(&source.batch_file().unwrap(), header).unwrap();
		for found in source.documents().unwrap() {
			let found = found.unwrap();
			let digest = digests::of_one(&found.path, Algorithm::Sm3.plain(), |_| {}).unwrap();
			let (name, salt) = (found.name, None);
			writer.push(&Entry { name, digest, salt }).unwrap();
		}
		(folder, source, writer.finish().unwrap())
	}

	#[test]
	#[allow(clippy::type_complexity)]
	fn what_was_begun_goes_on_as_it_was_begun() {
		let (_folder, _, batch) = begun(&["a"]);
		assert!(ensure_as_typed(&batch, &typed()).is_ok());
		let changed: [(fn(&mut Use), &str); 5] = [
			(|what| what.seal = SealId(4), "begun with --seal 3"),
			(
				|what| what.purpose = Purpose::Other,
				"begun with --purpose human-resources",
			),
			(|what| what.digest = Algorithm::Sha256, "begun with --digest sm3"),
			(|what| what.commit = true, "begun without --commit"),
			(|what| what.anchored = true, "begun without --anchored"),
		];
		for (change, said) in changed {
			let mut what = typed();
			change(&mut what);
			let refused = ensure_as_typed(&batch, &what).unwrap_err();
			assert_eq!(refused.kind, Kind::Usage);
			assert!(refused.message.ends_with(said), "{refused}");
		}
	}

	#[test]
	fn a_document_that_came_later_is_not_left_out_unseen() {
		let (folder, source, batch) = begun(&["a", "b"]);
		ensure_no_other(&batch, &source).unwrap();
		let at = |name: &str| folder.path().join("docs").join(name);
		fs::write(at("a.eseal"), "a receipt").unwrap();
		fs::remove_file(at("b")).unwrap();
		ensure_no_other(&batch, &source).unwrap();
		fs::write(at("c"), "new").unwrap();
		let refused = ensure_no_other(&batch, &source).unwrap_err();
		assert!(refused.message.contains("docs/c is not in "), "{refused}");
	}

	#[test]
	fn a_document_that_was_changed_or_is_gone_is_refused_by_its_name() {
		let (folder, source, batch) = begun(&["a", "b", "c"]);
		let base = source.base().unwrap();
		let check = |on_record: bool| ensure_unchanged(&batch, |_| on_record, &base);
		assert_eq!(check(false), Ok(None));
		let b = folder.path().join("docs/b");
		fs::write(&b, "another").unwrap();
		let refused = check(false).unwrap_err();
		assert_eq!(refused.kind, Kind::Invalid);
		assert!(refused.message.contains("docs/b is not what it was"), "{refused}");
		fs::remove_file(&b).unwrap();
		let refused = check(false).unwrap_err();
		assert!(refused.message.contains("docs/b"), "{refused}");
		fs::write(&b, "b").unwrap();
		assert_eq!(check(false), Ok(None));
	}

	#[test]
	fn a_document_on_record_may_be_gone_and_does_not_pass_for_sealed_as_it_is_now() {
		let (folder, source, batch) = begun(&["a", "b", "c"]);
		let base = source.base().unwrap();
		let check = || ensure_unchanged(&batch, |_| true, &base).unwrap();
		assert_eq!(check(), None);
		let at = |name: &str| folder.path().join("docs").join(name);
		fs::remove_file(at("a")).unwrap();
		assert_eq!(check(), None);
		fs::write(at("b"), "another").unwrap();
		let told = check().unwrap();
		assert_eq!(told.kind, Kind::Invalid);
		assert!(told.message.contains("docs/b is not sealed as it is now"), "{told}");
		fs::write(at("c"), "another").unwrap();
		let told = check().unwrap();
		assert!(told.message.contains("docs/b and 1 more are not sealed"), "{told}");
	}

	#[test]
	fn time_in_which_the_budget_refills_does_not_count_up_to_a_bound() {
		let begun = Instant::now();
		let seconds = Duration::from_secs;
		let at = |after: u64| begun + seconds(after);
		let mut deadline = Deadline::new(seconds(120), begun);
		assert_eq!(deadline.at, Some(at(120)));
		// A first refusal says since when.
		deadline.refills(at(10));
		assert_eq!(deadline.at, Some(at(120)));
		deadline.refills(at(12));
		deadline.refills(at(50));
		assert_eq!(deadline.at, Some(at(160)));
		// What comes between counts.
		deadline.counts();
		deadline.refills(at(90));
		deadline.refills(at(100));
		assert_eq!(deadline.at, Some(at(170)));
		// A node that says for ever that the budget is used up does not hold the command for ever.
		for after in (100..100_000).step_by(7) {
			deadline.refills(at(after));
		}
		assert_eq!(deadline.at, Some(begun + seconds(120) + MOST_REFILLING));
	}

	#[test]
	fn who_waits_for_the_budget_is_told_how_long() {
		assert_eq!(
			waits_for(Some(73), 2_000),
			"waiting until the account's budget suffices: 73 blocks at most, about 146 s"
		);
		assert!(waits_for(Some(1), 1).ends_with("about 1 s"));
		assert!(!waits_for(None, 2_000).contains("blocks"), "nobody knows");
	}

	#[test]
	fn whatever_stopped_a_run_it_says_how_to_go_on() {
		let said = |failure: Failure| and_go_on(failure).next.unwrap();
		assert_eq!(said(Failure::refused("a reason")), AGAIN);
		assert_eq!(
			said(Failure::refused("a reason").next("Ask the owner.")),
			format!("Ask the owner. {AGAIN}")
		);
		assert_eq!(said(unconfirmed("sent, and may be recorded")), AGAIN);
	}

	#[test]
	fn whoever_reads_it_learns_what_only_the_batch_file_can_show() {
		let sealed = |listed: bool, committed: bool, error: Option<Failure>| Sealed {
			batch_file: "my docs.batch.jsonl".into(),
			seal: SealId(3),
			documents: 2_600,
			listed,
			batches: vec![OnRecord {
				record: 4,
				index: 17,
				count: 2_600,
				root: String::new(),
				block: 9,
				earlier: false,
			}],
			error,
			committed,
		};
		let plain = sealed(true, false, None);
		assert_eq!(
			plain.text(),
			"'my docs.batch.jsonl': 2600 of 2600 documents sealed with e-seal 3\n\
			 uses 17 to 2616: a batch of 2600, final in block 9\n\
			 Their receipts: `eseal receipt --all --batch-file 'my docs.batch.jsonl'`"
		);
		assert_eq!(plain.exit_status(), 0);
		let anchored = sealed(false, false, None).text();
		assert!(
			anchored.contains("without 'my docs.batch.jsonl' none of them can be found"),
			"{anchored}"
		);
		let committed = sealed(true, true, None).text();
		assert!(
			committed.contains("salts are in 'my docs.batch.jsonl' and nowhere else"),
			"{committed}"
		);
		let failed = sealed(true, true, Some(unconfirmed("sent, and may be recorded")));
		assert!(failed.text().ends_with(AGAIN));
		assert!(failed.text().contains("and nowhere else"), "some of it is on record");
		assert_eq!(failed.exit_status(), 2);
	}
}
