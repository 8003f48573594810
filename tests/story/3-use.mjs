// Chapter 3: the operator seals the document, and then a folder at once. It takes two signatures: the operator's account and
// the seal key.

import { u8aToHex } from '@polkadot/util';
import { account } from '../lib/accounts.mjs';
import { useBytes } from '../lib/bytes-to-sign.mjs';
import { sha256 } from '../lib/digests.mjs';
import { Refused } from '../lib/errors.mjs';
import { auditPath, batchOf, isInBatch } from '../lib/merkle.mjs';
import { SealKey } from '../lib/seal-key.mjs';
import { eventOf, submit } from '../lib/submit.mjs';
import { rightOf } from '../lib/use-right.mjs';
import { verifyDocument } from '../lib/verify.mjs';
import { must } from './cast.mjs';
import { short, time } from './narrator.mjs';

const DAY_MS = 24 * 60 * 60 * 1_000;
const QUOTA = 10;

/** What is in the folder that is sealed at once. */
export const FOLDER = ['采购合同.pdf', '保密协议.pdf', '验收单.pdf'];

/**
 * A statement that `who` uses the e-seal on documents for contracts now, with the bytes that the seal key must sign. The
 * bytes are put together here and compared with those that the chain gives.
 *
 * @param {Pick<import('./cast.mjs').Actor, 'api' | 'signer'>} who
 * @param {number} seal
 * @param {import('../lib/bytes-to-sign.mjs').Documents} documents
 */
export async function stateUse({ api, signer }, seal, documents) {
	const statement = {
		seal,
		...(await rightOf(api, seal, signer.address)),
		documents,
		purpose: 'Contract',
		signedAt: Date.now(),
	};
	const bytes = useBytes(api.genesisHash.toHex(), signer.address, statement);
	const theirs = await api.call.usageLogApi.statementBytes(signer.address, statement);
	must(theirs.bytes.toHex() === u8aToHex(bytes), 'the chain has other bytes to sign than we do');
	return { statement, bytes };
}

/**
 * @param {import('./cast.mjs').Cast} cast
 * @param {{ seal: number, key: SealKey }} issued
 * @param {{ name: string, digest: { Sha256: string } }} document
 */
export async function useSeal(cast, { seal, key }, document) {
	const { narrator, owner, operator } = cast;
	narrator.chapter(3, `The operator seals ${document.name}`);
	narrator.note(`SHA-256 of the document: ${document.digest.Sha256}`);

	const now = (await owner.api.query.timestamp.now()).toNumber();
	const validUntil = now + DAY_MS;
	const granted = await cast.act(
		owner,
		`grants the operator ${short(operator.signer.address)} ${QUOTA} uses for contracts, until ${time(validUntil)}`,
		(tx) => tx.usageLog.grant(seal, operator.signer.address, ['Contract'], validUntil, QUOTA),
	);
	const grant = eventOf(granted, 'usageLog.GrantIssued').grant.toNumber();

	const { statement, bytes } = await stateUse(operator, seal, { One: document.digest });
	const withoutKey = await cast.actInVain(
		operator,
		'tries without the seal key, with a key of its own',
		'usageLog.SignatureInvalid',
		(tx) => tx.usageLog.recordUse(seal, statement, new SealKey().sign(bytes)),
	);

	// Whoever stole the seal key still needs an account that holds a role.
	const thief = { title: 'A thief', api: operator.api, signer: account(`//Thief//${seal}`) };
	const stolen = await stateUse(thief, seal, { One: document.digest });
	let withoutAccount;
	try {
		const call = thief.api.tx.usageLog.recordUse(seal, stolen.statement, key.sign(stolen.bytes));
		await submit(thief.api, call, thief.signer);
	} catch (error) {
		must(error instanceof Refused, error.message);
		withoutAccount = error;
		narrator.note(`A thief with the seal key and no role tries: REFUSED by the node, ${error.message}`);
	}
	must(withoutAccount !== undefined, 'the chain took a use from an account that holds no role');

	const sealed = await cast.act(operator, 'seals it, with the seal key and its own account', (tx) =>
		tx.usageLog.recordUse(seal, statement, key.sign(bytes)),
	);
	const index = eventOf(sealed, 'usageLog.UseRecorded').index.toNumber();
	narrator.note(`It is use ${index} of e-seal ${seal}, under grant ${grant}.`);
	return { grant, granted, withoutKey, withoutAccount, sealed, index };
}

/**
 * The operator seals a folder with one signature of the seal key, and the relying party verifies one of its documents.
 *
 * @param {import('./cast.mjs').Cast} cast
 * @param {{ seal: number, key: SealKey }} issued
 */
export async function sealFolder(cast, { seal, key }) {
	const { narrator, operator, relyingParty } = cast;
	const documents = FOLDER.map((name) => sha256(`${name}, of e-seal ${seal}`));
	const { Batch: batch } = batchOf(documents);
	const { statement, bytes } = await stateUse(operator, seal, { Batch: batch });
	const sealed = await cast.act(
		operator,
		`seals a folder at once: ${FOLDER.join(', ')}; one signature over their root ${short(batch.root)}`,
		(tx) => tx.usageLog.recordUses(seal, statement, documents, key.sign(bytes)),
	);

	await cast.seesAllFinal(relyingParty);
	const [, name] = FOLDER;
	const [, document] = documents;
	const { uses } = await verifyDocument(relyingParty.api, document);
	must(uses.length === 1, `${name} carries ${uses.length} final uses and not one`);
	const [{ index, record }] = uses;
	const { count, root } = record.documents.asBatch;
	const recorded = { count: count.toNumber(), root: root.toHex() };
	const path = auditPath(documents, 1);
	must(
		isInBatch(document, index - record.index.toNumber(), recorded, path),
		`no path leads from ${name} to the root on record`,
	);
	narrator.note(
		`The relying party asks for ${name} alone: use ${index} of e-seal ${seal}, one of a batch of ${count}.`,
	);
	narrator.note(`${path.length} hashes lead from its digest to the root that the seal key signed.`);
	return { sealed, batch, index };
}
