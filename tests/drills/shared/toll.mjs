// What accounts took of the chain: read from the blocks, and compared with what their budgets allow.

/** @import { ApiPromise } from '@polkadot/api' */
/** @import { Observer } from './observer.mjs' */

/**
 * Weight in picoseconds, and bytes.
 *
 * @typedef {{ weight: number, bytes: number }} Toll
 */

/**
 * What an account may take.
 *
 * @typedef {object} Allowance
 * @property {number} from  the block at which
 * @property {Toll} left
 * @property {Toll} perBlock  that it may take more with every block
 */

/**
 * What accounts may take from a final block on.
 *
 * @param {ApiPromise} api
 * @param {{ number: number, hash: string }} block
 * @param {import('./extrinsics.mjs').Signer[]} signers
 * @returns {Promise<Allowance[]>}
 */
export async function allowances(api, { number, hash }, signers) {
	const at = await api.at(hash);
	return Promise.all(
		signers.map(async ({ address }) => {
			const { budget, weightLeft, bytesLeft } = (await at.call.admissionApi.allowance(address)).unwrap();
			return {
				from: number,
				left: { weight: weightLeft.toNumber(), bytes: bytesLeft.toNumber() },
				perBlock: { weight: budget.weight.perBlock.toNumber(), bytes: budget.bytes.perBlock.toNumber() },
			};
		}),
	);
}

/**
 * The most that an account may have taken by the end of a block.
 *
 * @param {Allowance} allowance
 * @param {number} to
 * @returns {Toll}
 */
export const mostUntil = ({ from, left, perBlock }, to) => ({
	weight: left.weight + (to - from) * perBlock.weight,
	bytes: left.bytes + (to - from) * perBlock.bytes,
});

/** @param {Toll[]} tolls @returns {Toll} */
export const sum = (tolls) => ({
	weight: tolls.reduce((total, { weight }) => total + weight, 0),
	bytes: tolls.reduce((total, { bytes }) => total + bytes, 0),
});

/**
 * What some final blocks have of accounts.
 *
 * @typedef {object} Taken
 * @property {number} count  of extrinsics
 * @property {Toll[]} each  account by account
 * @property {number[]} fullness  of each block: the part of its time that is taken, by all
 */

/**
 * Reads it from the blocks after one up to another.
 *
 * @param {ApiPromise} api
 * @param {Observer} observer
 * @param {import('./extrinsics.mjs').Signer[]} signers
 * @param {number} from
 * @param {number} to
 * @returns {Promise<Taken>}
 */
export async function takenBy(api, observer, signers, from, to) {
	const accounts = signers.map(({ publicKey }) => `0x${Buffer.from(publicKey).toString('hex')}`);
	/** @type {Taken} */
	const taken = { count: 0, each: signers.map(() => ({ weight: 0, bytes: 0 })), fullness: [] };
	const most = api.consts.system.blockWeights.maxBlock.refTime.toNumber();
	for (let number = from + 1; number <= to; number++) {
		const block = observer.blocks.get(number);
		if (block === undefined) {
			throw new Error(`block ${number} was not seen`);
		}
		const at = await api.at(block.hash);
		const all = await at.query.system.blockWeight();
		const weights = [all.normal, all.operational, all.mandatory].map(({ refTime }) => refTime.toNumber());
		taken.fullness.push(weights.reduce((total, weight) => total + weight, 0) / most);
		const theirs = block.extrinsics.map(({ signer }) => (signer === undefined ? -1 : accounts.indexOf(signer)));
		if (theirs.every((whose) => whose < 0)) {
			continue;
		}
		const weightOf = await weightsIn(at);
		theirs.forEach((whose, index) => {
			if (whose >= 0) {
				taken.count += 1;
				taken.each[whose].bytes += block.extrinsics[index].bytes;
				taken.each[whose].weight += weightOf.get(index) ?? 0;
			}
		});
	}
	return taken;
}

/**
 * What each extrinsic of a block weighed, by its index.
 *
 * @param {import('@polkadot/api/types').ApiDecoration<'promise'>} at
 * @returns {Promise<Map<number, number>>}
 */
async function weightsIn(at) {
	/** @type {Map<number, number>} */
	const weights = new Map();
	for (const { phase, event } of await at.query.system.events()) {
		if (phase.isApplyExtrinsic && event.section === 'system' && /^Extrinsic(Success|Failed)$/.test(event.method)) {
			const info = /** @type {any} */ (event.data).dispatchInfo;
			weights.set(phase.asApplyExtrinsic.toNumber(), info.weight.refTime.toNumber());
		}
	}
	return weights;
}
