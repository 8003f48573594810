// What is shown of an application or a use is what a decision about it names: the digest is computed from the bytes shown.

import { expect, test } from 'vitest';
import type { Chain } from '../src/act/chain.ts';
import { recordOf, sealOf, subjectOf } from '../src/act/subject.ts';
import { concat, toHex, utf8 } from '../src/bytes.ts';
import { appliedFor, sealOf as recordedSeal, useRecord } from '../src/evidence/codec.ts';

const bytes = (byte: number, length = 32) => new Uint8Array(length).fill(byte);
const digest = (algorithm: number, byte: number) => concat(Uint8Array.of(algorithm), bytes(byte));

// The application and the record of the vectors in crypto/src/decision.rs.

const FORM = {
	uscc: utf8('91330106MA2KXYA720'),
	code: utf8('3301060000001'),
	name: utf8('杭州某某科技有限公司'),
	applicant: bytes(7),
	key: { type: 'Sr25519' as const, value: bytes(5) },
	certificate: digest(0, 1),
	picture: digest(1, 2),
	validFrom: 1_767_225_600_000n,
	validUntil: 1_798_761_600_000n,
};

const STORED = {
	status: { type: 'Applied', value: undefined },
	supersedes: 3n,
	enterprise_revision: 2,
	applied_at: 1_767_225_500_000n,
};

const APPLICATION = '0xe94a2d349fa82703928042593374a34e8d097243ce1f04cc69858201e56c88a8';

const RECORD = {
	seal: 3n,
	index: 41n,
	documents: { type: 'One' as const, value: digest(0, 8) },
	purpose: 2,
	account: bytes(7),
	grant: 9n,
	nonce: 40n,
	signedAt: 1_767_225_600_000n,
	recordedAt: 1_767_225_602_000n,
	block: 77,
	historyLength: 5,
	signature: { type: 'Sr25519' as const, value: bytes(6, 64) },
	approval: undefined,
};

const USE = '0x0cf0896d3fcd5d232815e0c0bebd806c46985f38d8f41248724086ba6c7c6b20';

/** A chain that has one application, or one record. */
function chainWith(raw: Uint8Array, stored: object = STORED): Chain {
	const enterprise = { enterprise: { name: '某某', owner: '5F', status: { type: 'Active' } } };
	return {
		rpc: { call: async () => `0x${toHex(raw)}` },
		storage: async () => stored,
		api: async () => enterprise,
	} as unknown as Chain;
}

// The rest of the record is of no account: what happens to an e-seal does not change its application.
const application = (change: object = {}) => concat(appliedFor.enc({ ...FORM, ...change }), bytes(9, 80));

test('the digest of an application is that of the chain, whatever happened to it since', async () => {
	const shown = await sealOf(chainWith(application()), 0n, '0x');
	expect(shown?.digest).toBe(APPLICATION);
	expect(shown?.name).toBe('杭州某某科技有限公司');
	expect(shown?.certificate).toBe(`sha256:0x${'01'.repeat(32)}`);
	const later = { ...STORED, status: { type: 'Revoked', value: undefined } };
	expect((await sealOf(chainWith(application(), later), 0n, '0x'))?.digest).toBe(APPLICATION);
});

test('a node that shows anything else shows another digest', async () => {
	for (const change of [
		{ uscc: utf8('91330100799655058B') },
		{ name: utf8('别的公司') },
		{ code: utf8('3301060000002') },
		{ applicant: bytes(8) },
		{ key: { type: 'Sr25519', value: bytes(6) } },
		{ certificate: digest(1, 1) },
		{ picture: digest(1, 3) },
		{ validUntil: FORM.validUntil + 1n },
	]) {
		expect((await sealOf(chainWith(application(change)), 0n, '0x'))?.digest).not.toBe(APPLICATION);
	}
	for (const change of [{ supersedes: undefined }, { enterprise_revision: 3 }, { applied_at: 1n }]) {
		const shown = await sealOf(chainWith(application(), { ...STORED, ...change }), 0n, '0x');
		expect(shown?.digest).not.toBe(APPLICATION);
	}
	const approve = (named: string) => ({
		type: 'ESeal',
		value: { type: 'approve', value: { application: 0n, digest: named } },
	});
	expect((await subjectOf(chainWith(application()), approve(APPLICATION), '0x')).isAsNamed).toBe(true);
	const lied = chainWith(application({ name: utf8('别的公司') }));
	expect((await subjectOf(lied, approve(APPLICATION), '0x')).isAsNamed).toBe(false);
});

test("the digest of a use's record is that of the chain", async () => {
	const raw = useRecord.enc(RECORD);
	const shown = await recordOf(chainWith(raw), 3n, 41n, 41n, '0x');
	expect(shown?.digest).toBe(USE);
	expect(shown?.document).toBe(`sha256:0x${'08'.repeat(32)}`);
	const other = useRecord.enc({ ...RECORD, documents: { type: 'One', value: digest(0, 7) } });
	expect((await recordOf(chainWith(other), 3n, 41n, 41n, '0x'))?.digest).not.toBe(USE);
});

test('what an e-seal replaces is read behind its holds and their terms', () => {
	const frozen = concat(Uint8Array.of(1, 4, 2), Uint8Array.of(4, 2, 0), bytes(5, 8), Uint8Array.of(1, 7), bytes(0, 7));
	const held = concat(appliedFor.enc(FORM), frozen, bytes(9, 80));
	expect(recordedSeal(held)).toMatchObject({ uscc: '91330106MA2KXYA720', supersedes: 7n });
	const free = concat(appliedFor.enc(FORM), Uint8Array.of(1, 0, 0, 0), bytes(9, 80));
	expect(recordedSeal(free).supersedes).toBeUndefined();
});
