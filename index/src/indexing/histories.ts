// The histories that the chain keeps, of e-seals, of the register and of officers: entries that are only ever appended to, each with
// the event that announced it.

import type { Runtime } from '@subsquid/substrate-runtime';
import { toJSON } from '@subsquid/util-internal-json';
import type pg from 'pg';
import type { Node } from '../chain/node.js';
import type { Rows } from '../sql.js';
import { groupsOf } from './groups.js';
import type { Mention } from './mentions.js';
import type { Block, Event } from './processor.js';

/** Whose history it is: an e-seal's number, a code, an officer's account. */
export type Subject = string | bigint;

/** A kind of history: where the chain has it, and where the index does. */
export interface History {
	table: string;
	column: string;
	/** How PostgreSQL calls the type of the column. */
	type: 'bigint' | 'text';
	/** Its entries, by subject and number. */
	item: string;
	/** Its heads, by subject, if they are no part of something else. */
	heads?: string;
	/** A subject, and the number of an entry, as the chain's storage has them. */
	key(subject: Subject): unknown;
	number(index: number): unknown;
}

export const SEAL_HISTORY: History = {
	...{ table: 'history', column: 'seal', type: 'bigint', item: 'ESeal.History' },
	key: (seal) => seal,
	number: (index) => index,
};

/** Codes of physical seals have 13 characters, those of enterprises 18. */
const isPhysicalSeal = (code: Subject): boolean => /^\d{13}$/.test(String(code));

export const REGISTER_HISTORY: History = {
	...{ table: 'register_history', column: 'subject', type: 'text' },
	...{ item: 'ESeal.RegisterHistory', heads: 'ESeal.RegisterHeads' },
	key: (code) => ({ __kind: isPhysicalSeal(code) ? 'PhysicalSeal' : 'Enterprise', value: code }),
	number: (index) => index,
};

export const OFFICER_HISTORY: History = {
	...{ table: 'officer_history', column: 'officer', type: 'text' },
	...{ item: 'Agencies.OfficerHistory', heads: 'Agencies.OfficerHeads' },
	key: (officer) => officer,
	number: BigInt,
};

/** An entry as the chain's JSON has it. */
interface Entry {
	block: number;
	change?: { __kind: string; correction?: string };
	deed?: { __kind: string; id?: string };
}

type Announce = (subject: Subject, entry: Entry) => Event | undefined;

/** The heads of histories: how many entries there are, and the digest over all of them. */
export async function readHeads(
	node: Node,
	runtime: Runtime,
	hash: string,
	{ heads, key }: History,
	subjects: Subject[],
): Promise<{ entries: number; digest: string }[]> {
	if (heads === undefined) {
		throw new Error('these histories have no heads of their own');
	}
	const stored = await node.stored(
		hash,
		subjects.map((subject) => runtime.encodeStorageKey(heads, key(subject))),
	);
	return stored.map((value) => {
		const { entries, digest } = runtime.decodeStorageValue(heads, value);
		return { entries: Number(entries), digest };
	});
}

/** The entries of e-seals' histories that are new. */
export function refreshSealHistories(
	client: pg.Client,
	node: Node,
	blocks: Block[],
	lengths: Map<bigint, number>,
	rows: Rows,
): Promise<void> {
	return addNew(client, node, blocks, SEAL_HISTORY, lengths, () => announcedToSeals(blocks), rows);
}

/** The entries of the register's histories that are new: of the enterprises and physical seals that events name. */
export async function refreshRegister(
	client: pg.Client,
	node: Node,
	blocks: Block[],
	mentions: Mention[][][],
	rows: Rows,
): Promise<void> {
	const subjects = new Set<string>();
	blocks.forEach(({ events }, at) => {
		events.forEach(({ name }, place) => {
			if (name.startsWith('ESeal.') && !NEW.has(name)) {
				for (const { kind, key } of mentions[at]?.[place] ?? []) {
					if (kind === 'uscc' || kind === 'code') {
						subjects.add(key);
					}
				}
			}
		});
	});
	const announce = () => announcedToRegister(blocks);
	await refreshHistories(client, node, blocks, REGISTER_HISTORY, subjects, announce, rows);
}

/** What begins a subject is no entry of its history. */
const NEW = new Set(['ESeal.EnterpriseRegistered', 'ESeal.PhysicalSealFiled', 'ESeal.Applied', 'ESeal.Withdrawn']);

