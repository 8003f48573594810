//! Sending the lines of a file: batches of several officers, each with the next number, until all are final.
//!
//! Only what is final counts as done. A batch whose extrinsic came to nothing (its number was taken by another one of the account,
//! or it grew too old) goes back to those that are to be sent, and the chain is asked once more what it has of them.

use super::{
	journal::Journal,
	lines::Lines,
	outcomes::{Outcome, Outcomes},
	Found, Kind,
};
use crate::{
	args::import::Part,
	failure::{Failure, Kind as Failed, Result},
	session::Account,
	view::progress::Progress,
};
use eseal_client::{
	calls::{self, Call},
	events::{failure, items, CallError, Event},
	submit::Signed,
	Block, Client, SubmitError,
};
use eseal_primitives::Refusal;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::{
	collections::{HashMap, VecDeque},
	path::Path,
	time::{Duration, Instant},
};

/// How often to look for what became final.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// The most batches of an officer that are on their way: until they are final takes a few blocks. How many wait for a block, the
/// officer's budget bounds before.
const MOST_ON_THE_WAY: usize = 24;

/// After which time a node is asked whether it has a batch still.
const LONG_WAITING: Duration = Duration::from_secs(10);

/// What whoever was interrupted does.
pub const AGAIN: &str = "Run the same command again: it goes on where it stopped, and does nothing twice.";

/// A line that is to be sent, and its place among the lines.
struct Placed<R> {
	index: u32,
	row: R,
}

/// The lines that were not sent yet, in the order of the file.
pub struct Source {
	lines: Lines,
	part: Option<Part>,
	next: u32,
}

impl Source {
	/// Of a file that was checked.
	pub fn open<K: Kind>(path: &Path, part: Option<Part>) -> Result<Self> {
		Ok(Self {
			lines: Lines::open(path, K::COLUMNS)?,
			part,
			next: 0,
		})
	}

	/// The next line of this share of which it is not known what became of it.
	fn next<K: Kind>(&mut self, outcomes: &Outcomes) -> Result<Option<Placed<K::Row>>> {
		while let Some(line) = self.lines.next()? {
			let index = self.next;
			self.next = index.saturating_add(1);
			if self.part.is_some_and(|part| !part.has(index)) || outcomes.is_known(index) {
				continue;
			}
			let row = self.lines.read::<K::Line>(&line).and_then(K::row);
			let (row, _) = row.map_err(|_| changed())?;
			return Ok(Some(Placed { index, row }));
		}
		Ok(None)
	}
}

/// The failure that a file is no longer what was checked.
pub fn changed() -> Failure {
	Failure::input("the file was changed while it was sent").next(AGAIN)
}

/// A batch that is on its way.
struct Flight<R> {
	signed: Signed,
	number: u64,
	rows: Vec<Placed<R>>,
	/// When the node was last seen to have it.
	seen: Instant,
}

/// An officer who sends.
struct Officer<'a, R> {
	account: &'a Account,
	/// The number of its next extrinsic; none if the node is to be asked.
	next: Option<u64>,
	flights: VecDeque<Flight<R>>,
	/// The block on which it has to wait, and why if it was told: nothing changes before the next one.
	waits: Option<(H256, Option<Failure>)>,
}

impl<R> Officer<'_, R> {
	/// Whether the first of its batches has been on its way for long.
	fn waits_long(&self) -> bool {
		let first = self.flights.front();
		first.is_some_and(|flight| flight.seen.elapsed() > LONG_WAITING)
	}

	/// How many lines the largest of its batches has that is on its way.
	fn most_on_the_way(&self) -> Option<usize> {
		self.flights.iter().map(|flight| flight.rows.len()).max()
	}
}

