//! Founds what the loads need, by the rules: agencies register enterprises, file physical seals and approve
//! applications; owners apply for e-seals and let operators use them.
//!
//! | module | subject |
//! | --- | --- |
//! | [`sender`] | one account that sends many calls |
//! | [`enterprise`] | one enterprise: its codes, its owner, what is sent for it |

mod enterprise;
mod sender;

use crate::{
	error::{BenchError, Result},
	estate::{Estate, Seal},
	keys::{Account, Algorithm},
	limits::Limits,
	mill::now,
	progress::Progress,
};
use enterprise::Enterprise;
use eseal_client::{
	calls::{self, Call},
	Block, Client,
};
use eseal_primitives::{member::MOST_WIDENED, SealId};
use futures::{
	future::{try_join, try_join_all},
	stream, StreamExt, TryStreamExt,
};
use sender::{AsOf, Sender};

/// How many questions are asked at once.
const AT_ONCE: usize = 16;

/// How many owners send grants at once, 64 each: far below what pools hold, which drop what is too much without a word.
const OWNERS_AT_ONCE: usize = 24;

/// Founds so many operators, each with a grant for one e-seal of each of these algorithms.
///
/// # Errors
///
/// The chain has such enterprises already; a node refuses something; or something that was sent did not do what it
/// should.
pub async fn found(
	client: &Client,
	limits: &Limits,
	operators: usize,
	algorithms: &[Algorithm],
	progress: &Progress,
) -> Result<Estate> {
	let operators: Vec<Account> = (0..operators)
		.map(|number| Account::of(&format!("operator {number}")))
		.collect::<Result<_>>()?;
	let each = limits.grants;
	let count = operators.len().div_ceil(each);
	let kinds = algorithms.iter().flat_map(|kind| std::iter::repeat_n(*kind, count));
	let enterprises: Vec<Enterprise> = kinds
		.enumerate()
		.map(|(number, algorithm)| Enterprise::new(number, algorithm))
		.collect::<Result<_>>()?;
	let Some(first) = enterprises.first() else {
		return Ok(Estate {
			operators,
			operators_each: each,
			..Estate::default()
		});
	};
	if client.finalized().await?.enterprise(&first.uscc).await.is_ok() {
		return Err(BenchError::NotFresh(first.uscc.to_string()));
	}

	progress.say(&format!(
		"founding {} enterprises with e-seals, and {} operators",
		enterprises.len(),
		operators.len()
	));
	let mut founding = Founding::new(client, enterprises).await?;
	founding.register().await?;
	founding.file_and_widen().await?;
	let ids = founding.apply().await?;
	founding.approve(&ids).await?;
	progress.say("owners let operators use their e-seals");
	founding.grant(&ids, &operators, each).await?;
	Ok(founding.estate(&ids, operators, each))
}

/// The enterprises, and who sends for them.
struct Founding {
	client: Client,
	enterprises: Vec<Enterprise>,
	owners: Vec<Sender>,
	market_supervision: Sender,
	public_security: Sender,
	data_resources: Sender,
}

impl Founding {
	async fn new(client: &Client, enterprises: Vec<Enterprise>) -> Result<Self> {
		let mut owners = Vec::new();
		for enterprise in &enterprises {
			owners.push(Sender::new(client, enterprise.owner.clone()).await?);
		}
		Ok(Self {
			client: client.clone(),
			owners,
			enterprises,
			market_supervision: officer(client, "MarketSupervision").await?,
			public_security: officer(client, "PublicSecurity").await?,
			data_resources: officer(client, "DataResources").await?,
		})
	}

	/// A call for each enterprise.
	fn each(&self, call: impl Fn(&Enterprise) -> Call) -> Vec<Call> {
		self.enterprises.iter().map(call).collect()
	}

	/// Market Supervision registers the enterprises.
	async fn register(&mut self) -> Result<()> {
		let calls = self.each(Enterprise::register);
		self.market_supervision.send(calls).await?;
		let block = self.market_supervision.settled(AsOf::Best).await?;
		let mut there = 0usize;
		for enterprise in &self.enterprises {
			there = there.saturating_add(block.enterprise(&enterprise.uscc).await.is_ok().into());
		}
		self.ensure("enterprises registered", there)
	}

	/// Public Security files their physical seals. Meanwhile the owners' budgets are widened: each lets many operators
	/// use its e-seal.
	async fn file_and_widen(&mut self) -> Result<()> {
		let file = self.each(Enterprise::file);
		let widen = self.each(|enterprise| calls::widen_budget(&enterprise.owner.id, MOST_WIDENED));
		try_join(self.public_security.send(file), self.market_supervision.send(widen)).await?;
		self.market_supervision.settled(AsOf::Best).await?;
		let block = self.public_security.settled(AsOf::Best).await?;
		let mut there = 0usize;
		for enterprise in &self.enterprises {
			there = there.saturating_add(block.physical_seal(&enterprise.code).await.is_ok().into());
		}
		self.ensure("physical seals filed", there)
	}