/** The entries of officers' histories that are new: of those whom events name, and of those who may have been named or left. */
export async function refreshOfficers(
	client: pg.Client,
	node: Node,
	blocks: Block[],
	mentions: Mention[][][],
	rows: Rows,
): Promise<void> {
	const { header } = blocks.at(-1) as Block;
	const officers = new Set<string>();
	blocks.forEach(({ events }, at) => {
		events.forEach(({ name, args }, place) => {
			const seat = args?.by?.seat ?? args?.by?.proposed ?? args?.seat;
			if (seat !== undefined || /^(DualControl|Agencies)\./.test(name)) {
				for (const { kind, key } of mentions[at]?.[place] ?? []) {
					if (kind === 'account') {
						officers.add(key);
					}
				}
			}
		});
	});
	if (blocks.some(hasUntold) && header._runtime.hasStorageItem(OFFICER_HISTORY.item)) {
		const keys = await node.keys(header.hash, header._runtime.encodeStorageKey(OFFICER_HISTORY.heads as string));
		for (const key of keys) {
			officers.add(`0x${key.slice(-64)}`);
		}
	}
	await refreshHistories(client, node, blocks, OFFICER_HISTORY, officers, () => announcedToOfficers(blocks), rows);
}

/** Whether officers came or left whom no event names: those from the first block on, and those of a seat that was vacated. */
const hasUntold = ({ header, events }: Block): boolean =>
	header.height <= 1 || events.some(({ name }) => name === 'Agencies.SeatRemoved');

async function refreshHistories(
	client: pg.Client,
	node: Node,
	blocks: Block[],
	history: History,
	subjects: Set<string>,
	announcing: () => Announce,
	rows: Rows,
): Promise<void> {
	const { header } = blocks.at(-1) as Block;
	if (subjects.size === 0 || !header._runtime.hasStorageItem(history.item)) {
		return;
	}
	const all = [...subjects];
	const heads = await readHeads(node, header._runtime, header.hash, history, all);
	const lengths = new Map(all.map((subject, place): [Subject, number] => [subject, heads[place]?.entries ?? 0]));
	await addNew(client, node, blocks, history, lengths, announcing, rows);
}

/** Reads and adds the entries that the index does not have yet. */
async function addNew<S extends Subject>(
	client: pg.Client,
	node: Node,
	blocks: Block[],
	{ table, column, type, item, key, number }: History,
	lengths: Map<S, number>,
	announcing: () => Announce,
	rows: Rows,
): Promise<void> {
	if (lengths.size === 0) {
		return;
	}
	const { header } = blocks.at(-1) as Block;
	const runtime = header._runtime;
	// One at a time, however long a history is.
	const { rows: had } = await client.query<{ subject: S; entries: number | bigint | null }>(
		`SELECT one AS subject, (SELECT max(index) + 1 FROM ${table} WHERE ${column} = one) AS entries
		FROM unnest($1::${type}[]) AS wanted (one)`,
		[[...lengths.keys()]],
	);
	const known = new Map(had.map(({ subject, entries }) => [subject, Number(entries)]));
	const wanted: [S, number][] = [];
	for (const [subject, length] of lengths) {
		for (let index = known.get(subject) ?? 0; index < length; index++) {
			wanted.push([subject, index]);
		}
	}
	const stored = await node.stored(
		header.hash,
		wanted.map(([subject, index]) => runtime.encodeStorageKey(item, key(subject), number(index))),
	);
	const announce = wanted.length > 0 ? announcing() : undefined;
	wanted.forEach(([subject, index], place) => {
		const value = toJSON(runtime.decodeStorageValue(item, stored[place])) as Entry;
		const event = announce?.(subject, value);
		rows.add(table, {
			...{ [column]: subject, index, value },
			...{ extrinsic: event?.extrinsic?.index ?? null, event: event?.index ?? null },
		});
	});
}

/** What entries are announced by, where their event has another name. */
const OTHER_NAMES: Record<string, string> = {
	PhysicalSealReported: 'Reported',
	EnterpriseDeregistered: 'Deregistered',
	EnterpriseRenamed: 'Renamed',
	EnterpriseRestricted: 'Restricted',
	EnterpriseFrozen: 'Frozen',
	EnterpriseUnfrozen: 'Unfrozen',
};

/** Which entries of e-seals an event announces: those of the same name, and a reversed report those that reverse the loss. */
function eventsOfSeal({ name, args }: Event): [Subject, string][] {
	const [, own = ''] = name.split('.');
	if (own === 'ReportReversed') {
		// Before several e-seals could have a loss, it was one or none.
		const seals: unknown[] = args.seals ?? (args.seal === null || args.seal === undefined ? [] : [args.seal]);
		return seals.map((seal) => [BigInt(seal as string), 'LossReversed']);
	}
	return args?.seal === undefined || args.seal === null ? [] : [[BigInt(args.seal), own]];
}

