// Links of QR codes, anchors, codes of enterprises, the configuration: what comes from outside as text.

import { expect, test } from 'vitest';
import { anchorHash, anchorText, asAnchor, compareAnchors, parseAnchor } from '../src/anchor.ts';
import { fromUtf8, utf8 } from '../src/bytes.ts';
import { paperOf, saltOf } from '../src/check/receipt-text.ts';
import { asConfig, isNodeAddress, NOTHING_CONFIGURED } from '../src/config.ts';
import { linkTo, linkWith, pageOf, readLink } from '../src/link.ts';
import { faultOf, tidied } from '../src/uscc.ts';
import { vector } from './vectors.ts';

const DIGEST = `sha256:0x${'0a'.repeat(32)}`;

test('a link to a use and its document, and back', async () => {
	const link = linkTo({ document: DIGEST, use: { seal: 42, index: 17 } });
	expect(link).toBe(`#/check?document=sha256:${'0a'.repeat(32)}&seal=42&use=17`);
	expect(await readLink(`https://seals.example/${link}`)).toEqual({
		document: DIGEST,
		use: { seal: 42n, index: 17n },
		receipt: undefined,
	});
	// A commitment finds nothing and tells nobody anything.
	expect(linkTo({ document: DIGEST.replace('sha256', 'commitment'), use: { seal: 1, index: 0 } })).toBe(
		'#/check?seal=1&use=0',
	);
});

test('a link with a whole receipt, and back', async () => {
	const { receipt } = vector('good-block');
	const link = await linkWith(receipt);
	expect(link).toMatch(/^#\/check\?receipt=[\w-]+$/);
	// What a QR code holds.
	expect(link.length).toBeLessThan(2_900);
	const read = await readLink(link);
	expect(read?.receipt && fromUtf8(read.receipt)).toBe(fromUtf8(receipt));
});

test('links that say nothing are none', async () => {
	const bomb = await linkWith(new Uint8Array(64 * 1024 * 1024));
	for (const wrong of [
		'',
		'https://seals.example/',
		'#/check?',
		'#/check?document=sha256:12',
		`#/check?document=commitment:${'0a'.repeat(32)}`,
		'#/check?seal=1',
		'#/check?seal=-1&use=0',
		'#/check?seal=99999999999999999999&use=0',
		'#/check?receipt=%%%',
		'#/check?receipt=AAAA',
		bomb,
	]) {
		expect(await readLink(wrong), wrong.slice(0, 60)).toBeUndefined();
	}
});

test('what a text says that it is', () => {
	const { receipt, anchor } = vector('good-state');
	expect(paperOf(fromUtf8(receipt))).toBe('receipt');
	expect(paperOf(fromUtf8(anchor))).toBe('anchor');
	expect(paperOf('%PDF-1.7')).toBeUndefined();
	expect(saltOf(receipt)).toBeUndefined();
	expect(saltOf(vector('good-commitment').receipt)).toHaveLength(32);
	for (const broken of ['', '{', '{"salt":7}', '{"salt":"%"}']) {
		expect(saltOf(utf8(broken))).toBeUndefined();
	}
});

test('anchors: read, hashed whatever their white space, compared', () => {
	const anchor = parseAnchor(fromUtf8(vector('good-state').anchor));
	if (!anchor) {
		throw new Error('no anchor');
	}
	const spread = parseAnchor(JSON.stringify({ ...anchor }, null, 7));
	expect(spread && anchorHash(spread)).toBe(anchorHash(anchor));
	expect(asAnchor(JSON.parse(anchorText(anchor)))).toEqual(anchor);
	const [first, ...others] = anchor.authorities;
	expect(compareAnchors(anchor, { ...anchor, authorities: [...others, ...(first ? [first] : [])] })).toBe('same');
	expect(compareAnchors(anchor, { ...anchor, authorities: others })).toBe('contradict');
	expect(compareAnchors(anchor, { ...anchor, setId: anchor.setId + 1 })).toBe('other-set');
	expect(compareAnchors(anchor, { ...anchor, genesis: `0x${'00'.repeat(32)}` })).toBe('other-chain');
	const wrong = [
		null,
		7,
		[],
		{},
		{ ...anchor, genesis: '0xAB' },
		{ ...anchor, authorities: [] },
		{ ...anchor, setId: -0.5 },
	];
	for (const one of wrong) {
		expect(asAnchor(one)).toBeUndefined();
	}
	expect(parseAnchor('not JSON')).toBeUndefined();
});

test('the configuration: what is not understood is left out', () => {
	const anchor = JSON.parse(fromUtf8(vector('good-state').anchor));
	expect(
		asConfig({
			nodes: ['wss://a.example', 'http://b', 7, 'ws://127.0.0.1:9944'],
			anchor: { origin: 'A', value: anchor },
		}),
	).toEqual({
		nodes: ['wss://a.example', 'ws://127.0.0.1:9944'],
		anchor: { anchor, origin: 'A' },
		address: undefined,
		development: false,
	});
	for (const nothing of [
		null,
		7,
		{},
		{ nodes: {}, anchor: 7, address: 'javascript:alert(1)' },
		{ anchor: { value: {} } },
	]) {
		expect(asConfig(nothing)).toEqual(NOTHING_CONFIGURED);
	}
	// A network is for development only if that is said, and said clearly: keys are opened there.
	expect(asConfig({ development: true }).development).toBe(true);
	for (const development of ['true', 1, {}]) {
		expect(asConfig({ development }).development).toBe(false);
	}
	expect(isNodeAddress('wss://')).toBe(false);
	expect(isNodeAddress('wss://a b')).toBe(false);
});

test('codes of enterprises', () => {
	expect(tidied(' 91330106 ma2k-xya720 ')).toBe('91330106MA2KXYA720');
	for (const right of ['91330100799655058B', '91440300708461136T', '91110000802100433B', '91330106MA2KXYA720']) {
		expect(faultOf(right)).toBeUndefined();
	}
	expect(faultOf('91330100799655059B')).toBe('check-character');
	expect(faultOf('9133010079965505')).toBe('length');
	expect(faultOf('9133010079965505OB')).toBe('characters');
});

test('the page that an address names', () => {
	expect(pageOf('https://a.example/')).toBe('check');
	expect(pageOf('https://a.example/#/')).toBe('check');
	expect(pageOf('file:///x/eseal-portal.html#/check?seal=1&use=0')).toBe('check');
	expect(pageOf('https://a.example/#/sources')).toBe('sources');
});
