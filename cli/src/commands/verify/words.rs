//! What `eseal verify` says around a verdict, in each language. A language that lacks a label does not compile.

use super::uses::EACH_END;
use crate::view::{retention, terminal::one_line, time::Time};
use eseal_client::queries::Left;
use eseal_primitives::{GrantId, Purpose, SealCode, SealId, Uscc};
use eseal_receipt::{text, verdict::BatchFacts, BlockNumber, Language};
use std::fmt::Display;

/// So many enterprises are named in one sentence.
const MOST_NAMED: usize = 16;

/// The names of facts.
pub struct Labels {
	/// Who sealed.
	pub enterprise: &'static str,
	/// The e-seal.
	pub seal: &'static str,
	/// The use.
	pub used: &'static str,
	/// When and where the use is recorded.
	pub recorded: &'static str,
	/// Who sent the use.
	pub by: &'static str,
	/// As of when all this is proven.
	pub as_of: &'static str,
	/// Whose key signed.
	pub signed: &'static str,
	/// How the e-seal stood when it was used.
	pub when_used: &'static str,
	/// How it stands now.
	pub now: &'static str,
	/// What was on record by mistake.
	pub corrected: &'static str,
	/// Flags on the use.
	pub flags: &'static str,
	/// That the seal key signed.
	pub by_the_seal_key: &'static str,
	/// That another key signed, or none.
	pub not_by_the_seal_key: &'static str,
	/// That nothing stood in the way.
	pub usable: &'static str,
	/// What stands between the items of a list.
	pub separator: &'static str,
}

const ENGLISH: Labels = Labels {
	enterprise: "enterprise",
	seal: "e-seal",
	used: "use",
	recorded: "recorded",
	by: "by",
	as_of: "as of",
	signed: "signed",
	when_used: "when used",
	now: "now",
	corrected: "corrected",
	flags: "flags",
	by_the_seal_key: "by the seal key",
	not_by_the_seal_key: "NOT by the seal key",
	usable: "valid",
	separator: ", ",
};

const CHINESE: Labels = Labels {
	enterprise: "企业",
	seal: "电子印章",
	used: "用印",
	recorded: "记录时间",
	by: "用印账户",
	as_of: "截至",
	signed: "签名",
	when_used: "用印时状态",
	now: "当前状态",
	corrected: "更正",
	flags: "疑点标记",
	by_the_seal_key: "由签章密钥签署",
	not_by_the_seal_key: "并非由签章密钥签署",
	usable: "有效",
	separator: "、",
};

/// The names of facts in a language.
pub fn labels(language: Language) -> &'static Labels {
	match language {
		Language::English => &ENGLISH,
		Language::Chinese => &CHINESE,
	}
}

/// An enterprise, by name and code.
pub fn enterprise(name: &str, uscc: &impl Display) -> String {
	format!("{} ({uscc})", one_line(name))
}

/// An e-seal and its physical seal.
pub fn seal(seal: SealId, physical: &SealCode, language: Language) -> String {
	match language {
		Language::English => format!("{seal}, physical seal {physical}"),
		Language::Chinese => format!("{seal} 号，实物印章 {physical}"),
	}
}

/// A use, by its index among all uses of the e-seal, with the batch that it is of, and its purpose.
pub fn used(index: u64, batch: Option<BatchFacts>, purpose: Purpose, language: Language) -> String {
	let purpose = text::purpose(purpose, language);
	let batch = batch.map(|batch| text::batch(batch, language));
	match (language, batch) {
		(Language::English, None) => format!("{index}, for {purpose}"),
		(Language::English, Some(batch)) => format!("{index}, {batch}, for {purpose}"),
		(Language::Chinese, None) => format!("第 {index} 号，用途：{purpose}"),
		(Language::Chinese, Some(batch)) => format!("第 {index} 号，{batch}，用途：{purpose}"),
	}
}

/// A moment and a block.
pub fn in_block(at: Time, block: BlockNumber, language: Language) -> String {
	match language {
		Language::English => format!("{at}, block {block}"),
		Language::Chinese => format!("{at}，区块 {block}"),
	}
}

/// Who sent a use: the owner, an operator under a grant, or the liquidator.
pub fn sender(account: &impl Display, grant: Option<GrantId>, purpose: Purpose, language: Language) -> String {
	let by_liquidator = purpose == Purpose::Liquidation;
	match (language, grant) {
		(Language::English, Some(grant)) => format!("{account} (grant {grant})"),
		(Language::English, None) if by_liquidator => format!("{account} (liquidator)"),
		(Language::English, None) => format!("{account} (owner)"),
		(Language::Chinese, Some(grant)) => format!("{account}（授权 {grant}）"),
		(Language::Chinese, None) if by_liquidator => format!("{account}（清算人）"),
		(Language::Chinese, None) => format!("{account}（企业账户）"),
	}
}

