//! `eseal physical`

use crate::{
	args::physical::Physical,
	failure::{Failure, Kind, Result},
	session::Session,
	view::shapes,
};
use eseal_client::calls;
use eseal_primitives::{physical_seal::MakerName, SealCode};

/// Runs the command.
pub async fn run(session: &Session, what: Physical) -> Result<u8> {
	match what {
		Physical::Show { code } => {
			let block = session.finalized().await?;
			let seal = block.physical_seal(&code).await?;
			session.print(&shapes::Physical::new(&code, seal, (&block).into()))
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
					"a maker's name must be 1 to 128 bytes of text (a Chinese character takes 3), without characters that cannot \
					 be seen, and without white space at either end",
				));
			}
			let imprint = digest.of_file(&imprint)?;
			let call = calls::file_physical_seal(&code, &uscc, kind, imprint, &maker);
			session.send(call, &look(&code)).await
		}
		Physical::Report { code, report, since } => {
			let account = session.account()?;
			let since = match since {
				Some(since) => since,
				None => session.now().await?,
			};
			let call = calls::report_physical_seal(&code, report, since);
			session.send_as(call, &account, &look(&code)).await
		}
	}
}

/// The command that tells of a physical seal.
fn look(code: &SealCode) -> String {
	format!("eseal physical show {code}")
}
