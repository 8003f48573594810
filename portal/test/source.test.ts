// A source is never believed: one that lies is found out, and what rests on its word alone is said to.

import { describe, expect, test } from 'vitest';
import { fromUtf8, utf8 } from '../src/bytes.ts';
import { type Examination, examine } from '../src/check/examine.ts';
import { headlineOf, toneOf } from '../src/check/headline.ts';
import {
	type Found,
	type Place,
	type Source,
	SourceError,
	type SourceFailure,
	type Use,
} from '../src/source/source.ts';
import type { Digest } from '../src/verifier/engine.ts';
import { vector } from './vectors.ts';
import { verifier } from './verifier.ts';

const OURS = '91330106MA2KXYA720';
const STRANGER = '91330100799655058B';
const { anchor, document, receipt: byState } = vector('good-state');
const { receipt: byBlock } = vector('good-block');
const { receipt: revoked } = vector('good-revoked-since');

const USE: Use = { seal: 42n, index: 3n, uscc: OURS, name: '杭州某某科技有限公司', block: 50_000 };

const NONE: Found = { uses: [], more: 0, cut: false, awaiting: [], leftBefore: undefined, block: 50_010 };

/** A source that says what it is told to. */
class Told implements Source {
	readonly name = 'wss://node.example';
	readonly asked: string[] = [];

	constructor(
		readonly found: Partial<Found> | SourceFailure,
		readonly receipt: Uint8Array | SourceFailure,
	) {}

	async findUses(digests: readonly Digest[], expected?: string): Promise<Found> {
		this.asked.push(...digests);
		if (typeof this.found === 'string') {
			throw new SourceError(this.found, 'told to fail');
		}
		const found = { ...NONE, ...this.found };
		return { ...found, uses: found.uses.filter(({ uscc }) => expected === undefined || uscc === expected) };
	}

	async receiptOf(_: Place): Promise<Uint8Array> {
		if (typeof this.receipt === 'string') {
			throw new SourceError(this.receipt, 'told to fail');
		}
		return this.receipt;
	}
}

function ask(source: Source, { receipt, expected = '' }: { receipt?: Uint8Array; expected?: string } = {}) {
	const job = { document, receipt, link: undefined };
	return examine(job, { verifier, anchor, source, expected, told: () => {} });
}

const answer = (examination: Examination) => headlineOf(examination, 0);

interface Parts {
	genesis: string;
	index: number;
	sender: { signature: string };
	proof: { state: { nodes: string } };
}

/** A receipt with something else in it. */
function altered(receipt: Uint8Array, change: (parts: Parts) => void): Uint8Array {
	const parts: Parts = JSON.parse(fromUtf8(receipt));
	change(parts);
	return utf8(JSON.stringify(parts));
}

describe('a document alone', () => {
	test('an honest source: found by its digests, and proven', async () => {
		const source = new Told({ uses: [USE] }, byState);
		const examination = await ask(source);
		expect(answer(examination)).toMatchObject({ kind: 'valid', by: { uscc: OURS } });
		expect(source.asked.map((digest) => digest.split(':')[0])).toEqual(['sha256', 'sm3', 'blake2b256']);
		expect(examination.lookup).toMatchObject({ kind: 'answered', unproven: [] });
	});

	const lies: [string, Partial<Found>, Uint8Array][] = [
		[
			'a receipt with a changed signature',
			{ uses: [USE] },
			altered(byState, (r) => (r.sender.signature = `AA${r.sender.signature.slice(2)}`)),
		],
		['a receipt of another use', { uses: [{ ...USE, index: 4n }] }, byState],
		['a receipt of another e-seal', { uses: [{ ...USE, seal: 7n }] }, byState],
		['a receipt that says another index', { uses: [USE] }, altered(byState, (r) => (r.index = 4))],
		['a receipt without its proof', { uses: [USE] }, altered(byState, (r) => (r.proof.state.nodes = 'AA=='))],
		['a block that nobody signed', { uses: [USE] }, vector('too-few-votes').receipt],
		['a receipt of another chain', { uses: [USE] }, altered(byState, (r) => (r.genesis = `0x${'00'.repeat(32)}`))],
		['rubbish', { uses: [USE] }, utf8('{')],
	];
	test.each(lies)('%s: caught, and nothing is told as valid', async (_, found, receipt) => {
		const examination = await ask(new Told(found, receipt));
		expect(answer(examination)).toMatchObject({ kind: 'refuted', source: 'wss://node.example' });
		expect(toneOf(answer(examination))).toBe('unknown');
		expect(examination.findings).toEqual([]);
	});

	test('a use of another document: caught', async () => {
		const job = { document: new Blob(['another']), receipt: undefined, link: undefined };
		const source = new Told({ uses: [USE] }, byState);
		const examination = await examine(job, { verifier, anchor, source, expected: '', told: () => {} });
		expect(answer(examination).kind).toBe('refuted');
		// The same, where a link names the use: the document is what is in question there.
		const link = { document: undefined, use: USE, receipt: undefined };
		const linked = await examine({ ...job, link }, { verifier, anchor, source, expected: '', told: () => {} });
		expect(answer(linked)).toMatchObject({ kind: 'other-document', by: { uscc: OURS } });
	});

	test('a source that names another enterprise than sealed: the name is the proven one', async () => {
		const examination = await ask(new Told({ uses: [{ ...USE, uscc: STRANGER, name: '别家公司' }] }, byState));
		expect(answer(examination)).toMatchObject({ kind: 'valid', by: { uscc: OURS } });
		const expecting = await ask(new Told({ uses: [{ ...USE, uscc: STRANGER, name: '别家公司' }] }, byState), {
			expected: STRANGER,
		});
		expect(answer(expecting)).toMatchObject({ kind: 'someone-else', by: [{ uscc: OURS }], expected: STRANGER });
	});

	test('whoever expects another enterprise is told who sealed', async () => {
		const examination = await ask(new Told({ uses: [USE] }, byState), { expected: STRANGER });
		expect(answer(examination)).toMatchObject({ kind: 'someone-else', by: [{ uscc: OURS }], expected: STRANGER });
	});

	test('nothing found, awaiting finality, left the state, no answer: never a word more than is known', async () => {
		expect(answer(await ask(new Told({}, byState)))).toMatchObject({ kind: 'not-found', leftBefore: undefined });
		expect(answer(await ask(new Told({ leftBefore: 9 }, byState)))).toMatchObject({ kind: 'not-found', leftBefore: 9 });
		expect(answer(await ask(new Told({ awaiting: [USE] }, byState))).kind).toBe('awaiting-finality');
		for (const failure of ['unreachable', 'other-chain', 'unreadable'] as const) {
			expect(answer(await ask(new Told(failure, byState)))).toMatchObject({ kind: 'source-failed', failure });
		}
		expect(answer(await ask(new Told({ uses: [USE] }, 'no-proof')))).toMatchObject({
			kind: 'source-failed',
			failure: 'no-proof',
		});
	});
});