/// Who sent it, with who approved it.
pub fn with_second(sender: String, second: Option<&impl Display>, language: Language) -> String {
	match (language, second) {
		(_, None) => sender,
		(Language::English, Some(second)) => format!("{sender}, approved by {second}"),
		(Language::Chinese, Some(second)) => format!("{sender}，由 {second} 复核"),
	}
}

/// How to learn what came later.
pub fn renewal(command: &str, language: Language) -> String {
	match language {
		Language::English => format!("`{command}` makes a new receipt, which includes what has happened since."),
		Language::Chinese => format!("`{command}` 可重新出具用印凭证，其中将包含此后的情况。"),
	}
}

/// Who sealed a document, by a node's word, how many of the uses that were looked at were valid when made, and how many more
/// there are.
pub fn sealed_by(enterprise: &str, valid: usize, uses: usize, more: u64, language: Language) -> String {
	let looked_at = match (language, valid, uses) {
		(Language::English, 0, _) if more > 0 => {
			format!("Sealed by {enterprise}: indeterminate, none of the {uses} uses looked at is beyond doubt")
		}
		(Language::English, 0, _) => {
			format!("Sealed by {enterprise}: indeterminate, no use of the e-seal is beyond doubt")
		}
		(Language::English, 1, 1) => format!("Sealed by {enterprise}: valid when used"),
		(Language::English, _, _) => format!("Sealed by {enterprise}: {valid} of {uses} uses were valid when made"),
		(Language::Chinese, 0, _) if more > 0 => {
			format!("用印企业：{enterprise}；无法判定：所查验的 {uses} 次用印均存疑点")
		}
		(Language::Chinese, 0, _) => format!("用印企业：{enterprise}；无法判定：没有一次用印不存疑点"),
		(Language::Chinese, 1, 1) => format!("用印企业：{enterprise}；用印时有效"),
		(Language::Chinese, _, _) => format!("用印企业：{enterprise}；{uses} 次用印中有 {valid} 次用印时有效"),
	};
	with_more(looked_at, more, language)
}

/// Who sealed a document, by a node's word, why no use that was looked at is beyond doubt although the e-seal was valid, and how many
/// more there are.
pub fn in_doubt(enterprise: &str, why: &str, more: u64, language: Language) -> String {
	let looked_at = match language {
		Language::English => format!("Sealed by {enterprise}: indeterminate, {why}"),
		Language::Chinese => format!("用印企业：{enterprise}；无法判定：{why}"),
	};
	with_more(looked_at, more, language)
}

/// What is said of the uses that were looked at, with how many more there are.
fn with_more(looked_at: String, more: u64, language: Language) -> String {
	match (language, more) {
		(_, 0) => looked_at,
		(Language::English, _) => format!(
			"{looked_at}; {more} more, between the first and the last {EACH_END} of an e-seal, were not looked at"
		),
		(Language::Chinese, _) => format!(
			"{looked_at}；另有 {more} 次用印在每枚电子印章的最初 {EACH_END} 次与最后 {EACH_END} 次之间，未予查验"
		),
	}
}

/// The first items of a list, and how many more there are.
fn some(items: &[String], separator: &str, language: Language) -> String {
	let shown = items.get(..MOST_NAMED).unwrap_or(items);
	let list = shown.join(separator);
	match (language, items.len().saturating_sub(shown.len())) {
		(_, 0) => list,
		(Language::English, more) => format!("{list} and {more} more"),
		(Language::Chinese, more) => format!("{list}，另有 {more} 家"),
	}
}

/// The enterprises whose uses were counted and not looked at, with how many uses each has; none if there are none. They may be
/// all, or there are more.
pub fn not_looked_at(others: &[(String, u64)], are_all: bool, language: Language) -> Option<String> {
	if others.is_empty() {
		return None;
	}
	let items = others.iter().map(|(enterprise, count)| match (language, *count) {
		(Language::English, 1) => format!("{enterprise}, 1 use"),
		(Language::English, _) => format!("{enterprise}, {count} uses"),
		(Language::Chinese, _) => format!("{enterprise} {count} 次"),
	});
	let items: Vec<String> = items.collect();
	let list = match language {
		// Each item has a comma of its own.
		Language::English => some(&items, "; ", language),
		Language::Chinese => some(&items, labels(language).separator, language),
	};
	Some(match (language, are_all) {
		(Language::English, true) => format!("Not looked at: {list}"),
		(Language::English, false) => format!("Not looked at: {list}. There are more, which were not counted"),
		(Language::Chinese, true) => format!("未予查验的用印：{list}"),
		(Language::Chinese, false) => format!("未予查验的用印：{list}。此外还有未计数的用印"),
	})
}

