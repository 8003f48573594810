// Corrections of what is on record, from their proposal to their end.

import type pg from 'pg';
import { toSql } from '../chain/bytes.js';
import type { Row, Rows } from '../sql.js';
import { endOf, knownOf, placeOf } from './acts.js';
import { integer } from './happenings.js';
import type { Block } from './processor.js';

/** What an event makes of a correction that was proposed. */
const STATUS: Record<string, string> = {
	'ESeal.CorrectionMade': 'Made',
	'ESeal.CorrectionWithdrawn': 'Withdrawn',
	'ESeal.CorrectionCleared': 'Cleared',
};

/** Takes the events of corrections in their order. What the chain has of one is put together from them: a cleared one it has no more. */
export async function takeCorrections(client: pg.Client, blocks: Block[], rows: Rows): Promise<void> {
	const ended = blocks.flatMap(({ events }) => events).filter(({ name }) => STATUS[name] !== undefined);
	const corrections =
		ended.length === 0
			? new Map<bigint, Row>()
			: await knownOf(
					client,
					'corrections',
					ended.map(({ args }) => integer(args.id)),
				);
	for (const block of blocks) {
		const time = String(block.header.timestamp ?? 0);
		for (const event of block.events) {
			const { name, args } = event;
			const id = name.startsWith('ESeal.Correction') ? integer(args?.id) : undefined;
			if (id === undefined) {
				continue;
			}
			const known = corrections.get(id);
			if (name === 'ESeal.CorrectionProposed') {
				const { correction, decision, by: proposedBy, until } = args;
				corrections.set(id, {
					...{ id, digest: toSql(args.digest), status: 'Proposed', ...placeOf(block, event) },
					value: { correction, decision, proposedBy, proposedAt: time, until, made: null },
					...{ ended_block: null, ended_extrinsic: null, ended_event: null },
				});
			} else if (STATUS[name] !== undefined && known !== undefined) {
				const made = name === 'ESeal.CorrectionMade' ? { by: args.by, at: time } : null;
				const value = { ...(known.value as Row), made };
				corrections.set(id, { ...known, value, status: STATUS[name], ...endOf(block, event) });
			}
		}
	}
	for (const { seat, uscc, code, seal, instead, ...correction } of corrections.values()) {
		rows.add('corrections', correction, 'id');
	}
}
