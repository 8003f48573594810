// What the chain has of each thing: whatever an event or a record names is read again from the state, as the runtime's metadata
// says. So a field that is new to the chain is in the index, too.

import type { Runtime } from '@subsquid/substrate-runtime';
import { toJSON } from '@subsquid/util-internal-json';
import type pg from 'pg';
import type { Node } from '../chain/node.js';
import type { Rows } from '../sql.js';
import { integer } from './happenings.js';
import { refreshSealHistories } from './histories.js';
import type { Mention, MentionKind } from './mentions.js';
import { namesOf } from './names.js';
import type { Block, Event } from './processor.js';

export type Key = string | bigint;

/** A kind of thing: where the chain has it, where the index does, and what events name it by. */
export interface Kind {
	table: string;
	key: string;
	item: string;
	named: MentionKind;
	/** The events that may change it; all unless given. */
	on?: Set<string>;
}

const events = (...names: string[]): Set<string> => new Set(names.map((name) => `ESeal.${name}`));

export const SEALS: Kind = { table: 'seals', key: 'id', item: 'ESeal.Seals', named: 'seal' };
const GRANTS: Kind = { table: 'grants', key: 'id', item: 'UsageLog.Grants', named: 'grant' };
const ROTATIONS: Kind = {
	table: 'rotations',
	key: 'seal',
	item: 'ESeal.RotateBy',
	named: 'seal',
	on: events('HoldPlaced'),
};

export const KINDS: Kind[] = [
	SEALS,
	{ table: 'enterprises', key: 'uscc', item: 'ESeal.Enterprises', named: 'uscc' },
	{ table: 'physical_seals', key: 'code', item: 'ESeal.PhysicalSeals', named: 'code' },
	{
		...{ table: 'freezes', key: 'uscc', item: 'ESeal.Freezes', named: 'uscc' },
		on: events('EnterpriseFrozen', 'EnterpriseUnfrozen', 'RegistrationVoided'),
	},
	{
		...{ table: 'offers', key: 'uscc', item: 'ESeal.Offers', named: 'uscc' },
		on: events(
			...['OwnershipOffered', 'OfferWithdrawn', 'OwnerChanged', 'EnterpriseDeregistered', 'RegistrationVoided'],
		),
	},
	{
		...{ table: 'liquidators', key: 'uscc', item: 'ESeal.Liquidators', named: 'uscc' },
		on: events('LiquidatorNamed', 'LiquidatorDismissed', 'RegistrationVoided'),
	},
	ROTATIONS,
	GRANTS,
	{ table: 'flags', key: 'id', item: 'UsageLog.Flags', named: 'flag' },
];

/** Things that were named. */
class Named {
	readonly #keys = new Map(KINDS.map((kind) => [kind.table, new Set<Key>()]));

	of({ table }: Kind): Set<Key> {
		return this.#keys.get(table) as Set<Key>;
	}

	/** Takes what an event names, or, without one, a thing. */
	take(named: MentionKind, key: unknown, event?: string): void {
		for (const kind of KINDS) {
			if (kind.named === named && (kind.on === undefined || (event !== undefined && kind.on.has(event)))) {
				this.add(kind, key);
			}
		}
	}

	add(kind: Kind, key: unknown): void {
		const read = kind.key === 'id' || kind.key === 'seal' ? integer(key) : typeof key === 'string' ? key : undefined;
		if (read !== undefined) {
			this.of(kind).add(read);
		}
	}
}

/**
 * Reads again what these blocks name, as of the last of them.
 *
 * @param mentions  what the events of each block name
 * @returns the codes of the enterprises that were read
 */
export async function refresh(
	client: pg.Client,
	node: Node,
	blocks: Block[],
	mentions: Mention[][][],
	rows: Rows,
): Promise<string[]> {
	const { header } = blocks.at(-1) as Block;
	const runtime = header._runtime;
	const named = new Named();
	blocks.forEach(({ events }, at) => {
		events.forEach(({ name, args }, place) => {
			// A use changes nothing of its e-seal but the log.
			if (name === 'UsageLog.UseRecorded' || name === 'UsageLog.BatchRecorded') {
				named.take('grant', args.grant);
			}
			for (const { kind, key } of mentions[at]?.[place] ?? []) {
				named.take(kind, key, name);
			}
		});
	});
	await addUntold(client, blocks, named);
	await addMisfiled(node, runtime, header.hash, blocks, named);
	const names = new Map<string, Set<string>>();
	for (const kind of KINDS.filter(({ item }) => runtime.hasStorageItem(item))) {
		const first = [...named.of(kind)];
		const found = await readValues(node, runtime, header.hash, kind, first);
		// A use of a grant that was lent counts under the one that it was lent from, which no event names. That one is not lent.
		for (const value of found) {
			named.take('grant', (value as { lentFrom?: unknown } | undefined)?.lentFrom);
		}
		const more = [...named.of(kind)].slice(first.length);
		const keys = [...first, ...more];
		const values = [...found, ...(await readValues(node, runtime, header.hash, kind, more))];
		const gone = keys.filter((_, place) => values[place] === undefined);
		if (gone.length > 0) {
			await client.query(`DELETE FROM ${kind.table} WHERE ${kind.key} = ANY($1)`, [gone]);
		}
		values.forEach((value, place) => {
			if (value === undefined) {
				return;
			}
			const key = keys[place] as Key;
			rows.add(kind.table, { [kind.key]: key, value, block: header.height }, kind.key);
			// Its enterprise, and its physical seal, which no longer is paired with it.
			const { uscc, code } = value as { uscc?: string; code?: string };
			named.take('uscc', uscc);
			named.take('code', code);
			if (kind.table === 'enterprises') {
				names.set(String(key), new Set([(value as { name: string }).name]));
			}
		});
		if (kind === SEALS) {
			const lengths = new Map(
				keys.map((key, place) => [key as bigint, (values[place] as { historyLen?: number })?.historyLen ?? 0]),
			);
			await refreshSealHistories(client, node, blocks, lengths, rows);
		}
	}
	addNames(rows, blocks, names);
	return [...names.keys()];
}

