// Accounts and public keys as people read them: SS58, with the prefix 42 that this chain's specification names.

import { createHash } from 'node:crypto';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const PREFIX = 42;
const KEY_BYTES = 32;
const CHECKSUM_BYTES = 2;

/**
 * @param {string} text  base 58, as Bitcoin writes it
 * @returns {Buffer | undefined} nothing if it is not base 58
 */
function base58Decode(text) {
	let number = 0n;
	for (const character of text) {
		const digit = ALPHABET.indexOf(character);
		if (digit < 0) {
			return undefined;
		}
		number = number * 58n + BigInt(digit);
	}
	const hex = number === 0n ? '' : number.toString(16);
	const zeros = text.length - text.replace(/^1+/, '').length;
	return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')]);
}

/**
 * @param {Buffer} bytes
 * @returns {string}
 */
function base58Encode(bytes) {
	let text = '';
	for (let number = BigInt(`0x${bytes.toString('hex') || '0'}`); number > 0n; number /= 58n) {
		text = ALPHABET[Number(number % 58n)] + text;
	}
	const zeros = bytes.findIndex((byte) => byte !== 0);
	return '1'.repeat(zeros < 0 ? bytes.length : zeros) + text;
}

/** The checksum of an address. */
const checksum = (body) =>
	createHash('blake2b512')
		.update(Buffer.concat([Buffer.from('SS58PRE'), body]))
		.digest()
		.subarray(0, CHECKSUM_BYTES);

/**
 * Reads an address. There is one way to write a key, so equal keys have equal addresses.
 *
 * @param {unknown} address
 * @returns {Buffer | undefined} the 32 bytes of the key or account; nothing if it is not an address of this chain
 */
export function publicKeyOf(address) {
	const bytes = typeof address === 'string' && address.length < 64 ? base58Decode(address) : undefined;
	if (bytes?.length !== 1 + KEY_BYTES + CHECKSUM_BYTES || bytes[0] !== PREFIX) {
		return undefined;
	}
	const body = bytes.subarray(0, 1 + KEY_BYTES);
	return checksum(body).equals(bytes.subarray(1 + KEY_BYTES)) ? body.subarray(1) : undefined;
}

/**
 * @param {Buffer} key  32 bytes
 * @returns {string} its address
 */
export function addressOf(key) {
	const body = Buffer.concat([Buffer.from([PREFIX]), key]);
	return base58Encode(Buffer.concat([body, checksum(body)]));
}

/**
 * The identity in the network of a node whose key is this, as it stands at the end of its address.
 *
 * @param {Buffer} key  the public Ed25519 key, 32 bytes
 * @returns {string}
 */
export const peerIdOf = (key) => base58Encode(Buffer.concat([Buffer.from('002408011220', 'hex'), key]));

/** Whether a text is the identity of a node with an Ed25519 key. */
export function isPeerId(text) {
	const bytes = base58Decode(text);
	return bytes?.length === 38 && bytes.subarray(0, 6).toString('hex') === '002408011220';
}