describe('a receipt, and a source that tells of now', () => {
	test('revoked since: a fresh proof says so', async () => {
		const examination = await ask(new Told({}, revoked), { receipt: byBlock });
		expect(examination.findings[0]?.since.kind).toBe('proven');
		expect(answer(examination)).toMatchObject({ kind: 'valid-then', revokedAt: expect.any(Number) });
	});

	test('a fresh proof that does not hold is left out, and the receipt stands', async () => {
		for (const lie of [
			altered(byState, (r) => (r.proof.state.nodes = 'AA==')),
			vector('vote-signature').receipt,
			altered(byState, (r) => (r.index = 4)),
			utf8('[]'),
		]) {
			const examination = await ask(new Told({}, lie), { receipt: byBlock });
			expect(examination.findings[0]?.since.kind).toBe('refuted');
			expect(answer(examination).kind).toBe('since-unknown');
		}
	});

	test('an older state than the receipt has is no news', async () => {
		const examination = await ask(new Told({}, byBlock), { receipt: revoked });
		expect(examination.findings[0]?.since.kind).toBe('refuted');
		expect(answer(examination)).toMatchObject({ kind: 'valid-then' });
	});

	test('with nobody there, the receipt stands, and it is said that now is unknown', async () => {
		const examination = await ask(new Told({}, 'unreachable'), { receipt: byBlock });
		expect(examination.findings[0]?.since).toEqual({ kind: 'failed', failure: 'unreachable' });
		expect(answer(examination).kind).toBe('since-unknown');
	});

	test('nobody is asked about a receipt that does not hold', async () => {
		const source = new Told({}, byState);
		const examination = await ask(source, { receipt: vector('seal-signature').receipt });
		expect(examination.findings[0]?.since.kind).toBe('not-asked');
		expect(answer(examination).kind).toBe('does-not-hold');
	});
});

describe('several uses', () => {
	test('one of each e-seal is looked at first, and those that are not are counted', async () => {
		const asked: bigint[] = [];
		const source = new (class extends Told {
			override async receiptOf({ seal }: Place) {
				asked.push(seal);
				return byState;
			}
		})(
			{
				uses: [...Array.from({ length: 40 }, (_, i) => ({ ...USE, seal: 7n, index: BigInt(i), block: i })), USE],
				more: 5,
			},
			byState,
		);
		const examination = await ask(source);
		expect(asked).toHaveLength(16);
		expect(asked.slice(0, 2)).toEqual([7n, 42n]);
		expect(answer(examination)).toMatchObject({ kind: 'valid', by: { uscc: OURS } });
		expect(examination.lookup).toMatchObject({ kind: 'answered', found: { more: 30 } });
	});

	test('one that is proven counts, and one that is not is told of', async () => {
		const source = new (class extends Told {
			override async receiptOf({ index }: Place) {
				return index === 3n ? byState : utf8('{}');
			}
		})({ uses: [USE, { ...USE, index: 9n }] }, byState);
		const examination = await ask(source);
		expect(answer(examination).kind).toBe('valid');
		expect(examination.lookup).toMatchObject({ unproven: [{ why: 'refuted' }] });
	});
});
