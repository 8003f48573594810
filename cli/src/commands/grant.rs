//! `eseal grant`

use crate::{
	args::grant::Grant,
	failure::{Failure, Kind, Result},
	session::Session,
	view::shapes::{GrantLine, Grants},
};
use eseal_client::calls;
use eseal_primitives::{grant::Purposes, GrantId, Purpose, SealId};
use std::collections::BTreeSet;

/// Runs the command.
pub async fn run(session: &Session, what: Grant) -> Result<u8> {
	let (call, seal) = match what {
		Grant::List { seal } => {
			let block = session.finalized().await?;
			block.seal(seal).await?;
			let mut grants = block.grants(seal).await?;
			grants.sort_by_key(|(id, _)| *id);
			let report = Grants {
				seal,
				grants: grants.iter().map(|(id, grant)| GrantLine::new(*id, grant)).collect(),
				as_of: (&block).into(),
			};
			return session.print(&report);
		}
		Grant::Add {
			seal,
			operator,
			second,
			purpose,
			until,
			uses,
		} => {
			let purposes = purposes(purpose)?;
			let call = match second {
				Some(second) => calls::grant_to_two(seal, &operator, &second, &purposes, until, uses),
				None => calls::grant(seal, &operator, &purposes, until, uses),
			};
			(call, seal)
		}
		Grant::Lend {
			grant,
			operator,
			purpose,
			until,
			uses,
		} => {
			let account = session.account()?;
			let seal = session.finalized().await?.grant(grant).await?.seal;
			let call = calls::lend(grant, &operator, &purposes(purpose)?, until, uses);
			return session.send_as(call, &account, &look(seal)).await;
		}
		Grant::CarryOver { to, grants, all } => {
			let grants = if all { open_before(session, to).await? } else { grants };
			(calls::carry_over(to, &grants), to)
		}
		Grant::Raise { grant, uses } => {
			let account = session.account()?;
			let seal = session.finalized().await?.grant(grant).await?.seal;
			return session
				.send_as(calls::raise_quota(grant, uses), &account, &look(seal))
				.await;
		}
		Grant::Revoke { grant } => {
			let account = session.account()?;
			let seal = session.finalized().await?.grant(grant).await?.seal;
			return session.send_as(calls::revoke_grant(grant), &account, &look(seal)).await;
		}
	};
	session.send(call, &look(seal)).await
}

fn purposes(named: Vec<Purpose>) -> Result<Purposes> {
	Purposes::try_from(named.into_iter().collect::<BTreeSet<_>>())
		.map_err(|_| Failure::new(Kind::Usage, "too many purposes"))
}

/// The open grants of the e-seal that another one replaces, what was lent after what it was lent from.
async fn open_before(session: &Session, successor: SealId) -> Result<Vec<GrantId>> {
	let block = session.finalized().await?;
	let Some(predecessor) = block.seal(successor).await?.seal.supersedes else {
		return Err(Failure::new(
			Kind::Usage,
			format!("e-seal {successor} replaces none: there are no grants that could carry over"),
		));
	};
	let mut open: Vec<_> = block.grants(predecessor).await?.into_iter().map(|(id, _)| id).collect();
	open.sort();
	if open.is_empty() {
		return Err(Failure::new(
			Kind::Usage,
			format!("e-seal {predecessor} has no open grants"),
		));
	}
	Ok(open)
}

/// The command that tells of an e-seal's grants.
fn look(seal: SealId) -> String {
	format!("eseal grant list {seal}")
}
