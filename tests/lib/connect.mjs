// A connection to one node, through @polkadot/api and without any custom types: all it knows of the chain it reads from the
// runtime's metadata.

import { ApiPromise, WsProvider } from '@polkadot/api';

/**
 * @param {string} url  a node's WebSocket address
 * @param {number} [patienceMs]
 * @returns {Promise<ApiPromise>}
 */
export async function connect(url, patienceMs = 60_000) {
	muteRefusals();
	const provider = new WsProvider(url);
	// Without `noInitWarn` it warns of every RPC method that it has no typing for.
	const api = new ApiPromise({ provider, noInitWarn: true });
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`${url} does not answer within ${patienceMs / 1000} s`)), patienceMs);
	});
	try {
		await Promise.race([api.isReadyOrError.catch(() => api.isReady), late]);
		return api;
	} catch (error) {
		await api.disconnect().catch(() => {});
		throw error;
	} finally {
		clearTimeout(timer);
	}
}

let muted = false;

/** polkadot.js logs each refusal of an extrinsic besides throwing it. Whoever catches it tells the person; once is enough. */
function muteRefusals() {
	if (muted) {
		return;
	}
	muted = true;
	const { error } = console;
	console.error = (...parts) => {
		if (
			!parts.some(
				(part) => String(part).includes('submitAndWatchExtrinsic') || String(part).includes('submitExtrinsic'),
			)
		) {
			error(...parts);
		}
	};
}
