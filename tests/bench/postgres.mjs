// PostgreSQL beside the nodes, for the case `postgres`: a server of its own, whose socket and data lie in a directory that goes
// when it ends.

import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Postgres } from '../network/postgres.mjs';

/** Where the data may lie: beside the nodes' data, or where that is in memory, in the other place for what is temporary. */
export const PLACES = [tmpdir(), '/var/tmp'];

/** The kinds of file systems that are in memory, tmpfs and ramfs, as statfs(2) has them. */
const IN_MEMORY = [0x01021994, 0x858458f6];

/**
 * The first of these directories that is on a disk.
 *
 * @param {string[]} places
 */
export function onDisk(places) {
	const found = places.find((place) => existsSync(place) && !IN_MEMORY.includes(statfsSync(place).type));
	if (found === undefined) {
		throw new Error(
			`what PostgreSQL commits must be on a disk, and these are in memory: ${places.join(', ')}\nSet TMPDIR to a directory on a disk.`,
		);
	}
	return found;
}

/**
 * Starts a server, which ends with the run, and waits until it answers.
 *
 * @param {import('../drills/shared/run.mjs').Run} run
 * @returns {Promise<import('../network/postgres.mjs').Description>}
 */
export async function startPostgres(run) {
	// Not in the run's own directory, which only this user may enter.
	const directory = mkdtempSync(join(onDisk(PLACES), 'eseal-bench-postgres-'));
	run.whenDone(() => rmSync(directory, { recursive: true, force: true }));
	// What is committed is on the disk.
	const settings = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };
	const server = new Postgres({ directory, settings });
	run.say(`Starting PostgreSQL of ${server.programs}`);
	run.whenDone(() => server.stop());
	await server.start();
	if (run.interrupted) {
		throw new Error('interrupted');
	}
	return server.description;
}