	/// The owners apply for e-seals: their numbers, in the order of the enterprises. Final, since what is decided on
	/// names the application's digest, and on another fork that is another.
	async fn apply(&mut self) -> Result<Vec<SealId>> {
		let (genesis, now) = (self.client.genesis(), now());
		let calls: Vec<Call> = self
			.enterprises
			.iter()
			.map(|enterprise| enterprise.apply(genesis, now))
			.collect::<Result<_>>()?;
		let sending = self
			.owners
			.iter_mut()
			.zip(calls)
			.map(|(owner, call)| owner.send(vec![call]));
		try_join_all(sending).await?;
		let block = self.owners_settled(AsOf::Final).await?;
		let found = stream::iter(
			self.enterprises
				.iter()
				.map(|enterprise| enterprise.uscc)
				.collect::<Vec<_>>(),
		)
		.map(|uscc| {
			let block = &block;
			async move { block.enterprise(&uscc).await.map(|found| found.pending_application) }
		})
		.buffered(AT_ONCE)
		.try_collect::<Vec<_>>()
		.await?;
		let ids: Vec<SealId> = found.into_iter().flatten().collect();
		self.ensure("applications made", ids.len())?;
		Ok(ids)
	}

	/// Data Resources approves them.
	async fn approve(&mut self, ids: &[SealId]) -> Result<()> {
		let block = self.client.finalized().await?;
		let mut calls = Vec::new();
		for id in ids {
			let digest = block.seal(*id).await?.application_digest;
			calls.push(calls::approve(*id, digest));
		}
		self.data_resources.send(calls).await?;
		let block = self.data_resources.settled(AsOf::Best).await?;
		let mut usable = 0usize;
		for id in ids {
			usable = usable.saturating_add(block.seal(*id).await?.usable.into());
		}
		self.ensure("e-seals approved", usable)
	}

	/// The owners let the operators use the e-seals. Final, since now the loads begin.
	async fn grant(&mut self, ids: &[SealId], operators: &[Account], each: usize) -> Result<()> {
		let groups: Vec<&[Account]> = operators.chunks(each).collect();
		let mut wanted = 0usize;
		let mut grants = Vec::new();
		let until = now().saturating_add(enterprise::MONTH_MS);
		for ((owner, id), group) in self.owners.iter_mut().zip(ids).zip(groups.iter().cycle()) {
			let calls = group
				.iter()
				.map(|operator| enterprise::grant(*id, &operator.id, until))
				.collect::<Result<Vec<_>>>()?;
			wanted = wanted.saturating_add(calls.len());
			grants.push((owner, calls));
		}
		stream::iter(grants)
			.map(|(owner, calls)| async move {
				owner.send(calls).await?;
				owner.settled(AsOf::Best).await
			})
			.buffer_unordered(OWNERS_AT_ONCE)
			.try_collect::<Vec<_>>()
			.await?;
		let block = self.owners_settled(AsOf::Final).await?;
		let counts = block
			.entries::<(SealId,), u32>("UsageLog", "OpenGrantCount", ())
			.await?;
		let done = counts.iter().map(|(_, count)| *count as usize).sum::<usize>();
		ensure("operators granted", done, wanted)
	}

	/// The e-seals by the algorithm of their keys, each with its operators.
	fn estate(self, ids: &[SealId], operators: Vec<Account>, each: usize) -> Estate {
		let mut estate = Estate {
			operators,
			operators_each: each,
			..Estate::default()
		};
		for (enterprise, id) in self.enterprises.into_iter().zip(ids) {
			let seals = estate.seals.entry(enterprise.algorithm).or_default();
			seals.push(Seal {
				id: *id,
				pair: enterprise.pair,
			});
		}
		estate
	}

	/// Waits until all that the owners sent is in blocks.
	async fn owners_settled(&self, as_of: AsOf) -> Result<Block> {
		for owner in &self.owners {
			owner.settled(as_of).await?;
		}
		as_of.block(&self.client).await
	}

	fn ensure(&self, what: &'static str, done: usize) -> Result<()> {
		ensure(what, done, self.enterprises.len())
	}
}

/// The officer of a seat.
async fn officer(client: &Client, seat: &str) -> Result<Sender> {
	Sender::new(client, Account::officer(seat)?).await
}

fn ensure(what: &'static str, done: usize, wanted: usize) -> Result<()> {
	if done == wanted {
		return Ok(());
	}
	Err(BenchError::NotFounded { what, done, wanted })
}
