// The database: its connections, its tables, and the writing of many rows at once.

import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { settings } from './settings.js';

const MIGRATIONS = fileURLToPath(new URL('../migrations/', import.meta.url));

/** A number that the lock of whoever indexes has, so that there is one at a time. */
const LOCK = 7_365_001;

/** PostgreSQL's number for arrays of 64-bit integers. */
const INT8_ARRAY = 1016 as number;

// 64-bit integers as bigint: every number of the chain is exact.
pg.types.setTypeParser(pg.types.builtins.INT8, BigInt);
pg.types.setTypeParser(INT8_ARRAY, (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(BigInt)));

/** Something that answers questions: a pool, or one connection. */
export type Sql = Pick<pg.Pool, 'query'> | pg.ClientBase;

/** Connections for questions, each of which may take so long. */
export const openPool = (questionMs?: number): pg.Pool =>
	new pg.Pool({
		connectionString: settings.database,
		max: 8,
		...(questionMs ? { statement_timeout: questionMs } : {}),
	});

/** Waits until whoever indexes has made the tables: migrations make them all at once. */
export async function untilMigrated(sql: Sql): Promise<void> {
	for (let told = false; ; told = true) {
		const { rows } = await sql.query("SELECT to_regclass('head') IS NOT NULL AS made");
		if (rows[0].made) {
			return;
		}
		if (!told) {
			console.log('Waiting for the tables, which `index` makes');
		}
		await sleep(500);
	}
}

/** One connection, for whoever indexes. */
export async function openWriter(): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: settings.database });
	await client.connect();
	await untilAlone(client);
	await migrate(client);
	return client;
}

/** Waits until nobody else indexes into the database. A process that was killed may be connected for a moment more. */
async function untilAlone(client: pg.Client): Promise<void> {
	for (let told = false; ; told = true) {
		const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS alone', [LOCK]);
		if (rows[0].alone) {
			return;
		}
		if (!told) {
			console.log('Waiting: another process indexes into this database');
		}
		await sleep(500);
	}
}

/** Brings the tables up to date: migrations/1.sql, 2.sql, … each once. */
async function migrate(client: pg.Client): Promise<void> {
	await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
	await client.query('CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY)');
	const { rows } = await client.query('SELECT coalesce(max(number), 0) AS done FROM migrations');
	const files = readdirSync(MIGRATIONS).map((name) => Number.parseInt(name, 10));
	for (const number of files.filter((file) => file > rows[0].done).sort((one, other) => one - other)) {
		await client.query('BEGIN');
		await client.query(readFileSync(`${MIGRATIONS}${number}.sql`, 'utf8'));
		await client.query('INSERT INTO migrations VALUES ($1)', [number]);
		await client.query('COMMIT');
	}
}

export type Row = Record<string, unknown>;

/** Rows that wait to be written, table by table. */
export class Rows {
	readonly #waiting = new Map<string, { rows: Row[]; key?: string }>();

	/** Adds a row. With a `key`, it takes the place of the row that has the same one, be that waiting or written. */
	add(table: string, row: Row, key?: string): void {
		const waiting = this.#waiting.get(table);
		if (waiting) {
			waiting.rows.push(row);
		} else {
			this.#waiting.set(table, { rows: [row], ...(key ? { key } : {}) });
		}
	}

	/** Writes all of them. Rows of a table have the same columns. */
	async write(client: pg.ClientBase): Promise<void> {
		for (const [table, { rows, key }] of this.#waiting) {
			await insert(client, table, rows, key);
		}
		this.#waiting.clear();
	}
}

/** How many rows go in one statement. */
const AT_ONCE = 5_000;

async function insert(client: pg.ClientBase, table: string, rows: Row[], key?: string): Promise<void> {
	const columns = Object.keys(rows[0] ?? {});
	const names = columns.map((column) => `"${column}"`).join(', ');
	let conflict = '';
	let last = rows;
	if (key !== undefined) {
		const keys = key.split(', ');
		// The last one of those with the same key counts.
		last = [...new Map(rows.map((row) => [keys.map((column) => row[column]).join('\0'), row])).values()];
		const others = columns.filter((column) => !keys.includes(column));
		conflict = ` ON CONFLICT (${key}) DO UPDATE SET ${others.map((name) => `"${name}" = excluded."${name}"`).join(', ')}`;
	}
	for (let from = 0; from < last.length; from += AT_ONCE) {
		await client.query(
			`INSERT INTO ${table} (${names}) SELECT ${names} FROM json_populate_recordset(null::${table}, $1)${conflict}`,
			[writeJson(last.slice(from, from + AT_ONCE))],
		);
	}
}

/** JSON, also of bigints: PostgreSQL reads a number from a text, too. */
export const writeJson = (value: unknown): string =>
	JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? inner.toString() : inner));
