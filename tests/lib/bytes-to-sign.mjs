// The bytes that a seal key signs, put together by hand from their documented layout. The chain's own runtime APIs give the
// same bytes; that both agree is what lets a person sign without trusting the node they ask.
//
//     use         "eseal:use:v1"         genesis hash  account  statement
//     possession  "eseal:possession:v1"  genesis hash  owner    claim
//
// The rest is SCALE: integers little-endian, an enum as its index and content, a text with its length before it.

import { bnToU8a, compactAddLength, hexToU8a, stringToU8a, u8aConcat } from '@polkadot/util';
import { decodeAddress } from '@polkadot/util-crypto';

const KEYS = ['Sr25519', 'Ed25519', 'Ecdsa'];
const DIGESTS = ['Sha256', 'Sm3', 'Blake2b256', 'Commitment'];
const PURPOSES = ['Contract', 'Invoice', 'Tender', 'Finance', 'HumanResources', 'GovernmentFiling', 'Other'];

/** @param {number | bigint} number */
const u64 = (number) => bnToU8a(number, { bitLength: 64, isLe: true });
/** @param {string} string */
const text = (string) => compactAddLength(stringToU8a(string));

/**
 * @param {string[]} names
 * @param {string} name
 */
function indexIn(names, name) {
	const index = names.indexOf(name);
	if (index < 0) {
		throw new Error(`${name} is none of ${names.join(', ')}`);
	}
	return Uint8Array.of(index);
}

/**
 * An enum with one value.
 *
 * @param {string[]} names
 * @param {Record<string, string>} value  as polkadot.js takes it: `{ Sha256: '0x…' }`
 */
function choice(names, value) {
	const [[name, content]] = Object.entries(value);
	return u8aConcat(indexIn(names, name), hexToU8a(content));
}

/**
 * What the seal key signs at a use.
 *
 * @param {string} genesisHash  of the chain, in hexadecimal
 * @param {string} address  the account that sends the use
 * @param {object} statement
 * @param {number | bigint} statement.seal
 * @param {number | bigint} statement.nonce
 * @param {Record<string, string>} statement.document  a digest
 * @param {string} statement.purpose
 * @param {number} statement.signedAt  in milliseconds since the Unix epoch
 */
export function useBytes(genesisHash, address, { seal, nonce, document, purpose, signedAt }) {
	return u8aConcat(
		stringToU8a('eseal:use:v1'),
		hexToU8a(genesisHash),
		decodeAddress(address),
		u64(seal),
		u64(nonce),
		choice(DIGESTS, document),
		indexIn(PURPOSES, purpose),
		u64(signedAt),
	);
}

/**
 * What the seal key signs when its owner applies.
 *
 * @param {string} genesisHash  of the chain, in hexadecimal
 * @param {string} address  the owner's account
 * @param {object} claim
 * @param {string} claim.uscc
 * @param {string} claim.code  the physical seal's
 * @param {Record<string, string>} claim.key  the public key
 * @param {Record<string, string>} claim.certificate  a digest
 * @param {Record<string, string>} claim.picture  a digest
 * @param {number} claim.validFrom  in milliseconds since the Unix epoch
 * @param {number} claim.validUntil  in milliseconds since the Unix epoch
 */
export function possessionBytes(genesisHash, address, claim) {
	return u8aConcat(
		stringToU8a('eseal:possession:v1'),
		hexToU8a(genesisHash),
		decodeAddress(address),
		text(claim.uscc),
		text(claim.code),
		choice(KEYS, claim.key),
		choice(DIGESTS, claim.certificate),
		choice(DIGESTS, claim.picture),
		u64(claim.validFrom),
		u64(claim.validUntil),
	);
}
