// The chain of a drill: the seats and officers of the development chain, with fresh validators.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGENCIES } from '../../network/agencies.mjs';
import { EsealNode } from '../../network/eseal-node.mjs';

/** The chain's id. Directories and protocols are called after it. */
export const CHAIN_ID = 'eseal_drill';

/** What a key is called in the specification and in a keystore. */
const SESSION_KEYS = /** @type {const} */ ({
	aura: { type: 'aura', scheme: 'sr25519' },
	grandpa: { type: 'gran', scheme: 'ed25519' },
});

/**
 * A validator of the chain, before it runs.
 *
 * @typedef {object} Member
 * @property {import('../../network/agencies.mjs').Agency} agency  its agency, with the validator's own title and directory
 * @property {string} directory  where its keys are and its data go
 * @property {string} account  the account that its session keys belong to
 * @property {{ aura: string, grandpa: string }} keys  their public parts
 */

/**
 * Makes the keys of one validator's node.
 *
 * @param {EsealNode} node
 * @param {string} home
 * @param {import('../../network/agencies.mjs').Agency} agency
 * @param {number} number  counts the agency's validators, from 1
 * @param {number} count  how many the agency has
 * @returns {Member}
 */
function makeMember(node, home, agency, number, count) {
	const suffix = count > 1 ? ` ${number}` : '';
	const directory = join(home, `${agency.directory}${suffix.replace(' ', '-')}`);
	const keystore = join(directory, 'keystore');
	mkdirSync(keystore, { recursive: true, mode: 0o700 });
	const secret = join(directory, 'phrase');
	/** @param {{ type: string, scheme: 'sr25519' | 'ed25519' }} kind */
	const makeKey = ({ type, scheme }) => {
		const { phrase, address } = node.generateKey(scheme);
		writeFileSync(secret, phrase, { mode: 0o600 });
		// A chain is asked for, although the keystore's directory is given.
		node.insertKey(['--chain', 'local', '--keystore-path', keystore], { type, scheme, secret });
		rmSync(secret);
		return address;
	};
	const keys = { aura: makeKey(SESSION_KEYS.aura), grandpa: makeKey(SESSION_KEYS.grandpa) };
	node.generateNodeKey(join(directory, 'node.key'));
	const { address: account } = node.generateKey('sr25519');
	return { agency: { ...agency, title: `${agency.title}${suffix}` }, directory, account, keys };
}

/**
 * Makes a chain: for each seat so many validators, each with fresh keys in a directory of its own, and the specification.
 * The governing accounts and the officers are those of the development chain, so that `tests/lib` and `tests/story` can
 * act for the agencies.
 *
 * @param {object} options
 * @param {string} options.binary  eseal-node, whose runtime the chain begins with
 * @param {string} options.home
 * @param {number} options.validatorsPerSeat
 * @param {(spec: any) => void} [options.change]  may change the specification before it is written
 * @returns {{ spec: string, members: Member[] }} the file of the specification, and the validators, seat by seat
 */
export function makeChain({ binary, home, validatorsPerSeat, change }) {
	const node = new EsealNode(binary);
	const members = AGENCIES.flatMap((agency) =>
		Array.from({ length: validatorsPerSeat }, (_, index) =>
			makeMember(node, home, agency, index + 1, validatorsPerSeat),
		),
	);
	const content = structuredClone(node.builtInSpec('local'));
	content.name = 'E-seal drill';
	content.id = CHAIN_ID;
	content.protocolId = CHAIN_ID;
	const { patch } = content.genesis.runtimeGenesis;
	for (const [name, seat] of patch.agencies.seats) {
		seat.validators = members.filter(({ agency }) => agency.seat === name).map(({ account }) => account);
	}
	patch.session.keys = members.map(({ account, keys }) => [account, account, keys]);
	change?.(content);
	const spec = join(home, 'spec.json');
	writeFileSync(spec, JSON.stringify(content));
	return { spec, members };
}
