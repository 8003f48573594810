// Moments, numbers and sizes as people write them in a language.

import type { Language } from './language.ts';

const TAGS: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' };

/** A moment to the second in this device's time zone, which is named. */
export function moment(ms: number, language: Language): string {
	return new Intl.DateTimeFormat(TAGS[language], {
		year: 'numeric',
		month: 'long',
		day: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		hourCycle: 'h23',
		timeZoneName: 'short',
	}).format(ms);
}

/** A moment as programs write it, in UTC. */
export const utc = (ms: number) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');

export const number = (value: number, language: Language) => new Intl.NumberFormat(TAGS[language]).format(value);

/** A size in bytes, or in thousands of thousands of them. */
export function size(bytes: number, language: Language): string {
	const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
	const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
	return new Intl.NumberFormat(TAGS[language], {
		style: 'unit',
		unit: units[power] ?? 'byte',
		unitDisplay: power === 0 ? 'long' : 'short',
		maximumFractionDigits: power === 0 ? 0 : 1,
	}).format(bytes / 1000 ** power);
}
