//! What PostgreSQL is told and asked, in its words. Numbers and digits in hexadecimal are all that goes into them, so that
//! nothing has to be escaped.

use crate::estate::{Estate, Who};
use codec::Encode;
use eseal_client::queries::Record;
use eseal_primitives::{usage::LogHead, DocumentDigest, Documents, SealId};

/// Makes the tables anew, and the procedure that records.
pub const SCHEMA: &str = include_str!("schema.sql");

/// Asks for [`Counts`].
pub const COUNT: &str = "SELECT (SELECT count(*) FROM records), (SELECT coalesce(sum(uses), 0) FROM records), \
                         (SELECT count(*) FROM listed), (SELECT coalesce(sum(used), 0) FROM grants);\n";

/// Asks for the heads of all logs: a line for each, as [`head`] makes it.
pub const HEADS: &str = "SELECT seal, uses, records, encode(digest, 'hex') FROM heads ORDER BY seal;\n";

/// Founds empty logs, and grants that nobody has used.
pub fn founding(estate: &Estate, who: Who) -> String {
	let digest = quoted(&LogHead::default().digest.0);
	let heads = estate.seals.iter().map(|seal| format!("({seal}, 0, 0, {digest})"));
	let heads: Vec<String> = heads.collect();
	let mut grants = Vec::new();
	for (sender, account) in estate.accounts(who).iter().enumerate() {
		let account = quoted(account.id.as_ref());
		for right in estate.rights(who, sender) {
			grants.push(format!("({}, {}, {account}, 0)", right.grant, right.seal));
		}
	}
	format!(
		"INSERT INTO heads VALUES {};\nINSERT INTO grants VALUES {};\n",
		heads.join(", "),
		grants.join(", ")
	)
}

/// Records a use, or a batch that lists these documents, which leads to this head of the log: one transaction, on one line.
pub fn record(record: &Record, listed: &[DocumentDigest], head: &LogHead) -> String {
	let document = match &record.documents {
		Documents::One(document) => document.encode(),
		Documents::Batch { root, .. } => root.0.to_vec(),
	};
	let purpose = record.purpose.encode().first().copied().unwrap_or_default();
	let grant = record.grant.map_or_else(|| "NULL".into(), |grant| grant.to_string());
	// In the order of the procedure's parameters.
	let arguments = [
		record.seal.to_string(),
		grant,
		record.nonce.to_string(),
		quoted(record.account.as_ref()),
		quoted(&document),
		list(listed),
		record.count().to_string(),
		purpose.to_string(),
		record.signed_at.0.to_string(),
		record.recorded_at.0.to_string(),
		quoted(&record.signature.encode()),
		quoted(&head.digest.0),
	];
	format!("CALL record_use({});\n", arguments.join(", "))
}

/// A head as [`HEADS`] answers it.
pub fn head(seal: SealId, head: &LogHead) -> String {
	format!("{seal}|{}|{}|{}", head.count, head.records, hexadecimal(&head.digest.0))
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
	/// Records.
	pub records: u64,
	/// Their uses.
	pub uses: u64,
	/// Documents that batches list.
	pub listed: u64,
	/// Uses that the grants count.
	pub used: u64,
}

impl Counts {
	/// What [`COUNT`] answered; none where that is something else.
	pub fn read(answer: &str) -> Option<Self> {
		let numbers: Vec<u64> = answer
			.trim()
			.split('|')
			.map(|number| number.parse().ok())
			.collect::<Option<_>>()?;
		match *numbers.as_slice() {
			[records, uses, listed, used] => Some(Self {
				records,
				uses,
				listed,
				used,
			}),
			_ => None,
		}
	}

	/// In what these differ from what was sent, in words; nothing if all of it is there, once.
	pub fn differences(&self, sent: &Self) -> Vec<String> {
		[
			("records", self.records, sent.records),
			("uses in records", self.uses, sent.uses),
			("listed documents", self.listed, sent.listed),
			("uses under grants", self.used, sent.used),
		]
		.into_iter()
		.filter(|(_, found, sent)| found != sent)
		.map(|(what, found, sent)| format!("{sent} {what} were sent, and {found} are there"))
		.collect()
	}
}

/// A list of documents.
fn list(documents: &[DocumentDigest]) -> String {
	if documents.is_empty() {
		return "'{}'".into();
	}
	let each: Vec<String> = documents.iter().map(|document| quoted(&document.encode())).collect();
	format!("ARRAY[{}]::bytea[]", each.join(", "))
}

