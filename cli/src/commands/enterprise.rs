//! `eseal enterprise`

use super::import;
use crate::{
	args::{enterprise::Enterprise, values},
	failure::{Failure, Kind, Result},
	import::enterprise::Enterprises,
	session::Session,
	texts,
	view::shapes,
};
use eseal_client::calls;
use eseal_primitives::{enterprise::Name, UsccCheck};

/// Runs the command.
pub async fn run(session: &Session, what: Enterprise) -> Result<u8> {
	let (call, uscc) = match what {
		Enterprise::Show { uscc } => {
			let block = session.finalized().await?;
			let info = block.enterprise(&uscc).await?;
			return session.print(&shapes::Enterprise::new(info, (&block).into()));
		}
		Enterprise::Import(what) => return import::run::<Enterprises>(session, &what.file, &what.how).await,
		Enterprise::Register {
			uscc,
			name,
			owner,
			waive_check,
		} => {
			let check = if waive_check {
				UsccCheck::Waived
			} else {
				UsccCheck::Enforced
			};
			if let (UsccCheck::Enforced, Err(error)) = (check, uscc.check()) {
				return Err(Failure::new(
					Kind::Usage,
					format!("{uscc} is not right: {}", values::wrong_uscc(error)),
				)
				.next("Check the code for a typing error. If it was issued like this, add --waive-check."));
			}
			let call = calls::register_enterprise(&uscc, taken(&name)?.as_str(), &owner, check);
			(call, uscc)
		}
		Enterprise::Rename { uscc, name } => (calls::rename_enterprise(&uscc, taken(&name)?.as_str()), uscc),
		Enterprise::Restrict { uscc } => (calls::restrict_enterprise(&uscc), uscc),
		Enterprise::LiftRestriction { uscc } => (calls::lift_restriction(&uscc), uscc),
		Enterprise::Deregister { uscc } => (calls::deregister_enterprise(&uscc), uscc),
		Enterprise::ChangeOwner { uscc, owner } => (calls::change_owner(&uscc, &owner), uscc),
	};
	session.send(call, &format!("eseal enterprise show {uscc}")).await
}

fn taken(name: &str) -> Result<Name> {
	texts::taken("the name", name)
}
