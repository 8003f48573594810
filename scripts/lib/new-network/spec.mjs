// The chain specification: made from the agencies' files alone, the same bytes wherever it is made.

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AGENCIES } from '../../../tests/network/agencies.mjs';
import { checkAgency, checkKeys, checkSeats, FORMAT } from './agency-file.mjs';
import { Refusal } from './refusal.mjs';
import { wellKnownKeys } from './well-known.mjs';

/** The specification's files. */
export const PLAIN = 'eseal-plain.json';
export const RAW = 'eseal-raw.json';

/** What the chain's name and id may be: no surprise in a log, a path or a protocol's name. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;
const ID = /^[a-z][a-z0-9_]{2,31}$/;
const TAKEN_IDS = ['eseal_dev', 'eseal_local'];

export const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/**
 * Fails unless a network may be called so.
 *
 * @param {{ name: unknown, id: unknown }} network
 */
export function checkNames({ name, id }) {
	if (typeof name !== 'string' || !NAME.test(name)) {
		throw new Refusal('the name must be 1 to 64 letters, digits, spaces, dots, underscores or hyphens');
	}
	if (typeof id !== 'string' || !ID.test(id)) {
		throw new Refusal('the id must be 3 to 32 small letters, digits or underscores, and begin with a letter');
	}
	if (TAKEN_IDS.includes(id)) {
		throw new Refusal(`the id ${id} is a development chain's`, 'Choose another.');
	}
}

/** An agency's part of the genesis. */
const seatOf = ({ seat, account, officers, validators }) => [
	seat,
	{ account, officers, validators: validators.map((validator) => validator.account) },
];

const keysOf = ({ account, aura, grandpa }) => [account, account, { aura, grandpa }];

/**
 * The plain specification.
 *
 * @param {object} options
 * @param {import('./binary.mjs').EsealNode} options.node  whose runtime the chain begins with
 * @param {string} options.name  for people
 * @param {string} options.id  for directories and protocols
 * @param {import('./agency-file.mjs').AgencyFile[]} options.agencies  in any order
 * @returns {string} JSON
 */
function plainSpec({ node, name, id, agencies }) {
	const sorted = AGENCIES.map(({ seat }) => agencies.find((agency) => agency.seat === seat));
	const { code } = node.builtInSpec('local').genesis.runtimeGenesis;
	const spec = {
		name,
		id,
		chainType: 'Live',
		bootNodes: sorted.flatMap(({ bootnodes }) => bootnodes),
		telemetryEndpoints: null,
		protocolId: id,
		properties: { ss58Format: 42 },
		codeSubstitutes: {},
		genesis: {
			runtimeGenesis: {
				code,
				patch: {
					agencies: { seats: sorted.map(seatOf) },
					session: { keys: sorted.flatMap(({ validators }) => validators.map(keysOf)) },
				},
			},
		},
	};
	return `${JSON.stringify(spec, null, 2)}\n`;
}

/**
 * @typedef {object} Assembled
 * @property {string} plain  the plain specification, JSON
 * @property {string} raw  the specification with raw storage, JSON
 * @property {string} runtime  the SHA-256 of the runtime's code
 * @property {string} genesis  the hash of the first block
 */

/**
 * Makes the specification from the agencies' files, or fails with what stands in the way.
 *
 * @param {object} options
 * @param {import('./binary.mjs').EsealNode} options.node
 * @param {string} options.name
 * @param {string} options.id
 * @param {import('./agency-file.mjs').AgencyFile[]} options.agencies
 * @returns {Assembled}
 */
export function assemble({ node, name, id, agencies }) {
	checkNames({ name, id });
	checkSeats(agencies);
	checkKeys(agencies, wellKnownKeys(node));
	const plain = plainSpec({ node, name, id, agencies });
	const directory = mkdtempSync(join(tmpdir(), 'eseal-spec-'));
	try {
		const plainFile = join(directory, PLAIN);
		writeFileSync(plainFile, plain);
		const raw = node.rawSpec(plainFile);
		const rawFile = join(directory, RAW);
		writeFileSync(rawFile, raw);
		const { code } = JSON.parse(plain).genesis.runtimeGenesis;
		const runtime = sha256(Buffer.from(code.slice(2), 'hex'));
		return { plain, raw, runtime, genesis: node.genesisHash(rawFile) };
	} finally {
		rmSync(directory, { recursive: true, force: true });
	}
}

