// Events by the call that made them: an extrinsic, or one of a batch.

import type { Block, Event } from './processor.js';

/** An act that two officers made, as the event of its confirmation has it. */
export interface Confirmed {
	act: bigint;
	checker: string;
}

/** What one call made. */
export interface Group {
	extrinsic: number;
	/** The call's place in its batch, from 0; null if it was none of a batch. */
	item: number | null;
	/** If it was an officer who confirmed what another one had prepared. */
	confirmed?: Confirmed;
	events: Event[];
}

/** The place in its batch of the call that made an event. */
export const itemOf = ({ callAddress }: Event): number | null => callAddress?.[0] ?? null;

/** The calls of a block that made events, in their order. */
export function groupsOf({ events }: Block): Group[] {
	const groups = new Map<string, Group>();
	for (const event of events) {
		const { name, args, extrinsic } = event;
		if (extrinsic === undefined) {
			continue;
		}
		const key = `${extrinsic.index} ${itemOf(event)}`;
		const group = groups.get(key) ?? { extrinsic: extrinsic.index, item: itemOf(event), events: [] };
		groups.set(key, group);
		group.events.push(event);
		if (name === 'DualControl.Confirmed') {
			group.confirmed = { act: BigInt(args.id), checker: args.by };
		}
	}
	return [...groups.values()];
}
