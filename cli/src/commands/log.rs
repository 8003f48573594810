//! `eseal log`

use crate::{
	args::audit::Log,
	failure::{Failure, Kind, Result},
	files,
	session::Session,
	view::{
		progress::Progress,
		shapes::{AsOf, UseLine},
		table,
		terminal::word,
		time::Time,
		Report,
	},
};
use eseal_client::{queries::Use, Block};
use eseal_primitives::{usage::LogHead, SealId};
use eseal_receipt::format::{LogHeader, LogLine, LOG_TYPE};
use serde::Serialize;
use std::path::Path;

/// The uses of an e-seal, complete.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Uses {
	/// The e-seal.
	seal: SealId,
	/// How many uses there are.
	count: u64,
	/// The head of the log, which these uses lead to.
	head: String,
	/// The uses, from 0. Not there if they went into a file.
	#[serde(skip_serializing_if = "Option::is_none")]
	uses: Option<Vec<UseLine>>,
	/// The file that they went into.
	#[serde(skip_serializing_if = "Option::is_none")]
	export: Option<String>,
	/// The block that this is read at.
	as_of: AsOf,
}

impl Report for Uses {
	fn text(&self) -> String {
		let mut parts = Vec::new();
		if let Some(uses) = &self.uses {
			let rows = uses.iter().map(|used| {
				[
					used.index.to_string(),
					used.purpose.clone(),
					used.document.chars().take(29).collect::<String>() + "…",
					used.sender.clone(),
					used.grant
						.map_or_else(|| "owner".into(), |grant| format!("grant {grant}")),
					used.recorded_at.to_string(),
				]
			});
			parts.push(table::table(
				["use", "purpose", "document", "by", "as", "recorded"],
				rows,
			));
		}
		let written = self
			.export
			.as_ref()
			.map(|file| format!("; written to {}", word(file)))
			.unwrap_or_default();
		parts.push(format!(
			"All {} use(s) of e-seal {} as of final block {}: they add up to the log head {}{written}",
			self.count, self.seal, self.as_of.number, self.head
		));
		parts.join("\n")
	}
}

/// Prints or exports a log.
pub async fn run(session: &Session, what: Log) -> Result<u8> {
	let Log { seal, export } = what;
	let form = export.as_deref().map(Form::of).transpose()?;
	if let Some(path) = &export {
		files::ensure_writable(path, false)?;
	}
	let prover = session.prover().await?;
	let chain = prover.client();
	chain.finalized().await?.seal(seal).await?;
	let (header, block) = match form {
		Some(Form::JsonLines) => {
			let mut listening = chain.justifications().await?;
			let last = chain.finalized().await?.number();
			let justified = chain.justified(&mut listening, last, session.timeout()).await?;
			let (proof, evidence, block) = prover.proof_of_log(justified, seal).await?;
			let header = LogHeader {
				media_type: LOG_TYPE.into(),
				genesis: chain.genesis(),
				seal,
				count: block.head(seal).await?.count,
				proof,
				evidence,
			};
			(Some(header), block)
		}
		_ => (None, chain.finalized().await?),
	};
	let (uses, head) = read(&block, seal).await?;
	if let (Some(path), Some(form)) = (&export, form) {
		let text = match form {
			Form::JsonLines => json_lines(header.as_ref(), &uses)?,
			Form::Csv => csv(&uses)?,
		};
		files::create(path, &text, files::Readers::Anyone)?;
	}
	let report = Uses {
		seal,
		count: head.count,
		head: format!("{:?}", head.digest),
		uses: export.is_none().then(|| uses.iter().map(UseLine::new).collect()),
		export: export.map(|path| path.display().to_string()),
		as_of: (&block).into(),
	};
	session.print(&report)
}

/// All uses of an e-seal, and the head that they lead to, which is the chain's.
async fn read(block: &Block, seal: SealId) -> Result<(Vec<Use>, LogHead)> {
	let expected = block.head(seal).await?;
	let progress = Progress::steps("uses read", expected.count);
	let mut uses: Vec<Use> = Vec::new();
	let mut head = LogHead::default();
	while head.count < expected.count {
		let page = block.uses(seal, head.count).await?;
		for used in &page {
			head = match eseal_crypto::advance(head, used) {
				Some(next) if used.index == head.count && used.seal == seal => next,
				_ => return Err(incomplete(seal)),
			};
			progress.step();
		}
		if page.is_empty() {
			return Err(incomplete(seal));
		}
		uses.extend(page);
	}
	if head != expected {
		return Err(incomplete(seal));
	}
	Ok((uses, head))
}

fn incomplete(seal: SealId) -> Failure {
	Failure::new(
		Kind::Invalid,
		format!("the uses that the node returned do not add up to the log head of e-seal {seal}"),
	)
	.next("Ask another agency's node: --node URL.")
}

