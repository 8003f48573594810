// Which languages there are, and which one a person reads.

export const LANGUAGES = ['zh', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Where the choice is kept, on this device alone. */
const KEPT = 'eseal-language';

/** The first of these that is known here: English for those who read neither. */
export function firstKnown(preferred: readonly string[]): Language {
	for (const tag of preferred) {
		const language = LANGUAGES.find((known) => known === tag.toLowerCase().split('-')[0]);
		if (language !== undefined) {
			return language;
		}
	}
	return 'en';
}

/** The language that was chosen here before, or else the browser's. */
export function preferredLanguage(): Language {
	const kept = LANGUAGES.find((language) => language === keptChoice());
	return kept ?? firstKnown(navigator.languages);
}

export function keepChoice(language: Language) {
	try {
		localStorage.setItem(KEPT, language);
	} catch {
		// A browser that keeps nothing asks again.
	}
}

function keptChoice() {
	try {
		return localStorage.getItem(KEPT);
	} catch {
		return null;
	}
}
