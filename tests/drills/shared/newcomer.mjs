// A node that joins a drill's network while it runs: a new validator without keys, or a full node.

import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePorts } from '../../lib/free-ports.mjs';
import { EsealNode } from '../../network/eseal-node.mjs';
import { operated } from '../../network/operated.mjs';
import { DrillValidator } from './validator.mjs';

/** A drill's validator whose operator may have its node make keys. */
export const OperatedValidator = operated(DrillValidator);

/** A node without keys that gets the chain from the others. */
export class FullNode extends DrillValidator {
	/** @param {import('./validator.mjs').DrillValidatorOptions & { sync: 'full' | 'warp' }} options */
	constructor({ sync, ...options }) {
		super(options);
		this.sync = sync;
	}

	/** @param {string[]} bootnodes */
	arguments(bootnodes) {
		const args = super.arguments(bootnodes).filter((arg) => arg !== '--validator');
		if (this.sync === 'warp') {
			// An archive of every state cannot begin with the newest one.
			args[args.indexOf('--state-pruning') + 1] = '256';
		}
		return [...args, '--sync', this.sync, '--log', 'sync=debug'];
	}
}

/**
 * Starts a node that joins the network. It ends with the drill.
 *
 * @template {DrillValidator} K
 * @template {object} [O={}]
 * @param {import('./network.mjs').DrillNetwork} network
 * @param {new (options: import('./validator.mjs').DrillValidatorOptions & O) => K} Kind
 * @param {object} who
 * @param {string} who.title
 * @param {string} [who.seat]  as `title` unless given
 * @param {string} [who.keystore]  whose copy it gets; an empty one unless given
 * @param {O} [options]  what else the constructor takes
 * @returns {Promise<K>}
 */
export async function joinNetwork(network, Kind, { title, seat = title, keystore }, options) {
	const { run, validators } = network;
	const { binary } = run;
	const [{ spec }] = validators;
	const home = dirname(spec);
	const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
	const directory = join(home, name);
	mkdirSync(join(directory, 'keystore'), { recursive: true, mode: 0o700 });
	if (keystore !== undefined) {
		cpSync(keystore, join(directory, 'keystore'), { recursive: true });
	}
	new EsealNode(binary).generateNodeKey(join(directory, 'node.key'));
	const [rpcPort, p2p, prometheus] = await freePorts(3);
	const node = new Kind({
		// The keys are in its keystore, if it has any.
		agency: { seat, title, directory: name, suri: '' },
		...{ directory, home, binary, spec },
		ports: { rpc: rpcPort, p2p, prometheus },
		.../** @type {O} */ (options ?? {}),
	});
	node.prepare();
	// From now on the others look for it too, and it is stopped with them.
	validators.push(node);
	run.say(`Starting ${title}`);
	network.startOne(node);
	return node;
}
