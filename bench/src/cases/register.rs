//! Loading a register: enterprises with a physical seal each, then e-seals for a fifth of them, by batches of calls of several
//! officers of each agency, who have the budgets that the chain begins with. And what people look up in it, before and after.

use crate::{
	args::Settings,
	error::{BenchError, Result},
	figures::Spread,
	founding::{
		enterprise::Enterprise,
		sender::{AsOf, Sender},
	},
	keys::{Account, Algorithm},
	mill::now,
	network::Network,
	progress::Progress,
};
use codec::DecodeAll;
use eseal_client::{
	calls::{self, Call},
	AccountId, Block, Client,
};
use eseal_crypto::decision::application_digest;
use eseal_primitives::{
	answers::EnterpriseInfo,
	physical_seal::PhysicalSeal,
	seal::{Seal, SealStatus},
	SealId,
};
use futures::{
	future::{try_join, try_join_all},
	stream, StreamExt, TryStreamExt,
};
use serde::Serialize;
use std::time::{Duration, Instant};
use tokio::{sync::mpsc, time::sleep};

/// How many officers of each agency send.
const OFFICERS: usize = 24;

/// How many calls a batch has. Approvals declare the grants of a predecessor, so fewer of them fit into a block.
const IN_A_BATCH: usize = 100;
const APPROVALS_IN_A_BATCH: usize = 16;

/// How many enterprises an officer registers until their physical seals are filed.
const SLICE: usize = 500;

/// How many enterprises there are when it is looked up for the first time, each with an e-seal.
const FEW: usize = 256;

/// One enterprise of so many applies for an e-seal.
const ONE_APPLIES_OF: usize = 5;

/// How many owners apply at once, and until those of them are in a block: far below what pools hold.
const OWNERS_AT_ONCE: usize = 64;
const OWNERS_IN_A_ROUND: usize = 1_024;

/// The number of the first enterprise: those before it are others' in the same sitting.
const FIRST: usize = 100_000;

/// How often to look whether applications are final, and for how long.
const AGAIN: Duration = Duration::from_millis(500);
const PATIENCE: Duration = Duration::from_secs(600);

/// How many are final in a second.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rate {
	/// How many.
	pub count: usize,
	/// From the first that was sent until the last was final, in seconds.
	pub seconds: f64,
	/// How many in a second.
	pub per_second: f64,
}

impl Rate {
	fn of(count: usize, since: Instant) -> Self {
		let seconds = since.elapsed().as_secs_f64();
		Self {
			count,
			seconds,
			per_second: count as f64 / seconds.max(0.001),
		}
	}
}

/// How long look-ups take, one after the other while nothing else goes on, in milliseconds.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
	/// How many enterprises there were.
	pub enterprises: usize,
	/// An enterprise, by its code.
	pub by_code: Spread,
	/// A physical seal, by its code.
	pub by_seal_code: Spread,
	/// An e-seal's number, by its public key.
	pub by_key: Spread,
	/// An e-seal's number, by its certificate.
	pub by_certificate: Spread,
}

/// What loading a register came to.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Register {
	/// How many officers of each agency sent.
	pub officers: usize,
	/// Enterprises that were registered, with a physical seal each.
	pub loaded: Rate,
	/// Applications that were approved.
	pub approved: Rate,
	/// Look-ups when there were few.
	pub before: Asked,
	/// Look-ups at the end.
	pub after: Asked,
}

/// Loads a register of `settings.register` enterprises, and looks up in it.
///
/// # Errors
///
/// A node refuses something, or something that was sent did not do what it should.
pub async fn measure(network: &Network, settings: &Settings, progress: &Progress) -> Result<Register> {
	let questions = if settings.quick { 50 } else { 2_000 };
	let mut loader = Loader::new(network, progress).await?;
	progress.say(&format!("loading {FEW} enterprises, to look up in few"));
	let few = enterprises(0, FEW)?;
	loader.load(&few).await?;
	loader.approve(&few.iter().collect::<Vec<_>>()).await?;
	let before = look_up(&network.watched, &few, &few.iter().collect::<Vec<_>>(), questions).await?;

	let all = enterprises(FEW, settings.register)?;
	progress.say(&format!("loading {} enterprises with a physical seal each", all.len()));
	let loaded = loader.load(&all).await?;
	let applying: Vec<&Enterprise> = all.iter().step_by(ONE_APPLIES_OF).collect();
	let approved = loader.approve(&applying).await?;
	let after = look_up(&network.watched, &all, &applying, questions).await?;
	Ok(Register {
		officers: OFFICERS,
		loaded,
		approved,
		before,
		after,
	})
}

fn enterprises(first: usize, count: usize) -> Result<Vec<Enterprise>> {
	let begin = FIRST.saturating_add(first);
	(begin..begin.saturating_add(count))
		.map(|number| Enterprise::new(number, Algorithm::Sr25519))
		.collect()
}

