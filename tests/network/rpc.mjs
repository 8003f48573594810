// A node's JSON-RPC over HTTP: just enough to see how it is, without any package.

/**
 * Calls one method.
 *
 * @param {number} port  the node's RPC port on loopback
 * @param {string} method
 * @param {unknown[]} [params]
 * @returns {Promise<any>} its result, as the method has it
 */
export async function rpc(port, method, params = []) {
	const answer = await fetch(`http://127.0.0.1:${port}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
		signal: AbortSignal.timeout(5_000),
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
 * @returns {Promise<Health | undefined>} nothing if it does not answer
 */
export async function health(port) {
	try {
		const [peerId, best, finalizedHash, { peers }, listens] = await Promise.all([
			rpc(port, 'system_localPeerId'),
			rpc(port, 'chain_getHeader'),
			rpc(port, 'chain_getFinalizedHead'),
			rpc(port, 'system_health'),
			rpc(port, 'system_localListenAddresses'),
		]);
		const finalized = await rpc(port, 'chain_getHeader', [finalizedHash]);
		return { peerId, best: Number(best.number), finalized: Number(finalized.number), peers, listens };
	} catch {
		return undefined;
	}
}
