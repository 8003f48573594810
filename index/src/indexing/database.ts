// Where Subsquid's processor keeps what it makes of blocks: each batch of final blocks in one transaction, together with how far
// the index is. So a process that dies loses a batch and doubles none. (Subsquid's own store writes through an ORM, row by row
// and column by column; here rows are written by the thousand.)

import type pg from 'pg';
import { fromHex, toHex } from '../chain/bytes.js';

interface HashAndHeight {
	height: number;
	hash: string;
}

/** The chain has another block than the index at some height. Final blocks never change, so it is another chain. */
export class OtherChain extends Error {}

/** Subsquid's interface for stores of final blocks. */
export class FinalBlocks {
	readonly supportsHotBlocks = false as const;

	constructor(private readonly client: pg.Client) {}

	async connect(): Promise<HashAndHeight> {
		const { rows } = await this.client.query('SELECT height, hash FROM head');
		return rows[0] ? { height: rows[0].height, hash: toHex(rows[0].hash) } : { height: -1, hash: '0x' };
	}

	async transact(
		{ prevHead, nextHead }: { prevHead: HashAndHeight; nextHead: HashAndHeight },
		work: (client: pg.Client) => Promise<void>,
	): Promise<void> {
		await this.client.query('BEGIN');
		try {
			const head = await this.connect();
			if (head.height !== prevHead.height || head.hash !== prevHead.hash) {
				throw new OtherChain(`the index is at block ${head.height}, and block ${prevHead.height} was expected`);
			}
			await work(this.client);
			await this.client.query(
				'INSERT INTO head (height, hash) VALUES ($1, $2) ON CONFLICT (one) DO UPDATE SET height = $1, hash = $2',
				[nextHead.height, fromHex(nextHead.hash)],
			);
			await this.client.query('COMMIT');
		} catch (error) {
			await this.client.query('ROLLBACK');
			throw error;
		}
	}
}
