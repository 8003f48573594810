// Arguments as the database takes them, and values as people are told them.

import { readAccount, writeAccount } from '../chain/accounts.js';
import { fromHex, toHex } from '../chain/bytes.js';
import type { Context, Row } from './context.js';
import { type List, type PageArguments, page, wrong } from './pages.js';

/** How a field is answered: of what it is, with which arguments. */
// biome-ignore lint/suspicious/noExplicitAny: the schema says what arguments there are.
export type Answer = (row: Row, args: any, context: Context) => unknown;

/** A number in the space of the database's, from a text of digits. */
export function integer(name: string, text: string): bigint {
	if (!/^\d{1,19}$/.test(text) || BigInt(text) >= 2n ** 63n) {
		throw wrong(`${name} is no number: ${text}`);
	}
	return BigInt(text);
}

export function accountOf(name: string, text: string): Buffer {
	const account = readAccount(text);
	if (account === undefined) {
		throw wrong(`${name} is no address, and no account in hexadecimal: ${text}`);
	}
	return account;
}

export function hashOf(text: string): Buffer {
	if (!/^0x[0-9a-f]{64}$/i.test(text)) {
		throw wrong(`a hash is 0x and 64 hexadecimal digits, and not ${text}`);
	}
	return fromHex(text);
}

export const address = (bytes: Buffer | null | undefined): string | null => (bytes ? writeAccount(bytes) : null);
export const addressOfHex = (hex: string | null | undefined): string | null =>
	hex && /^0x[0-9a-f]{64}$/.test(hex) ? writeAccount(fromHex(hex)) : null;
export const kind = (value: { __kind?: string } | null | undefined): string | null => value?.__kind ?? null;
export const number = (value: unknown): number | null => (value === undefined || value === null ? null : Number(value));
export const itself = (row: Row): Row => row;

/** Conditions of those that were asked for. */
export const given = (...conditions: (List['where'][number] | false | undefined | null)[]): List['where'] =>
	conditions.filter((condition) => !!condition);

export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Where a row came about. */
export const at = ({ block, extrinsic, event }: Row, _: unknown, { load }: Context) =>
	load.block.load(block).then((found) => ({
		...{ block, extrinsic: extrinsic === -1 ? null : extrinsic, event, hash: toHex(found?.hash), time: found?.time },
	}));

/** Where a row came about, if there is one. */
export const placeOf = (row: Row | undefined, args: unknown, context: Context) =>
	row === undefined ? null : at(row, args, context);

/** Where something ended, if it did. */
export const endedAt = (
	{ ended_block: block, ended_extrinsic: extrinsic, ended_event: event }: Row,
	args: unknown,
	context: Context,
) => (block === null ? null : at({ block, extrinsic, event }, args, context));

/** Things by one number, in its order or against it. */
export const things =
	(table: string, key: string, descending = false) =>
	(context: Context, args: PageArguments, where: List['where']) =>
		page(context.sql, { select: `SELECT * FROM ${table}`, where, key: [key], descending }, args, itself);
