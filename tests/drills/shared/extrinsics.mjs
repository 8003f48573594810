// Signed extrinsics by the thousand. polkadot.js takes milliseconds for each; here only the nonce, the call and the signature
// are put in, and what stands around them is taken from an extrinsic that polkadot.js made.

import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { compactToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { blake2AsU8a, encodeAddress } from '@polkadot/util-crypto';
import { account } from '../../lib/accounts.mjs';
import { digestBytes } from '../../lib/bytes-to-sign.mjs';

/** What an ed25519 secret begins with as a PKCS#8 document. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const ED25519 = Uint8Array.of(0);
/** A signed extrinsic of version 4, by an account that is named by its id. */
const SIGNED = Uint8Array.of(0x84, 0);
/** How much there is before what a frame has: that, the account, and a signature with its kind. */
const BEFORE_FRAME = 2 + 32 + 65;
/** What is longer is signed by its digest. */
const LONGEST_SIGNED = 256;
/** Both take one byte, so that what is around them does not move. */
const TWO_NONCES = /** @type {const} */ ([0, 1]);

/**
 * Somebody who signs.
 *
 * @typedef {object} Signer
 * @property {string} address
 * @property {Uint8Array} publicKey
 * @property {(bytes: Uint8Array) => Uint8Array} sign  the signature, with its kind before it
 */

/**
 * An account whose signatures cost next to nothing.
 *
 * @param {Uint8Array} seed  32 bytes
 * @returns {Signer}
 */
export function quickSigner(seed) {
	const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
	const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
	const publicKey = new Uint8Array(spki.subarray(-32));
	return {
		address: encodeAddress(publicKey, 42),
		publicKey,
		sign: (bytes) => u8aConcat(ED25519, sign(null, bytes, key)),
	};
}

/**
 * An account of polkadot.js.
 *
 * @param {import('@polkadot/keyring/types').KeyringPair} pair
 * @returns {Signer}
 */
export const signerOf = (pair) => ({
	address: pair.address,
	publicKey: pair.publicKey,
	sign: (bytes) => pair.sign(bytes, { withType: true }),
});

/**
 * What is signed beside the call, and what is sent between signature and call: each before and after the nonce.
 *
 * @typedef {object} Frame
 * @property {[Uint8Array, Uint8Array]} signed
 * @property {[Uint8Array, Uint8Array]} sent
 */

/**
 * What is before and after the nonce: the same in an extrinsic with the nonce 0 and in one with the nonce 1.
 *
 * @param {Uint8Array} zero
 * @param {Uint8Array} one
 * @returns {[Uint8Array, Uint8Array]}
 */
export function aroundNonce(zero, one) {
	const differing = [...zero.keys()].filter((place) => zero[place] !== one[place]);
	const [place] = differing;
	if (zero.length !== one.length || differing.length !== 1 || zero[place] !== 0 || one[place] !== 4) {
		throw new Error('what is not the nonce changes with it');
	}
	return [zero.slice(0, place), zero.slice(place + 1)];
}

/**
 * The frame of extrinsics as polkadot.js makes them.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {object} [since]  the block that they name; they are valid for so many blocks from it. Without one they name none, and
 *   are valid for ever
 * @param {number} since.number
 * @param {string} since.hash
 * @param {number} since.period
 * @returns {Frame}
 */
export function frameOf(api, since) {
	const call = api.tx.system.remark('0x');
	const method = call.method.toU8a();
	const era = api.registry.createType('ExtrinsicEra', since && { current: since.number, period: since.period });
	const { genesisHash, runtimeVersion } = api;
	const options = { era, genesisHash, blockHash: since?.hash ?? genesisHash, runtimeVersion };
	const [zero, one] = TWO_NONCES.map((nonce) => {
		const payload = api.registry.createType(
			'ExtrinsicPayload',
			{
				...{ method: u8aToHex(method), nonce, tip: 0, era: era.toHex(), genesisHash, blockHash: options.blockHash },
				specVersion: runtimeVersion.specVersion,
				transactionVersion: runtimeVersion.transactionVersion,
			},
			{ version: 4 },
		);
		const extrinsic = call.sign(account('//Anyone'), { ...options, nonce }).toU8a(true);
		return {
			signed: payload.toU8a(true).slice(method.length),
			sent: extrinsic.slice(BEFORE_FRAME, extrinsic.length - method.length),
		};
	});
	return { signed: aroundNonce(zero.signed, one.signed), sent: aroundNonce(zero.sent, one.sent) };
}

/**
 * A signed extrinsic, in hexadecimal.
 *
 * @param {Frame} frame
 * @param {Signer} signer
 * @param {number} nonce
 * @param {Uint8Array} call  as it is encoded
 * @returns {string}
 */
export function extrinsic({ signed, sent }, signer, nonce, call) {
	const number = compactToU8a(nonce);
	const statement = u8aConcat(call, signed[0], number, signed[1]);
	const signature = signer.sign(statement.length > LONGEST_SIGNED ? blake2AsU8a(statement, 256) : statement);
	const body = [SIGNED, signer.publicKey, signature, sent[0], number, sent[1], call];
	const length = body.reduce((sum, part) => sum + part.length, 0);
	return `0x${Buffer.concat([compactToU8a(length), ...body]).toString('hex')}`;
}

/**
 * Who signed an extrinsic, and its length in bytes.
 *
 * @param {string} hex
 * @returns {{ signer: string | undefined, bytes: number }} the account in hexadecimal; nothing if nobody signed it
 */
export function senderOf(hex) {
	const bytes = (hex.length - 2) / 2;
	// The low two bits of a length tell how many bytes it takes.
	const prefix = 2 * [1, 2, 4, 5][Number.parseInt(hex.slice(2, 4), 16) & 3];
	const [from, to] = [2 + prefix + 4, 2 + prefix + 4 + 64];
	const signed = hex.slice(2 + prefix, from) === '8400';
	return { signer: signed ? `0x${hex.slice(from, to)}` : undefined, bytes };
}

/** Stands in a call where a number will. */
export const ANY_NUMBER = 0x5eed_5eed_5eed_5eedn;

/**
 * A call that is sent again and again with another number in it.
 *
 * @param {Uint8Array} call  as it is encoded, with `ANY_NUMBER` in it once, as eight bytes, the lowest first
 * @returns {(number: number) => Uint8Array}
 */
export function numbered(call) {
	const sought = Buffer.alloc(8);
	sought.writeBigUInt64LE(ANY_NUMBER);
	const place = Buffer.from(call).indexOf(sought);
	if (place < 0 || Buffer.from(call).indexOf(sought, place + 1) >= 0) {
		throw new Error('the call must have the number in it once');
	}
	return (number) => {
		const copy = Buffer.from(call);
		copy.writeBigUInt64LE(BigInt(number), place);
		return copy;
	};
}

/** A seal key's signature, with its kind before it. */
const SEAL_SIGNATURE = 65;

/**
 * A batch with its documents. polkadot.js takes tens of milliseconds for a thousand of them; so it makes the call without
 * any, and here they are put in.
 *
 * @param {Uint8Array} call  as it is encoded, which ends with an empty list and a seal key's signature
 * @param {Record<string, string>[]} documents  their digests
 */
export function listing(call, documents) {
	const signature = call.length - SEAL_SIGNATURE;
	if (call[signature - 1] !== 0) {
		throw new Error('the call must end with an empty list and a signature');
	}
	return u8aConcat(
		call.subarray(0, signature - 1),
		compactToU8a(documents.length),
		...documents.map(digestBytes),
		call.subarray(signature),
	);
}

/** `ANY_NUMBER` at the beginning of so many bytes, in hexadecimal. @param {number} length */
export function anyBytes(length) {
	const bytes = Buffer.alloc(length);
	bytes.writeBigUInt64LE(ANY_NUMBER);
	return u8aToHex(bytes);
}

/** A call as it is encoded. @param {{ method: { toU8a(): Uint8Array } }} call */
export const encoded = ({ method }) => method.toU8a();
