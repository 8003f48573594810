//! `eseal enterprise`

use crate::{
	args::enterprise::Enterprise,
	failure::{Failure, Kind, Result},
	session::Session,
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
			if check == UsccCheck::Enforced && !uscc.has_right_check_character() {
				return Err(Failure::new(
					Kind::Usage,
					format!("the last character of {uscc} does not match the first 17"),
				)
				.next("Check the code for a typing error. If it was issued like this, add --waive-check."));
			}
			let call = calls::register_enterprise(&uscc, checked(&name)?, &owner, check);
			(call, uscc)
		}
		Enterprise::Rename { uscc, name } => (calls::rename_enterprise(&uscc, checked(&name)?), uscc),
		Enterprise::Restrict { uscc } => (calls::restrict_enterprise(&uscc), uscc),
		Enterprise::LiftRestriction { uscc } => (calls::lift_restriction(&uscc), uscc),
		Enterprise::Deregister { uscc } => (calls::deregister_enterprise(&uscc), uscc),
		Enterprise::ChangeOwner { uscc, owner } => (calls::change_owner(&uscc, &owner), uscc),
	};
	session.send(call, &format!("eseal enterprise show {uscc}")).await
}

fn checked(name: &str) -> Result<&str> {
	match Name::parse(name.as_bytes()) {
		Ok(_) => Ok(name),
		Err(_) => Err(Failure::new(
			Kind::Usage,
			"a name must be 1 to 256 bytes of text (a Chinese character takes 3), without characters that cannot be seen, and \
			 without white space at either end",
		)),
	}
}
