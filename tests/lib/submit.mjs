// Sends an extrinsic and says what became of it.

import { describeDispatchError, describeRefusal } from './errors.mjs';

/**
 * What became of an extrinsic that a block took.
 *
 * @typedef {object} Outcome
 * @property {string} call  for instance `eSeal.approve`
 * @property {string} txHash
 * @property {{ number: number, hash: string }} block
 * @property {number} index  its place in the block
 * @property {import('@polkadot/types/interfaces').EventRecord['event'][]} events  its own events
 * @property {{ section: string, name: string, docs: string } | undefined} error  what the call failed with, if it did
 * @property {boolean} final  whether the block was final when this was said
 */

/**
 * Signs, sends, and waits until the extrinsic is in a block, and then, unless told otherwise, until that block is final. A
 * call that fails is an outcome too; only the pool's refusal and silence are thrown.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {import('@polkadot/api/types').SubmittableExtrinsic<'promise'>} call
 * @param {import('@polkadot/keyring/types').KeyringPair} signer
 * @param {object} [options]
 * @param {'block' | 'finality'} [options.until]
 * @param {number} [options.inclusionMs]  after which a missing block is an error
 * @param {number} [options.finalityMs]  after which the outcome is given as not final
 * @returns {Promise<Outcome>}
 */
export function submit(api, call, signer, { until = 'finality', inclusionMs = 120_000, finalityMs = 60_000 } = {}) {
	const { section, method } = call.method;
	const name = `${section}.${method}`;
	return new Promise((resolve, reject) => {
		let included;
		let done = false;
		let unsubscribe = () => {};
		let timer = setTimeout(
			() => finish(reject, new Error(`${name} of ${signer.address} is in no block after ${inclusionMs / 1000} s`)),
			inclusionMs,
		);
		function finish(how, value) {
			clearTimeout(timer);
			if (!done) {
				done = true;
				unsubscribe();
				how(value);
			}
		}
		function heard(result) {
			const { status } = result;
			if (status.isInBlock || status.isFinalized) {
				included = outcome(api, name, result, status);
				if (status.isFinalized || until === 'block') {
					finish(resolve, included);
				} else {
					clearTimeout(timer);
					timer = setTimeout(() => finish(resolve, included), finalityMs);
				}
			} else if (status.isFinalityTimeout && included) {
				finish(resolve, included);
			} else if (result.isError) {
				finish(reject, describeRefusal(new Error(`${name} was dropped: ${status.type}`), signer.address));
			}
		}
		call.signAndSend(signer, { nonce: -1 }, heard).then(
			(stop) => {
				unsubscribe = stop;
				if (done) {
					stop();
				}
			},
			(error) => finish(reject, describeRefusal(error, signer.address)),
		);
	});
}

/** @returns {Outcome} */
function outcome(api, call, result, status) {
	const { dispatchError, blockNumber, txHash, txIndex, events } = result;
	return {
		call,
		txHash: txHash.toHex(),
		block: {
			number: blockNumber.toNumber(),
			hash: (status.isFinalized ? status.asFinalized : status.asInBlock).toHex(),
		},
		index: txIndex,
		events: events.map(({ event }) => event),
		error: dispatchError && describeDispatchError(api, dispatchError),
		final: status.isFinalized,
	};
}

/**
 * The outcome's event of this name.
 *
 * @param {Outcome} outcome
 * @param {string} section  for instance `eSeal`
 * @param {string} method  for instance `Activated`
 * @throws if there is none
 */
export function eventOf(outcome, section, method) {
	const found = outcome.events.find((event) => event.section === section && event.method === method);
	if (!found) {
		const seen = outcome.events.map((event) => `${event.section}.${event.method}`).join(', ') || 'none';
		const failure = outcome.error ? `; the call failed with ${outcome.error.section}.${outcome.error.name}` : '';
		throw new Error(`${outcome.call} announced no ${section}.${method} (its events: ${seen})${failure}`);
	}
	return found;
}
