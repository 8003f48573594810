// Who speaks and acts for the seats, which acts take two of their officers, and single values of the chain's state: read anew
// whenever that may have changed.

import type { Runtime } from '@subsquid/substrate-runtime';
import { toJSON } from '@subsquid/util-internal-json';
import type pg from 'pg';
import { fromHex, toSql } from '../chain/bytes.js';
import type { Node } from '../chain/node.js';
import type { Rows } from '../sql.js';
import type { Block } from './processor.js';

/** Maps of the chain from an account to a seat. */
const ROLES = [
	{ role: 'governing', item: 'Agencies.SeatAccounts' },
	{ role: 'officer', item: 'Agencies.Officers' },
	{ role: 'validator', item: 'Agencies.Validators' },
];

/** Session keys are set without an event. */
const mayChange = ({ header, events, calls }: Block): boolean =>
	header.height <= 1 ||
	events.some(({ name }) => name.startsWith('Agencies.') || name === 'Session.NewSession') ||
	calls.some(({ name }) => name?.startsWith('Session.'));

export async function refreshPeople(client: pg.Client, node: Node, blocks: Block[], rows: Rows): Promise<void> {
	if (!blocks.some(mayChange)) {
		return;
	}
	const { header } = blocks.at(-1) as Block;
	await client.query('DELETE FROM members');
	for (const { role, seat, account, key } of await readMembers(node, header._runtime, header.hash)) {
		rows.add('members', { role, seat, account: toSql(account), key: key ? toSql(key) : null });
	}
}

/** Somebody who speaks or acts for a seat. */
interface Member {
	role: string;
	seat: string;
	account: string;
	/** Of a validator: the key that it votes on finality with. */
	key?: string;
}

/** Everybody who speaks or acts for a seat, as of a block. */
export async function readMembers(node: Node, runtime: Runtime, hash: string): Promise<Member[]> {
	const members: Member[] = [];
	for (const { role, item } of ROLES) {
		const keys = await node.keys(hash, runtime.encodeStorageKey(item));
		const accounts = keys.map((key) => `0x${key.slice(-64)}`);
		const seats = await node.stored(hash, keys);
		const sessionKeys =
			role === 'validator'
				? await node.stored(
						hash,
						accounts.map((account) => runtime.encodeStorageKey('Session.NextKeys', account)),
					)
				: [];
		accounts.forEach((account, place) => {
			const own = sessionKeys[place];
			const key = own && runtime.decodeStorageValue('Session.NextKeys', own).grandpa;
			const seat = runtime.decodeStorageValue(item, seats[place]).__kind;
			members.push({ role, seat, account, ...(typeof key === 'string' ? { key } : {}) });
		});
	}
	return members;
}

/** What the chain has one of, and by the events of which pallet it may change. */
export const PRESENT = [
	{ item: 'ESeal.Counts', pallet: 'ESeal' },
	{ item: 'UsageLog.Retention', pallet: 'UsageLog' },
	{ item: 'Admission.RoleBudgets', pallet: 'Admission' },
	{ item: 'Agencies.SessionLength', pallet: 'Agencies' },
];

/** The policies of seats: the acts that take two officers because a seat decided so. */
export async function readPolicies(
	node: Node,
	runtime: Runtime,
	hash: string,
): Promise<{ seat: string; act: string }[]> {
	const item = 'DualControl.TwoOfficers';
	if (!runtime.hasStorageItem(item)) {
		return [];
	}
	const [seats, acts] = (runtime.description.storage.DualControl?.items.TwoOfficers?.keys ?? []) as [number, number];
	const keys = await node.keys(hash, runtime.encodeStorageKey(item));
	return keys.map((key) => {
		// Pallet and item, and then each key after the 8 bytes of its hash.
		const bytes = fromHex(key).subarray(32);
		const [seat, act] = [bytes.subarray(8, 9), bytes.subarray(17)];
		return {
			seat: runtime.scaleCodec.decodeBinary(seats, seat).__kind,
			act: runtime.scaleCodec.decodeBinary(acts, act).__kind,
		};
	});
}

/** What lies in storage of single values, decoded, as JSON. */
export async function readPresent(
	node: Node,
	runtime: Runtime,
	hash: string,
	items: string[],
): Promise<Map<string, unknown>> {
	const there = items.filter((item) => runtime.hasStorageItem(item));
	const stored = await node.stored(
		hash,
		there.map((item) => runtime.encodeStorageKey(item)),
	);
	return new Map(there.map((item, place) => [item, toJSON(runtime.decodeStorageValue(item, stored[place]) ?? null)]));
}

export async function refreshPresent(client: pg.Client, node: Node, blocks: Block[], rows: Rows): Promise<void> {
	const { header } = blocks.at(-1) as Block;
	const first = blocks.some(({ header }) => header.height <= 1);
	const pallets = new Set(blocks.flatMap(({ events }) => events.map(({ name }) => name.split('.')[0])));
	const items = PRESENT.filter(({ pallet }) => first || pallets.has(pallet)).map(({ item }) => item);
	for (const [item, value] of await readPresent(node, header._runtime, header.hash, items)) {
		rows.add('present', { item, value }, 'item');
	}
	if (first || blocks.some(({ events }) => events.some(({ name }) => name === 'DualControl.PolicySet'))) {
		await client.query('DELETE FROM policies');
		for (const policy of await readPolicies(node, header._runtime, header.hash)) {
			rows.add('policies', policy);
		}
	}
}
