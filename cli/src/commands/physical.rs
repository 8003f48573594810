//! `eseal physical`

use super::import;
use crate::{
	args::physical::Physical, digests, failure::Result, import::physical::PhysicalSeals, session::Session, texts,
	view::shapes,
};
use eseal_client::calls;
use eseal_primitives::{physical_seal::MakerName, register::RegisterSubject, SealCode};

/// Runs the command.
pub async fn run(session: &Session, what: Physical) -> Result<u8> {
	match what {
		Physical::Show { code } => {
			let block = session.finalized().await?;
			let seal = block.physical_seal(&code).await?;
			let rectified = block.rectified(RegisterSubject::PhysicalSeal(code)).await?;
			let history = block.register_history(RegisterSubject::PhysicalSeal(code)).await?;
			session.print(&shapes::Physical::new(&code, seal, rectified, history, (&block).into()))
		}
		Physical::Import(what) => import::run::<PhysicalSeals>(session, &what.file, &what.how).await,
		Physical::File {
			code,
			uscc,
			kind,
			imprint,
			maker,
		} => {
			let maker: MakerName = texts::taken("the maker's name", &maker)?;
			let imprint = digests::of_picture(&imprint)?;
			let call = calls::file_physical_seal(&code, &uscc, kind, imprint, maker.as_str());
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
