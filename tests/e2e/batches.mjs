// Batches that polkadot.js sends: documents are hashed and trees computed in JavaScript, and nothing is known of the chain but
// its metadata. For tests that have a network with e-seals already.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listedDocuments, readLog } from '../lib/audit.mjs';
import { useBytes } from '../lib/bytes-to-sign.mjs';
import { sha256 } from '../lib/digests.mjs';
import { describeDispatchError } from '../lib/errors.mjs';
import { auditPath, batchOf, isInBatch } from '../lib/merkle.mjs';
import { SealKey } from '../lib/seal-key.mjs';
import { eventOf, eventsOf, submit } from '../lib/submit.mjs';
import { rightOf } from '../lib/use-right.mjs';
import { verifyDocument } from '../lib/verify.mjs';
import { finalBlock } from '../lib/wait.mjs';

/** @import { Documents, Statement } from '../lib/bytes-to-sign.mjs' */
/** @import { Outcome } from '../lib/submit.mjs' */

/**
 * An operator at polkadot.js.
 *
 * @typedef {object} Sender
 * @property {import('@polkadot/api').ApiPromise} api
 * @property {import('@polkadot/keyring/types').KeyringPair} operator
 * @property {number} seal  an e-seal that it may use for contracts
 * @property {SealKey} key  the e-seal's
 */

/**
 * Files that are sealed at once, in order.
 *
 * @typedef {{ folder: string, names: string[] }} Folder
 */

/** The digests of files. @param {Folder} files */
const digestsOf = ({ folder, names }) => names.map((name) => sha256(readFileSync(join(folder, name))));

/**
 * A statement with the seal key's signature.
 *
 * @param {Sender} sender
 * @param {Pick<Statement, 'grant' | 'nonce' | 'documents'> & Partial<Statement>} stated
 * @param {SealKey} [by]  another key than the e-seal's
 */
function signed({ api, operator, seal, key }, stated, by = key) {
	const statement = { ...{ seal, purpose: 'Contract', signedAt: Date.now() }, ...stated };
	return { statement, signature: by.sign(useBytes(api.genesisHash.toHex(), operator.address, statement)) };
}

/**
 * Sends calls of one account without waiting for the one before, until all are final.
 *
 * @param {Sender} sender
 * @param {import('@polkadot/api/types').SubmittableExtrinsic<'promise'>[]} calls
 */
async function sendAll({ api, operator }, calls) {
	const first = (await api.rpc.system.accountNextIndex(operator.address)).toNumber();
	const outcomes = await Promise.all(calls.map((call, n) => submit(api, call, operator, { nonce: first + n })));
	assert.ok(outcomes.every(({ final }) => final));
	return outcomes;
}

/**
 * What an event tells of a batch.
 *
 * @param {Outcome} outcome
 */
function batchRecorded(outcome) {
	const { index, documents, listed } = eventOf(outcome, 'usageLog.BatchRecorded');
	const { count, root } = documents.asBatch;
	return { index: index.toNumber(), Batch: { count: count.toNumber(), root: root.toHex() }, listed: listed.isTrue };
}

/**
 * Seals two batches, one listed and one anchored, and single uses by one call.
 *
 * @param {Sender} sender
 * @param {{ listed: Folder, anchored: Folder }} files
 * @returns {Promise<{ record: number, listed: number, anchored: number, uses: number }>} the number of the first record, the
 *   index of the first use of each batch, and how many uses were recorded in all
 */
