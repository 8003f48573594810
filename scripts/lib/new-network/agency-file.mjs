// What an agency passes on: the public parts of its keys, and nothing else.

import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { AGENCIES } from '../../../tests/network/agencies.mjs';
import { isPeerId, publicKeyOf } from './ss58.mjs';
import { Refusal } from './refusal.mjs';

/** The file's format and its version. */
export const FORMAT = 'eseal-agency/1';

/** As many validators as the chain gives a seat. */
export const MOST_VALIDATORS = 4;

/** Far above the size of a true one. */
const MOST_BYTES = 64 * 1024;

/**
 * @typedef {object} ValidatorKeys
 * @property {string} account  the validator's account
 * @property {string} aura  the public key that it authors blocks with
 * @property {string} grandpa  the public key that it finalizes with
 */

/**
 * @typedef {object} AgencyFile
 * @property {string} format
 * @property {string} seat  its seat, as the chain names it
 * @property {string} account  the account that governs the seat
 * @property {string[]} officers  its officers' accounts
 * @property {ValidatorKeys[]} validators
 * @property {string[]} bootnodes  addresses where its nodes are found
 */

/** Whether a value is an object with exactly these fields. */
const hasExactly = (value, fields) =>
	value !== null &&
	typeof value === 'object' &&
	!Array.isArray(value) &&
	Object.keys(value).sort().join() === [...fields].sort().join();

const isAddress = (value) => publicKeyOf(value) !== undefined;
const isListOf = (value, is) => Array.isArray(value) && value.every(is);

/** The transport part of a node's address, such as `/dns4/node.example/tcp/30333`. */
export const isTransport = (text) =>
	typeof text === 'string' && /^\/(ip4|ip6|dns|dns4|dns6)\/[0-9a-zA-Z.:-]{1,253}\/tcp\/[0-9]{1,5}(\/ws)?$/.test(text);

/**
 * A node's address, in its parts.
 *
 * @param {unknown} text
 * @returns {{ transport: string, peerId: string } | undefined} nothing if it is not one
 */
export function partsOfBootnode(text) {
	const [, transport, peerId] = (typeof text === 'string' && text.match(/^(.*)\/p2p\/([^/]+)$/)) || [];
	return transport !== undefined && isTransport(transport) && isPeerId(peerId) ? { transport, peerId } : undefined;
}

/**
 * Checks that this is an agency's file and nothing more. A field that is not known could be a secret.
 *
 * @param {any} value
 * @param {string} name  what it is called in an error
 * @returns {AgencyFile}
 */
export function checkAgency(value, name) {
	const fields = ['format', 'seat', 'account', 'officers', 'validators', 'bootnodes'];
	const again = 'Ask the agency for the file that `./scripts/new-network keys` wrote, unchanged.';
	const must = (holds, what) => {
		if (!holds) {
			throw new Refusal(`${name}: ${what}`, again);
		}
	};
	must(hasExactly(value, fields), `it must have the fields ${fields.join(', ')} and no other`);
	must(value.format === FORMAT, `its format is not ${FORMAT}`);
	const seats = AGENCIES.map(({ seat }) => seat);
	must(seats.includes(value.seat), `its seat is none of ${seats.join(', ')}`);
	must(isAddress(value.account), 'its governing account is not an address of this chain');
	must(isListOf(value.officers, isAddress), 'an officer is not an address of this chain');
	must(value.officers.length > 0, 'it names no officer');
	must(
		isListOf(value.validators, (validator) => hasExactly(validator, ['account', 'aura', 'grandpa'])),
		'each validator must have an account, an aura key and a grandpa key, and nothing else',
	);
	must(
		value.validators.length >= 1 && value.validators.length <= MOST_VALIDATORS,
		`a seat has 1 to ${MOST_VALIDATORS} validators`,
	);
	must(
		value.validators.every((validator) => Object.values(validator).every(isAddress)),
		"a validator's account or key is not an address of this chain",
	);
	must(
		isListOf(value.bootnodes, (bootnode) => partsOfBootnode(bootnode) !== undefined),
		'a bootnode is not an address such as /dns4/node.example/tcp/30333/p2p/12D3Koo…',
	);
	return value;
}

/**
 * Reads an agency's file.
 *
 * @param {string} path
 * @returns {{ agency: AgencyFile, digest: string }} with the SHA-256 of the file
 */
export function readAgency(path) {
	let bytes;
	try {
		bytes = readFileSync(path);
	} catch (error) {
		throw new Refusal(`${path} cannot be read: ${error.message}`, 'Name the file that the agency passed on.');
	}
	let value;
	try {
		value = bytes.length <= MOST_BYTES ? JSON.parse(bytes.toString('utf8')) : undefined;
	} catch {
		value = undefined;
	}
	return { agency: checkAgency(value, path), digest: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * All keys, accounts and identities that it names, each with what it is for.
 *
 * @param {AgencyFile} agency
 * @returns {{ key: string, use: string }[]}
 */
export function keysOf({ seat, account, officers, validators, bootnodes }) {
	const numbered = (list, one) => (index) => (list.length > 1 ? `${one} ${index + 1}` : one);
	const officer = numbered(officers, 'officer');
	const validator = numbered(validators, 'validator');
	const uses = [
		{ key: account, use: 'governing account' },
		...officers.map((key, index) => ({ key, use: officer(index) })),
		...validators.flatMap((keys, index) => [
			{ key: keys.account, use: `${validator(index)}'s account` },
			{ key: keys.aura, use: `${validator(index)}'s aura key` },
			{ key: keys.grandpa, use: `${validator(index)}'s grandpa key` },
		]),
		...bootnodes.map((bootnode, index) => ({ key: partsOfBootnode(bootnode).peerId, use: numbered(bootnodes, 'node')(index) })),
	];
	return uses.map(({ key, use }) => ({ key, use: `${seat}'s ${use}` }));
}

/**
 * Fails unless each seat is there once.
 *
 * @param {AgencyFile[]} agencies
 */
export function checkSeats(agencies) {
	for (const { seat, title } of AGENCIES) {
		const count = agencies.filter((agency) => agency.seat === seat).length;
		if (count === 0) {
			throw new Refusal(`no file is of ${title} (${seat})`, 'Each of the three agencies passes on one file; name all three.');
		}
		if (count > 1) {
			throw new Refusal(`${count} files are of ${title} (${seat})`, 'Name the file of each agency once.');
		}
	}
}

/**
 * Fails if a key has two uses, or everyone has its secret.
 *
 * @param {AgencyFile[]} agencies
 * @param {Map<string, string>} wellKnown
 */
export function checkKeys(agencies, wellKnown) {
	const seen = new Map();
	for (const { key, use } of agencies.flatMap(keysOf)) {
		if (wellKnown.has(key)) {
			throw new Refusal(
				`${use} is a development key, which everyone has: ${key} (${wellKnown.get(key)})`,
				'That agency makes keys of its own: ./scripts/new-network keys --help',
			);
		}
		if (seen.has(key)) {
			throw new Refusal(
				`one key has two uses: ${key} is ${seen.get(key)} and ${use}`,
				'Every key and account has one use, in one agency. Make the keys again: ./scripts/new-network keys --help',
			);
		}
		seen.set(key, use);
	}
}
