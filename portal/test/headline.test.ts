// The first line of every verdict that a receipt can have: by the test vectors, which have every reason.

import { describe, expect, test } from 'vitest';
import { type Examination, examine, isProven, type Job, type Tools } from '../src/check/examine.ts';
import { best, headlineOf, RECENT_MS, toneOf } from '../src/check/headline.ts';
import { CATALOGUES } from '../src/i18n/catalogues.ts';
import { LANGUAGES } from '../src/i18n/language.ts';
import { type Vector, vector, vectors } from './vectors.ts';
import { verifier } from './verifier.ts';

const STRANGER = '91330100799655058B';

async function examined(
	{ anchor, receipt, document, expected }: Vector,
	job: Partial<Job> = {},
	tools: Partial<Tools> = {},
): Promise<Examination> {
	return examine(
		{ document, receipt, link: undefined, ...job },
		{ verifier, anchor, source: undefined, expected, told: () => {}, ...tools },
	);
}

const answerTo = async (...args: Parameters<typeof examined>) => headlineOf(await examined(...args), 0);

describe('every vector', () => {
	test.each(vectors.map((one) => [one.name, one] as const))('%s', async (_, one) => {
		const examination = await examined(one);
		const [finding] = examination.findings;
		const verdict = finding?.judged.verdicts.en;
		expect(verdict?.result).toBe(one.verdict.result);
		expect(verdict?.checks.map(({ check, result, code }) => [check, result, code])).toEqual(one.verdict.checks);
		const headline = headlineOf(examination, 0);
		// Nothing but a valid verdict is told as one, and a valid one never as another.
		const tones = { valid: ['good', 'caution'], invalid: ['bad'], indeterminate: ['unknown'] };
		expect(tones[one.verdict.result]).toContain(toneOf(headline));
		expect(verdict && isProven(verdict)).toBe(
			one.verdict.result === 'valid' ||
				(one.verdict.checks.every(
					([check, result]) =>
						result === 'valid' || check === 'enterprise' || (check === 'dispute' && result === 'indeterminate'),
				) &&
					verdict?.facts !== null),
		);
		for (const language of LANGUAGES) {
			const { headline: first, next } = CATALOGUES[language];
			const tools = { obstacles: 'X', moment: String };
			for (const words of [first, next]) {
				const text = (words[headline.kind] as (one: object, tools: object) => string)(headline, tools);
				expect(text).not.toMatch(/undefined|null|NaN|\[object/);
				expect(text.length).toBeGreaterThan(3);
			}
		}
	});
});

test('as of its own block, what happened since is unknown; as of a later one, it is valid', async () => {
	expect((await answerTo(vector('good-block'))).kind).toBe('since-unknown');
	const valid = await answerTo(vector('good-state'));
	expect(valid).toMatchObject({ kind: 'valid', by: { uscc: '91330106MA2KXYA720' }, isRecent: false });
	const at = valid.kind === 'valid' ? valid.asOf : 0;
	const examination = await examined(vector('good-state'));
	expect(headlineOf(examination, at + RECENT_MS - 1)).toMatchObject({ isRecent: true });
	expect(headlineOf(examination, at + RECENT_MS)).toMatchObject({ isRecent: false });
	// A clock that is slow makes nothing recent for ever.
	expect(headlineOf(examination, at - RECENT_MS)).toMatchObject({ isRecent: false });
});

test('revoked since, or something else in the way since', async () => {
	expect(await answerTo(vector('good-revoked-since'))).toMatchObject({
		kind: 'valid-then',
		revokedAt: expect.any(Number),
		obstacles: expect.arrayContaining(['Revoked']),
	});
	expect(await answerTo(vector('good-frozen-in-the-same-block'))).toMatchObject({
		kind: 'valid-then',
		revokedAt: null,
		obstacles: ['Freeze'],
	});
});

test("a stranger's seal", async () => {
	const answer = await answerTo(vector('good-state'), {}, { expected: STRANGER });
	expect(answer).toMatchObject({ kind: 'someone-else', expected: STRANGER, by: [{ uscc: '91330106MA2KXYA720' }] });
});

test('an enterprise that was registered under a wrong code is the one with the right code', async () => {
	const [WRONG, RIGHT] = ['91330106MA2KXYA720', STRANGER];
	const examination = await examined(vector('good-registration-voided'));
	expect(examination.expected).toBe(RIGHT);
	const sealedByRight = { kind: 'valid-then', by: { uscc: RIGHT }, obstacles: ['Revoked'] };
	expect(headlineOf(examination, 0)).toMatchObject(sealedByRight);
	// Two uses are not those of two enterprises.
	const [finding] = examination.findings;
	const twice = finding ? [finding, finding] : [];
	expect(headlineOf({ ...examination, findings: twice }, 0)).toMatchObject(sealedByRight);
	expect(best({ ...examination, findings: twice }, 0)).toBe(finding);
	expect(headlineOf({ ...examination, findings: twice, expected: '91110000802100433B' }, 0)).toMatchObject({
		...{ kind: 'someone-else', by: [{ uscc: RIGHT }] },
	});
	// Whoever expects the wrong code, or nobody, is told that it was wrong.
	for (const expected of [WRONG, '']) {
		const answer = await answerTo(vector('registration-voided'), {}, { expected });
		expect(answer).toMatchObject({ kind: 'cannot-tell', reason: { en: expect.stringContaining(RIGHT) } });
	}
});

test('another document, also where another enterprise is expected', async () => {
	const document = new Blob(['another document']);
	for (const expected of ['', STRANGER]) {
		const answer = await answerTo(vector('good-state'), { document }, { expected });
		expect(answer).toMatchObject({ kind: 'other-document', by: { uscc: '91330106MA2KXYA720' } });
	}
	// One byte.
	const { document: sealed } = vector('good-state');
	const changed = new Blob([sealed, ' ']);
	expect((await answerTo(vector('good-state'), { document: changed })).kind).toBe('other-document');
});

test('without the document nothing is told as valid', async () => {
	const answer = await answerTo(vector('good-state'), { document: undefined });
	expect(answer.kind).toBe('document-not-shown');
	expect(toneOf(answer)).toBe('unknown');
});

test('a receipt of another document than the link names', async () => {
	const { receipt } = vector('good-state');
	const link = { document: `sha256:0x${'00'.repeat(32)}`, use: undefined, receipt };
	const answer = await answerTo(vector('good-state'), { receipt: undefined, document: undefined, link });
	expect(answer.kind).toBe('other-document');
});

test('a seal that could not be used, a dispute, a broken receipt, a missing anchor', async () => {
	expect((await answerTo(vector('not-usable-when-used--two-holds'))).kind).toBe('not-usable');
	expect((await answerTo(vector('hold-reported-later'))).kind).toBe('disputed');
	expect((await answerTo(vector('vote-signature'))).kind).toBe('does-not-hold');
	expect((await answerTo(vector('anchor-too-young'))).kind).toBe('cannot-tell');
	expect((await answerTo(vector('weak-seal-key'))).kind).toBe('does-not-hold');
});

test('a document alone, with nobody to ask', async () => {
	expect((await answerTo(vector('good-state'), { receipt: undefined })).kind).toBe('no-source');
});
