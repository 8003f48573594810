// The justifications that receipts need. A node tells each as its block becomes final, and stores few: one of every 32 blocks, and
// that of the last block of each authority set.

import type pg from 'pg';
import { toSql } from '../chain/bytes.js';
import { endsSet } from '../chain/header.js';
import { type Justification, storedWith, told } from '../chain/justification.js';
import type { Node, SignedBlock } from '../chain/node.js';
import type { Rows } from '../sql.js';
import type { Block } from './processor.js';

/** How many that were heard are kept until their blocks are indexed. */
const KEPT = 4_096;

/** Listens to what becomes final. */
export class Justifications {
	readonly #heard = new Map<number, Justification>();

	constructor(private readonly node: Node) {
		node.rpc.subscribe<string>({
			method: 'grandpa_subscribeJustifications',
			unsubscribe: 'grandpa_unsubscribeJustifications',
			notification: 'grandpa_justifications',
			onMessage: (hex) => this.#hear(told(hex)),
			// It subscribes anew by itself.
			onError: () => {},
			resubscribeOnConnectionLoss: true,
		});
	}

	#hear(justification: Justification): void {
		this.#heard.set(justification.block, justification);
		for (const block of this.#heard.keys()) {
			if (this.#heard.size <= KEPT) {
				break;
			}
			this.#heard.delete(block);
		}
	}

	/**
	 * Adds the rows of these blocks, in whose order `recorded` says which have records.
	 *
	 * @param signed  blocks that were fetched already, by their hashes
	 */
	async add(
		client: pg.Client,
		blocks: Block[],
		recorded: Set<number>,
		signed: Map<string, SignedBlock>,
		rows: Rows,
	): Promise<void> {
		const { rows: state } = await client.query<{ waiting: boolean; newest: number; sets: bigint }>(
			`SELECT coalesce(max(block), -1) AS newest, count(ends_set) AS sets,
				EXISTS (SELECT FROM blocks WHERE records > 0 AND number > coalesce(max(block), -1)) AS waiting
			FROM justifications`,
		);
		let { waiting, newest, sets } = state[0] as { waiting: boolean; newest: number; sets: bigint };
		const before = newest;
		await this.#fetch(blocks, recorded, waiting, signed);
		let newestHeard: Justification | undefined;
		for (const { header } of blocks) {
			waiting ||= recorded.has(header.height);
			const ends = endsSet(header.digest.logs);
			const block = signed.get(header.hash);
			const found = this.#heard.get(header.height) ?? (block && storedWith(block));
			this.#heard.delete(header.height);
			const justification = found?.hash === header.hash ? found : undefined;
			if (ends && justification === undefined) {
				throw new Error(
					`the node cannot prove that block ${header.height} is final, with which authority set ${sets} ended\n` +
						'Index from a node that has all blocks since the first one.',
				);
			}
			if (justification !== undefined && (waiting || ends)) {
				rows.add('justifications', rowOf(justification, ends ? sets : null), 'block');
				newest = header.height;
				waiting = false;
			}
			sets += ends ? 1n : 0n;
			newestHeard = justification ?? newestHeard;
		}
		if (newestHeard !== undefined && newestHeard.block > newest) {
			rows.add('justifications', rowOf(newestHeard, null), 'block');
		}
		if (Math.max(newest, newestHeard?.block ?? -1) > before) {
			await client.query(UNNEEDED, [before]);
		}
	}

	/** Fetches the blocks whose justification may be needed and was not heard. */
	async #fetch(
		blocks: Block[],
		recorded: Set<number>,
		waiting: boolean,
		signed: Map<string, SignedBlock>,
	): Promise<void> {
		const first = waiting ? 0 : blocks.findIndex(({ header }) => recorded.has(header.height));
		const heard = blocks.findIndex(({ header }, place) => place >= first && this.#heard.has(header.height));
		const wanted = blocks.filter(
			({ header }, place) =>
				!signed.has(header.hash) &&
				!this.#heard.has(header.height) &&
				(endsSet(header.digest.logs) || (first >= 0 && place >= first && (heard < 0 || place < heard))),
		);
		const fetched = await this.node.blocks(wanted.map(({ header }) => header.hash));
		wanted.forEach(({ header }, place) => {
			signed.set(header.hash, fetched[place] as SignedBlock);
		});
	}
}

/** What was the newest one and now is not, and no block with records needs. */
const UNNEEDED = `DELETE FROM justifications j WHERE ends_set IS NULL AND block = $1
	AND NOT EXISTS (SELECT FROM blocks WHERE records > 0 AND number <= j.block
		AND number > coalesce((SELECT max(block) FROM justifications WHERE block < j.block), -1))
	AND EXISTS (SELECT FROM blocks WHERE number = j.block)`;

const rowOf = ({ block, hash, bytes }: Justification, endsSet: bigint | null) => ({
	...{ block, hash: toSql(hash), justification: toSql(bytes), ends_set: endsSet },
});
