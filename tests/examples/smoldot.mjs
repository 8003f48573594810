// smoldot, a light client: follows the chain's finality from its raw specification alone, and asks the runtime through PAPI.
// It trusts no node: it checks who finalized each block, and runs the runtime on state that nodes prove.
//
//     node smoldot.mjs SPECIFICATION [BLOCKS]
//
// The specification must say where nodes listen for WebSocket (`bootNodes`): ./scripts/devnet prints the path of one that does.
// In a web page the same code runs; there `forbidTcp` is how it is, and off the page's own machine the addresses are `…/wss`.

import { readFileSync } from 'node:fs';
import { createClient } from 'polkadot-api';
import { getSmProvider } from 'polkadot-api/sm-provider';
import { start } from 'polkadot-api/smoldot';

const [specification, blocks = '3'] = process.argv.slice(2);

const light = start({ forbidTcp: true, maxLogLevel: 1 });
const chainSpec = readFileSync(specification, 'utf8');
const client = createClient(getSmProvider(() => /** @type {any} */ (light.addChain({ chainSpec }))));

/** @type {number[]} */
const final = [];
await new Promise((resolve, reject) => {
	client.finalizedBlock$.subscribe({
		next: ({ number }) => {
			final.push(number);
			if (final.length >= Number(blocks)) {
				resolve(undefined);
			}
		},
		error: reject,
	});
});

const { apis, query } = client.getUnsafeApi();
// Descriptors would know the types.
const seals = /** @type {any} */ (await apis.ESealApi.seal_counts());
const validators = /** @type {any[]} */ (await query.Session.Validators.getValue());

console.log(JSON.stringify({ final, active: Number(seals.active), validators: validators.length }));
// It would go on following the chain.
client.destroy();
process.exit();
