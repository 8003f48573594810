//! Documents that are sealed one by one: signed and sent one after another, then waited for, and each given its receipt.

use super::{
	approval::approved,
	documents::Document,
	turns::{is_over, Numbers, Turns, LOOK_EVERY},
	Failed, Outcome, Sealed,
};
use crate::{
	args::sealing::Use,
	commands::{receipt, salt},
	failure::{Failure, Kind, Result},
	files,
	keys::secret::Secret,
	session::{awaiting, says, Account, Session},
	view::{progress::Progress, terminal::word, time::Time},
};
use eseal_client::{
	calls,
	events::Event,
	evidence::Prover,
	justifications::Justifications,
	submit::{self, Recorded, Signed, Submission},
	value::Field,
	SubmitError,
};
use eseal_primitives::{Documents, UseStatement};
use std::{collections::VecDeque, time::Instant};

/// What seals documents.
pub struct Sealer<'a> {
	/// The session.
	pub session: &'a Session,
	/// What collects the receipts' evidence.
	pub prover: &'a Prover,
	/// What was typed.
	pub what: &'a Use,
	/// The account that sends.
	pub account: &'a Account,
	/// The e-seal's key.
	pub key: &'a Secret,
	/// The key of the second operator's account.
	pub second: Option<&'a Secret>,
	/// Where the person sees how far it is.
	pub progress: &'a Progress,
}

/// A use that was sent.
struct Sent<'d> {
	document: &'d Document,
	submission: std::result::Result<Submission, SubmitError>,
}

/// What became of one document's use.
enum Become {
	/// It is final.
	Final(Recorded),
	/// Another call of the account came first: nothing of it is on record, and it may be sent again.
	Overtaken,
	/// It is not sealed, or not finally.
	Failed(Failure),
}

