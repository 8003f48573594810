// polkadot.js: prices a call, signs it, waits until it is final, and reads what it did from final state.
//
//     node polkadot-js.mjs [NODE [USCC]]
//
// It registers an enterprise as the officer of Market Supervision whose key everyone has: on a development chain only.

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

const [node = 'ws://127.0.0.1:9944', uscc = '91330100799655058B'] = process.argv.slice(2);

// It needs no types: all that it knows of the chain is from the runtime's metadata.
const api = await ApiPromise.create({ provider: new WsProvider(node), noInitWarn: true });
const keyring = new Keyring({ type: 'sr25519' });
const officer = keyring.addFromUri('//MarketSupervision//officer');
const { address: owner } = keyring.addFromUri('//SomeOwner');

const call = api.tx.eSeal.registerEnterprise(uscc, '杭州某某科技有限公司', owner, 'Enforced');
// Without the nonce, it would look for it beside a balance, and accounts of this chain have none.
const { partialFee } = await call.paymentInfo(officer, { nonce: -1 });

/** @type {import('@polkadot/types').GenericEventData} */
const outcome = await new Promise((resolve, reject) => {
	call
		.signAndSend(officer, { nonce: -1 }, ({ status, events, isError }) => {
			// Before it is final, a block may still be replaced by another.
			if (status.isFinalized) {
				resolve(/** @type {any} */ (events.at(-1)).event.data);
			} else if (isError) {
				reject(new Error(`it is in no block: ${status}`));
			}
		})
		.catch(reject);
});
// The last event of an extrinsic is system.ExtrinsicSuccess or system.ExtrinsicFailed.
const [dispatchInfo] = outcome.slice(-1);
const { paysFee } = /** @type {any} */ (dispatchInfo.toHuman());

const final = await api.at(await api.rpc.chain.getFinalizedHead());
const found = /** @type {any} */ (await final.call.eSealApi.enterprise(uscc));
const { name } = found.unwrap().enterprise;

console.log(JSON.stringify({ fee: partialFee.toString(), paysFee, name: name.toString() }));
await api.disconnect();