export async function sealAtOnce(sender, files) {
	const { api, operator, seal } = sender;
	const { usageLog } = api.tx;
	const before = await api.call.usageLogApi.head(seal);
	const { grant, nonce } = await rightOf(api, seal, operator.address);
	const [listed, anchored] = [files.listed, files.anchored].map(digestsOf);
	const [one, another] = ['one', 'another'].map((name) => sha256(`${name} of many, under e-seal ${seal}`));
	const batches = listed.length + anchored.length;

	const list = signed(sender, { grant, nonce, documents: batchOf(listed) });
	const hidden = signed(sender, { grant, nonce: nonce + listed.length, documents: batchOf(anchored) });
	const [recorded, withoutList, many] = await sendAll(sender, [
		usageLog.recordUses(seal, list.statement, listed, list.signature),
		usageLog.anchorBatch(seal, hidden.statement, hidden.signature),
		usageLog.recordForMany([
			signed(sender, { grant, nonce: nonce + batches, documents: { One: one } }),
			signed(sender, { grant, nonce: nonce + batches + 1, documents: { One: another } }),
		]),
	]);

	const [index, number] = [before.count.toNumber(), before.records.toNumber()];
	assert.deepEqual(batchRecorded(recorded), { index, ...batchOf(listed), listed: true });
	assert.deepEqual(batchRecorded(withoutList), { index: index + listed.length, ...batchOf(anchored), listed: false });
	assert.deepEqual(
		eventsOf(many, 'usageLog.UseRecorded').map((use) => use.index.toNumber()),
		[index + batches, index + batches + 1],
	);
	await listedIsFound(sender, { index, number, documents: listed });
	await anchoredIsHidden(sender, { index: index + listed.length, number: number + 1, documents: anchored });
	assert.equal((await rightOf(api, seal, operator.address)).nonce, nonce + batches + 2);

	const log = await readLog(api, (await finalBlock(api)).hash, seal);
	assert.equal(log.records.length, number + 4);
	assert.equal(log.claimed.count, index + batches + 2);
	assert.equal(log.count, log.claimed.count);
	assert.equal(log.head, log.claimed.digest);
	return { record: number, listed: index, anchored: index + listed.length, uses: batches + 2 };
}

/**
 * A record of a batch, and what is in it.
 *
 * @typedef {object} Recorded
 * @property {number} index  of its first use
 * @property {number} number  its own in the log
 * @property {{ Sha256: string }[]} documents
 */

/**
 * Each document of a list is found by its digest alone, and its place leads to the root that the seal key signed.
 *
 * @param {Sender} sender
 * @param {Recorded} recorded
 */
async function listedIsFound({ api, seal }, { index: first, number, documents }) {
	const { Batch: batch } = batchOf(documents);
	for (const [position, document] of documents.entries()) {
		const { uses } = await verifyDocument(api, document);
		assert.deepEqual(
			uses.map((use) => [use.index, use.number, use.record.index.toNumber()]),
			[[first + position, number, first]],
		);
		assert.ok(isInBatch(document, position, batch, auditPath(documents, position)));
	}
	assert.deepEqual(await listedDocuments(api, seal, number), documents);
}

/**
 * Of an anchored batch no document is found; whoever has all of them can show the place of each.
 *
 * @param {Sender} sender
 * @param {Recorded} recorded
 */
async function anchoredIsHidden({ api, seal }, { index: first, number, documents }) {
	assert.deepEqual(await listedDocuments(api, seal, number), []);
	for (const [position, document] of documents.entries()) {
		assert.deepEqual((await verifyDocument(api, document)).uses, []);
		const { record, used } = (await api.call.usageLogApi.useAt(seal, first + position)).unwrap();
		assert.deepEqual([record.toNumber(), used.index.toNumber()], [number, first]);
		const { count, root } = used.documents.asBatch;
		const batch = { count: count.toNumber(), root: root.toHex() };
		const path = auditPath(documents, position);
		assert.ok(isInBatch(document, position, batch, path));
		assert.ok(!isInBatch(sha256('none of them'), position, batch, path));
	}
}

/**
 * What the chain refuses of batches: each error is named, and nothing is recorded but what is in order.
 *
 * @param {Sender} sender
 * @param {number} other  an e-seal that it may use, too, by another grant
 */