/**
 * Adds what changes without being named: where a quota is raised, that of the grant that goes on from this one; where an enterprise
 * has a new owner, by when the keys of its e-seals must be replaced, also of those that are revoked.
 */
async function addUntold(client: pg.Client, blocks: Block[], named: Named): Promise<void> {
	const all = blocks.flatMap(({ events }) => events);
	const raised = all.filter(({ name }) => name === 'UsageLog.QuotaRaised' || name === 'UsageLog.GrantEnded');
	const carried = all.filter(({ name }) => name === 'UsageLog.GrantCarriedOver').map(({ args }) => args.to);
	if (raised.length > 0) {
		const { rows } = await client.query('SELECT to_grant FROM carried WHERE from_grant = ANY($1)', [
			raised.map(({ args }) => BigInt(args.grant)),
		]);
		for (const grant of [...rows.map(({ to_grant: grant }) => String(grant)), ...carried]) {
			named.add(GRANTS, grant);
		}
	}
	const owned = all.filter(({ name }) => name === 'ESeal.OwnerChanged').map(({ args }) => args.uscc);
	if (owned.length > 0) {
		const { rows } = await client.query('SELECT id FROM seals WHERE uscc = ANY($1)', [owned]);
		for (const seal of [...rows.map(({ id }) => String(id)), ...named.of(SEALS)]) {
			named.add(ROTATIONS, String(seal));
		}
	}
}

/** Adds the wrong codes of physical seals that are reported or unreported under the right one: they say so, too, and no event names them. */
async function addMisfiled(node: Node, runtime: Runtime, hash: string, blocks: Block[], named: Named): Promise<void> {
	const item = 'ESeal.RectifiedFrom';
	const codes = blocks
		.flatMap(({ events }) => events)
		.flatMap(({ name, args }) => {
			if (name === 'ESeal.PhysicalSealReported' || name === 'ESeal.ReportReversed') {
				return [args.code];
			}
			// It may have been unreported, and have moved on since.
			return name === 'ESeal.PhysicalSealMoved' ? [args.instead] : [];
		});
	if (codes.length === 0 || !runtime.hasStorageItem(item)) {
		return;
	}
	const subjects = codes.map((value) => ({ __kind: 'PhysicalSeal', value }));
	const found = await readValues(node, runtime, hash, { item }, subjects);
	for (const { value } of (found as ({ value: string }[] | undefined)[]).flatMap((from) => from ?? [])) {
		named.take('code', value);
	}
}

/** What lies in storage of these things, decoded; nothing where nothing lies. */
export async function readValues(
	node: Node,
	runtime: Runtime,
	hash: string,
	{ item }: Pick<Kind, 'item'>,
	keys: (Key | { __kind: string; value: Key })[],
): Promise<unknown[]> {
	const stored = await node.stored(
		hash,
		keys.map((key) => runtime.encodeStorageKey(item, key)),
	);
	return stored.map((value) => (value === undefined ? undefined : toJSON(runtime.decodeStorageValue(item, value))));
}

/** The names that an event tells of, and the code of the enterprise that has, had or is to have them. */
function namesIn({ name, args }: Event): [uscc: string, told: unknown[]] | undefined {
	if (name === 'ESeal.RegistrationVoided') {
		return [args.instead, [args.name, args.nextName?.name]];
	}
	return name.startsWith('ESeal.Enterprise') ? [args.uscc, [args.from, args.to, args.name]] : undefined;
}

/** The names of enterprises: those in storage, and those that events tell of. */
function addNames(rows: Rows, blocks: Block[], present: Map<string, Set<string>>): void {
	for (const event of blocks.flatMap(({ events }) => events)) {
		const [uscc = '', told = []] = namesIn(event) ?? [];
		for (const name of told.filter((one) => typeof one === 'string')) {
			present.get(uscc)?.add(name);
		}
	}
	for (const [uscc, all] of present) {
		[...all].forEach((name, place) => {
			rows.add('names', { uscc, name, present: place === 0, ...namesOf(name) }, 'uscc, name');
		});
	}
}
