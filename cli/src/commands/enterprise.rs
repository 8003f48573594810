//! `eseal enterprise`

use super::send;
use crate::{
	args::{enterprise::Enterprise, Global},
	chain::{calls, Chain},
	failure::{Failure, Kind, Result},
	output::{self, shapes},
};
use eseal_primitives::{enterprise::Name, UsccCheck};

/// Runs the command.
pub async fn run(global: &Global, what: Enterprise) -> Result<u8> {
	let call = match what {
		Enterprise::Show { uscc } => {
			let view = Chain::connect(&global.node).await?.finalized().await?;
			let info = view.enterprise(&uscc).await?;
			return output::print(&shapes::Enterprise::new(info, (&view).into()), global.json);
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
					format!("the last character of {uscc} is not what the first 17 compute"),
				)
				.next("Check the code for a typing error. If it was issued so, add --waive-check."));
			}
			calls::register_enterprise(&uscc, checked(&name)?, &owner, check)
		}
		Enterprise::Rename { uscc, name } => calls::rename_enterprise(&uscc, checked(&name)?),
		Enterprise::Restrict { uscc } => calls::restrict_enterprise(&uscc),
		Enterprise::LiftRestriction { uscc } => calls::lift_restriction(&uscc),
		Enterprise::Deregister { uscc } => calls::deregister_enterprise(&uscc),
		Enterprise::ChangeOwner { uscc, owner } => calls::change_owner(&uscc, &owner),
	};
	send(global, call).await
}

fn checked(name: &str) -> Result<&str> {
	match Name::parse(name.as_bytes()) {
		Ok(_) => Ok(name),
		Err(_) => Err(Failure::new(
			Kind::Usage,
			"a name is 1 to 256 bytes of text (a Chinese character has 3), without control characters",
		)),
	}
}
