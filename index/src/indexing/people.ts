// Who speaks and acts for the seats: read anew whenever that may have changed.

import type pg from 'pg';
import { toSql } from '../chain/bytes.js';
import type { Node } from '../chain/node.js';
import type { Rows } from '../sql.js';
import type { Block } from './processor.js';

/** Maps of the chain from an account to a seat. */
const ROLES = [
	{ role: 'governing', item: 'Agencies.SeatAccounts' },
	{ role: 'officer', item: 'Agencies.Officers' },
	{ role: 'validator', item: 'Agencies.Validators' },
];

const mayChange = ({ header, events }: Block): boolean =>
	header.height <= 1 || events.some(({ name }) => name.startsWith('Agencies.') || name === 'Session.NewSession');

export async function refreshPeople(client: pg.Client, node: Node, blocks: Block[], rows: Rows): Promise<void> {
	if (!blocks.some(mayChange)) {
		return;
	}
	const { header } = blocks.at(-1) as Block;
	const runtime = header._runtime;
	await client.query('DELETE FROM members');
	for (const { role, item } of ROLES) {
		const keys = await node.keys(header.hash, runtime.encodeStorageKey(item));
		const accounts = keys.map((key) => `0x${key.slice(-64)}`);
		const seats = await node.stored(header.hash, keys);
		const sessionKeys =
			role === 'validator'
				? await node.stored(
						header.hash,
						accounts.map((account) => runtime.encodeStorageKey('Session.NextKeys', account)),
					)
				: [];
		accounts.forEach((account, place) => {
			const own = sessionKeys[place];
			const voting = own && runtime.decodeStorageValue('Session.NextKeys', own).grandpa;
			rows.add('members', {
				...{ role, account: toSql(account), seat: runtime.decodeStorageValue(item, seats[place]).__kind },
				key: typeof voting === 'string' ? toSql(voting) : null,
			});
		});
	}
}
