// Whatever happens to a connection, what became of an extrinsic is told as it is: recorded as a whole, failed, or never.

import { AccountId, compact } from '@polkadot-api/substrate-bindings';
import { expect, test } from 'vitest';
import type { Chain } from '../src/act/chain.ts';
import type { Draft } from '../src/act/drafts.ts';
import { NO_SIGNATURE } from '../src/act/explain.ts';
import { era, makes, PERIOD, type Signer } from '../src/act/extrinsic.ts';
import { type Progress, send } from '../src/act/send.ts';
import { concat, fromHex, toHex } from '../src/bytes.ts';
import { RpcRefusal } from '../src/source/rpc.ts';
import { SourceError } from '../src/source/source.ts';

const KEY = new Uint8Array(32).fill(7);
const CALL = Uint8Array.of(10, 14, 1, 2, 3);

/** A nonce, and an era that begins with block 10. */
const EXTENSIONS = {
	CheckNonce: { identifier: 'CheckNonce', value: Uint8Array.of(0), additionalSigned: new Uint8Array() },
	CheckMortality: { identifier: 'CheckMortality', value: Uint8Array.of(0xa6, 0), additionalSigned: new Uint8Array() },
};

/** An extrinsic of the account with this call. */
function extrinsicOf(call: Uint8Array, account = KEY, extensions = Uint8Array.of(0, 0xa6, 0)) {
	const signature = concat(Uint8Array.of(1), new Uint8Array(64).fill(3));
	const body = concat(Uint8Array.of(0x84, 0), account, signature, extensions, call);
	return concat(compact.enc(body.length), body);
}

const signer: Signer = { publicKey: KEY, signTx: async (call) => extrinsicOf(call) };
const OURS = `0x${toHex(extrinsicOf(CALL))}`;

/** A chain of which a test says what is in its blocks. */
class Told {
	isOpen = true;
	best = 10;
	final = 10;
	/** By the hash of a block: its extrinsics. */
	blocks = new Map<string, string[]>();
	/** Which block has a number. */
	hashes = (number: number) => `0x${number}`;
	events: unknown[] = [];
	submit: () => Promise<string> = async () => '0x';
	submitted = 0;

	get chain(): Chain {
		const told = this;
		const call = async (method: string, [first]: unknown[] = []) => {
			if (!told.isOpen) {
				throw new SourceError('unreachable', 'gone');
			}
			switch (method) {
				case 'system_accountNextIndex':
					expect(first).toBe(AccountId().dec(KEY));
					return 0;
				case 'state_getRuntimeVersion':
					return { specVersion: 1, transactionVersion: 1 };
				case 'author_submitExtrinsic':
					told.submitted += 1;
					expect(first).toBe(OURS);
					return told.submit();
				case 'chain_getBlockHash':
					return told.hashes(Number(first));
				case 'chain_getBlock':
					return { block: { extrinsics: told.blocks.get(String(first)) ?? [] } };
				default:
					throw new Error(`not asked: ${method}`);
			}
		};
		const at = (number: number) => {
			if (!told.isOpen) {
				throw new SourceError('unreachable', 'gone');
			}
			return { number, hash: told.hashes(number) };
		};
		return {
			get isOpen() {
				return told.isOpen;
			},
			rpc: { call },
			genesis: `0x${'00'.repeat(32)}`,
			metadata: new Uint8Array(),
			extensions: ['CheckNonce', 'CheckMortality'],
			final: async () => at(told.final),
			best: async () => at(told.best),
			recent: async () => ({ number: told.final, hash: `0x${'11'.repeat(32)}` }),
			storage: async () => told.events,
			docsOf: (pallet: string, error: string) => `${pallet} ${error}.`,
			close: () => {},
		} as unknown as Chain;
	}
}

