//! How long records stay in the chain's state, in words.

use eseal_client::queries::Left;
use eseal_receipt::Language;

/// How long something lasts, in the largest unit of which it is a whole number.
pub fn span(ms: u64, language: Language) -> String {
	let units: [(u64, [&str; 2], &str); 5] = [
		(86_400_000, ["day", "days"], "天"),
		(3_600_000, ["hour", "hours"], "小时"),
		(60_000, ["minute", "minutes"], "分钟"),
		(1_000, ["second", "seconds"], "秒"),
		(1, ["millisecond", "milliseconds"], "毫秒"),
	];
	let whole = units
		.into_iter()
		.find(|(unit, ..)| ms >= *unit && ms.is_multiple_of(*unit));
	let (unit, [one, many], chinese) = whole.unwrap_or((1, ["millisecond", "milliseconds"], "毫秒"));
	let count = ms / unit;
	match (language, count) {
		(Language::English, 1) => format!("1 {one}"),
		(Language::English, _) => format!("{count} {many}"),
		(Language::Chinese, _) => format!("{count} {chinese}"),
	}
}

/// How long records stay in the state.
pub fn retention(ms: Option<u64>, language: Language) -> String {
	match (ms, language) {
		(Some(ms), _) => span(ms, language),
		(None, Language::English) => "for ever".into(),
		(None, Language::Chinese) => "永久".into(),
	}
}

/// Which records left the state.
pub fn left(left: &Left, language: Language) -> String {
	let Left { before, retention } = left;
	match (language, retention.map(|ms| span(ms, language))) {
		(Language::English, None) => format!("The records of blocks before {before} left the chain's state."),
		(Language::English, Some(span)) => {
			format!("Records leave the chain's state {span} after they were made: those of blocks before {before} did.")
		}
		(Language::Chinese, None) => format!("区块 {before} 之前的用印记录已移出链上状态。"),
		(Language::Chinese, Some(span)) => {
			format!("用印记录在生成 {span}后移出链上状态：区块 {before} 之前的记录均已移出。")
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_span_is_told_in_the_unit_that_it_is_whole_in() {
		for (ms, english, chinese) in [
			(30 * 86_400_000, "30 days", "30 天"),
			(86_400_000, "1 day", "1 天"),
			(36 * 3_600_000, "36 hours", "36 小时"),
			(600_000, "10 minutes", "10 分钟"),
			(20_000, "20 seconds", "20 秒"),
			(1_001, "1001 milliseconds", "1001 毫秒"),
			(0, "0 milliseconds", "0 毫秒"),
		] {
			assert_eq!(span(ms, Language::English), english);
			assert_eq!(span(ms, Language::Chinese), chinese);
		}
		let told = |retention| left(&Left { before: 7, retention }, Language::English);
		assert_eq!(told(None), "The records of blocks before 7 left the chain's state.");
		assert_eq!(
			told(Some(30 * 86_400_000)),
			"Records leave the chain's state 30 days after they were made: those of blocks before 7 did."
		);
		assert_eq!(retention(None, Language::English), "for ever");
		assert_eq!(retention(Some(86_400_000), Language::English), "1 day");
	}
}
