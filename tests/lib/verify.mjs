// What a relying party does: asks for a document by its digest alone, in final state only.

/** How many uses to ask for at once. */
const PAGE = 100;

/**
 * One use of an e-seal on a document.
 *
 * @typedef {object} VerifiedUse
 * @property {number} index  of the use, among all of the e-seal
 * @property {number} number  of the record that has it, in the e-seal's log
 * @property {import('./chain-types.ts').UseRecord} record  as the chain keeps it: this use, or the batch that it is of
 * @property {import('./chain-types.ts').SealInfo} seal  the e-seal's facts and how it stands now
 * @property {import('./chain-types.ts').Standing} whenUsed  how the e-seal stood when the use was recorded, by all that is known now
 * @property {import('./chain-types.ts').Enterprise} enterprise  the enterprise as the register has it now
 */

/**
 * Every use of any e-seal on a document, as final state has them. A use in a batch that was anchored is not among them: the
 * chain does not know its document.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {Record<string, string>} document  its digest
 * @returns {Promise<{ finalBlock: number, uses: VerifiedUse[] }>} no use: by its digest, no e-seal is found
 */
export async function verifyDocument(api, document) {
	const hash = await api.rpc.chain.getFinalizedHead();
	const finalBlock = (await api.rpc.chain.getHeader(hash)).number.toNumber();
	const { eSealApi, usageLogApi } = (await api.at(hash)).call;

	const uses = [];
	let page;
	/** The seal and index of the last one. @type {[import('@polkadot/types-codec').u64, import('@polkadot/types-codec').u64] | null} */
	let after = null;
	do {
		page = await usageLogApi.usesOfDocument(document, after, PAGE);
		for (const { index, record: number, used: record } of page) {
			const seal = (await eSealApi.seal(record.seal)).unwrap();
			const whenUsed = (await eSealApi.statusAt(record.seal, record.recordedAt)).unwrap();
			const { enterprise } = (await eSealApi.enterprise(seal.seal.uscc)).unwrap();
			const numbers = { index: index.toNumber(), number: number.toNumber() };
			uses.push({ ...numbers, record, seal, whenUsed, enterprise });
			after = [record.seal, index];
		}
	} while (page.length === PAGE);
	return { finalBlock, uses };
}
