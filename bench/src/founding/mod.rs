//! Founds what the loads need, by the rules: agencies register enterprises, file physical seals and approve
//! applications; owners apply for e-seals and let operators use them.
//!
//! | module | subject |
//! | --- | --- |
//! | [`sender`] | one account that sends many calls |
//! | [`enterprise`] | one enterprise: its codes, its owner, what is sent for it |

pub mod enterprise;
pub mod sender;

use crate::{
	error::{BenchError, Result},
	estate::{Estate, Platform, Right},
	keys::{Account, Algorithm},
	limits::Limits,
	load::many,
	mill::now,
	progress::Progress,
};
use enterprise::Enterprise;
use eseal_client::{
	calls::{self, Call},
	AccountId, Block, Client,
};
use eseal_primitives::{member::MOST_WIDENED, GrantId, SealId};
use futures::{
	future::{try_join, try_join_all},
	stream, StreamExt, TryStreamExt,
};
use sender::{AsOf, Sender};
use std::{
	collections::{BTreeMap, HashMap},
	iter, slice,
	sync::Arc,
};

/// How many questions are asked at once.
const AT_ONCE: usize = 16;

/// How many owners send grants at once, 64 each: far below what pools hold, which drop what is too much without a word.
const OWNERS_AT_ONCE: usize = 24;

/// What the cases of a sitting need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needs {
	/// How many operators.
	pub operators: usize,
	/// Each operator has a grant for one e-seal of each of these algorithms.
	pub algorithms: Vec<Algorithm>,
	/// Whether there is a platform, with as many e-seals as one call may have uses.
	pub platform: bool,
}

/// Founds what is needed.
///
/// # Errors
///
/// The chain has such enterprises already; a node refuses something; or something that was sent did not do what it
/// should.
pub async fn found(client: &Client, limits: &Limits, needs: &Needs, progress: &Progress) -> Result<Estate> {
	let operators = Estate::operators(needs.operators)?;
	let platform = needs.platform.then(|| Account::of("platform")).transpose()?;
	let holders = holders(needs, &operators, platform.as_ref(), limits.grants);
	let enterprises: Vec<Enterprise> = holders
		.iter()
		.enumerate()
		.map(|(number, (algorithm, _))| Enterprise::new(number, *algorithm))
		.collect::<Result<_>>()?;
	let Some(first) = enterprises.first() else {
		return Ok(Estate {
			operators,
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
	let holders: Vec<&[Account]> = holders.into_iter().map(|(_, holders)| holders).collect();
	let grants = founding.grant(&ids, &holders).await?;
	if let Some(platform) = &platform {
		founding.widen(&platform.id).await?;
	}
	Ok(founding.estate(&ids, &grants, operators, platform))
}

/// Who gets grants of each e-seal, in the order of enterprises, and the algorithm of its key: first those of the operators by
/// algorithm, each with as many as an e-seal may have; then those of the platform.
fn holders<'a>(
	needs: &Needs,
	operators: &'a [Account],
	platform: Option<&'a Account>,
	each: usize,
) -> Vec<(Algorithm, &'a [Account])> {
	let groups = needs
		.algorithms
		.iter()
		.flat_map(|algorithm| operators.chunks(each).map(move |group| (*algorithm, group)));
	let alone = platform.map(slice::from_ref);
	let of_platform = alone
		.into_iter()
		.flat_map(|alone| iter::repeat_n((Algorithm::Sr25519, alone), many::SEALS));
	groups.chain(of_platform).collect()
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

/// The grants, by e-seal and operator.
type Grants = HashMap<(SealId, AccountId), GrantId>;

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

	/// The owners let these accounts use the e-seals. Final, since now the loads begin.
	async fn grant(&mut self, ids: &[SealId], holders: &[&[Account]]) -> Result<Grants> {
		let mut wanted = 0usize;
		let mut grants = Vec::new();
		let until = now().saturating_add(enterprise::MONTH_MS);
		for ((owner, id), holders) in self.owners.iter_mut().zip(ids).zip(holders) {
			let calls = holders
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
		let open: Grants = block
			.entries::<(SealId, AccountId), GrantId>("UsageLog", "OpenGrants", ())
			.await?
			.into_iter()
			.collect();
		ensure("operators granted", open.len(), wanted)?;
		Ok(open)
	}

	/// Market Supervision widens the budget of an account: it does the work of many.
	async fn widen(&mut self, account: &AccountId) -> Result<()> {
		let widen = calls::widen_budget(account, MOST_WIDENED);
		self.market_supervision.send(vec![widen]).await?;
		let block = self.market_supervision.settled(AsOf::Final).await?;
		let widened = block.allowance(account).await?.member.widened == MOST_WIDENED;
		ensure("budgets of the platform widened", widened.into(), 1)
	}

	/// The operators and the platform, each with the e-seals that it may use.
	fn estate(self, ids: &[SealId], grants: &Grants, operators: Vec<Account>, platform: Option<Account>) -> Estate {
		let mut rights: BTreeMap<Algorithm, Vec<Right>> = BTreeMap::new();
		let mut of_platform = Vec::new();
		for (enterprise, id) in self.enterprises.into_iter().zip(ids) {
			let pair = Arc::new(enterprise.pair);
			let right = |grant: &GrantId| Right {
				seal: *id,
				pair: Arc::clone(&pair),
				grant: *grant,
			};
			let grant = |account: &Account| grants.get(&(*id, account.id.clone()));
			of_platform.extend(platform.as_ref().and_then(grant).map(right));
			// The e-seals of an algorithm are in the order of their operators.
			let of_operators = operators.iter().filter_map(grant).map(right);
			rights.entry(enterprise.algorithm).or_default().extend(of_operators);
		}
		Estate {
			operators,
			rights,
			platform: platform.map(|account| Platform {
				account,
				rights: of_platform,
			}),
			seals: ids.to_vec(),
			receivers: Vec::new(),
		}
	}

	/// Waits until all that the owners sent is in blocks.
	async fn owners_settled(&mut self, as_of: AsOf) -> Result<Block> {
		for owner in &mut self.owners {
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

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn each_operator_is_with_one_e_seal_of_each_algorithm_and_the_platform_with_many() {
		let operators: Vec<Account> = (0..5).map(|n| Account::of(&n.to_string()).unwrap()).collect();
		let platform = Account::of("platform").unwrap();
		let needs = Needs {
			operators: 5,
			algorithms: vec![Algorithm::Sr25519, Algorithm::Sm2],
			platform: true,
		};
		let all = holders(&needs, &operators, Some(&platform), 2);
		let counts: Vec<_> = all.iter().map(|(algorithm, group)| (*algorithm, group.len())).collect();
		let of = |algorithm| [2, 2, 1].map(|count| (algorithm, count));
		assert_eq!(counts[..3], of(Algorithm::Sr25519));
		assert_eq!(counts[3..6], of(Algorithm::Sm2));
		assert_eq!(counts[6..], [(Algorithm::Sr25519, 1); many::SEALS]);
		assert!(all[6..].iter().all(|(_, group)| group[0].id == platform.id));
		assert!(holders(&needs, &[], None, 2).is_empty());
	}
}
