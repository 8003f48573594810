// Pages of lists. Each goes on from the key of the last item, along an index of the database, so that the thousandth page costs what
// the first one does.

import { GraphQLError } from 'graphql';
import type { Sql } from '../sql.js';

/** The most items of a page. */
export const LARGEST = 100;

export interface PageArguments {
	first: number;
	after?: string | null;
}

export interface Page<T> {
	items: T[];
	next: string | null;
}

/** Which rows a list has. */
export interface List {
	/** All of the question up to `WHERE`. */
	select: string;
	/** What rows must fulfil, with `?` in place of each of `values`. */
	where: [condition: string, ...values: unknown[]][];
	/** The columns that order the list, and tell every row from the others. */
	key: string[];
	descending?: boolean;
}

/** Whoever asks asked for what cannot be. */
export const wrong = (text: string) => new GraphQLError(text, { extensions: { code: 'BAD_USER_INPUT' } });

type Row = Record<string, unknown>;

export async function page<T>(
	sql: Sql,
	{ select, where, key, descending = false }: List,
	{ first, after }: PageArguments,
	make: (row: Row) => T,
): Promise<Page<T>> {
	if (first < 1 || first > LARGEST) {
		throw wrong(`first is ${first}: a page has 1 to ${LARGEST} items`);
	}
	const values: unknown[] = [];
	const put = (value: unknown) => `$${values.push(value)}`;
	const conditions = where.map(([condition, ...its]) => {
		let next = 0;
		return condition.replace(/\?/g, () => put(its[next++]));
	});
	if (after) {
		const from = readCursor(after, key.length).map(put);
		conditions.push(`(${key.join(', ')}) ${descending ? '<' : '>'} (${from.join(', ')})`);
	}
	const order = key.map((column) => `${column}${descending ? ' DESC' : ''}`).join(', ');
	const { rows } = await sql.query<Row>(
		`${select}${conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''} ORDER BY ${order} LIMIT ${put(first + 1)}`,
		values,
	);
	const items = rows.slice(0, first);
	const last = rows.length > first ? items.at(-1) : undefined;
	return { items: items.map(make), next: last ? writeCursor(last, key) : null };
}

const writeCursor = (row: Row, key: string[]): string =>
	Buffer.from(JSON.stringify(key.map((column) => String(row[column.replace(/^.*\./, '')])))).toString('base64url');

function readCursor(cursor: string, length: number): string[] {
	try {
		const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
		if (
			Array.isArray(read) &&
			read.length === length &&
			read.every((part) => typeof part === 'string' && part.length < 300)
		) {
			return read;
		}
	} catch {
		// It is told below.
	}
	throw wrong('after is no cursor of this list: give the `next` of the page before');
}

/** The conditions on blocks of a span of time; `column` has a block's number, times `unit`. */
export function between(
	column: string,
	{ from, until }: { from?: number | null; until?: number | null },
	unit = 1,
): List['where'] {
	const first = `(SELECT number FROM blocks WHERE time >= ? ORDER BY time LIMIT 1)`;
	const where: List['where'] = [];
	if (from !== undefined && from !== null) {
		where.push([`${column} >= ${first}::bigint * ${unit}`, from]);
	}
	if (until !== undefined && until !== null) {
		where.push([`${column} < coalesce(${first}, 2147483647)::bigint * ${unit}`, until]);
	}
	return where;
}
