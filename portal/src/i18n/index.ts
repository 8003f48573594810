// The words of the page in the language that is chosen.

import { signal } from '@preact/signals';
import type { Words } from '../verifier/types.ts';
import { CATALOGUES } from './catalogues.ts';
import { keepChoice, type Language, preferredLanguage } from './language.ts';

export const language = signal<Language>(preferredLanguage());

/** The verifier's own words, once it is loaded. */
export const verifierWords = signal<Readonly<Record<Language, Words>> | undefined>(undefined);

export const messages = () => CATALOGUES[language.value];

/** The verifier's word for something that a verdict names; the name itself if there is none. */
export const wordFor = (group: keyof Words, name: string) => verifierWords.value?.[language.value][group][name] ?? name;

export function choose(chosen: Language) {
	language.value = chosen;
	keepChoice(chosen);
}

/** What stands between the items of a list. */
export const separator = () => (language.value === 'zh' ? '、' : ', ');
