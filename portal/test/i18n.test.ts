// Both languages say everything, in their own letters.

import { expect, test } from 'vitest';
import { CATALOGUES } from '../src/i18n/catalogues.ts';
import { moment, size } from '../src/i18n/format.ts';
import { firstKnown } from '../src/i18n/language.ts';
import { engine } from './verifier.ts';

/** Every text and every function of a catalogue, by its path. */
function leaves(value: unknown, path = ''): [string, unknown][] {
	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
		: [[path, value]];
}

const HAN = /\p{Script=Han}/u;

test('the same keys, and no text that is empty or of the other language', () => {
	const [en, zh] = [leaves(CATALOGUES.en), leaves(CATALOGUES.zh)];
	expect(zh.map(([path]) => path)).toEqual(en.map(([path]) => path));
	for (const [path, text] of en) {
		if (typeof text === 'string' && path !== '.otherLanguage') {
			expect(text.trim(), path).not.toBe('');
			expect(text, path).not.toMatch(HAN);
		}
	}
	for (const [path, text] of zh) {
		if (typeof text === 'string' && path !== '.otherLanguage') {
			expect(text, path).toMatch(HAN);
		}
	}
	expect(zh.map(([, one]) => typeof one)).toEqual(en.map(([, one]) => typeof one));
});

test("the verifier's words are there for what verdicts name", () => {
	const { en, zh } = engine.words();
	expect(Object.keys(zh.checks)).toEqual(Object.keys(en.checks));
	expect(en.checks.sealKey).toMatch(/\w/);
	for (const group of ['checks', 'results', 'obstacles', 'purposes'] as const) {
		for (const word of Object.values(zh[group])) {
			expect(word).toMatch(HAN);
		}
	}
});

test('the browser chooses, English for those who read neither', () => {
	expect(firstKnown(['zh-HK', 'en'])).toBe('zh');
	expect(firstKnown(['en-GB', 'zh'])).toBe('en');
	expect(firstKnown(['de', 'ZH-hans-CN'])).toBe('zh');
	expect(firstKnown(['de', 'fr'])).toBe('en');
	expect(firstKnown([])).toBe('en');
});

test('moments name their time zone, sizes their unit', () => {
	expect(moment(1_795_335_324_000, 'en')).toMatch(/2026.*(GMT|UTC)/);
	expect(moment(1_795_335_324_000, 'zh')).toMatch(/2026年11月22日/);
	expect(size(0, 'en')).toBe('0 bytes');
	expect(size(10_000_000, 'en')).toBe('10 MB');
	expect(size(2_100_000_000, 'zh')).toMatch(/2\.1/);
});
