//! `eseal enterprise`

use super::import;
use crate::{
	args::{enterprise::Enterprise, values},
	failure::{Failure, Kind, Result},
	import::enterprise::Enterprises,
	session::Session,
	texts,
	view::{register_history::EnterpriseHistory, shapes},
};
use eseal_client::calls;
use eseal_primitives::{enterprise::Name, register::RegisterSubject, UsccCheck};

/// Runs the command.
pub async fn run(session: &Session, what: Enterprise) -> Result<u8> {
	let (call, uscc) = match what {
		Enterprise::Show { uscc } => {
			let block = session.finalized().await?;
			let info = block.enterprise(&uscc).await?;
			let predecessors = block.predecessors(&uscc).await?;
			let rectified = block.rectified(RegisterSubject::Enterprise(uscc)).await?;
			return session.print(&shapes::Enterprise::new(info, predecessors, rectified, (&block).into()));
		}
		Enterprise::History { uscc } => {
			let block = session.finalized().await?;
			block.enterprise(&uscc).await?;
			let entries = block.register_history(RegisterSubject::Enterprise(uscc)).await?;
			return session.print(&EnterpriseHistory::new(&uscc, entries, (&block).into()));
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
		Enterprise::Rename { uscc, name, from } => {
			(calls::rename_enterprise(&uscc, taken(&name)?.as_str(), from), uscc)
		}
		Enterprise::WithdrawRename { uscc, name } => (calls::withdraw_rename(&uscc, taken(&name)?.as_str()), uscc),
		Enterprise::NameLiquidator {
			uscc,
			liquidator,
			order,
			digest,
		} => (
			calls::name_liquidator(&uscc, &liquidator, digest.of_file(&order)?),
			uscc,
		),
		Enterprise::Restrict { uscc } => (calls::restrict_enterprise(&uscc), uscc),
		Enterprise::LiftRestriction { uscc } => (calls::lift_restriction(&uscc), uscc),
		Enterprise::Deregister { uscc } => (calls::deregister_enterprise(&uscc), uscc),
		Enterprise::Offer {
			uscc,
			owner,
			until,
			rotate_by,
		} => (calls::offer_ownership(&uscc, &owner, until, rotate_by), uscc),
		Enterprise::SucceededBy { uscc, successor } => (calls::record_successor(&uscc, &successor), uscc),
		Enterprise::WithdrawOffer { uscc } => (calls::withdraw_offer(&uscc), uscc),
		Enterprise::Accept { uscc, rotate_by } => (calls::accept_ownership(&uscc, rotate_by), uscc),
		Enterprise::Freeze {
			uscc,
			order,
			digest,
			until,
		} => (calls::freeze(&uscc, digest.of_file(&order)?, until), uscc),
		Enterprise::Unfreeze { uscc, order, digest } => (calls::unfreeze(&uscc, digest.of_file(&order)?), uscc),
	};
	session.send(call, &format!("eseal enterprise show {uscc}")).await
}

fn taken(name: &str) -> Result<Name> {
	texts::taken("the name", name)
}
