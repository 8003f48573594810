//! `eseal log`

use crate::{
	args::audit::Log,
	commands::seconds::Seconds,
	digests,
	failure::{keeper, Failure, Kind, Result},
	files::{self, json_line, NewFile, Readers},
	session::Session,
	view::{
		progress::Progress,
		shapes::{AsOf, RecordLine},
		table,
		terminal::word,
		time::Time,
		Report,
	},
};
use eseal_client::{queries::Logged, AccountId, Block, ReadError};
use eseal_primitives::{usage::LogHead, SealId};
use eseal_receipt::format::{LogHeader, LogLine, LOG_TYPE};
use serde::Serialize;
use std::path::Path;

/// How much of a digest is shown in a table, in characters.
const SHORT: usize = 29;

/// The log of an e-seal, complete.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole {
	/// The e-seal.
	seal: SealId,
	/// How many uses there are.
	count: u64,
	/// How many records: each has one use, or a batch of them.
	records: u64,
	/// The head of the log, which these records lead to.
	head: String,
	/// The records, from 0. Not there if they went into a file.
	#[serde(skip_serializing_if = "Option::is_none")]
	log: Option<Vec<RecordLine>>,
	/// The file that they went into.
	#[serde(skip_serializing_if = "Option::is_none")]
	export: Option<String>,
	/// The block that this is read at.
	as_of: AsOf,
}

