// What the chain has is told as what it is: accounts, moments, digests; and a block's header is read from its bytes.

import { expect, test } from 'vitest';
import { headerOf, readHeader } from '../src/audit/header.ts';
import { auditLink, readAuditLink, wholeIn } from '../src/audit/links.ts';
import { pagesOf, soughtBy } from '../src/audit/sought.ts';
import { tell } from '../src/audit/value.ts';
import { fromHex, toHex } from '../src/bytes.ts';

const ALICE = '0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d';
const ALICE_ADDRESS = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const HASH = `0x${'ab'.repeat(32)}`;

test('accounts are addresses, moments are moments, digests name what made them', () => {
	expect(tell(ALICE, 'owner')).toEqual({ is: 'account', address: ALICE_ADDRESS });
	expect(tell(ALICE, 'digest')).toEqual({ is: 'hash', hash: ALICE });
	expect(tell('1795820442000', 'effectiveAt')).toEqual({ is: 'moment', ms: 1_795_820_442_000 });
	expect(tell('1795820442000', 'nonce')).toEqual({ is: 'text', text: '1795820442000' });
	// A small number in a field for moments is none of the times that the chain has seen.
	expect(tell(0, 'validUntil')).toEqual({ is: 'text', text: '0' });
	expect(tell({ __kind: 'Sm3', value: HASH }, 'order')).toEqual({ is: 'digest', digest: `sm3:${HASH}` });
	expect(tell('3301060000001', 'code')).toEqual({ is: 'physical', code: '3301060000001' });
	expect(tell('91330106MA2KXYA720', 'uscc')).toEqual({ is: 'enterprise', uscc: '91330106MA2KXYA720' });
	expect(tell('3', 'supersedes')).toEqual({ is: 'seal', id: '3' });
	// The successor of an e-seal is a number, that of an enterprise a code.
	expect(tell('4', 'successor')).toEqual({ is: 'seal', id: '4' });
	expect(tell('91330106MA2KXYA720', 'successor').is).toBe('enterprise');
	expect(tell('杭州某某科技有限公司', 'from')).toEqual({ is: 'text', text: '杭州某某科技有限公司' });
	// What is right instead is a code of either kind; where a physical seal moved from and to, enterprises.
	for (const field of ['instead', 'insteadOf']) {
		expect(tell('3301060000001', field)).toEqual({ is: 'physical', code: '3301060000001' });
		expect(tell('91330106MA2KXYA720', field)).toEqual({ is: 'enterprise', uscc: '91330106MA2KXYA720' });
	}
	for (const field of ['from', 'to']) {
		expect(tell('91330106MA2KXYA720', field).is).toBe('enterprise');
	}
	expect(tell('1795820442000', 'from')).toEqual({ is: 'moment', ms: 1_795_820_442_000 });
	for (const field of ['liquidator', 'second', 'replaced']) {
		expect(tell(ALICE, field).is).toBe('account');
	}
});

test('names with fields, lists, and what is deeper than anything on the chain', () => {
	const by = { __kind: 'Officer', seat: { __kind: 'PublicSecurity' }, account: ALICE };
	expect(tell(by, 'by')).toEqual({
		is: 'name',
		name: 'Officer',
		within: {
			is: 'fields',
			fields: [
				['seat', { is: 'name', name: 'PublicSecurity', within: undefined }],
				['account', { is: 'account', address: ALICE_ADDRESS }],
			],
		},
	});
	expect(tell([{ __kind: 'Contract' }], 'purposes')).toEqual({
		is: 'list',
		items: [{ is: 'name', name: 'Contract', within: undefined }],
	});
	expect(tell([ALICE], 'owners').is === 'list' && tell([ALICE], 'owners')).toEqual({
		is: 'list',
		items: [{ is: 'account', address: ALICE_ADDRESS }],
	});
	let deep: unknown = 'x';
	for (let i = 0; i < 10_000; i++) {
		deep = { deep };
	}
	expect(() => tell(deep)).not.toThrow();
});

/** Block 16 of a development network: its author's slot, three uses in a batch, a signature. */
const HEADER =
	'0x8ff57c093969ea008d5afbdc65a5ed4637f675456efa4ed74577a691f15926f640fca37ade2657e56a6a9e7a9355995d5ece212955fb8514d96f294bbf2636fde9ebe3a91069add173efa277305ce7dcd5914ac917f74ea740cc72b3af4f3bfc580c066175726120cd05853500000000045553455390d74bf47de5c0254589811b5703d4d861691ea525058f9caa5c1045fde3b19a4c0100000005617572610101c4aeb796c99fdcdf6570f1053585e89d75823d10b040b51c6305b76acf209c3a7143104a443c88cc731e6d297fae99cf38e683455326f76bc12dbb18e3206789';
const HEADER_HASH = '0xe2db8910639462f0a119e8f5457c51168c2b199d52da59bd3e24814b0b7f790d';

