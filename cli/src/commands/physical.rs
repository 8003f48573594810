//! `eseal physical`

use super::{send, send_as};
use crate::{
	args::{physical::Physical, Global},
	chain::{calls, Chain},
	failure::{Failure, Kind, Result},
	keys,
	output::{self, shapes},
};
use eseal_primitives::physical_seal::MakerName;

/// Runs the command.
pub async fn run(global: &Global, what: Physical) -> Result<u8> {
	match what {
		Physical::Show { code } => {
			let view = Chain::connect(&global.node).await?.finalized().await?;
			let seal = view.physical_seal(&code).await?;
			output::print(&shapes::Physical::new(&code, seal, (&view).into()), global.json)
		}
		Physical::File {
			code,
			uscc,
			kind,
			imprint,
			digest,
			maker,
		} => {
			if MakerName::parse(maker.as_bytes()).is_err() {
				return Err(Failure::new(
					Kind::Usage,
					"a maker's name is 1 to 128 bytes of text (a Chinese character has 3), without control characters",
				));
			}
			let imprint = digest.of_file(&imprint)?;
			send(global, calls::file_physical_seal(&code, &uscc, kind, imprint, &maker)).await
		}
		Physical::Report { code, report, since } => {
			let account = keys::account(global)?;
			let chain = Chain::connect(&global.node).await?;
			let since = match since {
				Some(since) => since,
				None => chain.time().await?,
			};
			send_as(
				global,
				&chain,
				calls::report_physical_seal(&code, report, since),
				&account,
			)
			.await
		}
	}
}
