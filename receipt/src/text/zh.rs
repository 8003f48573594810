//! 简体中文。用语见术语表（`docs/glossary.md`）。

use super::{moment, Conclusion, Summary, Words};
use crate::{
	reason::{DigestAlgorithm, Item, JsonFault, Paper, Reason, SealFact, SetFault},
	verdict::{BatchFacts, Outcome, Subject},
	wire::Digest,
};
use alloc::{
	format,
	string::{String, ToString},
};
use eseal_primitives::{
	grant::GrantEnd,
	physical_seal::PhysicalSealStatus,
	seal::{Hold, Obstacle, RevocationReason},
	Purpose,
};
use sp_core::crypto::Ss58Codec;

pub(super) struct Chinese;

impl Words for Chinese {
	fn reason(&self, reason: &Reason) -> String {
		let at = |when| moment(self, when);
		match reason {
			Reason::Readable { paper } => format!("{}属于信任锚所指的区块链", name(*paper)),
			Reason::TooLong { paper, limit } => format!("{}超过 {limit} 字节", name(*paper)),
			Reason::Malformed {
				paper,
				fault,
				line,
				column,
			} => {
				let paper = name(*paper);
				let place = format!("第 {line} 行第 {column} 列");
				match fault {
					JsonFault::Syntax => format!("{paper}不是 JSON：错误在{place}"),
					JsonFault::EndsEarly => format!("{paper}不完整：到{place}就结束了"),
					JsonFault::Shape => format!("{paper}的字段不符合格式：错误在{place}"),
				}
			}
			Reason::DuplicateName { paper, name: field } => {
				format!("{}的同一对象中名称“{field}”出现了两次", name(*paper))
			}
			Reason::MisplacedArray { paper, name: field } if field.is_empty() => {
				format!("{}是数组，而不是对象", name(*paper))
			}
			Reason::MisplacedArray { paper, name: field } => {
				format!("{}的“{field}”处不应是数组", name(*paper))
			}
			Reason::OlderVersion { paper, version, known } => {
				format!("{}是旧版本 {version}，本程序只读版本 {known}", name(*paper))
			}
			Reason::NewerVersion { paper, version, known } => {
				format!("{}是新版本 {version}，本程序只读版本 {known}", name(*paper))
			}
			Reason::UnknownType { paper, media_type } => {
				format!("应为{}，类型却是未知的“{media_type}”", name(*paper))
			}
			Reason::AnotherChain { paper, genesis, anchor } => {
				format!("{}属于区块链 {genesis:?}，而信任锚属于 {anchor:?}", name(*paper))
			}

			Reason::SetFollows { set_id, hand_offs: 0 } => format!("确认方第 {set_id} 组就是信任锚中的一组"),
			Reason::SetFollows { set_id, hand_offs } => {
				format!("从信任锚起经 {hand_offs} 次交接到确认方第 {set_id} 组")
			}
			Reason::AnchorAuthorities { fault } => format!("信任锚不可用：{}", set_fault(*fault)),
			Reason::AnchorTooYoung { set_id, anchor } => {
				format!("区块由确认方第 {set_id} 组最终确认，而信任锚从第 {anchor} 组开始：需要更早的信任锚")
			}
			Reason::HandOffsMissing {
				anchor,
				set_id,
				needed,
				given,
			} => format!("从信任锚的确认方第 {anchor} 组到第 {set_id} 组应有 {needed} 次交接，实际只有 {given} 次"),
			Reason::SurplusHandOffs { set_id, given } => {
				format!("有 {given} 次交接，而确认方第 {set_id} 组之前只有 {set_id} 组")
			}
			Reason::HandOffOutOfOrder { block, after } => {
				format!("交接的次序不对：区块 {block} 排在区块 {after} 之后")
			}
			Reason::NoNextSet { block } => format!("区块 {block} 没有交接给下一组确认方"),
			Reason::AmbiguousAuthorities { block } => format!("区块 {block} 对确认方有不止一种说法"),
			Reason::NotHandedOverAtOnce { block } => format!("区块 {block} 没有立即交接给下一组确认方"),
			Reason::NextAuthorities { block, fault } => {
				format!("区块 {block} 交接给的不是一组确认方：{}", set_fault(*fault))
			}
			Reason::HandOffPastAnchor { block, set_id } => {
				format!("区块 {block} 交接给的确认方第 {set_id} 组与信任锚中的不同")
			}

			Reason::Final {
				block,
				set_id,
				authorities,
				threshold,
			} => format!(
				"区块 {block} 已最终确认：第 {set_id} 组的 {authorities} 个确认方中，投票权重至少达到 {threshold}"
			),
			Reason::HeaderMalformed => "区块头无法解码".into(),
			Reason::JustificationMalformed { block } => format!("区块 {block} 的最终确认证明无法解码"),
			Reason::JustificationTooLong { block, limit } => {
				format!("区块 {block} 的最终确认证明中，投票或区块头超过 {limit} 个")
			}
			Reason::JustificationOfAnotherBlock { block } => {
				format!("区块 {block} 所附的最终确认证明属于另一个区块")
			}
			Reason::VoteByOutsider { block, set_id, voter } => {
				format!("对区块 {block} 的一票来自 {voter:?}，它不在确认方第 {set_id} 组中")
			}
			Reason::VoteTwice { block, voter } => format!("确认方 {voter:?} 对区块 {block} 投了两票"),
			Reason::VoteSignature { block, voter } => format!("确认方 {voter:?} 对区块 {block} 的投票签名有误"),
			Reason::VoteForAnotherBlock { block, voter } => {
				format!("确认方 {voter:?} 所投的区块未被证明是区块 {block} 的后代")
			}
			Reason::VoteNumber { block, voter, number } => {
				format!("确认方 {voter:?} 对区块 {block} 的投票给目标区块写错了高度 {number}")
			}
			Reason::VoteHeaderTwice { block } => format!("区块 {block} 的最终确认证明中有重复的区块头"),
			Reason::VoteHeaderUnneeded { block } => {
				format!("区块 {block} 的最终确认证明中有任何投票都用不到的区块头")
			}
			Reason::TooFewVotes {
				block,
				weight,
				total,
				threshold,
			} => format!("区块 {block} 的投票权重为 {weight}（共 {total}），需要 {threshold}"),
			Reason::FinalBlockOutOfOrder { block, after } => {
				format!("最终确认的区块 {block} 不在最后一次交接的区块 {after} 之后")
			}

			Reason::OnRecord {
				seal,
				index,
				batch,
				block,
			} => {
				let batch = batch
					.map(|batch| format!("，{}", self.batch(batch)))
					.unwrap_or_default();
				format!("截至区块 {block}，电子印章 {seal} 的第 {index} 号用印已记录在案{batch}")
			}
			Reason::TooManyAncestors { limit } => format!("通向用印所在区块的区块头超过 {limit} 个"),
			Reason::AncestorHash { child } => format!("有一个区块头不是区块 {child} 的上一个区块的"),
			Reason::AncestorNumber { child, number } => {
				format!("区块 {child} 的上一个区块写错了高度 {number}")
			}
			Reason::NoUsesNamed { block } => format!("区块 {block} 没有记录用印"),
			Reason::AmbiguousUses { block } => format!("区块 {block} 对其中的用印记录有不止一种说法"),
			Reason::UsesMalformed { block } => format!("区块 {block} 关于用印记录的内容无法解码"),
			Reason::AuditPathMalformed => "审计路径不是杂凑值列表".into(),
			Reason::LeafIndex {
				block,
				leaf_index,
				tree_size,
			} => format!("区块 {block} 有 {tree_size} 条用印记录，没有叶序号 {leaf_index}"),
			Reason::AuditPathLength { given, needed } => {
				format!("审计路径有 {given} 个杂凑值，应有 {needed} 个")
			}
			Reason::NotInBlock { block, leaf_index } => {
				format!("凭证中的内容不是区块 {block} 叶序号 {leaf_index} 的用印记录")
			}
			Reason::LeafMalformed { block } => format!("区块 {block} 所列出的不是本程序所知的用印记录"),
			Reason::UseOfAnotherBlock { block, recorded_in } => {
				format!("区块 {block} 列出了区块 {recorded_in} 的用印记录")
			}
			Reason::NodesMalformed => "状态证明不是默克尔树节点列表".into(),
			Reason::TooManyNodes { limit } => format!("状态证明的树节点超过 {limit} 个"),
			Reason::NodeTwice => "状态证明中有重复的树节点".into(),
			Reason::NodeUnneeded => "状态证明中有用不到的树节点".into(),
			Reason::NotProven { item } => format!("状态证明没有从区块的状态根通向{}", item_name(*item)),
			Reason::NotInState { item } => format!("状态中没有{}", item_name(*item)),
			Reason::ItemMalformed { item } => format!("状态中的{}无法解码", item_name(*item)),
			Reason::StateOfAnotherChain { genesis, found } => {
				format!("状态属于区块链 {found:?}，而信任锚属于 {genesis:?}")
			}
			Reason::RecordedAfterProof { block, recorded_in } => {
				format!("用印由区块 {recorded_in} 记录，晚于用来证明它的区块 {block}")
			}
			Reason::AnotherUse { seal, index, count } => format!(
				"所证明的是电子印章 {seal} 的{}用印，不是凭证所说的用印",
				numbers(*index, *count)
			),
			Reason::HistoryLength { used, seal } => {
				format!("用印记录称当时的变更记录有 {used} 条，而电子印章登记的变更记录为 {seal} 条")
			}
			Reason::HistoryLater { entry, recorded_in } => {
				format!("用以判断用印时状态的第 {entry} 条变更记录由区块 {recorded_in} 记录，晚于用印")
			}
			Reason::SealUnlikeHistory { fact } => format!(
				"电子印章的登记与其变更记录不一致：{}",
				match fact {
					SealFact::Status => "状态",
					SealFact::Holds => "使用限制",
					SealFact::Revocation => "撤销",
					SealFact::Loss => "实物印章遗失或销毁",
				}
			),

			Reason::ExpectedEnterprise { uscc } => format!("用印企业是指定的 {uscc}"),
			Reason::AnotherEnterprise {
				expected,
				uscc,
				name: enterprise,
			} => format!("用印企业是{}（{uscc}），不是指定的 {expected}", enterprise.as_str()),

			Reason::RegistrationVoided {
				uscc,
				instead,
				rectified_at,
				decision,
			} => format!(
				"该企业曾以错误的代码 {uscc} 登记，正确代码为 {instead}，已于 {} 由两个机关依据决定（杂凑值 {}）予以更正",
				at(*rectified_at),
				Digest(decision)
			),

			Reason::BatchMissing => "用印记录在一个批次中，而凭证没有证明文件在该批次中".into(),
			Reason::BatchUnneeded => "凭证附有文件属于某一批次的证明，而用印是单独记录的".into(),
			Reason::BatchMalformed => "批次中文件的杂凑值或其审计路径无法解码".into(),
			Reason::BatchPathLength { given, needed } => {
				format!("批次中的审计路径有 {given} 个杂凑值，应有 {needed} 个")
			}
			Reason::NotInBatch => "该批次中这次用印位置上的杂凑值与凭证中的不同".into(),
			Reason::DocumentMatches { algorithm, salted } => {
				format!("文件就是用印时的文件（{}）", digest(*algorithm, *salted))
			}
			Reason::DocumentDiffers { algorithm, salted } => {
				format!("文件不是用印时的文件（{}不同）", digest(*algorithm, *salted))
			}
			Reason::SaltMissing => "文件以加盐杂凑值用印，而凭证中没有盐值".into(),
			Reason::SaltUnneeded => "凭证中有盐值，而文件并非以加盐杂凑值用印".into(),
			Reason::SaltLength { bytes, needed } => format!("盐值有 {bytes} 字节，应为 {needed} 字节"),
			Reason::DocumentUnread { algorithm, salted } => {
				format!("无法读取文件以计算其{}", digest(*algorithm, *salted))
			}

			Reason::SignedBySealKey => "签章密钥为本区块链、该电子印章、文件、用途和账户签了名".into(),
			Reason::WeakSealKey => "签章密钥是弱密钥：任何人都能以它签名".into(),
			Reason::SealSignature => "签名不是签章密钥为本区块链、该电子印章、文件、用途和账户所签".into(),

			Reason::SignedBySender => "用印账户为这次用印签了名".into(),
			Reason::SenderSignatureMalformed => "用印账户的签名无法解码".into(),
			Reason::SenderSignatureForm => "用印账户的 ECDSA 签名不是规范形式".into(),
			Reason::AnotherCall => "用印账户的调用不是记录用印的调用".into(),
			Reason::CallMalformed => "用印账户的调用无法解码".into(),
			Reason::CallWithoutUse => "用印账户的调用中没有这次用印".into(),
			Reason::ImpliedMalformed => "用印账户的交易扩展所隐含的内容无法解码".into(),
			Reason::SignedForAnotherChain { genesis, signed } => {
				format!("用印账户是为区块链 {signed:?} 签名的，而信任锚属于 {genesis:?}")
			}
			Reason::SenderSignature => "签名不是用印账户的".into(),

			Reason::SentByOwner => "用印由企业账户发起".into(),
			Reason::SentByLiquidator => "由清算人为企业清算用印".into(),
			Reason::CoveredByGrant { grant } => format!("授权 {grant} 允许这次用印"),
			Reason::CoveredByLentGrant { grant, lent_from } => {
				format!("授权 {grant}（由授权 {lent_from} 转授）允许这次用印")
			}
			Reason::CoveredByGrantToTwo {
				grant,
				second,
				lent_from,
			} => {
				let lent = lent_from.map(|from| format!("（由授权 {from} 转授）")).unwrap_or_default();
				format!("授权 {grant}{lent} 允许这次用印：由发送账户经办，{} 复核", second.to_ss58check())
			}
			Reason::ApprovalMismatch { grant: Some(grant) } => {
				format!("用印是否附有第二经办人的复核，与授权 {grant} 的要求不符")
			}
			Reason::ApprovalMismatch { grant: None } => "用印未依授权，却附有第二经办人的复核".into(),
			Reason::ApprovalInvalid { grant, second } => {
				format!("授权 {grant} 的第二经办人 {} 没有复核这次用印", second.to_ss58check())
			}
			Reason::GrantMismatch => "用印与所证明的授权不相符".into(),
			Reason::GrantOfAnotherSeal { grant, seal } => {
				format!("授权 {grant} 不允许这次用印：它是电子印章 {seal} 的")
			}
			Reason::GrantOfAnotherAccount { grant } => {
				format!("授权 {grant} 不允许这次用印：它是另一个账户的")
			}
			Reason::PurposeNotGranted { grant, purpose } => {
				format!("授权 {grant} 不允许这次用印：用途不包括{}", self.purpose(*purpose))
			}
			Reason::GrantedLater { grant, granted_at } => {
				format!("授权 {grant} 不允许这次用印：它到 {} 才授予", at(*granted_at))
			}
			Reason::GrantExpired { grant, valid_until } => {
				format!("授权 {grant} 不允许这次用印：它已于 {} 到期", at(*valid_until))
			}
			Reason::GrantEnded { grant, ended_at, end } => format!(
				"授权 {grant} 不允许这次用印：它已于 {} {}",
				at(*ended_at),
				grant_end(*end)
			),
			Reason::GrantEndImpossible { grant, ended_at, end } => {
				format!("授权 {grant} 称其于 {} {}，这不可能", at(*ended_at), grant_end(*end))
			}
			Reason::GrantLendingImpossible { grant, lent_from, lent } => {
				format!("授权 {grant} 称其由授权 {lent_from} 转授，且其转授的授权已计 {lent} 次，这不可能")
			}
			Reason::GrantQuota {
				grant,
				used,
				lent,
				least,
				quota,
			} => format!(
				"授权 {grant} 的授权次数为 {quota}，自身已计 {used} 次，其转授的授权已计 {lent} 次，而连同这条记录自身至少应计 {least} 次"
			),

			Reason::UsableWhenUsed => "用印时电子印章有效".into(),
			Reason::UsableInLiquidation => "用印时企业处于清算中，电子印章供清算人使用有效".into(),
			Reason::NotInLiquidation => "用印用途为清算，而用印时企业不在清算中".into(),
			Reason::NotUsableWhenUsed { obstacles } => {
				format!("用印时电子印章无效：{}", super::listed(self, obstacles))
			}

			Reason::NoDispute => "截至证明为止，没有追溯到用印之前的报告".into(),
			Reason::HoldReportedLater {
				hold: Hold::PhysicalSealLost,
				effective_at,
				recorded_at,
			} => format!(
				"用印之后，{} 有报告称实物印章自 {} 起遗失或销毁",
				at(*recorded_at),
				at(*effective_at)
			),
			Reason::HoldReportedLater {
				hold,
				effective_at,
				recorded_at,
			} => format!(
				"用印之后，{} 电子印章{}，自 {} 起算",
				at(*recorded_at),
				hold_name(*hold),
				at(*effective_at)
			),
			Reason::RevocationReportedLater {
				revocation,
				effective_at,
				recorded_at,
			} => format!(
				"用印之后，{} 电子印章被撤销，自 {} 起算：{}",
				at(*recorded_at),
				at(*effective_at),
				revocation_reason(*revocation)
			),
			Reason::PhysicalSealGone { status, since } => format!(
				"电子印章撤销之后，有报告称其实物印章自 {} 起{}",
				at(*since),
				match status {
					PhysicalSealStatus::Filed => "在案",
					PhysicalSealStatus::Lost => "遗失",
					PhysicalSealStatus::Destroyed => "销毁",
					PhysicalSealStatus::Misfiled => "因编码登记错误改以其他编码在案",
				}
			),
			Reason::PhysicalSealOfAnother {
				physical_seal,
				uscc,
				rectified_at,
				decision,
			} => format!(
				"电子印章的实物印章曾误备案于该企业名下，实为企业 {uscc} 的实物印章（编码 {physical_seal}），已于 {} 由两个机关依据决定（杂凑值 {}）予以更正",
				at(*rectified_at),
				Digest(decision)
			),
			Reason::PhysicalSealMoved {
				physical_seal,
				uscc,
				rectified_at,
				decision,
			} => format!(
				"电子印章的实物印章备案曾有错误，同一枚印章现以编码 {physical_seal} 备案于企业 {uscc} 名下，已于 {} 由两个机关依据决定（杂凑值 {}）予以更正",
				at(*rectified_at),
				Digest(decision)
			),
			Reason::RevocationReversed {
				revocation,
				effective_at,
				recorded_at,
				reversed_at,
				decision,
			} => format!(
				"{} 曾登记电子印章自 {} 起撤销（{}），属登记错误，已于 {} 由两个机关依据决定（杂凑值 {}）予以更正，该撤销不产生效力",
				at(*recorded_at),
				at(*effective_at),
				revocation_reason(*revocation),
				at(*reversed_at),
				Digest(decision)
			),
			Reason::LossReversed {
				effective_at,
				recorded_at,
				reversed_at,
				decision,
			} => format!(
				"{} 曾登记实物印章自 {} 起遗失或销毁，属登记错误，已于 {} 由两个机关依据决定（杂凑值 {}）予以更正，该登记不产生效力",
				at(*recorded_at),
				at(*effective_at),
				at(*reversed_at),
				Digest(decision)
			),

			Reason::LogOnRecord {
				seal,
				count,
				records,
				block,
			} => format!(
				"截至区块 {block}，电子印章 {seal} 的用印日志有 {}",
				in_records(*count, *records)
			),
			Reason::LogCount {
				said,
				said_records,
				count,
				records,
			} => format!(
				"导出日志称有 {}，实际有 {}",
				in_records(*said, *said_records),
				in_records(*count, *records)
			),
			Reason::Complete { count: 0, .. } => "用印日志是空的，导出日志也是".into(),
			Reason::Complete { count, records } => {
				format!("日志中的 {}全部在内，别无其他", in_records(*count, *records))
			}
			Reason::LineMalformed { line } => format!("第 {line} 行无法读取"),
			Reason::LineDuplicateName { line, name: field } => {
				format!("第 {line} 行的同一对象中名称“{field}”出现了两次")
			}
			Reason::RecordMalformed { record } => format!("日志的第 {record} 条用印记录无法解码"),
			Reason::RecordOutOfPlace { expected, seal, index } => {
				format!("日志应接第 {expected} 号用印之处，却是电子印章 {seal} 从第 {index} 号用印开始的记录")
			}
			Reason::LineUnlikeRecord { line, record } => {
				format!("第 {line} 行的说法与其中的第 {record} 条用印记录不符")
			}
			Reason::LogCutOff { records, given } => {
				format!("用印日志有 {records} 条记录，导出日志到 {given} 条就结束了")
			}
			Reason::LogSurplus { records, given } => {
				format!("用印日志有 {records} 条记录，导出日志却有 {given} 条")
			}
			Reason::RecordsChanged { records } => {
				format!("这些记录推不出有 {records} 条记录的日志头：至少有一条被改动")
			}

			Reason::HistoryOnRecord {
				officer,
				entries,
				block,
			} => format!(
				"截至区块 {block}，工作人员 {} 的履职记录有 {entries} 条",
				officer.to_ss58check()
			),
			Reason::HistoryCount { said, entries } => {
				format!("导出的履职记录称有 {said} 条，实际有 {entries} 条")
			}
			Reason::HistoryComplete { entries: 0 } => "该账户从未担任工作人员：履职记录是空的，导出文件也是".into(),
			Reason::HistoryComplete { entries } => format!("履职记录的 {entries} 条全部在内，别无其他"),
			Reason::EntryMalformed { entry } => format!("履职记录的第 {entry} 条无法解码"),
			Reason::LineUnlikeEntry { line, entry } => {
				format!("第 {line} 行的说法与其中的条目不符，或者不是履职记录的第 {entry} 条")
			}
			Reason::HistoryCutOff { entries, given } => {
				format!("履职记录有 {entries} 条，导出文件到 {given} 条就结束了")
			}
			Reason::HistorySurplus { entries, given } => {
				format!("履职记录有 {entries} 条，导出文件却有 {given} 条")
			}
			Reason::EntriesChanged { entries } => {
				format!("这些条目推不出有 {entries} 条的履职记录头：至少有一条被改动")
			}
			Reason::PeriodNotOver { to, proven } => format!(
				"所问的是 {} 之前的履职情况，而导出文件截至 {}：此后的情况不在其中",
				at(*to),
				at(*proven)
			),
		}
	}

