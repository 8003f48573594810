// dedot, without generated types: prices a call, signs it, waits until it is final, and reads what it did from final state.
//
//     node dedot.mjs [NODE [USCC]]
//
// It registers an enterprise as the officer of Market Supervision whose key everyone has: on a development chain only.

import { DedotClient } from '@dedot/api';
import { WsProvider } from '@dedot/providers';
import { Keyring } from '@polkadot/keyring';

const [node = 'ws://127.0.0.1:9944', uscc = '91330100799655058B'] = process.argv.slice(2);

const client = await DedotClient.new(new WsProvider(node));
const keyring = new Keyring({ type: 'sr25519' });
const officer = keyring.addFromUri('//MarketSupervision//officer');
const { address: owner } = keyring.addFromUri('//SomeOwner');

const call = client.tx.eSeal.registerEnterprise(uscc, '杭州某某科技有限公司', owner, 'Enforced');
const { partialFee } = await call.paymentInfo(officer);

// A refused call rejects the first promise, a sent one resolves the second once it is final.
const sent = call.signAndSend(officer);
const [, { events, status, dispatchError }] = await Promise.all([sent, sent.untilFinalized()]);
if (dispatchError) {
	throw new Error(`the call failed: ${JSON.stringify(dispatchError)}`);
}
const success = /** @type {any} */ (events.find(({ event }) => client.events.system.ExtrinsicSuccess.is(event)));
const { paysFee } = success.event.palletEvent.data.dispatchInfo;

if (status.type !== 'Finalized') {
	throw new Error(`it is not final: ${status.type}`);
}
const final = await client.at(status.value.blockHash);
const { enterprise } = /** @type {any} */ (await final.call.eSealApi.enterprise(uscc));

console.log(JSON.stringify({ fee: String(partialFee), paysFee, name: enterprise.name }));
await client.disconnect();
