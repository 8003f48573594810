// Sealed documents with their receipts, as an enterprise's operator makes them with `eseal` while a drill goes on.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Desk } from '../../lib/eseal.mjs';

/** Where nobody answers: receipts are checked without a node. */
const NOWHERE = 'ws://127.0.0.1:9';

/** The papers of one operator. */
export class Papers {
	#desk;
	#operator;
	#sealing;
	/** How many documents are sealed. */
	sealed = 0;

	/**
	 * Sets up a desk with the operator's key and the seal key.
	 *
	 * @param {import('./run.mjs').Run} run
	 * @param {import('./seal.mjs').SealInUse} inUse
	 * @param {any} operator  one of its operators, who sends nothing by other ways
	 * @param {string} url  the node to ask
	 */
	static async of(run, inUse, operator, url) {
		const directory = join(run.directory, 'papers');
		mkdirSync(directory);
		const papers = new Papers();
		papers.#desk = new Desk(directory, url);
		papers.#operator = await papers.#desk.key('operator', { secret: operator.meta.name });
		const sealKey = await papers.#desk.key('seal', { secret: inUse.key.secret });
		papers.#sealing = [
			...['--seal', String(inUse.seal), '--purpose', 'contract'],
			...['--seal-key', sealKey.file, '--seal-password-file', papers.#desk.password],
		];
		return papers;
	}

	/** Fetches the trust anchor, the first or the one after a block, and returns its file. */
	async anchor(name, block) {
		const file = this.#desk.path(`${name}.anchor.json`);
		await this.#desk.does(['anchor', '--out', file, ...(block === undefined ? [] : ['--block', String(block)])]);
		return file;
	}

	/** Seals a document and returns its file; its receipt lies beside it. */
	async seal(name, anchor) {
		const file = this.#desk.path(`${name}.pdf`);
		writeFileSync(file, `a document: ${name}`);
		await this.#desk.does(['use', file, ...this.#sealing], { as: this.#operator, anchor });
		this.sealed += 1;
		return file;
	}

	/** Makes a document's receipt again, as of now, and returns its file. */
	async again(file, anchor) {
		const receipt = `${file}.again.eseal`;
		await this.#desk.does(['receipt', file, '--out', receipt], { anchor });
		return receipt;
	}

	/** What a receipt says without a node, against an anchor. */
	async verify(file, receipt, anchor) {
		const { data } = await this.#desk.type(['verify', file, receipt], { anchor, node: NOWHERE });
		return data;
	}
}
