// Key files as polkadot.js writes them: a secret under a password, by scrypt and xsalsa20-poly1305. For development alone: a page
// that opens a secret must be trusted with it.

import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { AccountId } from '@polkadot-api/substrate-bindings';
import { getPublicKey, sign } from '@scure/sr25519';
import { equal, fromBase64, fromHex } from '../../bytes.ts';

/** The kinds of key that are opened here, with the chain's names. */
const KINDS = { sr25519: 'Sr25519', ed25519: 'Ed25519' } as const;

type Kind = keyof typeof KINDS;

/** What is wrong with a key file, or with what was typed for it. */
export type KeyFault =
	/** It is no key file of polkadot.js. */
	| 'no-key-file'
	/** It is not encrypted, or in a way that is not known here. */
	| 'not-encrypted'
	/** It has a key of another kind. */
	| 'kind'
	/** It asks for more than this page computes. */
	| 'too-costly'
	| 'password';

export class KeyError extends Error {
	constructor(readonly fault: KeyFault) {
		super(fault);
	}
}

/** A key file, before it is opened. */
export interface KeyFile {
	readonly name: string;
	readonly kind: Kind;
	readonly publicKey: Uint8Array;
	readonly address: string;
	readonly sealed: Uint8Array;
}

/** A key, opened: in memory alone, until whoever opened it lets go of it. */
export interface OpenKey {
	readonly type: (typeof KINDS)[Kind];
	readonly publicKey: Uint8Array;
	sign(message: Uint8Array): Uint8Array;
}

/** How long the parts are that stand before what is encrypted: salt, then N, p and r; and the nonce. */
const SALT = 32;
const PARAMETERS = SALT + 12;
const NONCE = 24;

/** The most memory that scrypt may take, in bytes: polkadot.js writes files that take 128 MiB at most. */
const MOST_MEMORY = 1 << 28;

/** What a secret begins with (PKCS 8), and what stands between it and the public key. */
const HEADER = Uint8Array.of(48, 83, 2, 1, 1, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32);
const DIVIDER = Uint8Array.of(161, 35, 3, 33, 0);
const SECRET = 64;

const account = AccountId();

/**
 * Reads a key file.
 *
 * @throws {KeyError}
 */
export function readKeyFile(text: string): KeyFile {
	const { encoded, encoding, address, meta } = parsed(text);
	if (typeof encoded !== 'string' || typeof address !== 'string' || encoding?.version !== '3') {
		throw new KeyError('no-key-file');
	}
	const [format, kind] = Array.isArray(encoding.content) ? encoding.content : [];
	if (format !== 'pkcs8' || !(kind in KINDS)) {
		throw new KeyError('kind');
	}
	const [derivation, cipher] = Array.isArray(encoding.type) ? encoding.type : [];
	if (derivation !== 'scrypt' || cipher !== 'xsalsa20-poly1305') {
		throw new KeyError('not-encrypted');
	}
	try {
		// As hexadecimal where the key was written as such, else in base64.
		const sealed = encoded.startsWith('0x') ? fromHex(encoded) : fromBase64(encoded);
		const publicKey = address.startsWith('0x') ? fromHex(address) : account.enc(address);
		const name = typeof meta?.name === 'string' ? meta.name : '';
		return { name, kind: kind as Kind, publicKey, address: account.dec(publicKey), sealed };
	} catch {
		throw new KeyError('no-key-file');
	}
}

interface Written {
	encoded?: unknown;
	encoding?: { content?: unknown; type?: unknown; version?: unknown };
	address?: unknown;
	meta?: { name?: unknown };
}

function parsed(text: string): Written {
	try {
		return (JSON.parse(text) ?? {}) as Written;
	} catch {
		throw new KeyError('no-key-file');
	}
}

/**
 * Opens a key file.
 *
 * @throws {KeyError}
 */
export async function open({ sealed, kind, publicKey }: KeyFile, password: string): Promise<OpenKey> {
	const view = new DataView(sealed.buffer, sealed.byteOffset, sealed.length);
	if (sealed.length < PARAMETERS + NONCE) {
		throw new KeyError('no-key-file');
	}
	const [N, p, r] = [0, 4, 8].map((at) => view.getUint32(SALT + at, true)) as [number, number, number];
	if (128 * N * r > MOST_MEMORY || p > 16 || N < 2 || r < 1 || p < 1 || (N & (N - 1)) !== 0) {
		throw new KeyError('too-costly');
	}
	const typed = new TextEncoder().encode(password);
	const key = await scryptAsync(typed, sealed.subarray(0, SALT), { N, r, p, dkLen: 32, maxmem: MOST_MEMORY * 2 });
	let secret: Uint8Array;
	try {
		const nonce = sealed.subarray(PARAMETERS, PARAMETERS + NONCE);
		secret = xsalsa20poly1305(key, nonce).decrypt(sealed.subarray(PARAMETERS + NONCE));
	} catch {
		throw new KeyError('password');
	} finally {
		key.fill(0);
	}
	return pair(secret, kind, publicKey);
}

function pair(plain: Uint8Array, kind: Kind, publicKey: Uint8Array): OpenKey {
	const divider = plain.subarray(HEADER.length + SECRET, HEADER.length + SECRET + DIVIDER.length);
	if (!equal(plain.subarray(0, HEADER.length), HEADER) || !equal(divider, DIVIDER)) {
		throw new KeyError('no-key-file');
	}
	const secret = plain.slice(HEADER.length, HEADER.length + SECRET);
	plain.fill(0);
	// Of Ed25519 the seed, then the public key.
	const seed = secret.subarray(0, 32);
	const isItsOwn = equal(kind === 'sr25519' ? getPublicKey(secret) : ed25519.getPublicKey(seed), publicKey);
	if (!isItsOwn) {
		throw new KeyError('no-key-file');
	}
	return {
		type: KINDS[kind],
		publicKey,
		sign: (message) => (kind === 'sr25519' ? sign(secret, message) : ed25519.sign(message, seed)),
	};
}
