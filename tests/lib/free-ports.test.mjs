// Tests that run side by side must not be given each other's ports.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from './command.mjs';
import { freePortRange } from './free-ports.mjs';

const COUNT = 9;
/** How many rows of ports each of two processes takes: half of all that there are on a usual machine. */
const ROWS = 180;

/** Takes rows in a process of its own, and tells the first port of each. */
const ELSEWHERE = `
	import { freePortRange } from './tests/lib/free-ports.mjs';
	for (let row = 0; row < ${ROWS}; row++) console.log(await freePortRange(${COUNT}));
`;

test('no port is given out twice, in one process or in two', async () => {
	const here = [];
	for (let row = 0; row < ROWS; row++) {
		here.push(await freePortRange(COUNT));
	}
	const { code, stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', ELSEWHERE]);
	assert.equal(code, 0, stderr);
	const firsts = [...here, ...stdout.trim().split('\n').map(Number)].sort((a, b) => a - b);
	assert.equal(firsts.length, 2 * ROWS);
	firsts.slice(1).forEach((first, index) => {
		assert.ok(first >= firsts[index] + COUNT, `the rows from ${firsts[index]} and ${first} overlap`);
	});
});
