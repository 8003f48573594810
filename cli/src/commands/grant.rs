//! `eseal grant`

use super::send;
use crate::{
	args::{grant::Grant, Global},
	chain::{calls, Chain},
	failure::{Failure, Kind, Result},
	output::{
		self,
		shapes::{GrantLine, Grants},
	},
};
use eseal_primitives::grant::Purposes;
use std::collections::BTreeSet;

/// Runs the command.
pub async fn run(global: &Global, what: Grant) -> Result<u8> {
	let call = match what {
		Grant::List { seal } => {
			let view = Chain::connect(&global.node).await?.finalized().await?;
			view.seal(seal).await?;
			let mut grants = view.grants(seal).await?;
			grants.sort_by_key(|(id, _)| *id);
			let report = Grants {
				seal,
				grants: grants.iter().map(|(id, grant)| GrantLine::new(*id, grant)).collect(),
				as_of: (&view).into(),
			};
			return output::print(&report, global.json);
		}
		Grant::Add {
			seal,
			operator,
			purpose,
			until,
			uses,
		} => {
			let purposes = Purposes::try_from(purpose.into_iter().collect::<BTreeSet<_>>())
				.map_err(|_| Failure::new(Kind::Usage, "there are not as many purposes"))?;
			calls::grant(seal, &operator, &purposes, until, uses)
		}
		Grant::Revoke { grant } => calls::revoke_grant(grant),
	};
	send(global, call).await
}
