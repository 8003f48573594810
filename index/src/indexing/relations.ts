// What stands between two of a kind: enterprises that took over from others, grants that go on from others.

import type { Rows } from '../sql.js';
import { placeOf } from './acts.js';
import type { Block } from './processor.js';

export function addRelations(rows: Rows, blocks: Block[]): void {
	for (const block of blocks) {
		for (const event of block.events) {
			const { name, args } = event;
			if (name === 'ESeal.SuccessorRecorded') {
				rows.add('successions', { uscc: args.uscc, successor: args.successor, ...placeOf(block, event) });
			}
			if (name === 'UsageLog.GrantCarriedOver') {
				const { from: from_grant, to: to_grant, seal } = args;
				rows.add('carried', { to_grant, from_grant, seal, ...placeOf(block, event) });
			}
		}
	}
}