/// What a log is exported as.
#[derive(Debug, Clone, Copy)]
enum Form {
	JsonLines,
	Csv,
}

impl Form {
	fn of(path: &Path) -> Result<Self> {
		match path.extension().and_then(|e| e.to_str()) {
			Some("jsonl") => Ok(Self::JsonLines),
			Some("csv") => Ok(Self::Csv),
			_ => Err(Failure::new(
				Kind::Usage,
				"the name of an exported log must end in .jsonl or .csv",
			)),
		}
	}
}

fn json_lines(header: Option<&LogHeader>, uses: &[Use]) -> Result<Vec<u8>> {
	let mut text = Vec::new();
	let mut line = |json: serde_json::Result<Vec<u8>>| -> Result<()> {
		text.extend(json.map_err(|e| Failure::input(e.to_string()))?);
		text.push(b'\n');
		Ok(())
	};
	if let Some(header) = header {
		line(serde_json::to_vec(header))?;
	}
	for used in uses {
		line(serde_json::to_vec(&LogLine::of(used)))?;
	}
	Ok(text)
}

fn csv(uses: &[Use]) -> Result<Vec<u8>> {
	let cannot = |e: csv::Error| Failure::input(format!("cannot write the table: {e}"));
	let mut table = csv::Writer::from_writer(Vec::new());
	table
		.write_record([
			"seal",
			"index",
			"document",
			"purpose",
			"sender",
			"grant",
			"signed_at",
			"recorded_at",
			"block",
		])
		.map_err(cannot)?;
	let utc = |time: Time| time.utc().unwrap_or_else(|| time.ms().0.to_string());
	for used in uses.iter().map(UseLine::new) {
		table
			.write_record([
				used.seal.to_string(),
				used.index.to_string(),
				used.document,
				used.purpose,
				used.sender,
				used.grant.map(|grant| grant.to_string()).unwrap_or_default(),
				utc(used.signed_at),
				utc(used.recorded_at),
				used.block.to_string(),
			])
			.map_err(cannot)?;
	}
	table
		.into_inner()
		.map_err(|e| Failure::input(format!("cannot write the table: {e}")))
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use eseal_primitives::{DocumentDigest, GrantId, Moment, Purpose, SealSignature};
	use serde_json::Value as Json;

	fn a_use(index: u64) -> Use {
		Use {
			seal: SealId(3),
			index,
			document: DocumentDigest::Sha256([7; 32].into()),
			purpose: Purpose::HumanResources,
			account: [1; 32].into(),
			grant: Some(GrantId(2)),
			nonce: index,
			signed_at: Moment(1_795_335_324_000),
			recorded_at: Moment(1_795_335_326_000),
			block: 25,
			history_len: 2,
			signature: SealSignature::Sr25519(sp_core::sr25519::Signature::from_raw([0; 64])),
		}
	}

	#[test]
	fn a_line_has_the_use_and_its_record() {
		let text = json_lines(None, &[a_use(0)]).unwrap();
		let json: Json = serde_json::from_slice(&text).unwrap();
		assert_eq!(json["index"], 0);
		assert_eq!(json["purpose"], "HumanResources");
		assert_eq!(json["grant"], 2);
		assert_eq!(json["recordedAt"]["utc"], "2026-11-22T08:15:26Z");
		assert_eq!(json["document"], format!("sha256:0x{}", "07".repeat(32)));
		let line = LogLine::parse(text.trim_ascii_end()).ok().unwrap();
		assert_eq!(line.record.0, a_use(0).encode());
		assert!(line == LogLine::of(&a_use(0)));
	}

	#[test]
	fn a_line_says_what_the_use_itself_does() {
		let line = serde_json::to_value(LogLine::of(&a_use(1))).unwrap();
		let Json::Object(shown) = serde_json::to_value(UseLine::new(&a_use(1))).unwrap() else {
			unreachable!("a use is an object")
		};
		for (name, value) in shown {
			assert_eq!(line[&name], value, "{name}");
		}
	}

	#[test]
	fn a_table_has_a_row_for_each_use() {
		let text = String::from_utf8(csv(&[a_use(0), a_use(1)]).unwrap()).unwrap();
		let lines: Vec<&str> = text.lines().collect();
		assert_eq!(lines.len(), 3);
		assert_eq!(
			lines[0],
			"seal,index,document,purpose,sender,grant,signed_at,recorded_at,block"
		);
		assert!(lines[2].starts_with("3,1,sha256:0x0707"));
		assert!(lines[2].ends_with(",2,2026-11-22T08:15:24Z,2026-11-22T08:15:26Z,25"));
	}
}