/// That several enterprises sealed a document.
pub fn sealed_by_several(enterprises: &[String], language: Language) -> String {
	let count = enterprises.len();
	let list = some(enterprises, labels(language).separator, language);
	match language {
		Language::English => format!("Sealed by {count} enterprises, each for itself: {list}"),
		Language::Chinese => format!("有 {count} 家企业各自用印：{list}"),
	}
}

/// What to do where several enterprises sealed a document.
pub fn whom_to_expect(language: Language) -> &'static str {
	match language {
		Language::English => "Anyone with an e-seal can seal any document. Say whose seal you expect: --by USCC.",
		Language::Chinese => "任何持有电子印章的企业都可对任何文件用印。请用 --by USCC 指定企业。",
	}
}

/// That the enterprise that is expected did not seal a document, and who did.
pub fn not_sealed_by(expected: &Uscc, others: &[String], language: Language) -> String {
	let list = some(others, labels(language).separator, language);
	match language {
		Language::English => format!("Invalid: not sealed by {expected}, but by {list}"),
		Language::Chinese => format!("无效：用印企业不是 {expected}，而是：{list}"),
	}
}

/// That no use is found by the document's digests.
pub fn not_found(language: Language) -> &'static str {
	match language {
		Language::English => "Not found: no use of an e-seal is on record under this document's digests",
		Language::Chinese => "未找到：没有以该文件的杂凑值记录的用印",
	}
}

/// That no use is found by the document's digests where records left the state.
pub fn not_in_state(language: Language) -> &'static str {
	match language {
		Language::English => "Not found: no use of an e-seal in the chain's state is under this document's digests",
		Language::Chinese => "未找到：链上状态中没有以该文件的杂凑值记录的用印",
	}
}

/// That the enterprise that is expected has no use of a document in the state, where records left it, and who has.
pub fn not_by_it_in_state(expected: &Uscc, others: &[String], language: Language) -> String {
	let list = some(others, labels(language).separator, language);
	match language {
		Language::English => format!("Not found: no use by {expected} is in the chain's state, but uses by {list} are"),
		Language::Chinese => format!("未找到：链上状态中没有 {expected} 的用印，但有以下企业的用印：{list}"),
	}
}

/// Which records left the state, and what tells of them.
pub fn left_the_state(left: &Left, language: Language) -> String {
	let left = retention::left(left, language);
	match language {
		Language::English => format!(
			"{left} Of those, the receipt tells, the e-seal's log from a record keeper (`eseal log SEAL --node URL`), or an index."
		),
		Language::Chinese => {
			format!("{left}此类用印可凭用印凭证、记录保存节点提供的印章日志（`eseal log SEAL --node URL`）或索引核实。")
		}
	}
}

/// Where a use may be all the same: it was committed, or is of a batch of which the chain has the root alone.
pub fn committed(receipt: &str, salt_was_here: bool, language: Language) -> String {
	match (language, salt_was_here) {
		(Language::English, false) => format!(
			"If it was sealed with --commit or --anchored, only its receipt or its salt finds the use: put the receipt beside \
			 it as {receipt}, or name it with --receipt FILE; a salt that is still waiting for its receipt is {receipt}.salt. \
			 Whoever has the batch file can make the receipt: `eseal receipt --batch-file FILE NAME`."
		),
		(Language::English, true) => format!(
			"Neither is one under the salt in {receipt}.salt. A use that was sent may still be recorded in the ten minutes \
			 after."
		),
		(Language::Chinese, false) => format!(
			"若用印时使用了 --commit 或 --anchored，只有用印凭证或盐值才能找到该次用印：请将凭证放在文件旁并命名为 {receipt}，或用 \
			 --receipt FILE 指定；尚未出具凭证的盐值在 {receipt}.salt 中。持有批次文件者可用 `eseal receipt --batch-file FILE \
			 NAME` 出具凭证。"
		),
		(Language::Chinese, true) => {
			format!("以 {receipt}.salt 中的盐值也未找到。已发送的用印在十分钟内仍可能被记录。")
		}
	}
}

/// Whose word all this is.
pub fn a_nodes_word(node: &str, block: u64, language: Language) -> String {
	let node = one_line(node);
	match language {
		Language::English => {
			format!("As of final block {block}, as {node} tells it. A receipt needs no trust in a node.")
		}
		Language::Chinese => format!("截至已最终确认的区块 {block}，由节点 {node} 告知。用印凭证无需信任节点。"),
	}
}