/** Which entries of the register an event announces. */
function eventsOfRegister({ name, args }: Event): [Subject, string][] {
	const [, own = ''] = name.split('.');
	if (own === 'SuccessorRecorded') {
		return [
			[args.uscc, 'SucceededBy'],
			[args.successor, 'Succeeds'],
		];
	}
	if (own === 'RegistrationVoided') {
		// What goes on under the right code is announced with it.
		return [
			[args.uscc, 'Voided'],
			[args.instead, 'Opened'],
			...((args.frozenUntil == null ? [] : [[args.instead, 'Frozen']]) as [Subject, string][]),
			...((args.liquidator == null ? [] : [[args.instead, 'LiquidatorNamed']]) as [Subject, string][]),
		];
	}
	if (own === 'PhysicalSealMoved') {
		return args.code === args.instead
			? [[args.code, 'Moved']]
			: [
					[args.code, 'Misfiled'],
					[args.instead, 'Filed'],
				];
	}
	const subject = own.startsWith('PhysicalSeal') || own === 'ReportReversed' ? args?.code : args?.uscc;
	return typeof subject === 'string' ? [[subject, OTHER_NAMES[own] ?? own]] : [];
}

/** Finds the events of entries of e-seals' histories. */
export const announcedToSeals = (blocks: Block[]): Announce => announcedBy(blocks, eventsOfSeal);

/** Finds the events of entries of the register's histories. */
export const announcedToRegister = (blocks: Block[]): Announce => announcedBy(blocks, eventsOfRegister);

/** Finds the events of entries, by subject, block and name, in their order. */
function announcedBy(blocks: Block[], announces: (event: Event) => [Subject, string][]): Announce {
	const waiting = new Map<string, Event[]>();
	for (const { header, events } of blocks) {
		for (const event of events) {
			for (const [subject, change] of event.name.startsWith('ESeal.') ? announces(event) : []) {
				const key = `${subject} ${header.height} ${change}`;
				waiting.set(key, [...(waiting.get(key) ?? []), event]);
			}
		}
	}
	return (subject, { block, change }) => waiting.get(`${subject} ${block} ${change?.__kind}`)?.shift();
}

/** The events of DualControl by what they enter into officers' histories. */
const DEEDS: Record<string, string[]> = {
	Prepared: ['Prepared'],
	Confirmed: ['Confirmed', 'Made'],
	TurnedDown: ['TurnedDown'],
	Withdrawn: ['Withdrew'],
};

/**
 * Finds the events of officers' deeds. An act by one officer alone has no event of its own: its first event in which the officer acted
 * is taken, call by call, which are in the order of the entries.
 */
export function announcedToOfficers(blocks: Block[]): Announce {
	const waiting = new Map<string, Event[]>();
	const add = (key: string, event: Event) => waiting.set(key, [...(waiting.get(key) ?? []), event]);
	for (const block of blocks) {
		const { height } = block.header;
		for (const event of block.events) {
			const { name, args } = event;
			const [pallet, own = ''] = name.split('.');
			for (const deed of pallet === 'DualControl' ? (DEEDS[own] ?? []) : []) {
				add(`${height} ${deed} ${args.id}`, event);
			}
			if (name === 'Agencies.OfficerAdded' || name === 'Agencies.OfficerRemoved') {
				add(`${height} ${own === 'OfficerAdded' ? 'Appointed' : 'Ended'} ${args.officer}`, event);
			}
			if (name === 'Agencies.SeatRemoved') {
				add(`${height} Ended`, event);
			}
		}
		for (const { events, confirmed } of groupsOf(block)) {
			const first = confirmed ? undefined : events.find(({ args }) => args?.by?.seat !== undefined);
			if (first !== undefined) {
				add(`${height} Alone ${first.args.by.account}`, first);
			}
		}
	}
	return (officer, { block, deed }) => {
		const kind = deed?.__kind ?? '';
		const found = waiting.get(`${block} ${kind} ${deed?.id ?? officer}`);
		// One seat's officers leave together.
		return found ? found.shift() : waiting.get(`${block} ${kind}`)?.[0];
	};
}

/** The entries of a history in bytes, as its digest covers them. */
export function writeEntry(runtime: Runtime, { item }: History, value: unknown): Buffer {
	const [pallet = '', name = ''] = item.split('.');
	const type = runtime.description.storage[pallet]?.items[name]?.value as number;
	return Buffer.from(runtime.scaleCodec.encodeToBinary(type, runtime.jsonCodec.decode(type, value)));
}
