// eseal-node as a tool: it makes keys and chain specifications.

import { execFileSync } from 'node:child_process';

/** Above the size of a chain specification. */
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * A key pair.
 *
 * @typedef {object} KeyPair
 * @property {string} phrase  the secret
 * @property {string} address  the public key, and the account it signs for
 */

/** The program at `path`. */
export class EsealNode {
	/** @param {string} path */
	constructor(path) {
		this.path = path;
	}

	/**
	 * @param {...string} args
	 * @returns {string} its standard output
	 */
	#run(...args) {
		try {
			return execFileSync(this.path, args, {
				encoding: 'utf8',
				maxBuffer: MOST_OUTPUT_BYTES,
				stdio: ['ignore', 'pipe', 'pipe'],
			});
		} catch (error) {
			const reason = error.stderr?.trim() || error.message;
			throw new Error(`\`${this.path} ${args.slice(0, 2).join(' ')}\` failed: ${reason}`);
		}
	}

	/**
	 * Makes a random key.
	 *
	 * @param {'sr25519' | 'ed25519'} scheme
	 * @returns {KeyPair}
	 */
	generateKey(scheme) {
		const made = JSON.parse(this.#run('key', 'generate', '--scheme', scheme, '--words', '24', '--output-type', 'json'));
		return { phrase: made.secretPhrase, address: made.ss58Address };
	}

	/**
	 * Puts a key into a keystore.
	 *
	 * @param {string[]} keystore  the options that say where it is
	 * @param {object} key
	 * @param {string} key.type  four letters
	 * @param {'sr25519' | 'ed25519'} key.scheme
	 * @param {string} key.secret  a development secret, or a file with a secret
	 */
	insertKey(keystore, { type, scheme, secret }) {
		this.#run('key', 'insert', ...keystore, '--key-type', type, '--scheme', scheme, '--suri', secret);
	}

	/**
	 * Makes the key that identifies a node on the network.
	 *
	 * @param {string} file  where it goes
	 */
	generateNodeKey(file) {
		this.#run('key', 'generate-node-key', '--chain', 'local', '--file', file);
	}

	/**
	 * @param {string} file  a node's key
	 * @returns {string} the node's peer id
	 */
	peerId(file) {
		return this.#run('key', 'inspect-node-key', '--file', file).trim();
	}

	/**
	 * @param {'dev' | 'local'} chain  a chain that it knows
	 * @returns {any} its specification
	 */
	builtInSpec(chain) {
		return JSON.parse(this.#run('export-chain-spec', '--chain', chain));
	}

	/**
	 * The same with the state of its first block, as light clients take it.
	 *
	 * @param {'dev' | 'local'} chain  a chain that it knows
	 * @param {string[]} bootNodes  where they find its nodes
	 * @returns {{ bootNodes: string[], genesis: object }}
	 */
	rawSpec(chain, bootNodes) {
		return { ...JSON.parse(this.#run('export-chain-spec', '--chain', chain, '--raw')), bootNodes };
	}
}
