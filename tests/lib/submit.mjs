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
 * @property {import('@polkadot/types/interfaces').Event[]} events  its own events
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
 * @param {number} [options.nonce]  the account's next one unless given
 * @param {{ mode: 1, metadataHash: string }} [options.metadata]  the hash of the chain's metadata, to sign with it
 * @param {'block' | 'finality'} [options.until]
 * @param {number} [options.inclusionMs]  after which a missing block is an error
 * @param {number} [options.finalityMs]  after which the outcome is given as not final
 * @returns {Promise<Outcome>}
 */
export function submit(
	api,
	call,
	signer,
	{ nonce = -1, metadata, until = 'finality', inclusionMs = 120_000, finalityMs = 60_000 } = {},
) {
	const { section, method } = call.method;
	const name = `${section}.${method}`;
	return new Promise((resolve, reject) => {
		/** @type {Outcome | undefined} */
		let included;
		let done = false;
		let unsubscribe = () => {};
		let timer = setTimeout(
			() => fail(new Error(`${name} of ${signer.address} is in no block after ${inclusionMs / 1000} s`)),
			inclusionMs,
		);
		function finish() {
			clearTimeout(timer);
			done = true;
			unsubscribe();
		}
		/** @param {Outcome} outcome */
		function succeed(outcome) {
			finish();
			resolve(outcome);
		}
		/** @param {Error} error */
		function fail(error) {
			finish();
			reject(error);
		}
		/** @param {import('@polkadot/api').SubmittableResult} result */
		function heard(result) {
			const { status } = result;
			if (status.isInBlock || status.isFinalized) {
				const now = outcome(api, name, result);
				included = now;
				if (now.final || until === 'block') {
					succeed(now);
				} else {
					clearTimeout(timer);
					timer = setTimeout(() => succeed(now), finalityMs);
				}
			} else if (status.isFinalityTimeout && included) {
				succeed(included);
			} else if (result.isError) {
				fail(describeRefusal(new Error(`${name} was dropped: ${status.type}`), signer.address));
			}
		}
		call.signAndSend(signer, { nonce, ...metadata }, heard).then(
			(stop) => {
				unsubscribe = stop;
				if (done) {
					stop();
				}
			},
			(error) => fail(describeRefusal(error, signer.address)),
		);
	});
}

/**
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {string} call
 * @param {import('@polkadot/api').SubmittableResult} result  of an extrinsic in a block
 * @returns {Outcome}
 */
function outcome(api, call, { dispatchError, blockNumber, txHash, txIndex, events, status }) {
	if (blockNumber === undefined || txIndex === undefined) {
		throw new Error(`polkadot.js does not say where ${call} is in its block`);
	}
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
 * What the outcome's event of this name tells.
 *
 * @template {keyof import('./chain-types.ts').EventData} N
 * @param {Outcome} outcome
 * @param {N} name  for instance `eSeal.Activated`
 * @returns {import('./chain-types.ts').EventData[N]}
 * @throws if there is none
 */
export function eventOf(outcome, name) {
	const [data] = eventsOf(outcome, name);
	if (data !== undefined) {
		return data;
	}
	const seen = outcome.events.map((event) => `${event.section}.${event.method}`).join(', ') || 'none';
	const failure = outcome.error ? `; the call failed with ${outcome.error.section}.${outcome.error.name}` : '';
	throw new Error(`${outcome.call} announced no ${name} (its events: ${seen})${failure}`);
}

/**
 * What all of the outcome's events of this name tell, in order.
 *
 * @template {keyof import('./chain-types.ts').EventData} N
 * @param {Outcome} outcome
 * @param {N} name
 * @returns {import('./chain-types.ts').EventData[N][]}
 */
export function eventsOf({ events }, name) {
	return events.flatMap((event) => {
		const data = dataOf(event, name);
		return data === undefined ? [] : [data];
	});
}

/**
 * What an event tells, if it is of this name.
 *
 * @template {keyof import('./chain-types.ts').EventData} N
 * @param {import('@polkadot/types/interfaces').Event} event
 * @param {N} name
 * @returns {import('./chain-types.ts').EventData[N] | undefined}
 */
export function dataOf({ section, method, data }, name) {
	// polkadot.js gives it the fields that the metadata names; a test checks that every event of this chain names them.
	return `${section}.${method}` === name ? /** @type {any} */ (data) : undefined;
}
