// Waiting for the chain, always with an end and a reason.

import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer.
 *
 * @template T
 * @param {string} what  what is waited for, for the error
 * @param {() => Promise<T | undefined | false>} ask
 * @param {object} [options]
 * @param {number} [options.patienceMs]
 * @param {number} [options.pauseMs]
 * @returns {Promise<T>}
 */
export async function until(what, ask, { patienceMs = 120_000, pauseMs = 500 } = {}) {
	for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(pauseMs)) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) {
			return answer;
		}
	}
	throw new Error(`waited ${patienceMs / 1000} s in vain: ${what}`);
}

/**
 * The number of the newest block.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 */
export const bestBlock = async (api) => (await api.rpc.chain.getHeader()).number.toNumber();

/**
 * The number and hash of the last final block.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 */
export async function finalBlock(api) {
	const hash = await api.rpc.chain.getFinalizedHead();
	return { number: (await api.rpc.chain.getHeader(hash)).number.toNumber(), hash: hash.toHex() };
}

/**
 * Waits until this node has this block.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {number} number
 */
export const untilBest = (api, number) => until(`block ${number}`, async () => (await bestBlock(api)) >= number);

/**
 * Waits until this node knows this block to be final.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {number} number
 */
export const untilFinal = (api, number) =>
	until(`block ${number} becoming final (one silent agency stops finality)`, async () => {
		const { number: reached } = await finalBlock(api);
		return reached >= number;
	});
