// The nodes under load: three validators on a fresh chain, as the drills start them, but that they prune unless told otherwise.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DrillNetwork } from '../drills/shared/network.mjs';
import { DrillValidator } from '../drills/shared/validator.mjs';
import { builtBinary } from '../lib/built.mjs';
import { recompose } from './solochain.mjs';

/** A validator under load. */
export class BenchValidator extends DrillValidator {
	/** What it keeps, and its pool. @type {Pick<import('./arguments.mjs').Own, 'archive' | 'poolLimit' | 'poolType'>} */
	told = { archive: false, poolLimit: undefined, poolType: undefined };

	/** @param {string[]} bootnodes */
	arguments(bootnodes) {
		const args = super.arguments(bootnodes);
		const kept = this.told.archive ? args : PRUNING.reduce(without, args);
		return [...kept, ...ofPool(this.told)];
	}
}

const PRUNING = ['--state-pruning', '--blocks-pruning'];

/**
 * What a node is told of its pool.
 *
 * @param {Pick<import('./arguments.mjs').Own, 'poolLimit' | 'poolType'>} own
 */
function ofPool({ poolLimit, poolType }) {
	const limit = poolLimit === undefined ? [] : ['--pool-limit', String(poolLimit)];
	return poolType === undefined ? limit : [...limit, '--pool-type', poolType];
}

/**
 * Arguments without an option and its value.
 *
 * @param {string[]} args
 * @param {string} option
 */
function without(args, option) {
	const place = args.indexOf(option);
	return place < 0 ? args : args.toSpliced(place, 2);
}

/**
 * Starts them, and waits until all of them finalize.
 *
 * @param {import('../drills/shared/run.mjs').Run} run
 * @param {Pick<import('./arguments.mjs').Typed, 'own' | 'passedOn'>} typed
 */
export function startNodes(run, { own, passedOn }) {
	return DrillNetwork.startOf(run, BenchValidator, {
		changeSpec: own.composition === 'solochain' ? (spec) => recompose(spec, stock(passedOn)) : undefined,
		place: (validator) => {
			validator.told = own;
		},
	});
}

/**
 * The runtime of stock pallets, and who must have a balance so that eseal-bench can load it.
 *
 * @param {string[]} passedOn
 */
function stock(passedOn) {
	const runtime = process.env.ESEAL_SOLOCHAIN_RUNTIME ?? '';
	if (runtime === '') {
		throw new Error('ESEAL_SOLOCHAIN_RUNTIME names no runtime of stock pallets. ./scripts/bench builds it.');
	}
	const bench = builtBinary('eseal-bench', 'ESEAL_BENCH');
	const listed = execFileSync(bench, ['--endowed', ...passedOn], { encoding: 'utf8', maxBuffer: MOST_OUTPUT_BYTES });
	return { code: readFileSync(runtime), endowed: /** @type {string[]} */ (JSON.parse(listed)) };
}

/** Above the size of a list of accounts. */
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * What eseal-bench needs to know of them.
 *
 * @param {BenchValidator[]} validators
 * @param {import('./arguments.mjs').Own} own
 */
export function describe(validators, own) {
	const kind = own.archive ? 'archive' : 'pruned';
	const pool = ofPool(own).join(' ');
	const told = pool === '' ? kind : `${kind}, ${pool}`;
	const pallets = own.composition === 'solochain' ? ' of a chain of stock pallets' : '';
	return {
		about: `${validators.length} validators${pallets}, one for each agency (${told})`,
		nodes: validators.map(({ title, url, ports, pid, database }) => ({
			name: title,
			rpc: url,
			prometheus: ports.prometheus,
			pid,
			database,
		})),
	};
}
