// Chapter 6: the auditor reads everything and checks that nothing is missing.

import { checkHeader, checkHistory, readHistory, readLog } from '../lib/audit.mjs';
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

		const { records, head, claimed } = await readLog(api, hash, seal);
		for (const record of records) {
			const by = short(record.account.toString());
			narrator.note(
				`  use ${record.index}: ${record.purpose.type} ${short(record.document.value.toHex())} by ${by}; block ${record.block}`,
			);
		}
		must(head === claimed.digest, `the log head is ${claimed.digest}, and the records give ${head}`);
		narrator.note(`  log head recomputed over ${records.length} use(s): ${head}`);
		narrator.note(`  log head of the chain: equal. No use is missing.`);
		for (const { index, block } of records) {
			const { root, claimed: named } = await checkHeader(api, {
				seal,
				index: index.toNumber(),
				block: block.toNumber(),
			});
			must(
				named.length === 1 && named[0] === root,
				`the header of block ${block} names ${named}, and use ${index} gives ${root}`,
			);
		}
		if (records.length > 0) {
			narrator.note(`  headers: each use is named by the header of the block that recorded it.`);
		}
		found.push({ seal, history, records, head, claimed });
	}
	return found;
}
