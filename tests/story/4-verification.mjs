// Chapter 4: a relying party, who knows nothing but the document, asks whether it is sealed.

import { sha256 } from '../lib/digests.mjs';
import { verifyDocument } from '../lib/verify.mjs';
import { must } from './cast.mjs';
import { standing, time } from './narrator.mjs';

/**
 * Looks a document up and tells what was found of one e-seal.
 *
 * @param {import('./cast.mjs').Cast} cast
 * @param {{ digest: { Sha256: string } }} document
 * @param {number} seal  the e-seal that the story is about; the document may carry others
 */
export async function verify(cast, document, seal) {
	const { narrator, relyingParty } = cast;
	await cast.seesAllFinal(relyingParty);
	const { finalBlock, uses } = await verifyDocument(relyingParty.api, document.digest);
	const ours = uses.filter(({ record }) => record.seal.toNumber() === seal);
	narrator.note(
		`The document carries ${uses.length} use(s) of an e-seal, as of final block ${finalBlock}. Of e-seal ${seal}:`,
	);
	for (const { index, record, seal: info, whenUsed, enterprise } of ours) {
		narrator.note(`  enterprise    ${enterprise.name}, ${info.seal.uscc}, ${enterprise.status.type}`);
		narrator.note(`  use           ${index}, for ${record.purpose.type}, recorded ${time(record.recordedAt)}`);
		narrator.note(`  block         ${record.block}, final`);
		narrator.note(`  when used     the e-seal was ${standing(whenUsed)}`);
		narrator.note(`  now           the e-seal is ${standing(info)}`);
	}
	must(ours.length === 1, `the document carries ${ours.length} final uses of e-seal ${seal} and not one`);
	must(ours[0].whenUsed.usable.isTrue, 'the e-seal was not valid when used');
	return { finalBlock, uses, ours: ours[0] };
}

/**
 * @param {import('./cast.mjs').Cast} cast
 * @param {{ seal: number }} issued
 * @param {{ bytes: Buffer, digest: { Sha256: string } }} document
 */
export async function verifyOriginalAndCopy(cast, { seal }, document) {
	const { narrator, relyingParty } = cast;
	narrator.chapter(4, 'A relying party verifies the document by its digest alone');
	const original = await verify(cast, document, seal);

	const copy = Buffer.from(document.bytes);
	copy[copy.length >> 1] ^= 1;
	const forged = await verifyDocument(relyingParty.api, sha256(copy));
	narrator.note(
		`A copy with one byte changed: ${forged.uses.length === 0 ? 'NOT FOUND, it carries no e-seal' : 'found'}`,
	);
	must(forged.uses.length === 0, 'a changed copy was found as sealed');
	return { original, forged };
}
