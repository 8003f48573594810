// Keys whose secrets everyone has. A chain with one of them has an agency that anyone can speak for.

import { createPrivateKey, createPublicKey } from 'node:crypto';
import { addressOf, peerIdOf, publicKeyOf } from './ss58.mjs';

/** What Substrate derives keys for development from when a secret names no phrase. */
const PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';
const PEOPLE = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie', 'One', 'Two'];
const SEATS = ['MarketSupervision', 'PublicSecurity', 'DataResources'];
const SECRETS = [
	PHRASE,
	...PEOPLE.flatMap((name) => [`//${name}`, `//${name}//stash`]),
	...SEATS.flatMap((seat) => [`//${seat}`, `//${seat}//officer`]),
];
const SCHEMES = ['sr25519', 'ed25519', 'ecdsa'];

/** The chains that eseal-node has built in. */
const DEVELOPMENT_CHAINS = ['dev', 'local'];

/** Public keys that anybody can sign for, since they are no honest points of their curve. */
const DEGENERATE = [Buffer.alloc(32), Buffer.concat([Buffer.from([1]), Buffer.alloc(31)])];

/** How many of the node keys 1, 2, 3, … are looked for: examples on the web use the first few. */
const COUNTED_NODE_KEYS = 16;

/** All addresses in a piece of JSON. */
function addressesIn(value) {
	if (typeof value === 'string') {
		return publicKeyOf(value) ? [value] : [];
	}
	return value && typeof value === 'object' ? Object.values(value).flatMap(addressesIn) : [];
}

/** The identity of the node whose key is a number. */
function peerIdOfNumber(number) {
	const seed = Buffer.alloc(32);
	seed.writeUInt8(number, 31);
	const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
	const key = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
	return peerIdOf(Buffer.from(key.export({ format: 'jwk' }).x, 'base64url'));
}

/**
 * Collects them. Asks the node for the derived ones, so that they are what a chain would see, and takes all that its
 * development chains name.
 *
 * @param {import('./binary.mjs').EsealNode} node
 * @returns {Map<string, string>} addresses and nodes' identities, each with what makes it well known
 */
export function wellKnownKeys(node) {
	const known = new Map();
	for (const chain of DEVELOPMENT_CHAINS) {
		for (const address of addressesIn(node.builtInSpec(chain).genesis.runtimeGenesis.patch)) {
			known.set(address, `it is in the chain \`${chain}\``);
		}
	}
	for (const scheme of SCHEMES) {
		for (const suri of SECRETS) {
			const name = suri === PHRASE ? 'the development phrase' : suri;
			known.set(node.accountOfKnownSecret(suri, scheme), `it is ${name}, ${scheme}`);
		}
	}
	for (const key of DEGENERATE) {
		known.set(addressOf(key), 'anybody can sign for it');
	}
	for (let number = 1; number <= COUNTED_NODE_KEYS; number++) {
		known.set(peerIdOfNumber(number), `its secret is the number ${number}`);
	}
	return known;
}
