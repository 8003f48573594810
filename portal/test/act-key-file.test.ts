// Key files of polkadot.js (`@polkadot/keyring` 14.0.3, `toJson`), of the public development key at //Owner.

import { ed25519 } from '@noble/curves/ed25519.js';
import { verify } from '@scure/sr25519';
import { expect, test } from 'vitest';
import { KeyError, type KeyFault, open, readKeyFile } from '../src/act/keys/key-file.ts';
import { toBase64, utf8 } from '../src/bytes.ts';

const PASSWORD = 'a password for tests';

const ENCODED = {
	sr25519:
		'hucHZS50huXY2nUpUC4QKPdZ1DcQYOkOc15m82V9Ae0AAAIAAQAAAAgAAAAPyBeDyoYDaXVQhOAroB7sV2F6EGwvXNE7yA1EXeL5UcJ0Xh5ExCVsydzIs5pkBpK1vTeRgZhE+H+C6mkcIHSEz8YY32XLXBu+FIRxbrMfaTfOR51NF5Kf/0plPTpyTCZOk4+1e/PiPQyEkuh/eWeQWvQ8jqhBVkLZD1SyTMFfG31lFcMpib+3yb/RGujMVsSbtQv6tRH1f9x5kgKk',
	ed25519:
		'AwEc4iV8pGT5pmns5+JnD2oioXE7qio25CFEcit63scAAAIAAQAAAAgAAAAL8WnWG9NbAIALynJdLx5WCTO/l477JWJ8W1MDE+lSjvyWvPqJLtgeSGsW7o7uVuqSu8C+rydgKIszYnMSJtuy3mNgXrELJUOOCIUOCdZn8BR6IWiTi8PbdWqyvypsxQ2NdnFrOJ0JkxYITzMBOGw0z2iCsFMc0snb1qloe8ONvFSautsSBB6Q/2QuX0qzXLHXF7Btyu8f1KAYEEmq',
};

const ADDRESS = {
	sr25519: '5FTyuyEQQZs8tCcPTUFqotkm2SYfDnpefn9FitRgmTHnFDBD',
	ed25519: '5FyfRGGGBqfaAN9gB8wGjCSPXwkxbyrrauSvXvhv6rdATRhL',
};

type Kind = keyof typeof ENCODED;

const file = (kind: Kind, change: object = {}) =>
	JSON.stringify({
		encoded: ENCODED[kind],
		encoding: { content: ['pkcs8', kind], type: ['scrypt', 'xsalsa20-poly1305'], version: '3' },
		address: ADDRESS[kind],
		meta: { name: 'Owner' },
		...change,
	});

/** What is wrong with it. */
async function faultOf(work: () => unknown): Promise<KeyFault | undefined> {
	try {
		await work();
		return undefined;
	} catch (error) {
		return error instanceof KeyError ? error.fault : undefined;
	}
}

test('opens a key and signs with it', async () => {
	const message = utf8('eseal:use:v2 …');
	const one = readKeyFile(file('sr25519'));
	expect([one.name, one.address]).toEqual(['Owner', ADDRESS.sr25519]);
	const sr = await open(one, PASSWORD);
	expect(sr.type).toBe('Sr25519');
	expect(verify(message, sr.sign(message), one.publicKey)).toBe(true);
	const other = readKeyFile(file('ed25519'));
	const ed = await open(other, PASSWORD);
	expect(ed.type).toBe('Ed25519');
	expect(ed25519.verify(ed.sign(message), message, other.publicKey)).toBe(true);
});

test('a wrong password, and a file of which a byte changed, open nothing', async () => {
	expect(await faultOf(() => open(readKeyFile(file('sr25519')), `${PASSWORD} `))).toBe('password');
	const bytes = Uint8Array.from(atob(ENCODED.sr25519), (character) => character.charCodeAt(0));
	for (const at of [0, 44, 80, bytes.length - 1]) {
		const changed = bytes.slice();
		changed[at] = (changed[at] ?? 0) ^ 1;
		const encoded = toBase64(changed);
		expect(await faultOf(() => open(readKeyFile(file('sr25519', { encoded })), PASSWORD)), `byte ${at}`).toBe(
			'password',
		);
	}
});

test('a key that is not that of the address is not used', async () => {
	const mixed = file('sr25519', { address: ADDRESS.ed25519 });
	expect(await faultOf(() => open(readKeyFile(mixed), PASSWORD))).toBe('no-key-file');
});

test('a file that asks for more memory than a page gives is not computed', async () => {
	const bytes = Uint8Array.from(atob(ENCODED.sr25519), (character) => character.charCodeAt(0));
	new DataView(bytes.buffer).setUint32(32, 1 << 22, true);
	const begun = performance.now();
	expect(await faultOf(() => open(readKeyFile(file('sr25519', { encoded: toBase64(bytes) })), PASSWORD))).toBe(
		'too-costly',
	);
	expect(performance.now() - begun).toBeLessThan(1_000);
});

test('what is no key file, not encrypted, or of another kind is told apart', async () => {
	const encoding = (change: object) => ({
		encoding: { content: ['pkcs8', 'sr25519'], type: ['scrypt', 'xsalsa20-poly1305'], version: '3', ...change },
	});
	for (const [text, fault] of [
		['', 'no-key-file'],
		['null', 'no-key-file'],
		['{}', 'no-key-file'],
		[file('sr25519', { address: '5Nonsense' }), 'no-key-file'],
		[file('sr25519', encoding({ type: ['none'] })), 'not-encrypted'],
		[file('sr25519', encoding({ content: ['pkcs8', 'ecdsa'] })), 'kind'],
	] as const) {
		expect(await faultOf(() => readKeyFile(text)), text.slice(0, 40)).toBe(fault);
	}
	expect(await faultOf(() => open(readKeyFile(file('sr25519', { encoded: 'AAAA' })), PASSWORD))).toBe('no-key-file');
});