/// Bytes.
fn quoted(bytes: &[u8]) -> String {
	format!("'\\x{}'", hexadecimal(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
	let mut digits = String::with_capacity(bytes.len().saturating_mul(2));
	for byte in bytes.iter().copied() {
		digits.extend(char::from_digit(u32::from(byte >> 4), 16));
		digits.extend(char::from_digit(u32::from(byte & 15), 16));
	}
	digits
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		estate::tests::estate,
		keys::{Account, Algorithm},
	};
	use eseal_primitives::{GrantId, Moment, Purpose, SealSignature};
	use sp_core::H256;

	fn a_record(documents: Documents) -> Record {
		Record {
			seal: SealId(3),
			index: 70,
			documents,
			purpose: Purpose::Tender,
			account: Account::of("one").unwrap().id,
			grant: Some(GrantId(21)),
			nonce: 69,
			signed_at: Moment(1_795_305_600_000),
			recorded_at: Moment(1_795_305_600_001),
			block: 0,
			history_len: 1,
			approval: None,
			signature: SealSignature::Sr25519([b'\''; 64].into()),
		}
	}

	/// What stands between the parentheses of a call.
	fn arguments(call: &str) -> Vec<&str> {
		let inner = call.strip_prefix("CALL record_use(").unwrap();
		inner.strip_suffix(");\n").unwrap().split(", ").collect()
	}

	#[test]
	fn bytes_cannot_end_their_quotes() {
		assert_eq!(quoted(&[0, 0x0f, 0xf0, b'\'', b'\\', b'\n']), r"'\x000ff0275c0a'");
		assert_eq!(quoted(&[]), r"'\x'");
	}

	#[test]
	fn a_use_is_one_line_with_an_argument_for_each_parameter() {
		let document = DocumentDigest::Sm3(H256([0xab; 32]));
		let head = LogHead {
			digest: H256([0xcd; 32]),
			..LogHead::default()
		};
		let call = record(&a_record(Documents::One(document)), &[], &head);
		assert_eq!(call.matches('\n').count(), 1);
		let parameters: Vec<&str> = SCHEMA.lines().filter(|line| line.starts_with("\tnew_")).collect();
		let arguments = arguments(&call);
		assert_eq!(arguments.len(), parameters.len());
		assert_eq!(arguments[..3], ["3", "21", "69"]);
		assert_eq!(arguments[4], format!(r"'\x01{}'", "ab".repeat(32)));
		assert_eq!(arguments[5..10], ["'{}'", "1", "2", "1795305600000", "1795305600001"]);
		assert_eq!(arguments[10], format!(r"'\x00{}'", "27".repeat(64)));
		assert_eq!(arguments[11], format!(r"'\x{}'", "cd".repeat(32)));
	}

	#[test]
	fn a_batch_lists_its_documents() {
		let documents = [1, 2].map(|n| DocumentDigest::Sha256(H256([n; 32])));
		let batch = Documents::Batch {
			count: 2,
			root: H256([7; 32]),
		};
		let call = record(&a_record(batch), &documents, &LogHead::default());
		let each = documents.map(|document| quoted(&document.encode()));
		assert!(call.contains(&format!(", ARRAY[{}, {}]::bytea[], 2, ", each[0], each[1])));
		assert!(call.contains(&format!(r", '\x{}', ARRAY", "07".repeat(32))));
	}

	#[test]
	fn every_grant_and_every_log_is_founded() {
		let operators = founding(&estate(), Who::Operators(Algorithm::Sr25519));
		assert!(operators.starts_with(&format!(
			r"INSERT INTO heads VALUES (0, 0, 0, '\x{}'), (1, ",
			"00".repeat(32)
		)));
		assert!(operators.contains("INSERT INTO grants VALUES (10, 0, ") && operators.contains(", (11, 0, "));
		assert_eq!(founding(&estate(), Who::Platform).matches(", 0)").count(), 3);
	}

	#[test]
	fn counts_are_four_numbers() {
		let read = Counts {
			records: 5,
			uses: 1_280,
			listed: 1_280,
			used: 7,
		};
		assert_eq!(Counts::read("5|1280|1280|7\n"), Some(read));
		for wrong in ["", "5|6|7", "5|6|7|8|9", "5|6|7|", "5|6|7|-8", "5|6|7|x", "ERROR"] {
			assert_eq!(Counts::read(wrong), None, "{wrong}");
		}
	}

	#[test]
	fn what_is_missing_and_what_is_too_much_is_told() {
		let sent = Counts {
			records: 5,
			uses: 5,
			listed: 0,
			used: 5,
		};
		assert!(sent.differences(&sent).is_empty());
		let found = Counts {
			records: 4,
			used: 6,
			..sent
		};
		assert_eq!(
			found.differences(&sent),
			[
				"5 records were sent, and 4 are there",
				"5 uses under grants were sent, and 6 are there"
			]
		);
	}

	#[test]
	fn a_head_is_what_is_answered() {
		let of = LogHead {
			count: 512,
			records: 2,
			by_owner: 0,
			digest: H256([0xef; 32]),
		};
		assert_eq!(head(SealId(9), &of), format!("9|512|2|{}", "ef".repeat(32)));
	}
}