/** Sends, and takes each pause as the next step of a story. The last thing that was told, and all of it. */
async function sent(told: Told, steps: (() => void)[] = [], draft: Draft = { call: CALL }, by = signer) {
	const all: Progress[] = [];
	const { chain } = told;
	await send({
		chain,
		draft,
		signer: by,
		connect: async () => {
			if (!told.isOpen) {
				throw new SourceError('unreachable', 'gone');
			}
			return chain;
		},
		tell: (progress) => all.push(progress),
		pause: async () => {
			const step = steps.shift();
			if (step === undefined) {
				throw new Error(`nothing more happens: ${JSON.stringify(all.at(-1))}`);
			}
			step();
		},
	});
	return { last: all.at(-1), all };
}

const applied = (value: object) => ({ phase: { type: 'ApplyExtrinsic', value: 1 }, event: value });
const SUCCESS = { type: 'System', value: { type: 'ExtrinsicSuccess', value: {} } };

test('recorded, then final; the events are its own', async () => {
	const told = new Told();
	const other = { type: 'ESeal', value: { type: 'Applied', value: {} } };
	told.events = [{ phase: { type: 'ApplyExtrinsic', value: 0 }, event: other }, applied(SUCCESS)];
	const { last, all } = await sent(told, [
		() => {
			told.best = 12;
			told.blocks.set('0x12', ['0x00', OURS]);
		},
		() => {
			told.final = 12;
		},
	]);
	expect(all.map(({ is }) => is)).toEqual(['signing', 'sending', 'waiting', 'recorded', 'done']);
	expect(last).toEqual({ is: 'done', block: 12, events: [SUCCESS] });
});

test("a call that fails is told with the chain's own error", async () => {
	const told = new Told();
	const error = { type: 'Module', value: { type: 'ESeal', value: { type: 'ApplicationDiffers' } } };
	told.events = [applied({ type: 'System', value: { type: 'ExtrinsicFailed', value: { dispatch_error: error } } })];
	told.blocks.set('0x11', ['0x00', OURS]);
	told.best = 11;
	told.final = 10;
	const { last } = await sent(told, [
		() => {
			told.final = 11;
		},
	]);
	expect(last).toEqual({
		is: 'failed',
		block: 11,
		failure: { name: 'ESeal.ApplicationDiffers', docs: 'ESeal ApplicationDiffers.' },
	});
});

test('a refusal of the pool is told by its code, and nothing is looked for', async () => {
	for (const [error, refusal] of [
		[new RpcRefusal('a', 'Invalid Transaction', 1010, 'Custom error: 2'), { kind: 'chain', code: 2 }],
		[new RpcRefusal('a', 'Invalid Transaction', 1010, 'Transaction is outdated'), { kind: 'outdated' }],
		[new RpcRefusal('a', 'Invalid Transaction', 1010, 'Transaction has an ancient birth block'), { kind: 'too-late' }],
		[new RpcRefusal('a', 'Invalid Transaction', 1010, 'Transaction has a bad signature'), { kind: 'bad-signature' }],
		[new RpcRefusal('a', 'Pool is full', 1016), { kind: 'other', text: 'a: Pool is full' }],
	] as const) {
		const told = new Told();
		told.submit = () => Promise.reject(error);
		expect((await sent(told)).last).toEqual({ is: 'refused', refusal });
	}
});

test('the connection breaks before it is handed over: nothing was sent', async () => {
	const told = new Told();
	told.isOpen = false;
	const { last } = await sent(told);
	expect(last).toMatchObject({ is: 'not-sent', why: 'no-node' });
	expect(told.submitted).toBe(0);
});

test('it breaks while it is handed over: lost, until a node tells that it was recorded', async () => {
	const told = new Told();
	told.events = [applied(SUCCESS)];
	told.submit = () => {
		told.isOpen = false;
		return Promise.reject(new SourceError('unreachable', 'gone'));
	};
	const { last, all } = await sent(told, [
		() => {},
		() => {
			told.isOpen = true;
			told.best = 20;
			told.final = 20;
			told.blocks.set('0x14', ['0x00', OURS]);
		},
	]);
	expect(all.filter((one) => 'lost' in one && one.lost)).toHaveLength(2);
	expect(last).toMatchObject({ is: 'done', block: 14 });
	expect(told.submitted, 'it is never sent twice').toBe(1);
});

