// Plays the story on a network that is up already:
//
//     node story/main.mjs [--document FILE] [--rpc URL,URL,URL]

import { parseArgs } from 'node:util';
import { fixturePath } from '../lib/fixtures.mjs';
import { tell } from './tell.mjs';

const { values } = parseArgs({
	options: {
		document: { type: 'string', default: fixturePath('contract.pdf') },
		rpc: { type: 'string', default: 'ws://127.0.0.1:9944,ws://127.0.0.1:9945,ws://127.0.0.1:9946' },
	},
});

try {
	await tell({ urls: values.rpc.split(','), document: values.document });
	process.exit();
} catch (error) {
	console.error(`error: ${error.message}`);
	process.exit(1);
}