/// Who sends.
struct Loader<'a> {
	network: &'a Network,
	progress: &'a Progress,
	market_supervision: Vec<Sender>,
	public_security: Vec<Sender>,
	data_resources: Vec<Sender>,
}

impl<'a> Loader<'a> {
	/// The agencies' governing accounts appoint officers.
	async fn new(network: &'a Network, progress: &'a Progress) -> Result<Self> {
		Ok(Self {
			network,
			progress,
			market_supervision: officers(network, "MarketSupervision").await?,
			public_security: officers(network, "PublicSecurity").await?,
			data_resources: officers(network, "DataResources").await?,
		})
	}

	/// Registers enterprises, and files the physical seal of each as soon as it is registered.
	async fn load(&mut self, all: &[Enterprise]) -> Result<Rate> {
		let block = &self.network.watched.finalized().await?;
		let began = Instant::now();
		let shares = all.chunks(all.len().div_ceil(OFFICERS).max(1));
		let pairs = self.market_supervision.iter_mut().zip(&mut self.public_security);
		try_join_all(
			pairs
				.zip(shares)
				.map(|((first, second), share)| load_share(block, first, second, share)),
		)
		.await?;
		for sender in self.market_supervision.iter_mut().chain(&mut self.public_security) {
			sender.settled(AsOf::Final).await?;
		}
		let rate = Rate::of(all.len(), began);
		let block = self.network.watched.finalized().await?;
		let codes: Vec<_> = all.iter().map(|enterprise| (enterprise.uscc,)).collect();
		let registered: Vec<Option<eseal_primitives::enterprise::Enterprise<AccountId>>> =
			block.values("ESeal", "Enterprises", &codes).await?;
		ensure("enterprises registered", registered.iter().flatten().count(), all.len())?;
		let codes: Vec<_> = all.iter().map(|enterprise| (enterprise.code,)).collect();
		let filed: Vec<Option<PhysicalSeal>> = block.values("ESeal", "PhysicalSeals", &codes).await?;
		ensure("physical seals filed", filed.iter().flatten().count(), all.len())?;
		Ok(rate)
	}

	/// The owners apply for e-seals; and when all of that is final, Data Resources approves, which alone is measured.
	async fn approve(&mut self, applying: &[&Enterprise]) -> Result<Rate> {
		self.progress
			.say(&format!("{} owners apply for e-seals", applying.len()));
		let client = &self.network.watched;
		let ids = apply(client, applying).await?;
		let last = client.finalized().await?;
		let keys: Vec<_> = ids.iter().map(|id| (*id,)).collect();
		let seals: Vec<Option<Seal<AccountId>>> = last.values("ESeal", "Seals", &keys).await?;
		let approvals: Vec<Call> = ids
			.iter()
			.zip(seals.iter().flatten())
			.map(|(id, seal)| calls::approve(*id, application_digest(seal)))
			.collect();
		ensure("applications read", approvals.len(), applying.len())?;

		self.progress
			.say(&format!("approving {} applications", approvals.len()));
		let began = Instant::now();
		let shares = approvals.chunks(approvals.len().div_ceil(OFFICERS).max(1));
		let sending = self.data_resources.iter_mut().zip(shares).map(|(sender, share)| {
			let batches = batches(&last, share, APPROVALS_IN_A_BATCH);
			async move { sender.send(batches?).await }
		});
		try_join_all(sending).await?;
		for sender in &mut self.data_resources {
			sender.settled(AsOf::Final).await?;
		}
		let rate = Rate::of(approvals.len(), began);
		let block = client.finalized().await?;
		let seals: Vec<Option<Seal<AccountId>>> = block.values("ESeal", "Seals", &keys).await?;
		let active = seals.iter().flatten().filter(|seal| seal.status == SealStatus::Active);
		ensure("e-seals approved", active.count(), ids.len())?;
		Ok(rate)
	}
}

/// Officers of a seat, whom its governing account appoints, each with a node that it sends to.
async fn officers(network: &Network, seat: &str) -> Result<Vec<Sender>> {
	let accounts: Vec<Account> = (0..OFFICERS)
		.map(|number| Account::of(&format!("officer {number} of {seat}")))
		.collect::<Result<_>>()?;
	let appoint = accounts
		.iter()
		.map(|account| Call::new("Agencies", "add_officer", &account.id))
		.collect();
	let mut governor = Sender::new(&network.watched, Account::governor(seat)?).await?;
	governor.send(appoint).await?;
	governor.settled(AsOf::Final).await?;
	let mut senders = Vec::new();
	for (account, node) in accounts.into_iter().zip(network.nodes.iter().cycle()) {
		senders.push(Sender::new(&node.client, account).await?);
	}
	Ok(senders)
}

