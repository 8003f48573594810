// The words of the pages of auditors in the language that is chosen, and numbers and moments with them.

import { moment, number } from '../../../i18n/format.ts';
import { language, separator, wordFor } from '../../../i18n/index.ts';
import type { Language } from '../../../i18n/language.ts';
import { type AuditMessages, en } from './en.ts';
import { zh } from './zh.ts';

export const CATALOGUES: Readonly<Record<Language, AuditMessages>> = { en, zh };

export const words = (): AuditMessages => CATALOGUES[language.value];

/** The word for something that the chain names; its name if there is none. */
function named(group: 'events' | 'changes' | 'kinds' | 'fields', name: string): string {
	const all: Readonly<Record<string, string>> = words()[group];
	return Object.hasOwn(all, name) ? (all[name] ?? name) : name;
}

export const eventName = (name: string) => named('events', name);

export const changeName = (name: string) => named('changes', name);

export const kindName = (name: string) => named('kinds', name);

/** The word for an enterprise's status: what is active of an e-seal is in business of an enterprise. */
export const enterpriseStatus = (name: string) => words().enterprise.status[name] ?? name;

/** The word for a field; its name, in words, if there is none. */
export function fieldName(name: string): string {
	const word = named('fields', name);
	return word === name ? name.replace(/([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`) : word;
}

/** Holds are named by the verifier, as what stands in the way of a use. */
export function holdName(name: string): string {
	const word = wordFor('obstacles', name);
	return word === name ? kindName(name) : word;
}

/** Purposes are named by the verifier. */
export const purposeName = (name: string) => wordFor('purposes', name);

export const listed = (items: readonly string[]) => items.join(separator());

export const when = (ms: number) => moment(ms, language.value);

export const count = (value: number | bigint) => number(Number(value), language.value);