	fn subject(&self, subject: Subject) -> &'static str {
		match subject {
			Subject::Format => "格式",
			Subject::Authorities => "确认方",
			Subject::Finality => "最终确认",
			Subject::State => "记录",
			Subject::Enterprise => "企业",
			Subject::Document => "文件",
			Subject::SealKey => "签章密钥",
			Subject::Sender => "用印账户",
			Subject::Grant => "授权",
			Subject::Standing => "用印时状态",
			Subject::Dispute => "事后争议",
			Subject::Completeness => "完整性",
		}
	}

	fn outcome(&self, outcome: Outcome) -> &'static str {
		match outcome {
			Outcome::Valid => "有效",
			Outcome::Indeterminate => "无法判定",
			Outcome::Invalid => "无效",
		}
	}

	fn obstacle(&self, obstacle: &Obstacle) -> &'static str {
		match obstacle {
			Obstacle::NotIssued => "尚未签发",
			Obstacle::Revoked => "已撤销",
			Obstacle::OnHold(hold) => hold_name(*hold),
			Obstacle::NotYetValid => "有效期未开始",
			Obstacle::Expired => "有效期已过",
		}
	}

	fn purpose(&self, purpose: Purpose) -> &'static str {
		match purpose {
			Purpose::Contract => "合同",
			Purpose::Invoice => "发票",
			Purpose::Tender => "投标文件",
			Purpose::Finance => "财务文件",
			Purpose::HumanResources => "人事文件",
			Purpose::GovernmentFiling => "政务申报",
			Purpose::Other => "其他用途",
			Purpose::Liquidation => "企业清算",
		}
	}

	fn batch(&self, batch: BatchFacts) -> String {
		let BatchFacts { first, count } = batch;
		format!("所在批次共 {count} 次用印（{}）", numbers(first, count))
	}

	fn summary(&self, summary: &Summary) -> String {
		let (conclusion, by, of) = match summary {
			Summary::Receipt(_, conclusion) => (conclusion, "用印企业：", "用印凭证所记企业："),
			Summary::Log(_, conclusion) => (conclusion, "日志所属企业：", "日志所属企业："),
			Summary::History(_, conclusion) => (conclusion, "履职记录所属工作人员：", "履职记录所属工作人员："),
		};
		let (said, lead) = match conclusion {
			Conclusion::StillUsable => ("用印时有效，截至凭证出具时仍然有效".into(), by),
			Conclusion::AsOfTheUse => ("用印时有效，此后情况不在凭证中".into(), by),
			Conclusion::NoLongerUsable(since) => (format!("用印时有效，此后{since}"), by),
			Conclusion::Complete(when) => (format!("截至 {} 完整", moment(self, *when)), by),
			Conclusion::Not(outcome, reason) => {
				let outcome = match (outcome, summary) {
					(Outcome::Invalid, Summary::Log(..) | Summary::History(..)) => "不完整",
					(outcome, _) => self.outcome(*outcome),
				};
				let said = match reason {
					Some(reason) => format!("{outcome}：{}", self.reason(reason)),
					None => outcome.to_string(),
				};
				(said, of)
			}
		};
		match summary.whose() {
			Some(whose) => format!("{lead}{whose}；{said}"),
			None => said,
		}
	}

	fn separator(&self) -> &'static str {
		"、"
	}

	fn far_away(&self) -> &'static str {
		"9999 年之后"
	}
}

