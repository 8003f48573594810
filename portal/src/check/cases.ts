// The documents that are being checked, and those that were: each with its result.

import { type Signal, signal } from '@preact/signals';
import type { KnownAnchor } from '../anchor.ts';
import type { Link } from '../link.ts';
import { anchor, anchorForVerifier, source, verifier } from '../state.ts';
import { type Examination, examine, type Job } from './examine.ts';
import type { Intake, Item } from './intake.ts';
import { sort } from './intake.ts';

/** How far a check is. */
export type Phase =
	| { readonly is: 'waiting' }
	| { readonly is: 'reading'; readonly percent: number }
	| { readonly is: 'proving' }
	| { readonly is: 'done'; readonly examination: Examination; readonly at: number; readonly anchor: KnownAnchor }
	| { readonly is: 'failed'; readonly why: string };

export interface Case {
	readonly id: number;
	readonly name: string;
	readonly size: number | undefined;
	readonly job: Job;
	readonly phase: Signal<Phase>;
}

export const cases = signal<readonly Case[]>([]);

/** The code of the enterprise that is expected, if it is one. */
export const expected = signal('');

/** What came in and is no document and no receipt. */
export const leftOver = signal<Partial<Intake> & { readonly isNoLink?: boolean }>({});

let nextId = 1;

/** One at a time: there is one worker. */
let queue: Promise<void> = Promise.resolve();

function enqueue(one: Case) {
	queue = queue.then(() => run(one)).catch(() => {});
	return queue;
}

async function run({ job, phase, size = 0 }: Case) {
	const [known, bytes, loaded] = [anchor.value, anchorForVerifier.value, verifier.value];
	if (!known || !bytes || !loaded) {
		return;
	}
	if (job.document) {
		phase.value = { is: 'reading', percent: 0 };
	} else {
		phase.value = { is: 'proving' };
	}
	const told = (read: number) => {
		phase.value = read < size ? { is: 'reading', percent: Math.floor((100 * read) / size) } : { is: 'proving' };
	};
	try {
		const tools = { verifier: loaded.api, anchor: bytes, source: source.value, expected: expected.value, told };
		const examination = await examine(job, tools);
		phase.value = { is: 'done', examination, at: Date.now(), anchor: known };
	} catch (error) {
		phase.value = { is: 'failed', why: error instanceof Error ? error.message : String(error) };
	}
}

function begin({ name, size, job }: Item): Case {
	return { id: nextId++, name, size, job, phase: signal<Phase>({ is: 'waiting' }) };
}

function add(items: readonly Item[]): Promise<void> {
	const begun = items.map(begin);
	cases.value = [...begun, ...cases.value];
	return Promise.all(begun.map(enqueue)).then(() => {});
}

/** Takes in files that were dropped or chosen, and checks them. */
export async function takeIn(files: readonly File[]): Promise<void> {
	const [bytes, loaded] = [anchorForVerifier.value, verifier.value];
	if (!bytes || !loaded) {
		return;
	}
	const { items, ...rest } = await sort(files, loaded.api, bytes);
	leftOver.value = rest;
	const [item] = items;
	const open = cases.value.filter(({ job }) => job.document === undefined);
	const [waiting] = open;
	const isTheMissingOne = items.length === 1 && open.length === 1 && item?.job.document && !item.job.receipt;
	if (waiting && isTheMissingOne && item?.job.document instanceof File) {
		return show(waiting, item.job.document);
	}
	return add(items);
}

/** Checks what a link names. */
export function follow(link: Link, name: string): Promise<void> {
	return add([{ name, size: undefined, job: { document: undefined, receipt: undefined, link } }]);
}

/** Adds the document to what was checked without it. */
export function show({ id, job }: Case, document: File): Promise<void> {
	const complete = begin({ name: document.name, size: document.size, job: { ...job, document } });
	cases.value = cases.value.map((one) => (one.id === id ? complete : one));
	return enqueue(complete);
}

/** Checks all of them once more: for another enterprise, anchor or node, or as of now. */
export function checkAgain(which: readonly Case[] = cases.value): Promise<void> {
	return Promise.all(which.map(enqueue)).then(() => {});
}

export function remove(id: number) {
	cases.value = cases.value.filter((one) => one.id !== id);
}

export function removeAll() {
	cases.value = [];
	leftOver.value = {};
}