/** Reads back whose keys a plain specification has. Whatever else it has shows when it is made again. */
function agenciesOf({ bootNodes, genesis }) {
	const { agencies, session } = genesis.runtimeGenesis.patch;
	const keys = new Map(session.keys.map(([account, , { aura, grandpa }]) => [account, { account, aura, grandpa }]));
	// The list of bootnodes does not say whose each is, and its order is all that counts: the first seat stands for all.
	return agencies.seats.map(([seat, { account, officers, validators }], index) => ({
		format: FORMAT,
		seat,
		account,
		officers,
		validators: validators.map((validator) => keys.get(validator)),
		bootnodes: index === 0 ? bootNodes : [],
	}));
}

function readPart(directory, file) {
	try {
		return readFileSync(join(directory, file), 'utf8');
	} catch (error) {
		throw new Refusal(
			`${join(directory, file)} cannot be read: ${error.message}`,
			`Name the directory with ${PLAIN} and ${RAW}.`,
		);
	}
}

/**
 * Checks a specification before a node starts on it: makes it again from the keys that it names, with this node's
 * runtime, and fails unless every byte is the same; then looks for the agencies at hand in it.
 *
 * @param {object} options
 * @param {import('./binary.mjs').EsealNode} options.node
 * @param {string} options.directory  with the specification's two files
 * @param {import('./agency-file.mjs').AgencyFile[]} options.own  those that must be in it
 * @returns {Assembled}
 */
export function checkSpec({ node, directory, own }) {
	const plain = readPart(directory, PLAIN);
	const raw = readPart(directory, RAW);
	const file = join(directory, PLAIN);
	const again = 'Do not start a node on it. Assemble it again from the three public files.';
	let spec;
	let agencies;
	try {
		spec = JSON.parse(plain);
		agencies = agenciesOf(spec);
	} catch {
		throw new Refusal(`${file} is no specification as ./scripts/new-network makes them`, again);
	}
	agencies.forEach((agency) => checkAgency(agency, file));
	const made = assemble({ node, name: spec.name, id: spec.id, agencies });
	const code = spec.genesis.runtimeGenesis.code;
	if (code !== JSON.parse(made.plain).genesis.runtimeGenesis.code) {
		throw new Refusal(
			`${file} begins with another runtime than this eseal-node has`,
			'The three agencies assemble and check with one build of eseal-node.',
		);
	}
	if (plain !== made.plain) {
		throw new Refusal(`${file} has something that the agencies' keys do not account for`, again);
	}
	if (raw !== made.raw) {
		throw new Refusal(`${join(directory, RAW)} is not what ${PLAIN} describes`, again);
	}
	for (const agency of own) {
		const there = agencies.find(({ seat }) => seat === agency.seat);
		const { bootnodes, ...keys } = agency;
		const { bootnodes: _all, ...keysThere } = there;
		if (JSON.stringify(sorted(keys)) !== JSON.stringify(sorted(keysThere))) {
			throw new Refusal(`${file} does not have the keys and accounts of your file for ${agency.seat}`, again);
		}
		const lost = bootnodes.find((bootnode) => !spec.bootNodes.includes(bootnode));
		if (lost !== undefined) {
			throw new Refusal(`${file} does not have your node's address ${lost}`, again);
		}
	}
	return made;
}

/** The same value with the fields of every object in alphabetical order. */
function sorted(value) {
	if (Array.isArray(value)) {
		return value.map(sorted);
	}
	if (value && typeof value === 'object') {
		return Object.fromEntries(
			Object.keys(value)
				.sort()
				.map((key) => [key, sorted(value[key])]),
		);
	}
	return value;
}