impl Report for Whole {
	fn text(&self) -> String {
		let mut parts = Vec::new();
		if let Some(log) = &self.log {
			let rows = log.iter().map(|record| {
				[
					record.uses(),
					record.purpose.clone(),
					sealed(record),
					match &record.second {
						Some(second) => format!("{} with {second}", record.sender),
						None => record.sender.clone(),
					},
					record
						.grant
						.map_or_else(|| "owner".into(), |grant| format!("grant {grant}")),
					record.recorded_at.to_string(),
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
		let in_records = match self.records == self.count {
			true => String::new(),
			false => format!(", in {} record(s),", self.records),
		};
		parts.push(format!(
			"All {} use(s) of e-seal {}{in_records} as of final block {}: they add up to the log head {}{written}",
			self.count, self.seal, self.as_of.number, self.head
		));
		parts.join("\n")
	}
}

/// What a record is of, in a cell of a table.
fn sealed(record: &RecordLine) -> String {
	let short = |digest: &str| digest.chars().take(SHORT).collect::<String>() + "…";
	match (&record.document, &record.root) {
		(Some(document), _) => short(document),
		(None, root) => {
			let alone = match record.listed {
				true => "",
				false => ", anchored",
			};
			let root = root.as_deref().map(short).unwrap_or_default();
			format!("batch of {}{alone}: {root}", record.count)
		}
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
			let LogHead { count, records, .. } = block.head(seal).await?;
			let header = LogHeader {
				media_type: LOG_TYPE.into(),
				genesis: chain.genesis(),
				seal,
				count,
				records,
				proof,
				evidence,
			};
			(Some(header), block)
		}
		_ => (None, chain.finalized().await?),
	};
	let mut log = export.is_none().then(Vec::new);
	let mut file = match (&export, form) {
		(Some(path), Some(form)) => {
			let mut file = NewFile::begin(path, Readers::Anyone)?;
			file.write(&form.first_line(header.as_ref())?)?;
			Some((file, form))
		}
		_ => None,
	};
	let head = read(&block, seal, |number, logged, second| {
		if let Some(log) = &mut log {
			log.push(RecordLine::new(logged, second));
		}
		match &mut file {
			Some((file, form)) => file.write(&form.lines(number, logged, second)?),
			None => Ok(()),
		}
	})
	.await?;
	if let Some((file, _)) = file {
		file.finish()?;
	}
	session.print(&Whole {
		seal,
		count: head.count,
		records: head.records,
		head: format!("{:?}", head.digest),
		log,
		export: export.map(|path| path.display().to_string()),
		as_of: (&block).into(),
	})
}

/// Reads the whole log of an e-seal, record by record, and gives the head that the records lead to, which is the chain's. Those
/// that left the state come from the node, if it keeps records. Each is taken with its number and with who approved it.
async fn read(
	block: &Block,
	seal: SealId,
	mut take: impl FnMut(u64, &Logged, Option<&AccountId>) -> Result<()>,
) -> Result<LogHead> {
	let expected = block.head(seal).await?;
	let mut seconds = Seconds::default();
	let progress = Progress::steps("records read", expected.records);
	let mut head = LogHead::default();
	while head.records < expected.records {
		let page = match block.log(seal, head.records).await {
			Err(error) => return Err(left(block, seal, error).await),
			Ok(page) => page,
		};
		if page.is_empty() {
			return Err(incomplete(seal));
		}
		for logged in &page {
			let record = &logged.record;
			let number = head.records;
			head = match eseal_crypto::advance(head, record) {
				Some(next) if record.index == head.count && record.seal == seal => next,
				_ => return Err(incomplete(seal)),
			};
			let second = seconds.of(block, record).await?;
			take(number, logged, second.as_ref())?;
			progress.step();
		}
	}
	if head != expected {
		return Err(incomplete(seal));
	}
	Ok(head)
}

/// The failure to read a log: where a record left the state and the node does not have it, how many did.
async fn left(block: &Block, seal: SealId, error: ReadError) -> Failure {
	let (Some(why), Ok(start)) = (error.not_kept(), block.log_start(seal).await) else {
		return error.into();
	};
	let failure = Failure::from(error);
	Failure {
		message: format!(
			"the log of e-seal {seal} is not complete here: its first {} record(s), of {} use(s), left the state ({})",
			start.records, start.count, failure.message
		),
		next: Some(keeper(why).to_owned()),
		..failure
	}
}

fn incomplete(seal: SealId) -> Failure {
	Failure::new(
		Kind::Invalid,
		format!("the records that the node returned do not add up to the log head of e-seal {seal}"),
	)
	.next("Ask another agency's node: --node URL.")
}

/// What a log is exported as.
#[derive(Debug, Clone, Copy)]
enum Form {
	JsonLines,
	Csv,
}

/// The columns of a table. A row is a use whose document the chain has, or all uses of a batch of which it has the root
/// alone: `count` says how many uses the row stands for.
const COLUMNS: [&str; 13] = [
	"seal",
	"record",
	"index",
	"count",
	"document",
	"root",
	"purpose",
	"sender",
	"grant",
	"second",
	"signed_at",
	"recorded_at",
	"block",
];

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

	fn first_line(self, header: Option<&LogHeader>) -> Result<Vec<u8>> {
		match (self, header) {
			(Self::Csv, _) => rows([COLUMNS.map(str::to_owned)]),
			(Self::JsonLines, Some(header)) => json_line(header),
			(Self::JsonLines, None) => Ok(Vec::new()),
		}
	}

	/// What the file has of a record, which this second operator approved, if any.
	fn lines(self, number: u64, logged: &Logged, second: Option<&AccountId>) -> Result<Vec<u8>> {
		let Logged { record, listed } = logged;
		match self {
			Self::JsonLines => json_line(&LogLine::of(record, listed.as_ref().map(|listed| &listed[..]))),
			Self::Csv => {
				let line = RecordLine::new(logged, second);
				match listed {
					None => rows([row(number, &line, line.index, line.count, line.document.clone())]),
					Some(documents) => {
						let uses = (line.index..).zip(documents);
						rows(uses.map(|(index, document)| row(number, &line, index, 1, Some(digests::text(document)))))
					}
				}
			}
		}
	}
}

/// A row of the table.
fn row(number: u64, line: &RecordLine, index: u64, count: u32, document: Option<String>) -> [String; 13] {
	let utc = |time: Time| time.utc().unwrap_or_else(|| time.ms().0.to_string());
	[
		line.seal.to_string(),
		number.to_string(),
		index.to_string(),
		count.to_string(),
		document.unwrap_or_default(),
		line.root.clone().unwrap_or_default(),
		line.purpose.clone(),
		line.sender.clone(),
		line.grant.map(|grant| grant.to_string()).unwrap_or_default(),
		line.second.clone().unwrap_or_default(),
		utc(line.signed_at),
		utc(line.recorded_at),
		line.block.to_string(),
	]
}

fn rows(rows: impl IntoIterator<Item = [String; 13]>) -> Result<Vec<u8>> {
	let cannot = |reason: String| Failure::input(format!("cannot write the table: {reason}"));
	let mut table = csv::Writer::from_writer(Vec::new());
	for row in rows {
		table.write_record(row).map_err(|e| cannot(e.to_string()))?;
	}
	table.into_inner().map_err(|e| cannot(e.to_string()))
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use eseal_client::queries::Record;
	use eseal_crypto::batch::batch;
	use eseal_primitives::{documents::Listed, DocumentDigest, Documents, GrantId, Moment, Purpose, SealSignature};
	use serde_json::Value as Json;

	fn digest(n: u8) -> DocumentDigest {
		DocumentDigest::Sha256([n; 32].into())
	}

	fn record(index: u64, documents: Documents) -> Record {
		Record {
			seal: SealId(3),
			index,
			documents,
			purpose: Purpose::HumanResources,
			account: [1; 32].into(),
			grant: Some(GrantId(2)),
			nonce: index,
			signed_at: Moment(1_795_335_324_000),
			recorded_at: Moment(1_795_335_326_000),
			block: 25,
			history_len: 2,
			approval: None,
			signature: SealSignature::Sr25519(sp_core::sr25519::Signature::from_raw([0; 64])),
		}
	}

	fn single(index: u64) -> Logged {
		Logged {
			record: record(index, Documents::One(digest(7))),
			listed: None,
		}
	}

	/// A batch of three, of which the chain has the documents or the root alone.
	fn of_three(index: u64, listed: bool) -> Logged {
		let documents = [digest(1), digest(2), digest(3)];
		Logged {
			record: record(index, batch(&documents).unwrap()),
			listed: listed.then(|| Listed::try_from(documents.to_vec()).unwrap()),
		}
	}

	fn line(logged: &Logged) -> LogLine {
		let text = Form::JsonLines.lines(0, logged, None).unwrap();
		LogLine::parse(text.trim_ascii_end()).ok().unwrap()
	}

	#[test]
	fn a_line_has_the_record_in_words_and_as_it_is() {
		let text = Form::JsonLines.lines(0, &single(0), None).unwrap();
		let json: Json = serde_json::from_slice(&text).unwrap();
		assert_eq!((&json["index"], &json["count"]), (&0.into(), &1.into()));
		assert_eq!(json["purpose"], "HumanResources");
		assert_eq!(json["grant"], 2);
		assert_eq!(json["recordedAt"]["utc"], "2026-11-22T08:15:26Z");
		assert_eq!(json["document"], format!("sha256:0x{}", "07".repeat(32)));
		assert_eq!(line(&single(0)).record.0, single(0).record.encode());
		for logged in [single(5), of_three(5, true), of_three(5, false)] {
			assert!(line(&logged).is_of(&logged.record));
		}
	}

	#[test]
	fn a_line_of_a_listed_batch_has_its_documents() {
		let listed = line(&of_three(5, true));
		let documents = listed.documents.unwrap();
		assert_eq!(documents.0, vec![digest(1), digest(2), digest(3)].encode());
		assert_eq!((listed.document, listed.count), (None, 3));
		assert_eq!(line(&of_three(5, false)).documents, None);
		// Its documents in another order are not those of the record.
		let mut turned = of_three(5, true);
		turned.listed = Some(Listed::try_from(vec![digest(2), digest(1), digest(3)]).unwrap());
		assert!(!line(&turned).is_of(&turned.record));
	}

	#[test]
	fn a_line_says_what_is_printed_of_the_record() {
		for logged in [single(1), of_three(1, true), of_three(1, false)] {
			let line = serde_json::to_value(line(&logged)).unwrap();
			let Json::Object(mut shown) = serde_json::to_value(RecordLine::new(&logged, None)).unwrap() else {
				unreachable!("a record is an object")
			};
			let listed = shown.remove("listed");
			// The record has the approval itself.
			assert_eq!(shown.remove("second"), Some(Json::Null));
			assert_eq!(
				listed,
				Some((logged.listed.is_some() || logged.record.documents.one().is_some()).into())
			);
			for (name, value) in shown {
				assert_eq!(line[&name], value, "{name}");
			}
		}
	}

	#[test]
	fn a_table_has_a_row_for_each_use_whose_document_is_known() {
		let mut text = Form::Csv.first_line(None).unwrap();
		for (number, logged) in [single(0), of_three(1, true), of_three(4, false)].iter().enumerate() {
			text.extend(Form::Csv.lines(number as u64, logged, None).unwrap());
		}
		let text = String::from_utf8(text).unwrap();
		let lines: Vec<&str> = text.lines().collect();
		assert_eq!(
			lines[0],
			"seal,record,index,count,document,root,purpose,sender,grant,second,signed_at,recorded_at,block"
		);
		let begins = [
			"3,0,0,1,sha256:0x0707",
			"3,1,1,1,sha256:0x0101",
			"3,1,2,1,sha256:0x0202",
			"3,1,3,1,sha256:0x0303",
			"3,2,4,3,,0x",
		];
		assert_eq!(lines.len(), 1 + begins.len());
		let mut uses = 0;
		for (line, begin) in lines[1..].iter().zip(begins) {
			assert!(line.starts_with(begin), "{line}");
			assert!(
				line.ends_with(",2,,2026-11-22T08:15:24Z,2026-11-22T08:15:26Z,25"),
				"{line}"
			);
			uses += line.split(',').nth(3).unwrap().parse::<u64>().unwrap();
		}
		assert_eq!(uses, 7, "every use is in a row");
	}

	#[test]
	fn a_batch_is_a_row_for_people() {
		for (logged, uses, document) in [
			(single(17), "17", "sha256:0x07070707070707070707…"),
			(of_three(17, true), "17–19", "batch of 3: 0x"),
			(of_three(17, false), "17–19", "batch of 3, anchored: 0x"),
		] {
			let line = RecordLine::new(&logged, None);
			assert_eq!(line.uses(), uses);
			assert!(sealed(&line).starts_with(document), "{}", sealed(&line));
		}
	}

	#[test]
	fn whoever_approved_a_record_is_named_beside_its_sender() {
		let second = AccountId::new([2; 32]);
		for logged in [single(17), of_three(17, true)] {
			let csv = Form::Csv.lines(0, &logged, Some(&second)).unwrap();
			let csv = String::from_utf8(csv).unwrap();
			for line in csv.lines() {
				assert!(line.contains(&format!(",2,{second},2026-")), "{line}");
			}
			let whole = |second: Option<&AccountId>| Whole {
				seal: SealId(3),
				count: 1,
				records: 1,
				head: String::new(),
				log: Some(vec![RecordLine::new(&logged, second)]),
				export: None,
				as_of: AsOf {
					number: 30,
					hash: String::new(),
				},
			};
			let sender = AccountId::new([1; 32]);
			let text = whole(Some(&second)).text();
			assert!(text.contains(&format!("{sender} with {second}")), "{text}");
			assert_eq!(
				serde_json::to_value(whole(Some(&second))).unwrap()["log"][0]["second"],
				second.to_string()
			);
			assert!(!whole(None).text().contains(" with "));
		}
	}
}