/// One officer of Market Supervision registers; one of Public Security files when that is in a block.
async fn load_share(block: &Block, registrar: &mut Sender, filer: &mut Sender, share: &[Enterprise]) -> Result<()> {
	let (tell, mut told) = mpsc::unbounded_channel();
	let registering = async {
		for slice in share.chunks(SLICE) {
			let registrations: Vec<Call> = slice.iter().map(Enterprise::register).collect();
			registrar.send(batches(block, &registrations, IN_A_BATCH)?).await?;
			registrar.settled(AsOf::Best).await?;
			// Whoever files has ended with an error: that one is told.
			let _ = tell.send(slice);
		}
		drop(tell);
		Ok::<(), BenchError>(())
	};
	let filing = async {
		while let Some(slice) = told.recv().await {
			let filings: Vec<Call> = slice.iter().map(Enterprise::file).collect();
			filer.send(batches(block, &filings, IN_A_BATCH)?).await?;
		}
		Ok(())
	};
	try_join(registering, filing).await?;
	Ok(())
}

fn batches(block: &Block, calls: &[Call], of: usize) -> Result<Vec<Call>> {
	calls
		.chunks(of)
		.map(|some| Ok(calls::force_batch(some, block)?))
		.collect()
}

/// The owners apply: the numbers of their applications, which are final, in the same order.
async fn apply(client: &Client, applying: &[&Enterprise]) -> Result<Vec<SealId>> {
	let (genesis, now) = (client.genesis(), now());
	for some in applying.chunks(OWNERS_IN_A_ROUND) {
		let mut owners: Vec<Sender> = stream::iter(some)
			.map(|enterprise| async move {
				let call = enterprise.apply(genesis, now)?;
				let mut owner = Sender::new(client, enterprise.owner.clone()).await?;
				owner.send(vec![call]).await?;
				Ok::<Sender, BenchError>(owner)
			})
			.buffer_unordered(OWNERS_AT_ONCE)
			.try_collect()
			.await?;
		for owner in &mut owners {
			owner.settled(AsOf::Best).await?;
		}
	}
	let codes: Vec<_> = applying.iter().map(|enterprise| (enterprise.uscc,)).collect();
	let began = Instant::now();
	loop {
		let block = client.finalized().await?;
		let pending: Vec<Option<SealId>> = block.values("ESeal", "PendingApplication", &codes).await?;
		let ids: Vec<SealId> = pending.into_iter().flatten().collect();
		if ids.len() == applying.len() {
			return Ok(ids);
		}
		if began.elapsed() > PATIENCE {
			ensure("applications made", ids.len(), applying.len())?;
		}
		sleep(AGAIN).await;
	}
}

/// Looks up so many times of each kind, spread over those that there are.
async fn look_up(client: &Client, all: &[Enterprise], sealed: &[&Enterprise], questions: usize) -> Result<Asked> {
	let block = &client.finalized().await?;
	let (mut by_code, mut by_seal_code, mut by_key, mut by_certificate) = (vec![], vec![], vec![], vec![]);
	for number in 0..questions {
		// A step that has no part with the number of those that there are: each time another one.
		let place = |count: usize| number.saturating_mul(7_919).checked_rem(count).unwrap_or_default();
		if let Some(enterprise) = all.get(place(all.len())) {
			let code = enterprise.uscc;
			by_code.push(took::<Option<EnterpriseInfo<AccountId>>>(block.api("ESealApi_enterprise", code)).await?);
			let code = enterprise.code;
			by_seal_code.push(took::<Option<PhysicalSeal>>(block.api("ESealApi_physical_seal", code)).await?);
		}
		if let Some(enterprise) = sealed.get(place(sealed.len())) {
			let key = enterprise.pair.public();
			by_key.push(took::<Option<SealId>>(block.value("ESeal", "Keys", (key,))).await?);
			let certificate = enterprise.certificate();
			by_certificate.push(took::<Option<SealId>>(block.value("ESeal", "Certificates", (certificate,))).await?);
		}
	}
	Ok(Asked {
		enterprises: all.len(),
		by_code: Spread::of(by_code),
		by_seal_code: Spread::of(by_seal_code),
		by_key: Spread::of(by_key),
		by_certificate: Spread::of(by_certificate),
	})
}

/// How many milliseconds an answer took, decoded. It must be there: what is looked up is on the chain.
async fn took<T: DecodeAll + Found>(
	asked: impl std::future::Future<Output = std::result::Result<T, eseal_client::ReadError>>,
) -> Result<f64> {
	let began = Instant::now();
	let answer = asked.await?;
	let took = began.elapsed().as_secs_f64() * 1_000.0;
	ensure("look-ups that found what is there", answer.is_found().into(), 1)?;
	Ok(took)
}

/// An answer that may be that there is nothing.
trait Found {
	fn is_found(&self) -> bool;
}

impl<T> Found for Option<T> {
	fn is_found(&self) -> bool {
		self.is_some()
	}
}

fn ensure(what: &'static str, done: usize, wanted: usize) -> Result<()> {
	if done == wanted {
		return Ok(());
	}
	Err(BenchError::NotFounded { what, done, wanted })
}
