//! `eseal act`

use crate::{
	args::act::{About, Act},
	failure::{Failure, Result},
	session::Session,
	view::acts::{Policies, Policy, Shown, Waiting},
};
use eseal_client::{
	calls::{self, Call},
	AccountId, Block,
};
use eseal_primitives::{act::Act as Kind, answers::WaitingAct, Seat};

/// Runs the command.
pub async fn run(session: &Session, what: Act) -> Result<u8> {
	match what {
		Act::List { seat } => {
			let block = session.finalized().await?;
			let mut acts = Vec::new();
			for seat in seat.map_or_else(|| Seat::ALL.to_vec(), |seat| vec![seat]) {
				for waiting in block.waiting_acts(seat).await? {
					acts.push(Shown::new(&block, &waiting));
				}
			}
			session.print(&Waiting {
				acts,
				as_of: (&block).into(),
			})
		}
		Act::Show { act } => {
			let block = session.finalized().await?;
			let waiting = block.waiting_act(act).await?;
			session.print(&Shown::new(&block, &waiting))
		}
		Act::Confirm(about) => decide(session, about, |waiting| calls::confirm(waiting.id, &waiting.call)).await,
		Act::TurnDown(about) => decide(session, about, |waiting| calls::turn_down(waiting.id, waiting.digest)).await,
		Act::Withdraw(about) => {
			decide(session, about, |waiting| {
				calls::withdraw_act(waiting.id, waiting.digest)
			})
			.await
		}
		Act::Policies { seat } => {
			let block = session.finalized().await?;
			let mut policies = Vec::new();
			for act in Kind::ALL.into_iter().filter(|act| act.is_of(seat)) {
				policies.push(Policy::new(act, block.needed(seat, act).await?));
			}
			session.print(&Policies::new(seat, policies, &block))
		}
		Act::Policy { act, officers } => {
			let look = "eseal act policies SEAT";
			session.send(calls::set_policy(act, officers), look).await
		}
	}
}

/// Shows what waits and decides on that. The call names it: the chain refuses it wherever the number stands for something else.
async fn decide(session: &Session, about: About, call: impl FnOnce(&WaitingAct<AccountId>) -> Call) -> Result<u8> {
	let account = session.account()?;
	let (block, waiting) = find(session, &about).await?;
	let look = format!("eseal act show {}", waiting.id);
	session
		.decide_act(call(&waiting), &account, Shown::new(&block, &waiting), &look)
		.await
}

async fn find(session: &Session, about: &About) -> Result<(Block, WaitingAct<AccountId>)> {
	let block = session.finalized().await?;
	let waiting = block.waiting_act(about.act).await?;
	if about.expect.is_some_and(|expected| expected != waiting.digest) {
		return Err(Failure::refused(format!(
			"act {} is another than the one that was reviewed: its digest is {:?}",
			about.act, waiting.digest
		))
		.next(format!(
			"Look at it again (`eseal act show {}`) and decide anew, or find the number of the one you reviewed.",
			about.act
		)));
	}
	Ok((block, waiting))
}
