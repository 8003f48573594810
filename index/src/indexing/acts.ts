// Acts that take two officers, from their preparation to their end.

import type pg from 'pg';
import { toSql } from '../chain/bytes.js';
import type { Row, Rows } from '../sql.js';
import { integer, subjectsOf } from './happenings.js';
import type { Block, Event } from './processor.js';

/** What an event makes of an act that waits. */
const STATUS: Record<string, string> = {
	'DualControl.Confirmed': 'Confirmed',
	'DualControl.TurnedDown': 'TurnedDown',
	'DualControl.Withdrawn': 'Withdrawn',
	'DualControl.Cleared': 'Cleared',
};

/** Where something came about, as rows have it. */
export const placeOf = ({ header }: Block, { extrinsic, index }: Event) => ({
	block: header.height,
	extrinsic: extrinsic?.index ?? null,
	event: index,
});

/** The same for how it ended. */
export function endOf(block: Block, event: Event): Row {
	const { block: ended_block, extrinsic: ended_extrinsic, event: ended_event } = placeOf(block, event);
	return { ended_block, ended_extrinsic, ended_event };
}

/** Rows of things that events carry on: those that the index has, by number. */
export async function knownOf(
	client: pg.Client,
	table: string,
	ids: (bigint | undefined)[],
): Promise<Map<bigint, Row>> {
	const { rows } = await client.query(`SELECT * FROM ${table} WHERE id = ANY($1)`, [ids]);
	return new Map(
		rows.map((row) => [
			row.id,
			Object.fromEntries(
				Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? toSql(value) : value]),
			),
		]),
	);
}

/** Takes the events of acts in their order. */
export async function takeActs(client: pg.Client, blocks: Block[], rows: Rows): Promise<void> {
	const ended = blocks.flatMap(({ events }) => events).filter(({ name }) => STATUS[name] !== undefined);
	const acts =
		ended.length === 0
			? new Map<bigint, Row>()
			: await knownOf(
					client,
					'acts',
					ended.map(({ args }) => integer(args.id)),
				);
	for (const block of blocks) {
		for (const event of block.events) {
			const { name, args, call } = event;
			const id = name.startsWith('DualControl.') ? integer(args?.id) : undefined;
			if (id === undefined) {
				continue;
			}
			if (name === 'DualControl.Prepared') {
				const { uscc, code, seal } = subjectsOf(call?.args);
				acts.set(id, {
					...{ id, seat: args.seat.__kind, act: args.act.__kind, digest: toSql(args.digest) },
					...{ maker: toSql(args.by), checker: null, status: 'Waiting', until: args.until },
					...{ call: call?.args?.call ?? null, uscc, code, seal, ...placeOf(block, event) },
					...{ ended_block: null, ended_extrinsic: null, ended_event: null },
				});
			} else if (STATUS[name] !== undefined && acts.has(id)) {
				const by = typeof args.by === 'string' ? toSql(args.by) : null;
				acts.set(id, { ...acts.get(id), status: STATUS[name], checker: by, ...endOf(block, event) });
			}
		}
	}
	for (const act of acts.values()) {
		rows.add('acts', act, 'id');
	}
}