/// Sends the lines of a file.
pub struct Sender<'a, K: Kind> {
	chain: &'a Client,
	officers: Vec<Officer<'a, K::Row>>,
	source: Source,
	/// Whether the file has no more lines.
	is_read: bool,
	/// What is to be sent before the next line of the file.
	returned: VecDeque<Placed<K::Row>>,
	outcomes: &'a mut Outcomes,
	journal: &'a mut Journal,
	progress: &'a Progress,
	/// How long it may take until something becomes final.
	timeout: Duration,
	in_a_batch: usize,
	/// The last final block that was looked at.
	last: Block,
	/// When something was last known to be done, or refused.
	moved: Instant,
}

impl<'a, K: Kind> Sender<'a, K> {
	/// From these officers' accounts.
	pub async fn new(
		chain: &'a Client,
		accounts: &'a [Account],
		source: Source,
		outcomes: &'a mut Outcomes,
		journal: &'a mut Journal,
		progress: &'a Progress,
		timeout: Duration,
	) -> Result<Self> {
		let officers = accounts.iter().map(|account| Officer {
			account,
			next: None,
			flights: VecDeque::new(),
			waits: None,
		});
		Ok(Self {
			chain,
			officers: officers.collect(),
			source,
			is_read: false,
			returned: VecDeque::new(),
			outcomes,
			journal,
			progress,
			timeout,
			in_a_batch: K::IN_A_BATCH,
			last: chain.finalized().await?,
			moved: Instant::now(),
		})
	}

	/// Sends until it is known of each line what became of it.
	pub async fn run(mut self) -> Result<()> {
		loop {
			self.take_finals().await?;
			self.take_back_the_lost().await?;
			self.send_more().await?;
			let on_the_way: usize = self.officers.iter().map(|officer| officer.flights.len()).sum();
			if on_the_way == 0 && self.is_read && self.returned.is_empty() {
				return Ok(());
			}
			if self.moved.elapsed() > self.timeout {
				return Err(self.stalled(on_the_way));
			}
			self.say(on_the_way);
			tokio::time::sleep(LOOK_EVERY).await;
		}
	}

	fn say(&self, on_the_way: usize) {
		let waits = self.officers.iter().all(|officer| officer.waits.is_some());
		self.progress.say(match (on_the_way, waits) {
			(0, true) => "waiting for the officers' budgets",
			(_, true) => "sent as much as the officers' budgets allow",
			(..) => "sending",
		});
	}

	/// The failure that nothing became final for so long.
	fn stalled(&self, on_the_way: usize) -> Failure {
		let seconds = self.timeout.as_secs();
		let told = |officer: &Officer<_>| officer.waits.as_ref().and_then(|(_, why)| why.clone());
		match (on_the_way, self.officers.iter().find_map(told)) {
			(0, Some(failure)) => failure,
			_ => Failure::new(
				Failed::AwaitingFinality,
				format!("nothing became final for {seconds} s: batches are sent, awaiting finality"),
			)
			.next(format!(
				"It becomes final when the nodes of all agencies are back. {AGAIN}"
			)),
		}
	}

	// --- What is final ---

	/// Looks at the blocks that became final.
	async fn take_finals(&mut self) -> Result<()> {
		let last = self.chain.finalized().await?;
		if last.number() <= self.last.number() {
			return Ok(());
		}
		for number in self.last.number().saturating_add(1)..=last.number() {
			if self.officers.iter().all(|officer| officer.flights.is_empty()) {
				break;
			}
			if number == last.number() {
				self.take(&last).await?;
			} else {
				self.take(&self.chain.at_number(number).await?).await?;
			}
		}
		self.last = last;
		self.take_back_the_late().await?;
		self.journal.flush()
	}

