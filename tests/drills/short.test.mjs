// The short drills, side by side: each on a network of its own.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { run } from '../lib/command.mjs';

/** Each as it is typed. */
const DRILLS = [
	['node-down'],
	['rotate-keys'],
	['fourth-seat'],
	['flood', '--short', '--seconds', '8', '--rate', '200'],
];
/** What a drill exits with where the machine does not permit it. */
const SKIPPED = 3;
const PATIENCE_MS = 900_000;

describe('drills', { concurrency: true }, () => {
	for (const typed of DRILLS) {
		const drill = typed.join(' ');
		test(drill, { timeout: PATIENCE_MS }, async (t) => {
			const { code, stdout, output } = await run('./scripts/drill', typed, { patienceMs: PATIENCE_MS });
			if (code === SKIPPED) {
				t.skip(stdout.trim());
				return;
			}
			assert.equal(code, 0, output);
			console.log(`${drill}\n\n${stdout}`);
		});
	}
});
