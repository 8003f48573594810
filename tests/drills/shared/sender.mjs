// An honest account: it sends one extrinsic after the other, and what is not taken it signs and sends again.

import { setTimeout as sleep } from 'node:timers/promises';
import { extrinsic } from './extrinsics.mjs';

/** As long as a node takes to import a block. */
const AGAIN_MS = 1_000;
const PATIENCE_MS = 60_000;

/**
 * @typedef {object} Way
 * @property {import('./observer.mjs').Observer} observer
 * @property {import('./link.mjs').Link} link
 */

/**
 * Sends something until a node takes it.
 *
 * @param {Way} way
 * @param {string} what
 * @param {() => Promise<string>} sign  is asked for a new extrinsic each time: a node remembers what it refused
 * @returns {Promise<import('./observer.mjs').Sent>}
 */
export async function deliver({ observer, link }, what, sign) {
	/** @type {import('./observer.mjs').Sent | undefined} */
	let sent;
	for (const end = Date.now() + PATIENCE_MS; ; await sleep(AGAIN_MS)) {
		const signed = await sign();
		sent = observer.expect(signed, sent ?? what);
		const refusal = await link.send(signed);
		if (refusal === undefined) {
			return sent;
		}
		sent.refused.push(refusal);
		if (Date.now() > end) {
			throw new Error(`${what}: no node takes it: ${refusal}`);
		}
	}
}

/** An account that sends by one way. */
export class Sender {
	#queue = Promise.resolve();

	/**
	 * @param {Way} way
	 * @param {import('./extrinsics.mjs').Frame} frame
	 * @param {import('./extrinsics.mjs').Signer} signer
	 * @param {number} nonce  its next one
	 */
	constructor(way, frame, signer, nonce) {
		this.way = way;
		this.frame = frame;
		this.signer = signer;
		this.nonce = nonce;
	}

	/**
	 * The same for an account that may have sent before.
	 *
	 * @param {Way} way
	 * @param {import('./extrinsics.mjs').Frame} frame
	 * @param {import('./extrinsics.mjs').Signer} signer
	 */
	static async of(way, frame, signer) {
		return new Sender(way, frame, signer, await way.link.nextNonce(signer.address));
	}

	/**
	 * Sends a call.
	 *
	 * @param {string} what
	 * @param {Uint8Array} call  as it is encoded
	 * @returns {Promise<import('./observer.mjs').Sent>} once a node has taken it
	 */
	send(what, call) {
		const turn = this.#queue.then(() => {
			const nonce = this.nonce++;
			return deliver(this.way, what, async () => extrinsic(this.frame, this.signer, nonce, call));
		});
		this.#queue = turn.then(
			() => {},
			() => {},
		);
		return turn;
	}
}