export async function refusesWhatIsWrong(sender, other) {
	const { api, operator, seal } = sender;
	const { usageLog } = api.tx;
	const { grant, nonce } = await rightOf(api, seal, operator.address);
	const [first, second, third] = ['first', 'second', 'third'].map((name) => sha256(`${name}, refused`));
	const use = signed(sender, { grant, nonce, documents: { One: first } });
	const batch = signed(sender, { grant, nonce, documents: batchOf([first, second, third]) });
	const empty = signed(sender, { grant, nonce, documents: { Batch: { ...batchOf([first]).Batch, count: 0 } } });
	const last = signed(sender, { grant, nonce: nonce + 1, documents: { One: second } });
	/** @param {{ Sha256: string }[]} documents */
	const withList = (documents) => usageLog.recordUses(seal, batch.statement, documents, batch.signature);

	const [many, ...failed] = await sendAll(sender, [
		usageLog.recordForMany([
			batch,
			signed(sender, { grant, nonce, documents: { One: first } }, new SealKey()),
			use,
			use,
			signed(sender, { grant, nonce: 0, documents: { One: first }, seal: other }),
			signed(sender, { grant: null, nonce: 0, documents: { One: first }, seal: 99 }),
			last,
		]),
		withList([first, second]),
		withList([second, first, third]),
		withList([]),
		usageLog.recordUse(seal, batch.statement, batch.signature),
		usageLog.anchorBatch(seal, last.statement, last.signature),
		usageLog.anchorBatch(seal, empty.statement, empty.signature),
	]);

	assert.equal(many.error, undefined, 'the call succeeds, whatever is refused of it');
	assert.equal(eventsOf(many, 'usageLog.UseRecorded').length, 2);
	assert.deepEqual(
		eventsOf(many, 'usageLog.UseRefused').map(({ position, seal: of, error }) => [
			position.toNumber(),
			of.toNumber(),
			describeDispatchError(api, error).name,
		]),
		[
			[0, seal, 'NotOneDocument'],
			[1, seal, 'SignatureInvalid'],
			[3, seal, 'WrongNonce'],
			[4, other, 'NoGrant'],
			[5, 99, 'SealNotFound'],
		],
	);
	assert.deepEqual(
		failed.map(({ error }) => error?.name),
		['DocumentsDiffer', 'DocumentsDiffer', 'DocumentsDiffer', 'NotOneDocument', 'NotABatch', 'BatchSize'],
	);
	for (const { error } of failed) {
		assert.ok((error?.docs.length ?? 0) > 10, 'the error says what is wrong');
	}
	assert.deepEqual((await verifyDocument(api, third)).uses, []);
	return { uses: 2 };
}

/**
 * Writes the batch file of an anchored batch, as `eseal` reads it.
 *
 * @param {string} path
 * @param {Sender} sender
 * @param {Folder} files
 * @param {number} record  the number of the batch's record in the e-seal's log
 */
export function writeBatchFile(path, { api, operator, seal }, files, record) {
	const now = Date.now();
	const lines = [
		{
			type: 'application/vnd.eseal.batch+json;version=1',
			...{ genesis: api.genesisHash.toHex(), seal, account: operator.address, purpose: 'Contract' },
			...{ algorithm: 'sha256', committed: false, listed: false },
			created: { ms: now, utc: `${new Date(now).toISOString().slice(0, 19)}Z` },
			...{ since: record, folder: files.folder, count: files.names.length },
		},
		...digestsOf(files).map(({ Sha256 }, n) => ({ name: files.names[n], digest: `sha256:${Sha256}` })),
	];
	writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/**
 * Whether a batch file that `eseal` wrote has the digests of its files, and `eseal` computed their root as we do.
 *
 * @param {string} path
 * @param {string} folder
 * @param {string} root  that `eseal` tells
 * @returns {string[]} the files, in the order of their uses
 */
export function checkBatchFile(path, folder, root) {
	const [first, ...documents] = readFileSync(path, 'utf8')
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line));
	const names = documents.map(({ name }) => name);
	const digests = digestsOf({ folder, names });
	assert.deepEqual(
		documents.map(({ digest }) => digest),
		digests.map(({ Sha256 }) => `sha256:${Sha256}`),
	);
	assert.equal(first.count, names.length);
	assert.equal(root, batchOf(digests).Batch.root);
	return names.map((name) => join(folder, name));
}