	/// Looks for the batches that a block has.
	async fn take(&mut self, block: &Block) -> Result<()> {
		let places: HashMap<H256, u32> = (0u32..)
			.zip(block.bodies().await?)
			.map(|(place, bytes)| (H256(blake2_256(&bytes)), place))
			.collect();
		let mut found = Vec::new();
		for officer in &mut self.officers {
			let flights = std::mem::take(&mut officer.flights);
			for flight in flights {
				match places.get(&flight.signed.hash()) {
					Some(place) => found.push((*place, flight)),
					None => officer.flights.push_back(flight),
				}
			}
		}
		if found.is_empty() {
			return Ok(());
		}
		let events = block.events().await?;
		let mut stop = None;
		for (place, flight) in found {
			let own: Vec<Event> = events
				.iter()
				.filter(|event| event.extrinsic == Some(place))
				.cloned()
				.collect();
			let settled = self.settle(block, flight, &own).await;
			// What else the block has is entered before.
			stop = stop.or(settled.err());
		}
		self.journal.flush()?;
		stop.map_or(Ok(()), Err)
	}

	/// Enters what became of the lines of a batch.
	async fn settle(&mut self, block: &Block, flight: Flight<K::Row>, events: &[Event]) -> Result<()> {
		if let Some(error) = failure(events) {
			return Err(error.into());
		}
		let told = items(events);
		if told.len() != flight.rows.len() {
			return Err(Failure::new(
				Failed::Incompatible,
				format!(
					"block {} does not tell what became of each call in a batch",
					block.number()
				),
			));
		}
		let number = u32::try_from(block.number()).unwrap_or(u32::MAX);
		let mut failed = Vec::new();
		for (placed, told) in flight.rows.into_iter().zip(told) {
			match told {
				Ok(()) => self.enter(placed.index, &Outcome::Done(number))?,
				Err(error) => failed.push((placed, error)),
			}
		}
		if let Some((_, error)) = failed.iter().find(|(_, error)| concerns_all(error)) {
			return Err((*error).into());
		}
		// What another program did meanwhile, fails here; and so does what an earlier run had sent.
		let rows: Vec<K::Row> = failed.iter().map(|(placed, _)| placed.row.clone()).collect();
		let found = K::found(block, &rows).await?;
		for ((placed, error), found) in failed.into_iter().zip(found) {
			let outcome = match found {
				Found::Same => Outcome::Earlier,
				Found::Other(reason) => Outcome::Refused(reason.into()),
				Found::Nothing => Outcome::Refused(reason(error)),
			};
			self.enter(placed.index, &outcome)?;
		}
		Ok(())
	}

	fn enter(&mut self, index: u32, outcome: &Outcome) -> Result<()> {
		self.outcomes.enter(index, outcome);
		self.journal.enter(index, outcome)?;
		self.progress.step();
		self.moved = Instant::now();
		Ok(())
	}

	/// Takes back what can be in no block any more.
	async fn take_back_the_late(&mut self) -> Result<()> {
		for officer in &mut self.officers {
			if officer.flights.is_empty() {
				continue;
			}
			let used = self.last.nonce(&officer.account.id).await?;
			let now = self.last.number();
			for flight in std::mem::take(&mut officer.flights) {
				if flight.number < used || flight.signed.valid_until < now {
					self.returned.extend(flight.rows);
					officer.next = None;
				} else {
					officer.flights.push_back(flight);
				}
			}
		}
		Ok(())
	}

	/// Offers a node what it seems to have lost once more. What it does not take, as what it threw out of a block it was making,
	/// is signed anew: it has the same number or a lower one, and what is recorded twice in spite of it, the chain refuses.
	async fn take_back_the_lost(&mut self) -> Result<()> {
		for officer in &mut self.officers {
			if !officer.waits_long() {
				continue;
			}
			let known = self.chain.next_index(&officer.account.id).await?;
			for mut flight in std::mem::take(&mut officer.flights) {
				flight.seen = Instant::now();
				let offered = match flight.number < known {
					true => Ok(()),
					// The same extrinsic: it is recorded once, whoever has it.
					false => self.chain.offer(&flight.signed).await,
				};
				match offered {
					Err(SubmitError::Unconfirmed { cause, .. }) => return Err(cause.into()),
					Err(error) if !has_it(&error) => {
						self.returned.extend(flight.rows);
						officer.next = None;
					}
					_ => officer.flights.push_back(flight),
				}
			}
		}
		Ok(())
	}

