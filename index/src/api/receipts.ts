// Receipts and exported logs, from what the index keeps: docs/receipt-format.md, section 2. Whoever gets one verifies it, and does
// not have to trust the index.

import { list, Reader, toHex, u32 } from '../chain/bytes.js';
import { climbDocuments, climbRecords } from '../chain/trees.js';
import type { Sql } from '../sql.js';
import type { Row } from './context.js';
import { recordOf } from './records.js';

export const RECEIPT = 'application/vnd.eseal.receipt+json;version=4';
export const LOG = 'application/vnd.eseal.log+json;version=4';

/** The most headers from a use's block to the justified one that a verifier takes. */
const ANCESTORS = 1_024;

/** Why there is no receipt, or no export. */
export class NotToBeHad extends Error {
	constructor(
		/** The status of the answer. */
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The hash of the first block. */
export async function genesisOf(sql: Sql): Promise<string> {
	const { rows } = await sql.query('SELECT hash FROM blocks WHERE number = 0');
	if (rows[0] === undefined) {
		throw new NotToBeHad(503, 'the index has no block yet');
	}
	return toHex(rows[0].hash);
}

/** What leads from the anchor of an authority set to a justified block. */
export async function evidenceOf(sql: Sql, justified: Row, anchorSet: bigint) {
	const { rows: ended } = await sql.query<Row>(
		`SELECT ends_set, header, justification FROM justifications JOIN blocks ON number = block
		WHERE ends_set IS NOT NULL AND block < $1 ORDER BY ends_set`,
		[justified.block],
	);
	const setId = ended.length;
	if (anchorSet > BigInt(setId)) {
		throw new NotToBeHad(
			422,
			`the block was finalized by authority set ${setId}, before set ${anchorSet} of the anchor`,
		);
	}
	const proven = ({ header, justification }: Row) => ({ header: base64(header), justification: base64(justification) });
	return { setId, block: proven(justified), handOffs: ended.filter((set) => set.ends_set >= anchorSet).map(proven) };
}

/** The receipt of a use, as of its own block. */
export async function makeReceipt(sql: Sql, seal: bigint, index: bigint, anchorSet = 0n) {
	const record = await recordOf(sql, seal, index);
	if (record === undefined) {
		throw new NotToBeHad(404, `e-seal ${seal} has no use ${index} in any final block that is indexed`);
	}
	const sender = await senderOf(sql, record);
	const batch = await batchOf(sql, record, index);
	const { rows: kept } = await sql.query<Row>('SELECT leaves FROM leaves WHERE block = $1', [record.block]);
	const leaves = readLeaves(kept[0]?.leaves);
	const leafIndex = Number(record.position % 1_048_576n);
	const leaf = leaves[leafIndex] as Buffer;
	const { rows: justified } = await sql.query<Row>(
		`SELECT block, header, justification FROM justifications JOIN blocks ON number = block
		WHERE block >= $1 ORDER BY block LIMIT 1`,
		[record.block],
	);
	if (justified[0] === undefined || justified[0].block - record.block > ANCESTORS) {
		throw new NotToBeHad(
			503,
			`no justification of block ${record.block}, or of one soon after it, is here yet: ask again`,
		);
	}
	const { rows: ancestors } = await sql.query<Row>(
		'SELECT header FROM blocks WHERE number >= $1 AND number < $2 ORDER BY number',
		[record.block, justified[0].block],
	);
	return {
		type: RECEIPT,
		genesis: await genesisOf(sql),
		seal: Number(seal),
		index: Number(index),
		...(batch ? { batch } : {}),
		sender,
		proof: {
			block: {
				leaf: base64(leaf),
				leafIndex,
				auditPath: base64(list(climbRecords(leaves, leafIndex).path)),
				...(ancestors.length > 0 ? { ancestors: ancestors.map(({ header }) => base64(header)) } : {}),
			},
		},
		evidence: await evidenceOf(sql, justified[0], anchorSet),
	};
}

function readLeaves(bytes: Buffer): Buffer[] {
	const from = new Reader(bytes);
	return Array.from({ length: from.compact() }, () => from.sized());
}

async function senderOf(sql: Sql, record: Row) {
	const { rows } = await sql.query<Row>(
		`SELECT s.*, signer, genesis.hash AS genesis, born.hash AS born FROM senders s
		JOIN extrinsics e ON e.block = s.block AND e.index = s.extrinsic
		JOIN blocks genesis ON genesis.number = 0 JOIN blocks born ON born.number = s.birth
		WHERE s.block = $1 AND s.extrinsic = $2`,
		[record.block, record.extrinsic],
	);
	const [sender] = rows;
	if (sender === undefined || !sender.signer?.equals(record.account)) {
		throw new NotToBeHad(
			422,
			'another account signed the extrinsic than the one that sent the use: receipts have no room for that',
		);
	}
	const implied = [u32(sender.spec), u32(sender.transaction), sender.genesis, sender.born, sender.implied];
	return {
		call: base64(sender.call),
		extensions: base64(sender.extensions),
		implied: base64(Buffer.concat(implied)),
		signature: base64(sender.signature),
	};
}

/** What leads from a document to the root of its batch; nothing for a single use. */
async function batchOf(sql: Sql, record: Row, index: bigint) {
	if (record.root === null) {
		return undefined;
	}
	const { rows } = await sql.query<Row>(
		'SELECT document FROM documents WHERE seal = $1 AND record = $2 AND index >= $3 AND index < $4 ORDER BY index',
		[...[record.seal, record.number, record.first, record.first + BigInt(record.count)]],
	);
	if (rows.length !== record.count) {
		throw new NotToBeHad(
			422,
			`use ${index} is in a batch of ${record.count} uses from use ${record.first} on, of which the chain has the root alone: ` +
				'whoever sealed it has the batch file, with which eseal receipt makes receipts',
		);
	}
	const documents = rows.map(({ document }) => document as Buffer);
	const place = Number(index - record.first);
	return {
		document: base64(documents[place] as Buffer),
		auditPath: base64(list(climbDocuments(documents, place).path)),
	};
}
