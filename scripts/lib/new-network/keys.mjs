// An agency's keys, made on its own machine: one directory with the secrets, one file to pass on.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AGENCIES } from '../../../tests/network/agencies.mjs';
import { checkAgency, checkKeys, FORMAT } from './agency-file.mjs';
import { Refusal } from './refusal.mjs';
import { publicKeyOf } from './ss58.mjs';
import { wellKnownKeys } from './well-known.mjs';

/** The session keys, each with its type in a keystore. */
const SESSION_KEYS = [
	{ name: 'aura', type: 'aura', scheme: 'sr25519' },
	{ name: 'grandpa', type: 'gran', scheme: 'ed25519' },
];

/** Where a validator's node keeps what; `number` counts from 1. */
export const validatorDirectory = (directory, number) => join(directory, `validator-${number}`);

/** Writes a secret, for its owner's eyes only. */
const writeSecret = (path, phrase) => writeFileSync(path, `${phrase}\n`, { mode: 0o600, flag: 'wx' });

/** A keystore's file for a key: its name is the key's type and the key, in hexadecimal. */
const keystoreFile = (type, address) => Buffer.from(type).toString('hex') + publicKeyOf(address).toString('hex');

/**
 * Makes an account, and keeps its phrase in a file.
 *
 * @returns {string} its address
 */
function makeAccount(node, file) {
	const { phrase, address } = node.generateKey('sr25519');
	writeSecret(file, phrase);
	return address;
}

/** Makes what one validator's node needs: session keys in a keystore, and a key of the node. */
function makeValidator(node, directory, accounts, number) {
	mkdirSync(directory);
	const keystore = join(directory, 'keystore');
	mkdirSync(keystore);
	const keys = { account: makeAccount(node, join(accounts, `validator-${number}.phrase`)) };
	for (const { name, type, scheme } of SESSION_KEYS) {
		const { phrase, address } = node.generateKey(scheme);
		const file = join(directory, `${name}.phrase`);
		writeSecret(file, phrase);
		node.insertKey({ keystore, file, type, scheme });
		// The keystore has it now; a second copy is only a second thing to lose.
		rmSync(file);
		keys[name] = address;
	}
	return { keys, peerId: node.generateNodeKey(join(directory, 'node.key')) };
}

/**
 * Makes an agency's keys.
 *
 * @param {object} options
 * @param {import('./binary.mjs').EsealNode} options.node
 * @param {string} options.seat
 * @param {string} options.directory  where the secrets and the public file go; must not exist
 * @param {number} options.validators  how many nodes validate for the agency
 * @param {string[]} options.transports  where each node is found, such as `/dns4/node.example/tcp/30333`
 * @param {string} [options.account]  a governing account that the agency keeps elsewhere, instead of a new one
 * @param {string[]} options.officers  officers' accounts that the agency keeps elsewhere, instead of a new one
 * @returns {{ agency: import('./agency-file.mjs').AgencyFile, file: string }} what to pass on
 */
export function makeKeys({ node, seat, directory, validators, transports, account, officers }) {
	const target = resolve(directory);
	if (existsSync(target)) {
		throw new Refusal(`${directory} exists already, and keys are never overwritten`, 'Name a directory that does not exist.');
	}
	if (!existsSync(dirname(target))) {
		throw new Refusal(`there is no directory ${dirname(target)}`, 'Make it, or name another place.');
	}
	// Nothing made here, nor by the node called from here, is for anyone else's eyes.
	process.umask(0o077);
	// All or nothing: the directory gets its name when everything is in it.
	const draft = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
	try {
		const accounts = join(draft, 'accounts');
		mkdirSync(accounts);
		const made = Array.from({ length: validators }, (_, index) =>
			makeValidator(node, validatorDirectory(draft, index + 1), accounts, index + 1),
		);
		const agency = checkAgency(
			{
				format: FORMAT,
				seat,
				account: account ?? makeAccount(node, join(accounts, 'governing.phrase')),
				officers: officers.length > 0 ? officers : [makeAccount(node, join(accounts, 'officer-1.phrase'))],
				validators: made.map(({ keys }) => keys),
				bootnodes: transports.map((transport, index) => `${transport}/p2p/${made[index].peerId}`),
			},
			'the public file',
		);
		checkKeys([agency], wellKnownKeys(node));
		if (readdirSync(accounts).length === 0) {
			rmSync(accounts, { recursive: true });
		}
		const name = `${AGENCIES.find((one) => one.seat === seat).directory}.json`;
		writeFileSync(join(draft, name), `${JSON.stringify(agency, null, '\t')}\n`, { flag: 'wx' });
		renameSync(draft, target);
		return { agency, file: join(target, name) };
	} catch (error) {
		rmSync(draft, { recursive: true, force: true });
		throw error;
	}
}

/**
 * Fails unless a directory that `makeKeys` made holds the secrets of an agency's session keys.
 *
 * @param {string} directory
 * @param {import('./agency-file.mjs').AgencyFile} agency
 */
export function checkKeystores(directory, { validators }) {
	validators.forEach((keys, index) => {
		const keystore = join(validatorDirectory(directory, index + 1), 'keystore');
		for (const { name, type } of SESSION_KEYS) {
			if (!existsSync(join(keystore, keystoreFile(type, keys[name])))) {
				throw new Refusal(
					`${keystore} does not have the secret of the ${name} key ${keys[name]}`,
					'Name the directory that `./scripts/new-network keys` made on this machine, and the file from it.',
				);
			}
		}
	});
}