	// --- What is sent ---

	/// Sends as much as may be on its way, a batch of each officer after another.
	async fn send_more(&mut self) -> Result<()> {
		let best = self.chain.best().await?;
		let mut goes_on = true;
		while std::mem::take(&mut goes_on) {
			for turn in 0..self.officers.len() {
				goes_on |= self.send_batch(turn, &best).await?;
			}
		}
		Ok(())
	}

	/// Sends a batch of an officer. Gives whether it may send more.
	async fn send_batch(&mut self, turn: usize, best: &Block) -> Result<bool> {
		let Some(officer) = self.officers.get_mut(turn) else {
			return Ok(false);
		};
		if officer.waits.as_ref().is_some_and(|(on, _)| *on == best.hash()) {
			return Ok(false);
		}
		officer.waits = None;
		let account = officer.account;
		if officer.flights.len() >= MOST_ON_THE_WAY {
			return Ok(false);
		}
		let next = officer.next;
		let rows = self.rows().await?;
		if rows.is_empty() {
			return Ok(false);
		}
		let number = match next {
			Some(number) => number,
			None => self.chain.next_index(&account.id).await?,
		};
		// A node takes what waits before a call for as heavy as the call itself: behind heavier ones, it would take one for which the
		// budget has nothing left in the block.
		let most = self.officers.get(turn).and_then(|officer| officer.most_on_the_way());
		if most.is_some_and(|most| most > rows.len()) && best.nonce(&account.id).await? < number {
			self.return_first(rows);
			if let Some(officer) = self.officers.get_mut(turn) {
				officer.waits = Some((best.hash(), None));
			}
			return Ok(false);
		}
		let all: Vec<Call> = rows.iter().map(|placed| K::call(&placed.row)).collect();
		let signed = best.sign(&calls::force_batch(&all, best)?, account, number)?;
		let offered = self.chain.offer(&signed).await;
		let Some(officer) = self.officers.get_mut(turn) else {
			return Ok(false);
		};
		let error = match offered {
			Ok(()) => {
				officer.next = number.checked_add(1);
				officer.flights.push_back(Flight {
					signed,
					number,
					rows,
					seen: Instant::now(),
				});
				return Ok(true);
			}
			Err(error) => error,
		};
		let many = rows.len();
		self.return_first(rows);
		let Some(officer) = self.officers.get_mut(turn) else {
			return Ok(false);
		};
		match error {
			// It may be in the pool, or not: nothing is lost by going on later.
			SubmitError::Unconfirmed { cause, .. } => Err(Failure::from(cause).next(AGAIN)),
			error if is_too_large(&error) && many > 1 => {
				self.in_a_batch = many.div_ceil(2);
				Ok(true)
			}
			SubmitError::Overtaken(_) => {
				officer.next = None;
				officer.waits = Some((best.hash(), Some(error.into())));
				Ok(false)
			}
			error if error.is_held_up() || has_no_room(&error) => {
				officer.waits = Some((best.hash(), Some(error.into())));
				Ok(false)
			}
			error => Err(error.into()),
		}
	}

	/// The lines of the next batch: those that the chain does not have. What it has, or what stands in the way, is entered.
	async fn rows(&mut self) -> Result<Vec<Placed<K::Row>>> {
		let mut rows = Vec::new();
		while rows.len() < self.in_a_batch {
			let mut some = Vec::new();
			while rows.len().saturating_add(some.len()) < self.in_a_batch {
				match self.next_row()? {
					Some(placed) => some.push(placed),
					None => break,
				}
			}
			if some.is_empty() {
				break;
			}
			let asked: Vec<K::Row> = some.iter().map(|placed| placed.row.clone()).collect();
			let found = K::found(&self.last, &asked).await?;
			for (placed, found) in some.into_iter().zip(found) {
				match found {
					Found::Nothing => rows.push(placed),
					Found::Same => self.enter(placed.index, &Outcome::Earlier)?,
					Found::Other(reason) => self.enter(placed.index, &Outcome::Refused(reason.into()))?,
				}
			}
		}
		Ok(rows)
	}

