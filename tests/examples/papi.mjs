// PAPI, without descriptors: prices a call, signs it, waits until it is final, and reads what it did from final state.
//
//     node papi.mjs [NODE [USCC]]
//
// It registers an enterprise as the officer of Market Supervision whose key everyone has: on a development chain only. With
// descriptors (`npx papi add eseal -w NODE`, then `getTypedApi`) the same calls are typed.

import { Keyring } from '@polkadot/keyring';
import { WebSocket } from '@polkadot/x-ws';
import { createClient, Enum } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws';

const [node = 'ws://127.0.0.1:9944', uscc = '91330100799655058B'] = process.argv.slice(2);

// Browsers and Node.js 22 have a WebSocket of their own, and need no class for it.
const websocketClass = /** @type {typeof globalThis.WebSocket} */ (WebSocket);
const client = createClient(getWsProvider(node, { websocketClass }));
const { tx, apis } = client.getUnsafeApi();

const keyring = new Keyring({ type: 'sr25519' });
const officer = keyring.addFromUri('//MarketSupervision//officer');
const { address: owner } = keyring.addFromUri('//SomeOwner');
const signer = getPolkadotSigner(officer.publicKey, 'Sr25519', (bytes) => officer.sign(bytes));

const call = tx.ESeal.register_enterprise({
	uscc,
	name: '杭州某某科技有限公司',
	owner,
	check: Enum('Enforced'),
});
const fee = await call.getEstimatedFees(officer.address);

// It resolves once the call is final.
const { ok, events, block, dispatchError } = await call.signAndSubmit(signer);
if (!ok) {
	throw new Error(`the call failed: ${JSON.stringify(dispatchError)}`);
}
const success = events.find(({ type, value }) => type === 'System' && value.type === 'ExtrinsicSuccess');
const paysFee = success?.value.value.dispatch_info.pays_fee.type;

// Descriptors would know the type.
const { enterprise } = /** @type {any} */ (await apis.ESealApi.enterprise(uscc, { at: block.hash }));

console.log(JSON.stringify({ fee: String(fee), paysFee, name: enterprise.name }));
client.destroy();
