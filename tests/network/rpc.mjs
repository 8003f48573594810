// A node's JSON-RPC over HTTP: just enough to see how it is, without any package.

/**
 * Calls one method.
 *
 * @param {number} port  the node's RPC port on loopback
 * @param {string} method
 * @param {unknown[]} [params]
 * @param {number} [patienceMs]  how long it waits for the answer: a machine that does much else answers late
 * @returns {Promise<any>} its result, as the method has it
 */
export async function rpc(port, method, params = [], patienceMs = 30_000) {
	const answer = await fetch(`http://127.0.0.1:${port}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
		signal: AbortSignal.timeout(patienceMs),
	}).catch((error) => {
		throw error.name === 'TimeoutError' ? new Error(`${method}: no answer within ${patienceMs / 1000} s`) : error;
	});
	/** @typedef {{ message: string, data?: unknown }} Refusal */
	const { result, error } = /** @type {{ result?: unknown, error?: Refusal }} */ (await answer.json());
	if (error) {
		// What is wrong with an extrinsic stands beside the message.
		const more = typeof error.data === 'string' ? `: ${error.data}` : '';
		throw new Error(`${method}: ${error.message}${more}`);
	}
	return result;
}

/**
 * How a node is.
 *
 * @typedef {object} Health
 * @property {string} peerId  the node's identity in the network
 * @property {number} best  its best block
 * @property {number} finalized  its last final block
 * @property {number} peers  how many nodes it is connected with
 * @property {string[]} listens  the addresses on which other nodes reach it
 */

/**
 * @param {number} port  the node's RPC port on loopback
 * @returns {Promise<Health | undefined>} nothing if it does not answer within 5 s
 */
export async function health(port) {
	const ask = (/** @type {string} */ method, /** @type {unknown[]} */ params = []) => rpc(port, method, params, 5_000);
	try {
		const [peerId, best, finalizedHash, { peers }, listens] = await Promise.all([
			ask('system_localPeerId'),
			ask('chain_getHeader'),
			ask('chain_getFinalizedHead'),
			ask('system_health'),
			ask('system_localListenAddresses'),
		]);
		const finalized = await ask('chain_getHeader', [finalizedHash]);
		return { peerId, best: Number(best.number), finalized: Number(finalized.number), peers, listens };
	} catch {
		return undefined;
	}
}