test('it never arrived: said only once its last block is final', async () => {
	const told = new Told();
	told.submit = () => Promise.reject(new SourceError('unreachable', 'gone'));
	const { last, all } = await sent(told, [
		() => {
			told.best = 10 + PERIOD + 5;
			told.final = 10 + PERIOD - 1;
		},
		() => {
			told.final = 10 + PERIOD;
		},
	]);
	expect(all.at(-2)).toEqual({ is: 'waiting', lost: false });
	expect(last).toEqual({ is: 'expired' });
});

test('a block that is taken back is no longer told of; the one that has it instead is', async () => {
	const told = new Told();
	told.events = [applied(SUCCESS)];
	told.blocks.set('0x11', ['0x00', OURS]);
	told.best = 11;
	const { last, all } = await sent(told, [
		() => {
			told.hashes = (number) => `0xfork${number}`;
			told.best = 13;
		},
		() => {
			told.blocks.set('0xfork12', ['0x00', OURS]);
			// It was looked at while it was empty, but another block has its number now.
			told.hashes = (number) => `0xlast${number}`;
			told.blocks.set('0xlast12', ['0x00', OURS]);
		},
		() => {
			told.final = 13;
		},
	]);
	expect(all.map(({ is }) => is)).toEqual(['signing', 'sending', 'recorded', 'waiting', 'recorded', 'done']);
	expect(last).toMatchObject({ block: 12 });
});

test('what comes back signed is sent only if it is what was shown, for this account', async () => {
	const isSent = (extrinsic: Uint8Array) => makes(extrinsic, CALL, KEY, EXTENSIONS);
	expect(isSent(extrinsicOf(CALL))).toBe(true);
	for (const [what, extrinsic] of Object.entries({
		'another call': extrinsicOf(Uint8Array.of(0, 0, 0)),
		'another account': extrinsicOf(CALL, new Uint8Array(32)),
		'a batch that ends with the call': extrinsicOf(concat(Uint8Array.of(15, 2, 8, 0, 0, 0), CALL)),
		'an immortal era, and with the byte that is left another call': extrinsicOf(
			concat(Uint8Array.of(15), CALL),
			KEY,
			Uint8Array.of(0, 0),
		),
		'another nonce': extrinsicOf(CALL, KEY, Uint8Array.of(4, 0xa6, 0)),
		'more after it': concat(extrinsicOf(CALL), CALL),
		'cut off': extrinsicOf(CALL).slice(0, -1),
		nothing: Uint8Array.of(0),
	})) {
		expect(isSent(extrinsic), what).toBe(false);
	}
	const told = new Told();
	const cheat: Signer = {
		publicKey: KEY,
		signTx: async (call) => extrinsicOf(concat(Uint8Array.of(15, 2, 8, 0, 0, 0), call)),
	};
	const { last } = await sent(told, [], { call: CALL }, cheat);
	expect(last).toMatchObject({ is: 'not-sent', why: 'other-call' });
	expect(told.submitted).toBe(0);
});

test('a seal key signs only what was shown', async () => {
	const shown = concat(CALL, fromHex(NO_SIGNATURE));
	const told = new Told();
	const { last } = await sent(told, [], {
		call: shown,
		finish: () => concat(Uint8Array.of(10, 14, 1, 2, 4), new Uint8Array(64).fill(1)),
	});
	expect(last).toMatchObject({ is: 'not-sent', why: 'other-call' });
	expect(told.submitted).toBe(0);
});

test('eras are as the chain reads them', () => {
	// As sp_runtime has it: Era::mortal(128, 200) is period 128, phase 72.
	const [low = 0, high = 0] = era({ hash: '', number: 200 });
	const encoded = low | (high << 8);
	expect(2 << (encoded % 16)).toBe(128);
	expect(encoded >> 4).toBe(72);
});
