//! The language that verdicts are told in.

use eseal_receipt::Language;

/// The variables that name a person's language, the first that is set before the others (POSIX, 8.2).
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language that was asked for, or else the one of the person's environment; English where that is none of those that
/// verdicts are told in.
pub fn language(asked: Option<Language>) -> Language {
	asked.unwrap_or_else(|| {
		let set = |variable: &&str| std::env::var(variable).ok().filter(|value| !value.is_empty());
		let locale = VARIABLES.iter().find_map(set);
		locale.and_then(|locale| of_locale(&locale)).unwrap_or_default()
	})
}

/// The language of a locale such as `zh_CN.UTF-8`.
fn of_locale(locale: &str) -> Option<Language> {
	let code = locale.split(['_', '-', '.', '@']).next()?;
	Language::of_code(&code.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn languages_of_locales() {
		for (locale, language) in [
			("zh_CN.UTF-8", Some(Language::Chinese)),
			("zh", Some(Language::Chinese)),
			("ZH-Hans-CN", Some(Language::Chinese)),
			("en_GB@euro", Some(Language::English)),
			("C.UTF-8", None),
			("POSIX", None),
			("de_DE.UTF-8", None),
			("", None),
		] {
			assert_eq!(of_locale(locale), language, "{locale}");
		}
		assert_eq!(language(Some(Language::Chinese)), Language::Chinese);
	}
}
