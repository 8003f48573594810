// Chapter 6: the auditor reads everything and checks that nothing is missing.

import { checkHeader, checkHistory, readHistory, readLog, usesIn } from '../lib/audit.mjs';
import { must } from './cast.mjs';
import { short, time } from './narrator.mjs';

/**
 * A change of an e-seal, in words.
 *
 * @param {import('../lib/chain-types.ts').HistoryEntry} entry
 */
function describeChange({ change, by, effectiveAt, recordedAt, block }) {
	const detail = change.value;
	const parts = [detail.hold?.type, detail.reason?.type].filter(Boolean);
	const who = by.isOfficer
		? `${by.asOfficer.seat.type}, officer ${short(by.asOfficer.account.toString())}`
		: 'the owner';
	const since = effectiveAt.eq(recordedAt) ? '' : `, effective ${time(effectiveAt)}`;
	return `${change.type}${parts.length > 0 ? ` (${parts.join(', ')})` : ''} by ${who}; block ${block}, ${time(recordedAt)}${since}`;
}

/**
 * A record of the log, in words.
 *
 * @param {import('../lib/chain-types.ts').UseRecord} record
 */
function describeRecord(record) {
	const { index, purpose, account, block, documents } = record;
	const by = `${purpose.type} by ${short(account.toString())}; block ${block}`;
	if (documents.isOne) {
		return `use ${index}: ${short(documents.asOne.value.toHex())}, ${by}`;
	}
	const { count, root } = documents.asBatch;
	const last = index.toNumber() + usesIn(record) - 1;
	return `uses ${index} to ${last}: a batch of ${count} with the root ${short(root.toHex())}, ${by}`;
}

/**
 * @param {import('./cast.mjs').Cast} cast
 * @param {number[]} seals  the e-seals of the enterprise
 */
export async function audit(cast, seals) {
	const { narrator, auditor } = cast;
	const { api } = auditor;
	narrator.chapter(6, 'The auditor reads the whole history and log');
	await cast.seesAllFinal(auditor);
	const hash = (await api.rpc.chain.getFinalizedHead()).toHex();
	const at = await api.at(hash);
	narrator.note(`All of it as of final block ${(await api.rpc.chain.getHeader(hash)).number}`);

	const found = [];
	for (const seal of seals) {
		narrator.note(`E-seal ${seal}`);
		const history = await readHistory(at, seal);
		const { historyLen } = (await at.query.eSeal.seals(seal)).unwrap();
		must(history.length === historyLen.toNumber(), `the history has ${history.length} entries and not ${historyLen}`);
		const { digest, claimed: covered } = await checkHistory(api, hash, seal);
		must(digest === covered, `the e-seal's history digest is ${covered}, and the entries give ${digest}`);
		history.forEach((entry, i) => narrator.note(`  history ${i}: ${describeChange(entry)}`));

		const { records, count, head, claimed } = await readLog(api, hash, seal);
		for (const record of records) {
			narrator.note(`  ${describeRecord(record)}`);
		}
		must(head === claimed.digest, `the log head is ${claimed.digest}, and the records give ${head}`);
		must(count === claimed.count, `the log head counts ${claimed.count} uses, and the records have ${count}`);
		narrator.note(`  log head recomputed over ${count} use(s) in ${records.length} record(s): ${head}`);
		narrator.note(`  log head of the chain: equal. No use is missing.`);
		for (const [number, { block }] of records.entries()) {
			const { root, claimed: named } = await checkHeader(api, { seal, number, block: block.toNumber() });
			must(
				named.length === 1 && named[0] === root,
				`the header of block ${block} names ${named}, and record ${number} gives ${root}`,
			);
		}
		if (records.length > 0) {
			narrator.note(`  headers: each record is named by the header of its block.`);
		}
		found.push({ seal, history, records, count, head, claimed });
	}
	return found;
}
