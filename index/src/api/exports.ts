// A log in a file, written while it is read: as JSON Lines with the proof that it is complete (docs/receipt-format.md, sections 2 and
// 9), or as CSV, for spreadsheets.

import { writeAccount } from '../chain/accounts.js';
import { fromHex, list, Reader, sized, toHex } from '../chain/bytes.js';
import type { Node } from '../chain/node.js';
import { writeDocument, writeRecord } from '../chain/record.js';
import type { Sql } from '../sql.js';
import type { Row } from './context.js';
import { base64, evidenceOf, genesisOf, LOG, NotToBeHad } from './receipts.js';
import { fromRow } from './records.js';
import { storageKeys } from './storage.js';

/** How many records are read at once. */
const PAGE = 100;

/** The last moment that RFC 3339 has: the end of the year 9999. */
const LAST_MS = 253_402_300_799_999;

const moment = (ms: bigint) => ({
	ms: Number(ms),
	utc: Number(ms) > LAST_MS ? null : new Date(Number(ms)).toISOString().replace(/\.\d+Z$/, 'Z'),
});

/** The records of a log up to a number, in order, with the documents that are known. */
async function* recordsOf(sql: Sql, seal: bigint, until: bigint): AsyncGenerator<Row & { documents: Buffer[] }> {
	for (let from = 0n; from < until; from += BigInt(PAGE)) {
		const to = from + BigInt(PAGE) < until ? from + BigInt(PAGE) : until;
		const { rows } = await sql.query<Row>(
			'SELECT * FROM records WHERE seal = $1 AND number >= $2 AND number < $3 ORDER BY number',
			[seal, from, to],
		);
		const [first, last] = [rows[0], rows.at(-1)];
		if (first === undefined || last === undefined) {
			return;
		}
		const { rows: documents } = await sql.query<Row>(
			'SELECT record, document FROM documents WHERE seal = $1 AND index >= $2 AND index < $3 ORDER BY index',
			[seal, first.first, last.first + BigInt(last.count)],
		);
		const byRecord = new Map<bigint, Buffer[]>(rows.map(({ number }) => [number, []]));
		for (const { record, document } of documents) {
			byRecord.get(record)?.push(document);
		}
		for (const row of rows) {
			yield { ...row, documents: byRecord.get(row.number) ?? [] };
		}
	}
}

/** How far a log goes at the newest block that the index has a justification of, with the proof of it. */
async function provenHead(sql: Sql, node: Node, seal: bigint, anchorSet: bigint) {
	const { rows } = await sql.query<Row>(
		`SELECT block, blocks.hash, header, justification FROM justifications JOIN blocks ON number = block
		ORDER BY block DESC LIMIT 1`,
	);
	const [justified] = rows;
	if (justified === undefined) {
		throw new NotToBeHad(503, 'the index has no justification yet: ask again');
	}
	const hash = toHex(justified.hash);
	const keys = storageKeys(seal);
	const head = await node.ask<string | null>('state_getStorage', [keys.head, hash]).catch(() => undefined);
	if (head === undefined) {
		throw new NotToBeHad(503, `the node does not tell the state of block ${justified.block}: ask again`);
	}
	const { proof } = await node.ask<{ proof: string[] }>('state_getReadProof', [Object.values(keys), hash]);
	const from = head === null ? undefined : new Reader(fromHex(head));
	return {
		count: from?.u64() ?? 0n,
		records: from?.u64() ?? 0n,
		proof: base64(list([...new Set(proof)].sort().map((member) => sized(fromHex(member))))),
		evidence: await evidenceOf(sql, justified, anchorSet),
	};
}

/** The lines of an exported log. Which documents a batch has they say where the chain does. */
export async function* logLines(sql: Sql, node: Node, seal: bigint, anchorSet: bigint): AsyncGenerator<string> {
	const { count, records, proof, evidence } = await provenHead(sql, node, seal, anchorSet);
	const first = {
		type: LOG,
		genesis: await genesisOf(sql),
		seal: Number(seal),
		count: Number(count),
		records: Number(records),
	};
	yield `${JSON.stringify({ ...first, proof, evidence })}\n`;
	for await (const row of recordsOf(sql, seal, records)) {
		const { document, root, documents } = row;
		const listed = root !== null && documents.length === row.count;
		yield `${JSON.stringify({
			...{ seal: Number(seal), index: Number(row.first), block: row.block, count: row.count },
			...{ document: document && writeDocument(document), root: root && toHex(root) },
			...(listed ? { documents: base64(list(documents)) } : {}),
			...{ purpose: row.purpose, sender: writeAccount(row.account) },
			grant: row.grant_id === null ? null : Number(row.grant_id),
			...{ signedAt: moment(row.signed_at), recordedAt: moment(row.recorded_at) },
			record: base64(writeRecord(fromRow(row))),
		})}\n`;
	}
}

const COLUMNS = [
	...['index', 'record', 'document', 'batch_root', 'purpose', 'account', 'grant'],
	...['signed_at', 'recorded_at', 'block', 'extrinsic', 'event'],
];

/** A line for each use, as RFC 4180 has them; for a batch of which the chain has the root alone one line, with the first index. */
export async function* csvLines(sql: Sql, seal: bigint): AsyncGenerator<string> {
	const { rows } = await sql.query<Row>('SELECT records FROM logs WHERE seal = $1', [seal]);
	yield `${COLUMNS.join(',')}\r\n`;
	for await (const row of recordsOf(sql, seal, rows[0]?.records ?? 0n)) {
		const documents = row.documents.length > 0 ? row.documents.map(writeDocument) : [`${row.count} documents`];
		for (const [place, document] of documents.entries()) {
			yield `${[
				...[row.first + BigInt(place), row.number, document, row.root ? toHex(row.root) : '', row.purpose],
				...[writeAccount(row.account), row.grant_id ?? '', moment(row.signed_at).utc ?? row.signed_at],
				...[moment(row.recorded_at).utc ?? row.recorded_at, row.block, row.extrinsic, row.event],
			].join(',')}\r\n`;
		}
	}
}
