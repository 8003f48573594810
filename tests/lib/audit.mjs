// What an auditor does: reads all there is of an e-seal from one final block, and checks that nothing is missing.

import { hexToU8a, stringToU8a, u8aConcat, u8aEq, u8aToHex } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';
import { batchOf } from './merkle.mjs';

/** How many entries to ask for at once. */
const PAGE = 100;

/** The head of an empty log. */
const START = new Uint8Array(32);

/** The consensus engine of the digest item that names a block's uses. */
const USES = stringToU8a('USES');

/** @param {...Uint8Array} parts */
const blake2 = (...parts) => blake2AsU8a(u8aConcat(...parts), 256);

/**
 * What covers a log or a history with these items: each is hashed together with what covers those before it.
 *
 * @param {Uint8Array[]} items  in their order, SCALE-encoded as the chain stores them
 */
export const covering = (items) => u8aToHex(items.reduce((digest, item) => blake2(digest, item), START));

/**
 * The whole history of an e-seal, entry by entry.
 *
 * @param {import('@polkadot/api/types').ApiDecoration<'promise'>} at  the chain at one block: what `api.at` gives
 * @param {number} seal
 */
export async function readHistory(at, seal) {
	/** @type {import('./chain-types.ts').HistoryEntry[]} */
	const history = [];
	let page;
	do {
		page = await at.call.eSealApi.history(seal, history.length, PAGE);
		history.push(...page);
	} while (page.length > 0);
	return history;
}

/**
 * The history of an e-seal as it lies in storage: the digest that the entries give, and the one that the e-seal has.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {string} hash  the block to read at
 * @param {number} seal
 */
export async function checkHistory(api, hash, seal) {
	const at = await api.at(hash);
	const { historyLen, historyDigest } = (await at.query.eSeal.seals(seal)).unwrap();
	const entries = [];
	for (let index = 0; index < historyLen.toNumber(); index++) {
		entries.push(await stored(api, hash, at.query.eSeal.history.key(seal, index)));
	}
	return { digest: covering(entries), claimed: historyDigest.toHex() };
}

/**
 * Whether the header of a record's block names it: the root that the way from the record leads to, and the one in the
 * header.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {{ seal: number, number: number, block: number }} record  `number`: its own in the e-seal's log
 */
export async function checkHeader(api, { seal, number, block }) {
	const hash = (await api.rpc.chain.getBlockHash(block)).toHex();
	const at = await api.at(hash);
	const { leaf, leafIndex, treeSize, auditPath } = (await at.call.usageLogApi.useProof(seal, number)).unwrap();
	const record = await stored(api, hash, at.query.usageLog.records.key(seal, number));
	if (!u8aEq(leaf.toU8a(true).subarray(0, record.length), record)) {
		throw new Error(`what is proven is not record ${number} of e-seal ${seal}`);
	}
	let [node, place, width] = [blake2(leaf.toU8a(true)), leafIndex.toNumber(), treeSize.toNumber()];
	const beside = auditPath.map((hash) => hash.toU8a());
	// The last of an odd number goes up as it is.
	for (; width > 1; place = Math.floor(place / 2), width = Math.ceil(width / 2)) {
		if (place % 2 === 1) {
			node = blake2(next(beside), node);
		} else if (place + 1 < width) {
			node = blake2(node, next(beside));
		}
	}
	const { digest } = await api.rpc.chain.getHeader(hash);
	const named = digest.logs.filter((item) => item.isConsensus && u8aEq(item.asConsensus[0].toU8a(), USES));
	// The root, and how many records there are.
	return {
		root: u8aToHex(node),
		claimed: named.map((item) => u8aToHex(item.asConsensus[1].toU8a(true).subarray(0, 32))),
	};
}

/**
 * Takes the first one.
 *
 * @param {Uint8Array[]} hashes
 */
function next(hashes) {
	const [hash] = hashes.splice(0, 1);
	if (hash === undefined) {
		throw new Error('the way to the root is too short');
	}
	return hash;
}

/**
 * A value as it lies in storage.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {string} hash  the block to read at
 * @param {string} key
 * @returns {Promise<Uint8Array>}
 */
async function stored(api, hash, key) {
	const raw = await api.rpc.state.getStorage.raw(key, hash);
	if (raw === null) {
		throw new Error(`nothing is stored under ${key}`);
	}
	return hexToU8a(raw);
}

/**
 * How many uses a record is.
 *
 * @param {import('./chain-types.ts').UseRecord} record
 */
export const usesIn = ({ documents }) => (documents.isBatch ? documents.asBatch.count.toNumber() : 1);

/**
 * The whole log of an e-seal: the records with their bytes as they lie in storage, the head that these give, and the head
 * that the chain gives.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {string} hash  the block to read at
 * @param {number} seal
 * @throws if a use is missing or numbered twice, or a list is not that of its record
 */
export async function readLog(api, hash, seal) {
	const at = await api.at(hash);
	const claimed = await at.call.usageLogApi.head(seal);
	const records = [];
	const bytes = [];
	let count = 0;
	for (let number = 0; number < claimed.records.toNumber(); number++) {
		// The raw value: what is hashed is what is stored, not what a library makes of it.
		bytes.push(await stored(api, hash, at.query.usageLog.records.key(seal, number)));
		const record = (await at.query.usageLog.records(seal, number)).unwrap();
		if (record.index.toNumber() !== count) {
			throw new Error(`record ${number} of e-seal ${seal} begins with use ${record.index} and not with use ${count}`);
		}
		if (record.documents.isBatch) {
			const { root } = record.documents.asBatch;
			const listed = await listedDocuments(at, seal, number);
			if (listed.length > 0 && batchOf(listed).Batch.root !== root.toHex()) {
				throw new Error(`the documents of record ${number} of e-seal ${seal} are not those of its root`);
			}
		}
		count += usesIn(record);
		records.push(record);
	}
	return {
		records,
		count,
		head: covering(bytes),
		claimed: { count: claimed.count.toNumber(), digest: claimed.digest.toHex() },
	};
}

/**
 * The digests of a record's documents, as far as the chain has them.
 *
 * @param {Pick<import('@polkadot/api/types').ApiDecoration<'promise'>, 'call'>} at  the chain at its best block, or at another
 * @param {number} seal
 * @param {number} number  of the record
 */
export const listedDocuments = async (at, seal, number) =>
	(await at.call.usageLogApi.documentsOfRecord(seal, number)).map((document) => ({
		[document.type]: document.value.toHex(),
	}));
