// What a relying party does: asks for a document by its digest alone, in final state only.

/** How many uses to ask for at once. */
const PAGE = 100;

/**
 * One use of an e-seal on a document.
 *
 * @typedef {object} VerifiedUse
 * @property {import('./chain-types.ts').UseRecord} record  as the chain keeps it
 * @property {import('./chain-types.ts').SealInfo} seal  the e-seal's facts and how it stands now
 * @property {import('./chain-types.ts').Standing} whenUsed  how the e-seal stood when the use was recorded, by all that is known now
 * @property {import('./chain-types.ts').Enterprise} enterprise  the enterprise as the register has it now
 */

/**
 * Every use of any e-seal on a document, as final state has them.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {Record<string, string>} document  its digest
 * @returns {Promise<{ finalBlock: number, uses: VerifiedUse[] }>} no use: the document carries no e-seal
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
		for (const record of page) {
			const seal = (await eSealApi.seal(record.seal)).unwrap();
			const whenUsed = (await eSealApi.statusAt(record.seal, record.recordedAt)).unwrap();
			const { enterprise } = (await eSealApi.enterprise(seal.seal.uscc)).unwrap();
			uses.push({ record, seal, whenUsed, enterprise });
			after = [record.seal, record.index];
		}
	} while (page.length === PAGE);
	return { finalBlock, uses };
}