/// 一条用印记录中各次用印的编号。
fn numbers(first: u64, count: u32) -> String {
	match super::last(first, count) {
		Some(last) => format!("第 {first} 至 {last} 号"),
		None => format!("第 {first} 号"),
	}
}

/// 用印次数；有批次时，连同记录条数。
fn in_records(count: u64, records: u64) -> String {
	match count == records {
		true => format!("{count} 次用印"),
		false => format!("{count} 次用印（{records} 条记录）"),
	}
}

fn name(paper: Paper) -> &'static str {
	match paper {
		Paper::Anchor => "信任锚",
		Paper::Receipt => "用印凭证",
		Paper::Log => "导出日志",
		Paper::OfficerHistory => "导出的履职记录",
	}
}

fn set_fault(fault: SetFault) -> &'static str {
	match fault {
		SetFault::Empty => "其中没有确认方",
		SetFault::TooMany => "确认方太多",
		SetFault::Repeated => "有一个确认方出现了两次",
		SetFault::NoWeight => "有一个确认方的投票没有权重",
		SetFault::TooMuchWeight => "投票权重之和超出可计的范围",
	}
}

fn item_name(item: Item) -> &'static str {
	match item {
		Item::Time => "区块时间",
		Item::Genesis => "创世区块的杂凑值",
		Item::UseRecord => "用印记录",
		Item::Seal => "电子印章",
		Item::HistoryEntry => "用以判断用印时状态的变更记录",
		Item::PhysicalSeal => "实物印章",
		Item::Correction => "更正记录",
		Item::RightRegistration => "企业的正确登记",
		Item::RightFile => "实物印章的正确备案",
		Item::Grant => "授权",
		Item::LogHead => "日志头",
		Item::OfficerHead => "履职记录头",
		Item::OfficerSeat => "工作人员所属席位",
	}
}

