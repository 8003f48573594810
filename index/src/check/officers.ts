// Whether the index knows what waits for a second officer or another agency, who acts for the seats and by which policies, as the
// chain has it.

import type { Row } from '../api/context.js';
import { toHex } from '../chain/bytes.js';
import { PRESENT, readMembers, readPolicies, readPresent } from '../indexing/people.js';
import { readValues } from '../indexing/things.js';
import { type Checking, differing, lastKey } from './histories.js';

/** The bytes of a number's hash in the chain's storage. */
const TWOX = 8;

/** Corrections that were made or wait, field by field. Of those that were withdrawn or cleared, the chain has nothing. */
export async function checkCorrections(checking: Checking): Promise<number> {
	const { sql, node, runtime, hash, differences } = checking;
	const item = 'ESeal.Corrections';
	if (!runtime.hasStorageItem(item)) {
		return 0;
	}
	const keys = (await node.keys(hash, runtime.encodeStorageKey(item))).map((key) => lastKey(runtime, item, key, TWOX));
	const onChain = new Set(keys as bigint[]);
	const { rows } = await sql.query<Row>('SELECT id, value, status FROM corrections ORDER BY id');
	const values = await readValues(
		node,
		runtime,
		hash,
		{ item },
		rows.map(({ id }) => id),
	);
	rows.forEach(({ id, value, status }, place) => {
		const there = onChain.delete(id);
		const open = status === 'Proposed' || status === 'Made';
		if (there !== open) {
			differences.add(
				'corrections',
				id,
				`it is ${status} here, and the chain ${there ? 'has it' : 'does not have it'}`,
			);
		} else if (open) {
			const fields = differing(value, values[place]);
			const made = (value.made === null) !== (status === 'Proposed') ? ['status'] : [];
			if (fields.length + made.length > 0) {
				differences.add('corrections', id, `it is another on the chain: ${[...fields, ...made].join(', ')}`);
			}
		}
	});
	for (const missing of onChain) {
		differences.add('corrections', missing, 'the chain has it, and the index does not');
	}
	return rows.length;
}

/** Acts that wait for a second officer. */
export async function checkActs(checking: Checking): Promise<number> {
	const { sql, node, runtime, hash, differences } = checking;
	const item = 'DualControl.Prepared';
	if (!runtime.hasStorageItem(item)) {
		return 0;
	}
	const keys = (await node.keys(hash, runtime.encodeStorageKey(item))).map((key) => lastKey(runtime, item, key, TWOX));
	const waiting = keys as bigint[];
	const { rows } = await sql.query<Row>(
		"SELECT * FROM acts WHERE status = 'Waiting' OR id = ANY($1::bigint[]) ORDER BY id",
		[waiting],
	);
	const values = (await readValues(node, runtime, hash, { item }, waiting)) as Row[];
	const onChain = new Map(waiting.map((id, place) => [id, values[place] as Row]));
	for (const row of rows) {
		const value = onChain.get(row.id);
		onChain.delete(row.id);
		if (value === undefined || row.status !== 'Waiting') {
			const what = value === undefined ? 'does not have it' : 'has it';
			differences.add('acts', row.id, `it is ${row.status} here, and the chain ${what}`);
			continue;
		}
		const { act, seat, digest, maker, until, call } = value;
		const there = { act: act.__kind, seat: seat.__kind, digest, maker, until, call };
		const own = {
			...{ act: row.act, seat: row.seat, digest: toHex(row.digest), maker: toHex(row.maker) },
			...{ until: String(row.until), call: row.call },
		};
		const fields = differing(own, there);
		if (fields.length > 0) {
			differences.add('acts', row.id, `it is another on the chain: ${fields.join(', ')}`);
		}
	}
	for (const missing of onChain.keys()) {
		differences.add('acts', missing, 'it waits on the chain, and the index does not have it');
	}
	return rows.length;
}

/** Who speaks and acts for the seats, which acts take two officers, and single values. */
export async function checkPeople({ sql, node, runtime, hash, differences }: Checking): Promise<void> {
	const same = (table: string, own: string[], there: string[]) => {
		const [here, chain] = [new Set(own), new Set(there)];
		for (const one of there.filter((one) => !here.has(one))) {
			differences.add(table, one, 'the chain has it, and the index does not');
		}
		for (const one of own.filter((one) => !chain.has(one))) {
			differences.add(table, one, 'the index has it, and the chain does not');
		}
	};
	const { rows: members } = await sql.query<Row>('SELECT * FROM members');
	const text = ({ role, seat, account, key }: Row) =>
		`${role} ${account} of ${seat}${key ? `, voting with ${key}` : ''}`;
	const own = members.map((row) => text({ ...row, account: toHex(row.account), key: row.key && toHex(row.key) }));
	same('members', own, (await readMembers(node, runtime, hash)).map(text));
	const { rows: policies } = await sql.query<Row>('SELECT seat, act FROM policies');
	const policy = ({ seat, act }: Row) => `${seat} ${act}`;
	same('policies', policies.map(policy), (await readPolicies(node, runtime, hash)).map(policy));
	const { rows: present } = await sql.query<Row>('SELECT item, value FROM present');
	const known = new Map(present.map(({ item, value }) => [item, value]));
	const items = PRESENT.map(({ item }) => item);
	for (const [item, value] of await readPresent(node, runtime, hash, items)) {
		const fields = value === null && known.get(item) === null ? [] : differing(known.get(item), value);
		if (fields.length > 0) {
			differences.add('present', item, `it is another on the chain: ${fields.join(', ')}`);
		}
	}
}
