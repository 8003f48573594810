// The bytes that a seal key and a second operator sign, put together by hand from their documented layout. The chain's own runtime
// APIs give the same bytes; that both agree is what lets a person sign without trusting the node they ask.
//
//     use         "eseal:use:v2"               genesis hash  account  statement
//     approval    "<Bytes>eseal:approval:v1"   genesis hash  account  statement  "</Bytes>"
//     possession  "eseal:possession:v1"        genesis hash  owner    claim
//
// The rest is SCALE: integers little-endian, an enum as its index and content, an option as 0 or 1 and content, a text with
// its length before it.

import { bnToU8a, compactAddLength, hexToU8a, stringToU8a, u8aConcat } from '@polkadot/util';
import { decodeAddress } from '@polkadot/util-crypto';

const KEYS = ['Sr25519', 'Ed25519', 'Ecdsa'];
const DIGESTS = ['Sha256', 'Sm3', 'Blake2b256', 'Commitment', 'CommitmentSm3'];
const DOCUMENTS = ['One', 'Batch'];
const PURPOSES = [
	'Contract',
	'Invoice',
	'Tender',
	'Finance',
	'HumanResources',
	'GovernmentFiling',
	'Other',
	'Liquidation',
];

/** @param {number} number */
const u32 = (number) => bnToU8a(number, { bitLength: 32, isLe: true });
/** @param {number | bigint} number */
const u64 = (number) => bnToU8a(number, { bitLength: 64, isLe: true });
/** @param {Uint8Array | null} content */
const option = (content) => (content === null ? Uint8Array.of(0) : u8aConcat(Uint8Array.of(1), content));
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
 * A document's digest in SCALE: its algorithm's number, then 32 bytes.
 *
 * @param {Record<string, string>} document
 */
export const digestBytes = (document) => choice(DIGESTS, document);

/**
 * What a statement is of: one document, or a batch.
 *
 * @typedef {{ One: Record<string, string> } | { Batch: Batch }} Documents
 *
 * @typedef {object} Batch
 * @property {number} count  how many documents
 * @property {string} root  of the Merkle tree over them, in hexadecimal
 */

/** @param {Documents} documents */
const documentsBytes = (documents) =>
	'One' in documents
		? u8aConcat(indexIn(DOCUMENTS, 'One'), digestBytes(documents.One))
		: u8aConcat(indexIn(DOCUMENTS, 'Batch'), u32(documents.Batch.count), hexToU8a(documents.Batch.root));

/**
 * What is stated at a use or a batch of uses, as polkadot.js takes it.
 *
 * @typedef {object} Statement
 * @property {number | bigint} seal
 * @property {number | bigint | null} grant  the sender's; none for the owner and for a liquidator
 * @property {number | bigint} nonce  how many uses there are already under the grant, or without one
 * @property {Documents} documents
 * @property {string} purpose
 * @property {number} signedAt  in milliseconds since the Unix epoch
 */

/**
 * A statement in SCALE.
 *
 * @param {Statement} statement
 */
export const statementBytes = ({ seal, grant, nonce, documents, purpose, signedAt }) =>
	u8aConcat(
		u64(seal),
		option(grant === null ? null : u64(grant)),
		u64(nonce),
		documentsBytes(documents),
		indexIn(PURPOSES, purpose),
		u64(signedAt),
	);

/**
 * What the seal key signs at a use or a batch of uses.
 *
 * @param {string} genesisHash  of the chain, in hexadecimal
 * @param {string} address  the account that sends it
 * @param {Statement} statement
 */
export const useBytes = (genesisHash, address, statement) =>
	u8aConcat(stringToU8a('eseal:use:v2'), hexToU8a(genesisHash), decodeAddress(address), statementBytes(statement));

/**
 * What the second operator signs at a use or a batch of uses: in a form that browser wallets sign.
 *
 * @param {string} genesisHash  of the chain, in hexadecimal
 * @param {string} address  the account that sends it
 * @param {Statement} statement
 */
export const approvalBytes = (genesisHash, address, statement) =>
	u8aConcat(
		stringToU8a('<Bytes>eseal:approval:v1'),
		hexToU8a(genesisHash),
		decodeAddress(address),
		statementBytes(statement),
		stringToU8a('</Bytes>'),
	);

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
