// ./scripts/fresh, as far as it can be tried without hours of compiling.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../lib/command.mjs';
import { temporaryDirectory } from '../lib/test-network.mjs';

const FRESH = './scripts/fresh';

test('fresh explains wrong usage', async () => {
	for (const [args, reason] of /** @type {[string[], RegExp][]} */ ([
		[['--rooot'], /unknown argument: --rooot/],
		[['--only', 'bench'], /--only needs one of: devnet, test/],
		[['--only'], /--only needs one of: devnet, test/],
		[['--dir'], /--dir needs a directory/],
		[['--compiled'], /--compiled needs a build directory/],
	])) {
		const { code, stderr, stdout } = await run(FRESH, args);
		assert.equal(code, 2, stderr);
		assert.match(stderr, reason);
		assert.match(stderr, /Usage:/);
		assert.equal(stdout, '');
	}
});

test('fresh makes nothing in a directory that is there already', async (t) => {
	if (process.getuid?.() !== 0) {
		t.skip('only root can make a Debian');
		return;
	}
	const directory = temporaryDirectory(t);
	const { code, stderr } = await run(FRESH, ['--dir', directory]);
	assert.equal(code, 1);
	assert.match(stderr, /could not be made|there is no /);
	assert.ok(!existsSync(join(directory, 'debian')));
});
