// What the forms make of what was filled in, before anything is shown.

import { expect, test } from 'vitest';
import type { Call, Chain } from '../src/act/chain.ts';
import { FormError, type Sealing, use } from '../src/act/drafts.ts';
import type { OpenKey } from '../src/act/keys/key-file.ts';
import { concat, toHex, utf8 } from '../src/bytes.ts';
import { appliedFor } from '../src/evidence/codec.ts';

const bytes = (byte: number, length = 32) => new Uint8Array(length).fill(byte);

const SEAL = concat(
	appliedFor.enc({
		uscc: utf8('91330106MA2KXYA720'),
		code: utf8('3301060000001'),
		name: utf8('杭州某某科技有限公司'),
		applicant: bytes(7),
		key: { type: 'Sr25519', value: bytes(5) },
		certificate: concat(Uint8Array.of(0), bytes(1)),
		picture: concat(Uint8Array.of(0), bytes(2)),
		validFrom: 1n,
		validUntil: 2n,
	}),
	bytes(9, 80),
);

const FORM = {
	user: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
	seal: 3n,
	purpose: 'Contract',
	digest: `0x${'08'.repeat(32)}`,
	document: new File(['a contract'], 'contract.pdf'),
	key: { type: 'Sr25519', publicKey: bytes(5), sign: () => bytes(6, 64) } as unknown as OpenKey,
} satisfies Sealing;

/** A chain on which the account has this right, and the grant, if it has one, this second operator. */
function chainWith(right: object | undefined, second: string | undefined, encoded: Call[] = []): Chain {
	return {
		genesis: `0x${'0a'.repeat(32)}`,
		best: async () => ({ number: 7, hash: '0x' }),
		rpc: { call: async () => `0x${toHex(SEAL)}` },
		api: async () => right,
		storage: async (_: string, item: string) =>
			item === 'Grants' ? { second } : { status: { type: 'Active' }, enterprise_revision: 0, applied_at: 1n },
		encode: (call: Call) => {
			encoded.push(call);
			return bytes(0, 8);
		},
	} as unknown as Chain;
}

test('a use names the right that the chain tells: a grant, or none for the owner and for a liquidator', async () => {
	for (const [right, purpose] of [
		[{ grant: 9n, nonce: 4n }, 'Contract'],
		[{ nonce: 2n }, 'Liquidation'],
	] as const) {
		const encoded: Call[] = [];
		await use(chainWith(right, undefined, encoded), { ...FORM, purpose });
		const [call] = encoded;
		expect(call?.value.value).toMatchObject({
			statement: { seal: 3n, ...right, purpose: { type: purpose } },
		});
	}
	await expect(use(chainWith(undefined, undefined), FORM)).rejects.toEqual(new FormError('no-right'));
});

test('a use that takes a second operator is not begun here', async () => {
	const encoded: Call[] = [];
	const chain = chainWith({ grant: 9n, nonce: 4n }, '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty', encoded);
	await expect(use(chain, FORM)).rejects.toEqual(new FormError('takes-two'));
	expect(encoded).toEqual([]);
});
