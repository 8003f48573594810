// How fast the auditors' index searches, and how fast it writes, with many e-seals and uses: index/src/bench/synthetic.ts on a
// PostgreSQL server of its own, which is gone afterwards.
//
//     node tests/bench/index-search.mjs [--seals N] [--uses N] [--questions N]

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Postgres } from '../network/postgres.mjs';
import { onDisk, PLACES } from './postgres.mjs';

const PROGRAM = fileURLToPath(new URL('../../index/lib/bench/synthetic.js', import.meta.url));
const DATABASE = 'eseal_bench';

const directory = mkdtempSync(join(onDisk([...PLACES].reverse()), 'eseal-bench-index-'));
// As docs/auditors.md advises for a large index.
const SETTINGS = { shared_buffers: '1GB', max_wal_size: '8GB', checkpoint_timeout: '30min' };
const postgres = new Postgres({ directory, settings: SETTINGS });
let status = 1;
try {
	await postgres.start();
	await postgres.ensureDatabase(DATABASE);
	const env = { ...process.env, INDEX_DATABASE: postgres.url(DATABASE) };
	status = spawnSync(process.execPath, [PROGRAM, ...process.argv.slice(2)], { env, stdio: 'inherit' }).status ?? 1;
} finally {
	await postgres.stop();
	rmSync(directory, { recursive: true, force: true });
}
process.exitCode = status;
