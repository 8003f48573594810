// The nodes under load: three validators on a fresh chain, as the drills start them, but that they prune unless told otherwise.

import { DrillNetwork } from '../drills/shared/network.mjs';
import { DrillValidator } from '../drills/shared/validator.mjs';

/** A validator under load. */
export class BenchValidator extends DrillValidator {
	/** What it keeps and how much its pool holds. @type {Pick<import('./arguments.mjs').Own, 'archive' | 'poolLimit'>} */
	told = { archive: false, poolLimit: undefined };

	/** @param {string[]} bootnodes */
	arguments(bootnodes) {
		const { archive, poolLimit } = this.told;
		const args = super.arguments(bootnodes);
		const kept = archive ? args : PRUNING.reduce(without, args);
		return poolLimit === undefined ? kept : [...kept, '--pool-limit', String(poolLimit)];
	}
}

const PRUNING = ['--state-pruning', '--blocks-pruning'];

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
 * @param {import('./arguments.mjs').Own} own
 */
export function startNodes(run, own) {
	return DrillNetwork.startOf(run, BenchValidator, {
		place: (validator) => {
			validator.told = own;
		},
	});
}

/**
 * What eseal-bench needs to know of them.
 *
 * @param {BenchValidator[]} validators
 * @param {import('./arguments.mjs').Own} own
 */
export function describe(validators, { archive, poolLimit }) {
	const kind = archive ? 'archive' : 'pruned';
	const pool = poolLimit === undefined ? '' : `, --pool-limit ${poolLimit}`;
	return {
		about: `${validators.length} validators, one for each agency (${kind}${pool})`,
		nodes: validators.map(({ title, url, ports, pid }) => ({
			name: title,
			rpc: url,
			prometheus: ports.prometheus,
			pid,
		})),
	};
}
