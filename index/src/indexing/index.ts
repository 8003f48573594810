// Takes final blocks into the database, batch by batch.

import { Node, type SignedBlock } from '../chain/node.js';
import { openWriter, Rows } from '../sql.js';
import { takeActs } from './acts.js';
import { raiseAlarms } from './alarms.js';
import { takeCorrections } from './corrections.js';
import { FinalBlocks } from './database.js';
import { addHappenings } from './happenings.js';
import { refreshOfficers, refreshRegister } from './histories.js';
import { Justifications } from './justifications.js';
import { carryOn, countDays } from './logs.js';
import { takeMotions } from './motions.js';
import { refreshPeople, refreshPresent } from './people.js';
import { type Block, type Context, makeProcessor } from './processor.js';
import { addRecords, type BlockRecords, readRecords } from './records.js';
import { addRelations } from './relations.js';
import { refresh } from './things.js';

/** How many blocks' records are read at the same time. */
const AT_ONCE = 8;

export async function index(): Promise<void> {
	const client = await openWriter();
	// Without the connection, and the lock with it, another process may index.
	client.on('error', ({ message }) => console.error(`error: the database: ${message}`));
	client.on('end', () => process.exit(1));
	const node = new Node();
	const justifications = new Justifications(node);
	makeProcessor().run(new FinalBlocks(client), (context) => take(context, node, justifications));
}

async function take({ store: client, blocks }: Context, node: Node, justifications: Justifications): Promise<void> {
	const rows = new Rows();
	const records = await readAll(node, blocks);
	const signed = await fetchBodies(node, records);
	const unusual = await carryOn(
		client,
		records.flatMap(({ recorded }) => recorded),
		rows,
	);
	const byBlock = new Map(records.map((one) => [one.block.header.height, one]));
	const alarming = blocks.map((block) => {
		const recorded = byBlock.get(block.header.height)?.recorded ?? [];
		const { refused, mentions } = addHappenings(rows, block, recorded);
		return { block, refused, mentions, unusual: recorded.filter((record) => unusual.has(record)) };
	});
	const mentions = alarming.map(({ mentions }) => mentions);
	for (const one of records) {
		await addRecords(rows, node, one, signed.get(one.block.header.hash) as SignedBlock);
	}
	await justifications.add(client, blocks, new Set(byBlock.keys()), signed, rows);
	await takeMotions(client, blocks);
	await takeActs(client, blocks, rows);
	await takeCorrections(client, blocks, rows);
	addRelations(rows, blocks);
	await refreshPeople(client, node, blocks, rows);
	await refreshPresent(client, node, blocks, rows);
	const enterprises = await refresh(client, node, blocks, mentions, rows);
	await refreshRegister(client, node, blocks, mentions, rows);
	await refreshOfficers(client, node, blocks, mentions, rows);
	await rows.write(client);
	// Which e-seals there are is known now.
	await raiseAlarms(client, alarming, rows);
	await countDays(
		client,
		blocks,
		records.flatMap(({ recorded }) => recorded),
		alarming.flatMap(({ block: { header }, refused }) =>
			refused.map((use) => ({ ...use, block: header.height, time: header.timestamp ?? 0 })),
		),
		rows,
	);
	await rows.write(client);
	await client.query(
		`UPDATE names SET present = names.name = enterprises.name FROM enterprises
		WHERE names.uscc = enterprises.uscc AND names.uscc = ANY($1) AND present <> (names.name = enterprises.name)`,
		[enterprises],
	);
}

/** The records of those of the blocks that made some, in order. */
async function readAll(node: Node, blocks: Block[]): Promise<BlockRecords[]> {
	const found: BlockRecords[] = [];
	for (let from = 0; from < blocks.length; from += AT_ONCE) {
		const some = await Promise.all(blocks.slice(from, from + AT_ONCE).map((block) => readRecords(node, block)));
		found.push(...some.filter((records) => records !== undefined));
	}
	return found;
}

/** The blocks with records as the node has them: with the bytes of their extrinsics. */
async function fetchBodies(node: Node, records: BlockRecords[]): Promise<Map<string, SignedBlock>> {
	const hashes = records.map(({ block }) => block.header.hash);
	const fetched = await node.blocks(hashes);
	return new Map(hashes.map((hash, place) => [hash, fetched[place] as SignedBlock]));
}
