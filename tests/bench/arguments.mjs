// What is typed after ./scripts/bench: a part is for the nodes, the rest is passed on to eseal-bench.

import { parseArgs } from 'node:util';

/** What was typed makes no sense. */
export class WrongUsage extends Error {}

/** @typedef {(typeof COMPOSITIONS)[number]} Composition */

/**
 * What the nodes are told.
 *
 * @typedef {object} Own
 * @property {boolean} archive  whether they keep all states and blocks
 * @property {number | undefined} poolLimit  how many extrinsics their pools hold; their own default unless it is given
 * @property {string | undefined} poolType  which kind of pool they have; their own default unless it is given
 * @property {Composition} composition  what their chain is composed of
 * @property {boolean} index  whether the auditors' index is beside them
 * @property {boolean} keep  whether the directory with chains and logs stays
 * @property {string} out  the directory for the results
 */

/**
 * What was typed.
 *
 * @typedef {object} Typed
 * @property {Own} own
 * @property {string[]} passedOn  for eseal-bench
 * @property {boolean} postgres  whether PostgreSQL is measured too
 */

/** The case for which PostgreSQL is needed. It is not measured unless it is named. */
const POSTGRES = 'postgres';

/**
 * What eseal-bench can measure, in its order. It says so itself; but a name that there is not is better known before it is
 * built.
 */
export const CASES = [
	'verifications',
	'look-ups-few',
	'uses',
	'uses-sm2',
	'uses-256',
	'many-64',
	'anchor',
	'remark',
	'transfer',
	'latency',
	'look-ups',
	'register',
	POSTGRES,
];

/** What the chain may be composed of, the usual one first. */
const COMPOSITIONS = /** @type {const} */ (['eseal', 'solochain']);

/** What eseal-bench can measure on a chain of stock pallets, and on no other. */
const TRANSFER = 'transfer';
const OF_SOLOCHAIN = ['remark', TRANSFER];

/** The kinds of pools that a node has. */
const POOL_TYPES = ['single-state', 'fork-aware'];

const OWN = /** @type {const} */ ({
	archive: { type: 'boolean', default: false },
	index: { type: 'boolean', default: false },
	'pool-limit': { type: 'string' },
	'pool-type': { type: 'string' },
	keep: { type: 'boolean', default: false },
	out: { type: 'string' },
});

/** What eseal-bench knows. It looks at the values itself, but for the names of cases. */
const PASSED_ON = /** @type {const} */ ({
	case: { type: 'string', multiple: true },
	seconds: { type: 'string' },
	'warm-up': { type: 'string' },
	accounts: { type: 'string' },
	window: { type: 'string' },
	composition: { type: 'string', default: COMPOSITIONS[0] },
	rate: { type: 'string' },
	'on-record': { type: 'string' },
	register: { type: 'string' },
	quick: { type: 'boolean' },
	profile: { type: 'boolean' },
});

/**
 * Reads what was typed. `--case A B` means the same as `--case A --case B`.
 *
 * @param {string[]} args
 * @returns {Typed}
 */
export function read(args) {
	let parsed;
	try {
		parsed = parseArgs({ args: spreadCases(args), options: { ...OWN, ...PASSED_ON } });
	} catch (error) {
		throw new WrongUsage(error.message);
	}
	const {
		archive,
		index,
		keep,
		out = process.env.ESEAL_BENCH_OUT ?? '',
		'pool-limit': limit,
		'pool-type': poolType,
		...rest
	} = parsed.values;
	const poolLimit = limit === undefined ? undefined : Number(limit);
	if (poolLimit !== undefined && !(Number.isInteger(poolLimit) && poolLimit >= 1)) {
		throw new WrongUsage('--pool-limit must be a whole number from 1');
	}
	if (poolType !== undefined && !POOL_TYPES.includes(poolType)) {
		throw new WrongUsage(`--pool-type must be one of these: ${POOL_TYPES.join(', ')}`);
	}
	if (out === '') {
		throw new WrongUsage('--out names no directory');
	}
	const cases = rest.case ?? [];
	const unknown = cases.find((name) => !CASES.includes(name));
	if (unknown !== undefined) {
		throw new WrongUsage(`there is no case "${unknown}", but these: ${CASES.join(', ')}`);
	}
	const composition = COMPOSITIONS.find((name) => name === rest.composition);
	if (composition === undefined) {
		throw new WrongUsage(`--composition must be one of these: ${COMPOSITIONS.join(', ')}`);
	}
	if (index && composition !== 'eseal') {
		throw new WrongUsage('--index goes with the e-seal chain');
	}
	const other = cases.find((name) => (composition === 'solochain' ? !OF_SOLOCHAIN.includes(name) : name === TRANSFER));
	if (other !== undefined) {
		throw new WrongUsage(`the case ${other} is none of --composition ${composition}`);
	}
	return {
		// While the index is built anew it reads the states of all blocks.
		own: { archive: archive || index, index, poolLimit, poolType, composition, keep, out },
		passedOn: Object.entries(rest).flatMap(typedAgain),
		postgres: cases.includes(POSTGRES),
	};
}

/**
 * Gives each name that follows `--case` a `--case` of its own.
 *
 * @param {string[]} args
 */
function spreadCases(args) {
	/** @type {string[]} */
	const spread = [];
	let first = false;
	let more = false;
	for (const arg of args) {
		const isName = !arg.startsWith('-');
		if (more && !first && isName) {
			spread.push('--case');
		}
		spread.push(arg);
		first = arg === '--case';
		more = first || (more && isName);
	}
	return spread;
}

/**
 * An option as it was typed.
 *
 * @param {[string, string | boolean | string[] | undefined]} option
 * @returns {string[]}
 */
function typedAgain([name, value]) {
	if (Array.isArray(value)) {
		return value.flatMap((one) => [`--${name}`, one]);
	}
	if (value === true) {
		return [`--${name}`];
	}
	return typeof value === 'string' ? [`--${name}`, value] : [];
}