impl Sealer<'_> {
	/// Seals some documents, as many as are sent before the first is waited for.
	pub async fn seal(&self, documents: &[Document], outcome: &mut Outcome) -> Result<()> {
		let mut listening = self.prover.client().justifications().await?;
		let mut waiting: VecDeque<&Document> = documents.iter().collect();
		let deadline = Instant::now().checked_add(self.session.timeout());
		// Why the last turn did not send all.
		let mut held_up = None;
		let mut turns = 0u64;
		while !waiting.is_empty() {
			let late = turns > 0 && is_over(deadline);
			turns = turns.saturating_add(1);
			let (sent, stopped) = match (held_up.take(), late) {
				(Some(held_up), true) => (Vec::new(), Some(Failure::from(held_up))),
				_ => match self.turns().wait(deadline, late).await {
					Ok(()) => self.send(&mut waiting, &mut held_up).await,
					Err(failure) => (Vec::new(), Some(failure)),
				},
			};
			let mut again = Vec::new();
			for Sent { document, submission } in sent {
				match self.wait(document, submission).await {
					Become::Final(recorded) => {
						self.finish(document, &recorded, &mut listening, outcome).await;
					}
					Become::Overtaken => again.push(document),
					Become::Failed(failure) => self.fail(document, failure, outcome),
				}
			}
			for document in again.into_iter().rev() {
				waiting.push_front(document);
			}
			if let Some(failure) = stopped {
				self.give_up(&mut waiting, &failure, outcome);
			}
		}
		Ok(())
	}

	fn turns(&self) -> Turns<'_> {
		Turns {
			chain: self.prover.client(),
			account: self.account,
			seal: self.what.seal,
			timeout: self.session.timeout(),
			progress: self.progress,
		}
	}

	/// Signs and sends the documents at the front until one cannot be sent: those that were sent, and why the others will not
	/// be, if so. They stay where they are. Where the account's budget does not suffice for more, the others wait until it
	/// does.
	async fn send<'d>(
		&self,
		waiting: &mut VecDeque<&'d Document>,
		held_up: &mut Option<SubmitError>,
	) -> (Vec<Sent<'d>>, Option<Failure>) {
		let mut sent = Vec::new();
		let numbers = match self.turns().numbers().await {
			Ok(numbers) => numbers,
			Err(failure) => return (sent, Some(failure)),
		};
		for i in 0u64.. {
			let Some(document) = waiting.front().copied() else {
				break;
			};
			let signed = match self.sign(document, &numbers, i) {
				Ok(signed) => signed,
				Err(failure) => return (sent, Some(failure)),
			};
			self.progress.say(&format!("sending {}", word(&document.path)));
			let submission = self.prover.client().send(&signed).await;
			if matches!(submission, Err(SubmitError::Overtaken(_))) {
				// Those after it have higher numbers.
				break;
			}
			if let Err(error) = &submission {
				if error.is_held_up() {
					if sent.is_empty() {
						self.progress.say("waiting until the chain takes more of this account");
						tokio::time::sleep(LOOK_EVERY).await;
					}
					*held_up = Some(error.clone());
					break;
				}
			}
			waiting.pop_front();
			let failed = submission.is_err();
			sent.push(Sent { document, submission });
			if failed {
				let failure = Failure::refused("not sent, because another document failed");
				return (sent, Some(failure));
			}
		}
		(sent, None)
	}

	/// Signs the use of a document with the e-seal's key and the account's.
	fn sign(&self, document: &Document, numbers: &Numbers, i: u64) -> Result<Signed> {
		let statement = UseStatement {
			seal: self.what.seal,
			grant: numbers.right.grant,
			nonce: numbers.right.nonce.saturating_add(i),
			documents: Documents::One(document.digest),
			purpose: self.what.purpose,
			signed_at: Time::now().ms(),
		};
		let genesis = self.prover.client().genesis();
		let signature = self.key.sign(&statement.bytes_to_sign(genesis, &self.account.id))?;
		let call = match self.second {
			Some(second) => approved(second, genesis, &self.account.id, &statement, None, &signature)?,
			None => calls::record_use(&statement, &signature),
		};
		let signed = numbers
			.best
			.sign(&call, self.account, numbers.index.saturating_add(i))?;
		// Without its salt a commitment says nothing: it is kept before anything is sent.
		if let Some(salt) = &document.salt {
			salt::keep(&document.receipt, salt, true)?;
		}
		Ok(signed)
	}

	/// Waits until a use is final.
	async fn wait(&self, document: &Document, sent: std::result::Result<Submission, SubmitError>) -> Become {
		let waited = match sent {
			Ok(submission) => {
				let tell = |status: &submit::Status| self.progress.say(&says(status));
				submission.wait(self.session.timeout(), tell).await
			}
			Err(error) => Err(error),
		};
		match waited {
			Ok(submit::Outcome::Final(recorded)) => match recorded.failure() {
				Some(error) if error.is("UsageLog", "WrongNonce") => Become::Overtaken,
				Some(error) => Become::Failed(error.into()),
				None => Become::Final(recorded),
			},
			Ok(submit::Outcome::AwaitingFinality(recorded)) => Become::Failed(self.later(document, &recorded)),
			Ok(submit::Outcome::Pending) => Become::Failed(self.unconfirmed(document, "sent, and may be recorded")),
			Err(SubmitError::Unconfirmed {
				recorded: Some(recorded),
				..
			}) => Become::Failed(self.later(document, &recorded)),
			Err(error) if error.is_open() => {
				Become::Failed(self.unconfirmed(document, &format!("sent, and may be recorded ({error})")))
			}
			Err(error) => Become::Failed(error.into()),
		}
	}

	/// Writes the receipt of a final use.
	async fn finish(
		&self,
		document: &Document,
		recorded: &Recorded,
		listening: &mut Justifications,
		outcome: &mut Outcome,
	) {
		match self.write_receipt(document, recorded, listening).await {
			Ok(sealed) => {
				salt::forget(&document.receipt);
				outcome.sealed.push(sealed);
				self.progress.step();
			}
			Err(failure) => {
				let failure = Failure {
					message: format!(
						"sealed, final in block {}, but without a receipt: {}",
						recorded.number, failure.message
					),
					next: Some(self.look(document, index_of(&recorded.events))),
					..failure
				};
				self.fail(document, failure, outcome);
			}
		}
	}

	async fn write_receipt(
		&self,
		document: &Document,
		recorded: &Recorded,
		listening: &mut Justifications,
	) -> Result<Sealed> {
		let index = index_of(&recorded.events)
			.ok_or_else(|| Failure::new(Kind::Incompatible, "the node returned no use although one was recorded"))?;
		let receipt::Made { bytes, used, .. } = receipt::make(
			self.session,
			self.prover,
			listening,
			(self.what.seal, index),
			document.salt,
			&document.path,
			receipt::AsOf::Use,
		)
		.await?;
		files::write(&document.receipt, &bytes, files::Readers::Anyone, self.what.force)?;
		Ok(Sealed {
			file: document.name(),
			receipt: document.receipt.display().to_string(),
			used,
		})
	}

	/// Notes that a document is not sealed, or not finally.
	fn fail(&self, document: &Document, error: Failure, outcome: &mut Outcome) {
		// What was refused has no use for its salt.
		if error.kind == Kind::Refused && document.salt.is_some() {
			salt::forget(&document.receipt);
		}
		outcome.failed.push(Failed {
			file: document.name(),
			error,
		});
		self.progress.step();
	}

	/// Notes that the documents that wait are not sent.
	fn give_up(&self, waiting: &mut VecDeque<&Document>, error: &Failure, outcome: &mut Outcome) {
		for document in waiting.drain(..) {
			salt::forget(&document.receipt);
			outcome.failed.push(Failed {
				file: document.name(),
				error: error.clone(),
			});
			self.progress.step();
		}
	}

	/// The failure that a use is not final yet, and how to get its receipt then.
	fn later(&self, document: &Document, recorded: &Recorded) -> Failure {
		let failure = awaiting(recorded);
		match (recorded.failure(), index_of(&recorded.events)) {
			(None, Some(index)) => failure.next(format!(
				"Do not send it again. Once it is final: {}",
				self.receipt_command(document, Some(index))
			)),
			_ => failure,
		}
	}

	/// The failure that nobody knows yet whether a use is recorded.
	fn unconfirmed(&self, document: &Document, message: &str) -> Failure {
		Failure::new(Kind::Indeterminate, message).next(format!(
			"Before you send it again, check whether it was: {}",
			self.receipt_command(document, None)
		))
	}

	fn look(&self, document: &Document, index: Option<u64>) -> String {
		format!("Make its receipt: {}", self.receipt_command(document, index))
	}

	/// The command that makes a document's receipt.
	fn receipt_command(&self, document: &Document, index: Option<u64>) -> String {
		let which = index.map_or_else(String::new, |index| {
			format!(" --seal {} --index {index}", self.what.seal)
		});
		format!("eseal receipt{which}{}", document.arguments())
	}
}

/// The number of the use that a call recorded.
fn index_of(events: &[Event]) -> Option<u64> {
	let recorded = events.iter().find(|event| event.is("UsageLog", "UseRecorded"))?;
	recorded.get("index").and_then(Field::as_u64)
}
