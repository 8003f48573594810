// Whether records, documents and counts are those of the logs' heads.

import type { Row } from '../api/context.js';
import { fromRow } from '../api/records.js';
import { blake2, fromHex, Reader, toHex } from '../chain/bytes.js';
import { writeRecord } from '../chain/record.js';
import { climbDocuments } from '../chain/trees.js';
import type { Sql } from '../sql.js';
import type { Differences } from './differences.js';

/** How many records are read at once. */
const PAGE = 200;

const START = Buffer.alloc(32);

/** The head of a log, as the chain has it: `logHead` of docs/receipt-format.md. */
export function readHead(stored: string | undefined) {
	if (stored === undefined) {
		return { count: 0n, records: 0n, digest: START };
	}
	const from = new Reader(fromHex(stored));
	const [count, records] = [from.u64(), from.u64()];
	from.u64();
	return { count, records, digest: from.take(32) };
}

/**
 * Computes the head of an e-seal's log from what the index has, and compares it with the chain's.
 *
 * @returns how many records there were
 */
export async function checkLog(
	sql: Sql,
	seal: bigint,
	stored: string | undefined,
	differences: Differences,
): Promise<number> {
	let [count, records, digest] = [0n, 0n, START as Buffer];
	let firstWrong: bigint | undefined;
	for (;;) {
		const { rows } = await sql.query<Row>(
			`SELECT * FROM records WHERE seal = $1 AND number >= $2 ORDER BY number LIMIT ${PAGE}`,
			[seal, records],
		);
		for (const row of rows) {
			if (row.number !== records || row.first !== count) {
				differences.add(
					'records',
					`${seal}/${records}`,
					`record ${row.number} with use ${row.first} stands in its place`,
				);
				return Number(records);
			}
			digest = blake2(digest, writeRecord(fromRow(row)));
			if (firstWrong === undefined && !digest.equals(row.head)) {
				firstWrong = records;
				differences.add(
					'records',
					`${seal}/${records}`,
					'the head of the log with this record is another than its event said',
				);
			}
			records += 1n;
			count += BigInt(row.count);
		}
		await checkDocuments(sql, rows, differences);
		if (rows.length < PAGE) {
			break;
		}
	}
	const head = readHead(stored);
	if (head.count !== count || head.records !== records) {
		differences.add(
			'records',
			seal,
			`the chain has ${head.records} records and ${head.count} uses, the index ${records} and ${count}`,
		);
	} else if (!head.digest.equals(digest)) {
		differences.add(
			'records',
			seal,
			`the head of the log is ${toHex(head.digest)} on the chain, and ${toHex(digest)} here`,
		);
	}
	const { rows: logs } = await sql.query<Row>('SELECT records, uses FROM logs WHERE seal = $1', [seal]);
	if ((logs[0]?.records ?? 0n) !== records || (logs[0]?.uses ?? 0n) !== count) {
		differences.add('logs', seal, 'its numbers are not those of the records');
	}
	return Number(records);
}

/** Whether the documents of records are those that their records are for. */
async function checkDocuments(sql: Sql, records: Row[], differences: Differences): Promise<void> {
	const [first, last] = [records[0], records.at(-1)];
	if (first === undefined || last === undefined) {
		return;
	}
	const { rows } = await sql.query<Row>(
		'SELECT index, document, record FROM documents WHERE seal = $1 AND index >= $2 AND index < $3 ORDER BY index',
		[first.seal, first.first, last.first + BigInt(last.count)],
	);
	let next = 0;
	for (const record of records) {
		const documents: Buffer[] = [];
		for (; next < rows.length && rows[next]?.index < record.first + BigInt(record.count); next++) {
			documents.push(rows[next]?.document);
			if (rows[next]?.record !== record.number) {
				differences.add('documents', `${record.seal}/${rows[next]?.index}`, `it is of record ${record.number}`);
			}
		}
		const place = `${record.seal}/${record.number}`;
		if (record.document !== null) {
			if (documents.length !== 1 || !documents[0]?.equals(record.document)) {
				differences.add('documents', place, 'it is not the document of its record');
			}
		} else if (documents.length === 0) {
			if (record.listed) {
				differences.add('documents', place, 'the documents of the batch are missing');
			}
		} else if (documents.length !== record.count || !climbDocuments(documents).root.equals(record.root)) {
			differences.add('documents', place, 'they are not the documents of the batch');
		}
	}
}
