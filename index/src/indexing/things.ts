// What the chain has of each thing: whatever an event or a record names is read again from the state, as the runtime's metadata
// says. So a field that is new to the chain is in the index, too.

import type { Runtime } from '@subsquid/substrate-runtime';
import { toJSON } from '@subsquid/util-internal-json';
import type pg from 'pg';
import type { Node } from '../chain/node.js';
import type { Rows } from '../sql.js';
import { integer } from './happenings.js';
import { namesOf } from './names.js';
import type { Block } from './processor.js';

type Key = string | bigint;

/** A kind of thing: where the chain has it, where the index does, and by which fields events name it. */
export interface Kind {
	table: string;
	key: string;
	item: string;
	fields: string[];
	read(value: unknown): Key | undefined;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const SEALS: Kind = {
	table: 'seals',
	key: 'id',
	item: 'ESeal.Seals',
	fields: ['seal', 'supersedes'],
	read: integer,
};
export const KINDS: Kind[] = [
	SEALS,
	{ table: 'enterprises', key: 'uscc', item: 'ESeal.Enterprises', fields: ['uscc'], read: text },
	{ table: 'physical_seals', key: 'code', item: 'ESeal.PhysicalSeals', fields: ['code'], read: text },
	{ table: 'grants', key: 'id', item: 'UsageLog.Grants', fields: ['grant'], read: integer },
	{ table: 'flags', key: 'id', item: 'UsageLog.Flags', fields: ['flag'], read: integer },
];

/** Things that were named. */
class Named {
	readonly #keys = new Map(KINDS.map((kind) => [kind.table, new Set<Key>()]));

	of({ table }: Kind): Set<Key> {
		return this.#keys.get(table) as Set<Key>;
	}

	/** Takes what the fields of an event, or of a thing, name. */
	take(args: unknown): void {
		if (typeof args === 'object' && args !== null) {
			for (const kind of KINDS) {
				for (const field of kind.fields) {
					const key = kind.read((args as Record<string, unknown>)[field]);
					if (key !== undefined) {
						this.of(kind).add(key);
					}
				}
			}
		}
	}
}

/** Reads again what these blocks name, as of the last of them. */
export async function refresh(client: pg.Client, node: Node, blocks: Block[], rows: Rows): Promise<void> {
	const { header } = blocks.at(-1) as Block;
	const runtime = header._runtime;
	const named = new Named();
	for (const { events } of blocks) {
		for (const { name, args } of events) {
			// A use changes nothing of its e-seal but the log.
			const isUse =
				name === 'UsageLog.UseRecorded' || name === 'UsageLog.BatchRecorded' || name === 'UsageLog.UseRefused';
			named.take(isUse ? { grant: args.grant } : args);
		}
	}
	const names = new Map<string, Set<string>>();
	for (const kind of KINDS) {
		const keys = [...named.of(kind)];
		const values = await readValues(node, runtime, header.hash, kind, keys);
		const gone = keys.filter((_, place) => values[place] === undefined);
		await client.query(`DELETE FROM ${kind.table} WHERE ${kind.key} = ANY($1)`, [gone]);
		values.forEach((value, place) => {
			if (value !== undefined) {
				const key = keys[place] as Key;
				rows.add(kind.table, { [kind.key]: key, value, block: header.height }, kind.key);
				// Its enterprise, and its physical seal, which no longer is paired with it.
				named.take({ uscc: (value as { uscc?: string }).uscc, code: (value as { code?: string }).code });
				if (kind.table === 'enterprises') {
					names.set(String(key), new Set([(value as { name: string }).name]));
				}
			}
		});
		if (kind === SEALS) {
			await addHistory(client, node, blocks, rows, new Map(keys.map((key, place) => [key as bigint, values[place]])));
		}
	}
	addNames(rows, blocks, names);
}

/** What lies in storage of these things, decoded; nothing where nothing lies. */
export async function readValues(
	node: Node,
	runtime: Runtime,
	hash: string,
	{ item }: Kind,
	keys: Key[],
): Promise<unknown[]> {
	const stored = await node.stored(
		hash,
		keys.map((key) => runtime.encodeStorageKey(item, key)),
	);
	return stored.map((value) => (value === undefined ? undefined : toJSON(runtime.decodeStorageValue(item, value))));
}

/** The entries of histories that are new, each with the event that announced it. */
async function addHistory(
	client: pg.Client,
	node: Node,
	blocks: Block[],
	rows: Rows,
	seals: Map<bigint, unknown>,
): Promise<void> {
	const { header } = blocks.at(-1) as Block;
	const runtime = header._runtime;
	const { rows: had } = await client.query<{ seal: bigint; entries: number }>(
		'SELECT seal, max(index) + 1 AS entries FROM history WHERE seal = ANY($1) GROUP BY seal',
		[[...seals.keys()]],
	);
	const entries = new Map(had.map(({ seal, entries }) => [seal, entries]));
	const wanted: [bigint, number][] = [];
	for (const [seal, value] of seals) {
		const length = (value as { historyLen?: number } | undefined)?.historyLen ?? 0;
		for (let index = entries.get(seal) ?? 0; index < length; index++) {
			wanted.push([seal, index]);
		}
	}
	const stored = await node.stored(
		header.hash,
		wanted.map(([seal, index]) => runtime.encodeStorageKey('ESeal.History', seal, index)),
	);
	const announced = announcements(blocks);
	wanted.forEach(([seal, index], place) => {
		const value = toJSON(runtime.decodeStorageValue('ESeal.History', stored[place]));
		const event = announced.get(`${seal} ${value.block} ${value.change.__kind}`)?.shift();
		rows.add('history', {
			...{ seal, index, value },
			...{ extrinsic: event?.extrinsic?.index ?? null, event: event?.index ?? null },
		});
	});
}

/** The events of e-seals, by seal, block and name, in their order. An entry of a history and its event have one name. */
function announcements(blocks: Block[]): Map<string, Block['events']> {
	const found = new Map<string, Block['events']>();
	for (const { header, events } of blocks) {
		for (const event of events) {
			const [pallet, name] = event.name.split('.');
			if (pallet === 'ESeal' && event.args?.seal !== undefined) {
				const key = `${event.args.seal} ${header.height} ${name}`;
				found.set(key, [...(found.get(key) ?? []), event]);
			}
		}
	}
	return found;
}

/** The names of enterprises: the present ones, and those that events tell of. */
function addNames(rows: Rows, blocks: Block[], present: Map<string, Set<string>>): void {
	for (const { events } of blocks) {
		for (const { name, args } of events) {
			if (name.startsWith('ESeal.Enterprise') && present.has(args?.uscc)) {
				for (const told of [args.from, args.to, args.name]) {
					if (typeof told === 'string') {
						present.get(args.uscc)?.add(told);
					}
				}
			}
		}
	}
	for (const [uscc, all] of present) {
		[...all].forEach((name, place) => {
			rows.add('names', { uscc, name, present: place === 0, ...namesOf(name) }, 'uscc, name');
		});
	}
}