fn digest(algorithm: DigestAlgorithm, salted: bool) -> String {
	let name = match algorithm {
		DigestAlgorithm::Sha256 => "SHA-256 ",
		DigestAlgorithm::Sm3 => "SM3 ",
		DigestAlgorithm::Blake2b256 => "BLAKE2b-256 ",
	};
	match salted {
		true => format!("{name}加盐杂凑值"),
		false => format!("{name}杂凑值"),
	}
}

fn hold_name(hold: Hold) -> &'static str {
	match hold {
		Hold::OwnerSuspension => "被企业停用",
		Hold::PlatformSuspension => "被数据资源部门停用",
		Hold::Freeze => "被公安机关冻结",
		Hold::PhysicalSealLost => "因实物印章遗失或销毁受到使用限制",
		Hold::EnterpriseRestricted => "因企业受限受到使用限制",
		Hold::EnterpriseRenamed => "因企业更名受到使用限制",
		Hold::KeyRotationDue => "因企业账户变更后未按期更换密钥受到使用限制",
	}
}

fn revocation_reason(reason: RevocationReason) -> &'static str {
	match reason {
		RevocationReason::Superseded => "由接替印章取代",
		RevocationReason::EnterpriseDeregistered => "企业已注销",
		RevocationReason::KeyCompromised => "签章密钥可能已落入他人之手",
		RevocationReason::CertificateWithdrawn => "数字证书已被收回",
		RevocationReason::CessationOfUse => "企业不再使用",
		RevocationReason::CourtOrder => "法院裁定",
		RevocationReason::IssuedInError => "签发有误",
		RevocationReason::RegistrationVoided => "企业代码登记错误，原登记已作废",
	}
}

fn grant_end(end: GrantEnd) -> &'static str {
	match end {
		GrantEnd::Revoked => "被撤销",
		GrantEnd::Dissolved => "失效",
		GrantEnd::Expired => "到期",
		GrantEnd::WithLender => "随其转授来源的授权终止",
	}
}