	/// Takes lines back that are to be sent before all others.
	fn return_first(&mut self, rows: Vec<Placed<K::Row>>) {
		for placed in rows.into_iter().rev() {
			self.returned.push_front(placed);
		}
	}

	fn next_row(&mut self) -> Result<Option<Placed<K::Row>>> {
		if let Some(placed) = self.returned.pop_front() {
			return Ok(Some(placed));
		}
		let next = self.source.next::<K>(self.outcomes)?;
		self.is_read = next.is_none();
		Ok(next)
	}
}

/// Whether an error would meet every line: then there is no use in sending more.
fn concerns_all(error: &CallError) -> bool {
	*error == CallError::BadOrigin
		|| error.is("DualControl", "SecondOfficerNeeded")
		|| error.is("System", "CallFiltered")
}

/// Why a line was refused, in the chain's words.
fn reason(error: &CallError) -> String {
	match error {
		CallError::Pallet { docs, .. } if !docs.is_empty() => format!("{error}: {docs}"),
		error => error.to_string(),
	}
}

/// Whether fewer lines would do.
fn is_too_large(error: &SubmitError) -> bool {
	match error {
		SubmitError::NotTaken { refusal, .. } => *refusal == Refusal::TooLargeForBudget,
		SubmitError::Refused(text) => text.contains("exhaust") || text.contains("Exhausts"),
		_ => false,
	}
}

/// Whether the node's pool has the extrinsic already.
fn has_it(error: &SubmitError) -> bool {
	matches!(error, SubmitError::Refused(text) if text.contains("Already Imported"))
}

/// Whether the node's pool is full, or looks at the same extrinsic already.
fn has_no_room(error: &SubmitError) -> bool {
	match error {
		SubmitError::Refused(text) => ["Immediately Dropped", "Already Imported", "temporarily banned"]
			.iter()
			.any(|said| text.contains(said)),
		_ => false,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_client::AccountId;

	#[test]
	fn what_concerns_every_line_stops_all() {
		let pallet = |pallet: &str, error: &str| CallError::Pallet {
			pallet: pallet.into(),
			error: error.into(),
			docs: "What it means.".into(),
		};
		for (error, all) in [
			(CallError::BadOrigin, true),
			(pallet("DualControl", "SecondOfficerNeeded"), true),
			(pallet("System", "CallFiltered"), true),
			(pallet("ESeal", "EnterpriseNotFound"), false),
			(CallError::Other("x".into()), false),
		] {
			assert_eq!(concerns_all(&error), all, "{error}");
		}
		let refused = reason(&pallet("ESeal", "EnterpriseNotFound"));
		assert_eq!(refused, "ESeal.EnterpriseNotFound: What it means.");
	}

	#[test]
	fn a_batch_is_made_smaller_or_waits() {
		let not_taken = |refusal| SubmitError::NotTaken {
			account: AccountId::new([1; 32]),
			refusal,
		};
		let refused = |text: &str| SubmitError::Refused(text.into());
		for (error, smaller, waits) in [
			(not_taken(Refusal::TooLargeForBudget), true, false),
			(
				refused("Invalid Transaction: Transaction would exhaust the block limits"),
				true,
				false,
			),
			(refused("Immediately Dropped"), false, true),
			(refused("Transaction is temporarily banned"), false, true),
			(not_taken(Refusal::NotYours), false, false),
			(refused("Verification Error"), false, false),
		] {
			assert_eq!(is_too_large(&error), smaller, "{error}");
			assert_eq!(has_no_room(&error), waits, "{error}");
		}
	}
}
