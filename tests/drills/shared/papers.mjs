// Sealed documents with their receipts, as an enterprise's operator makes them with `eseal` while a drill goes on.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Desk } from '../../lib/eseal.mjs';

/** Where nobody answers: receipts are checked without a node. */
const NOWHERE = 'ws://127.0.0.1:9';

/** The papers of one operator. */
export class Papers {
	/** @type {Desk} */
	#desk;
	/** @type {{ file: string }} */
	#operator;
	/** @type {string[]} */
	#sealing;
	/** How many documents are sealed. */
	sealed = 0;

	/**
	 * @param {Desk} desk
	 * @param {{ file: string }} operator  the key of the account that sends
	 * @param {string[]} sealing  the arguments that name the e-seal and its key
	 */
	constructor(desk, operator, sealing) {
		this.#desk = desk;
		this.#operator = operator;
		this.#sealing = sealing;
	}

	/**
	 * Sets up a desk with the operator's key and the seal key.
	 *
	 * @param {import('./run.mjs').Run} run
	 * @param {import('./seal.mjs').SealInUse} inUse
	 * @param {import('@polkadot/keyring/types').KeyringPair} operator  one of its operators, who sends nothing by other ways
	 * @param {string} url  the node to ask
	 */
	static async of(run, inUse, operator, url) {
		const directory = join(run.directory, 'papers');
		mkdirSync(directory);
		const desk = new Desk(directory, url);
		const sender = await desk.key('operator', { secret: operator.meta.name });
		const sealKey = await desk.key('seal', { secret: inUse.key.secret });
		return new Papers(desk, sender, [
			...['--seal', String(inUse.seal), '--purpose', 'contract'],
			...['--seal-key', sealKey.file, '--seal-password-file', desk.password],
		]);
	}

	/**
	 * Fetches the trust anchor, the first or the one after a block, and returns its file.
	 *
	 * @param {string} name
	 * @param {number} [block]
	 */
	async anchor(name, block) {
		const file = this.#desk.path(`${name}.anchor.json`);
		await this.#desk.does(['anchor', '--out', file, ...(block === undefined ? [] : ['--block', String(block)])]);
		return file;
	}

	/**
	 * Seals a document and returns its file; its receipt lies beside it.
	 *
	 * @param {string} name
	 * @param {string} anchor
	 */
	async seal(name, anchor) {
		const file = this.#desk.path(`${name}.pdf`);
		writeFileSync(file, `a document: ${name}`);
		await this.#desk.does(['use', file, ...this.#sealing], { as: this.#operator, anchor });
		this.sealed += 1;
		return file;
	}

	/**
	 * Makes a document's receipt again, as of now, and returns its file.
	 *
	 * @param {string} file
	 * @param {string} anchor
	 */
	async again(file, anchor) {
		const receipt = `${file}.again.eseal`;
		await this.#desk.does(['receipt', file, '--out', receipt], { anchor });
		return receipt;
	}

	/**
	 * What a receipt says without a node, against an anchor.
	 *
	 * @param {string} file
	 * @param {string} receipt
	 * @param {string} anchor
	 */
	async verify(file, receipt, anchor) {
		const { data } = await this.#desk.type(['verify', file, '--receipt', receipt], { anchor, node: NOWHERE });
		return data.documents[0];
	}
}
