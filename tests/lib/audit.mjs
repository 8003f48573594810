// What an auditor does: reads all there is of an e-seal from one final block, and checks that nothing is missing.

import { hexToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';

/** How many entries to ask for at once. */
const PAGE = 100;

/** The head of an empty log. */
const START = new Uint8Array(32);

/**
 * The head that a log with these records has: each record is hashed together with the head before it.
 *
 * @param {Uint8Array[]} records  in their order, SCALE-encoded as the chain stores them
 */
export const logHead = (records) =>
	u8aToHex(records.reduce((head, record) => blake2AsU8a(u8aConcat(head, record), 256), START));

/**
 * The whole history of an e-seal, entry by entry.
 *
 * @param {object} at  the chain at one block: what `api.at` gives
 * @param {number} seal
 */
export async function readHistory(at, seal) {
	const history = [];
	let page;
	do {
		page = await at.call.eSealApi.history(seal, history.length, PAGE);
		history.push(...page);
	} while (page.length > 0);
	return history;
}

/**
 * The whole log of an e-seal: the records with their bytes as they lie in storage, the head that these give, and the head
 * that the chain gives.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {string} hash  the block to read at
 * @param {number} seal
 */
export async function readLog(api, hash, seal) {
	const at = await api.at(hash);
	const claimed = await at.call.usageLogApi.head(seal);
	const records = [];
	const bytes = [];
	for (let index = 0; index < claimed.count.toNumber(); index++) {
		// The raw value: what is hashed is what is stored, not what a library makes of it.
		const key = at.query.usageLog.uses.key(seal, index);
		const raw = await api.rpc.state.getStorage.raw(key, hash);
		if (raw === null) {
			throw new Error(`record ${index} of e-seal ${seal} is missing, of ${claimed.count}`);
		}
		bytes.push(hexToU8a(raw));
		records.push((await at.query.usageLog.uses(seal, index)).unwrap());
	}
	return { records, head: logHead(bytes), claimed: { count: claimed.count.toNumber(), digest: claimed.digest.toHex() } };
}
