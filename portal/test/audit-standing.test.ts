// An index that is behind, wrong, alone or of another chain is said to be; and both languages of the auditors' pages say everything.

import { expect, test } from 'vitest';
import { beginOf, dayOf, endOf } from '../src/audit/days.ts';
import { judge, type Status } from '../src/audit/standing.ts';
import { asConfig } from '../src/config.ts';
import { en } from '../src/pages/audit/i18n/en.ts';
import { zh } from '../src/pages/audit/i18n/zh.ts';

const NOW = 1_795_820_500_000;
const GENESIS = `0x${'11'.repeat(32)}`;
const GOOD: Status = {
	genesis: { hash: GENESIS },
	status: { indexed: { number: 100, hash: '0xaa', time: NOW - 3_000 }, node: { behind: 1 } },
	check: { block: 90, at: NOW - 60_000, found: 0, differences: [] },
};
const SAME = { is: 'same', node: 'wss://node' } as const;
const judged = (status: Partial<Status>, confirmed: Parameters<typeof judge>[1] = SAME) =>
	judge({ ...GOOD, ...status }, confirmed, GENESIS, NOW);

test('all is well only if the index is new, checked, and a node has the same block', () => {
	expect(judged({})).toEqual({ tone: 'good', reasons: [] });
	// Before the node has answered, nothing is said of it.
	expect(judge(GOOD, undefined, GENESIS, NOW).reasons).toEqual([]);
});

test('what makes an index unreliable, and what casts doubt on it', () => {
	expect(judged({ genesis: { hash: '0x22' } })).toEqual({ tone: 'bad', reasons: ['other-chain'] });
	expect(judged({ genesis: null })).toEqual({ tone: 'bad', reasons: ['other-chain'] });
	expect(judged({}, { is: 'other', node: 'wss://node' })).toEqual({ tone: 'bad', reasons: ['differs'] });
	expect(judged({ check: { block: 90, at: NOW, found: 1, differences: [] } })).toEqual({
		tone: 'bad',
		reasons: ['check'],
	});
	expect(judged({ check: null })).toEqual({ tone: 'caution', reasons: ['unchecked'] });
	const status = (more: Partial<Status['status']>) => judged({ status: { ...GOOD.status, ...more } });
	expect(status({ node: { behind: 11 } })).toEqual({ tone: 'caution', reasons: ['behind'] });
	expect(status({ node: null })).toEqual({ tone: 'caution', reasons: ['node-silent'] });
	expect(status({ indexed: { ...GOOD.status.indexed, time: NOW - 601_000 } })).toEqual({
		tone: 'caution',
		reasons: ['old'],
	});
	expect(judged({}, { is: 'nobody' })).toEqual({ tone: 'caution', reasons: ['unconfirmed'] });
	expect(judged({}, { is: 'silent', node: 'wss://node' })).toEqual({ tone: 'caution', reasons: ['unconfirmed'] });
	// The worst counts, and all is said.
	expect(judged({ check: null }, { is: 'other', node: 'wss://node' })).toEqual({
		tone: 'bad',
		reasons: ['differs', 'unchecked'],
	});
});

test('the index is asked on the server of the page, and nowhere else', () => {
	const index = (value: unknown) => asConfig({ index: value }).index;
	expect([index('index/'), index('/index/'), index('a/b-c/')]).toEqual(['index/', '/index/', 'a/b-c/']);
	for (const elsewhere of [
		'https://index.example/',
		'//index.example/',
		'index',
		'../x/',
		'javascript:x/',
		'',
		7,
		null,
	]) {
		expect(index(elsewhere), String(elsewhere)).toBeUndefined();
	}
});

test('days begin and end here', () => {
	const [begin, end] = [beginOf('2027-03-31') ?? 0, endOf('2027-03-31') ?? 0];
	expect(dayOf(begin)).toBe('2027-03-31');
	expect(dayOf(end - 1)).toBe('2027-03-31');
	expect(dayOf(end)).toBe('2027-04-01');
	for (const none of ['', '2027-02-31', '2027-13-01', 'yesterday', '31.12.2027']) {
		expect([beginOf(none), endOf(none)], none).toEqual([undefined, undefined]);
	}
});

/** Every text and every function of a catalogue, by its path. */
function leaves(value: unknown, path = ''): [string, unknown][] {
	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
		: [[path, value]];
}

const HAN = /\p{Script=Han}/u;

test('the same keys in both languages, and no text that is empty or of the other language', () => {
	const [english, chinese] = [leaves(en), leaves(zh)];
	const paths = (all: typeof english) => all.map(([path, text]) => `${path} ${typeof text}`).sort();
	expect(paths(chinese)).toEqual(paths(english));
	for (const [path, text] of english) {
		// What can be looked for is Chinese in every language.
		if (typeof text === 'string' && path !== '.search.hint') {
			expect(text.trim(), path).not.toBe('');
			expect(text, path).not.toMatch(HAN);
		}
	}
	for (const [path, text] of chinese) {
		if (typeof text === 'string') {
			expect(text, path).toMatch(HAN);
		}
	}
});
