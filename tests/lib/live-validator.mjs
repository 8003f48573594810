// A validator of a network that eseal-operator made, as an agency starts it: its own keys, the network's
// specification, and the nodes that this names.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EsealNode } from '../network/eseal-node.mjs';
import { Validator } from '../network/node.mjs';

/** One agency's first validator. */
export class LiveValidator extends Validator {
	/**
	 * @param {ConstructorParameters<typeof Validator>[0] & { keys: string, spec: string }} options  `keys`: the agency's
	 *   directory, made by `eseal-operator network keys`; `spec`: the file `eseal-raw.json`
	 */
	constructor({ keys, spec, ...options }) {
		super(options);
		this.spec = spec;
		this.keystore = join(keys, 'validator-1', 'keystore');
		this.nodeKey = join(keys, 'validator-1', 'node.key');
	}

	/** It has all that it needs, except for a place for its data. */
	prepare() {
		mkdirSync(this.directory, { recursive: true, mode: 0o700 });
		this.peerId = new EsealNode(this.binary).peerId(this.nodeKey);
	}

	/** The command line of the running node. */
	arguments() {
		return [
			...['--chain', this.spec, '--validator', '--name', this.agency.seat],
			...['--base-path', this.data, '--keystore-path', this.keystore, '--node-key-file', this.nodeKey],
			// On a live chain, addresses such as loopback's are not spoken to unless that is asked for.
			...['--listen-addr', `/ip4/127.0.0.1/tcp/${this.ports.p2p}`, '--no-mdns', '--allow-private-ip'],
			...['--rpc-port', String(this.ports.rpc), '--rpc-methods', 'safe'],
			...['--prometheus-port', String(this.ports.prometheus), '--no-telemetry'],
			...['--trie-cache-size', String(64 * 1024 * 1024)],
		];
	}
}