test('a header says its number, its slot and its records, and is that of its hash alone', () => {
	const header = headerOf(HEADER, HEADER_HASH);
	expect(header?.number).toBe(16);
	expect(header?.items.map(({ is }) => is)).toEqual(['slot', 'uses', 'signature']);
	expect(header?.items[0]).toEqual({ is: 'slot', slot: 897_910_221n });
	expect(header?.items[1]).toEqual({
		is: 'uses',
		root: '0xd74bf47de5c0254589811b5703d4d861691ea525058f9caa5c1045fde3b19a4c',
		count: 1,
	});
	// One bit of it altered is another block's; and what is cut, or longer, is no header.
	for (let at = 2; at < HEADER.length; at += 24) {
		const altered = HEADER.slice(0, at) + (HEADER[at] === '0' ? '1' : '0') + HEADER.slice(at + 1);
		expect(headerOf(altered, HEADER_HASH), String(at)).toBeUndefined();
	}
	expect(headerOf(HEADER.slice(0, -2), HEADER_HASH)).toBeUndefined();
	expect(headerOf(`${HEADER}00`, HEADER_HASH)).toBeUndefined();
	expect(headerOf('0x', HEADER_HASH)).toBeUndefined();
	expect(headerOf('nonsense', HEADER_HASH)).toBeUndefined();
});

test('a header that hands over names who decides next; an engine that nobody knows is told as bytes', () => {
	const fixed = HEADER.slice(2, 2 + 2 * 97);
	const key = '11'.repeat(32);
	const change = `044652 4e4b b5 01 04 ${key} 0100000000000000 00000000`.replaceAll(' ', '').replace('b5', 'b8');
	const header = readHeader(fromHex(`0x${fixed}0c${change}08${'06'}61626364${'04'}ff`));
	expect(header.items).toEqual([
		{ is: 'authorities', keys: [{ key: `0x${key}`, weight: 1n }] },
		{ is: 'runtime' },
		{ is: 'other', engine: 'abcd', bytes: '0xff' },
	]);
	// So many authorities as nobody has: refused, and not tried for long.
	const absurd = `0446524e4b${toHex(Uint8Array.of(20))}01feffffff`;
	expect(() => readHeader(fromHex(`0x${fixed}04${absurd}`))).toThrow();
});

test('what is looked for is told from how it is written', () => {
	const address = (typed: string) => {
		const sought = soughtBy(typed);
		return sought.is === 'page' ? sought.address : sought.is;
	};
	expect(address(' 3301060000001 ')).toBe('#/audit/physical?code=3301060000001');
	expect(address('91330106ma2kxya720')).toBe('#/audit/enterprise?uscc=91330106MA2KXYA720');
	expect(address('9133 0106 MA2K XYA7 20')).toBe('#/audit/enterprise?uscc=91330106MA2KXYA720');
	for (const typed of ['#12', 'No. 12', 'e-seal 12', '印章12', '电子印章 12']) {
		expect(address(typed), typed).toBe('#/audit/seal?id=12');
	}
	expect(address('1234-2')).toBe('#/audit/extrinsic?block=1234&index=2');
	expect(address(ALICE_ADDRESS)).toBe(`#/audit/account?id=${ALICE_ADDRESS}`);
	// One letter another: the checksum does not fit.
	expect(address(ALICE_ADDRESS.replace('G', 'H'))).toBe('enterprises');
	expect(address(`SM3:${HASH.slice(2)}`)).toBe(`#/audit/document?digest=${encodeURIComponent(`sm3:${HASH}`)}`);
	expect(soughtBy(HASH.toUpperCase().replace('0X', '0x'))).toEqual({ is: 'hash', hash: HASH });
	expect(soughtBy('科技')).toEqual({ is: 'enterprises', search: '科技' });
	expect(soughtBy('9133')).toEqual({ is: 'enterprises', search: '9133' });
	expect(soughtBy('  ')).toEqual({ is: 'nothing' });
	expect(pagesOf(ALICE).at(-1)?.address).toBe(`#/audit/account?id=${ALICE_ADDRESS}`);
});

test('addresses of pages name what they are about, and are read again', () => {
	const link = auditLink('officer', { account: '', seat: 'PublicSecurity', from: '2027-01-01' });
	expect(link).toBe('#/audit/officer?seat=PublicSecurity&from=2027-01-01');
	const { name, words } = readAuditLink(`https://seals.example/${link}`);
	expect([name, words.get('seat'), words.get('account')]).toEqual(['officer', 'PublicSecurity', null]);
	expect(readAuditLink('https://seals.example/#/audit').name).toBe('');
	expect(readAuditLink('https://seals.example/#/audit?q=a%26b').words.get('q')).toBe('a&b');
	expect([wholeIn('12'), wholeIn('1e3'), wholeIn('-1'), wholeIn(''), wholeIn(null)]).toEqual([
		12,
		undefined,
		undefined,
		undefined,
		undefined,
	]);
});
