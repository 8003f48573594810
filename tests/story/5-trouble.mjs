// Chapter 5: a freeze, a loss, a successor. What was sealed before stays sealed.

import { sha256 } from '../lib/digests.mjs';
import { fixture } from '../lib/fixtures.mjs';
import { eventOf } from '../lib/submit.mjs';
import { applyAndApprove, filePhysicalSeal } from './2-issuance.mjs';
import { stateUse } from './3-use.mjs';
import { verify } from './4-verification.mjs';
import { must } from './cast.mjs';
import { standing } from './narrator.mjs';

/**
 * How an e-seal stands in the newest block.
 *
 * @param {import('./cast.mjs').Actor} who
 * @param {number} seal
 */
const sealNow = async ({ api }, seal) => (await api.call.eSealApi.seal(seal)).unwrap();

/**
 * What chapter 2 brought about.
 *
 * @typedef {{ uscc: string, code: string, seal: number, key: import('../lib/seal-key.mjs').SealKey }} Issued
 */

/**
 * A freeze stops the next use, and only Public Security lifts it.
 *
 * @param {import('./cast.mjs').Cast} cast
 * @param {Issued} issued
 * @param {{ digest: { Sha256: string } }} document
 */
async function freezeAndLift(cast, { uscc, seal, key }, document) {
	const { publicSecurity, operator } = cast;
	const order = sha256(`legal order to freeze enterprise ${uscc}`);
	const until = (await publicSecurity.api.query.timestamp.now()).toNumber() + 30 * 24 * 60 * 60 * 1000;
	const frozen = await cast.act(publicSecurity, `freezes enterprise ${uscc} on a legal order for 30 days`, (tx) =>
		tx.eSeal.freeze(uscc, order, until),
	);
	const annex = sha256(`annex to the document ${document.digest.Sha256}`);
	const { statement, bytes } = await stateUse(operator, seal, { One: annex });
	/** @type {import('./cast.mjs').Call} */
	const use = (tx) => tx.usageLog.recordUse(seal, statement, key.sign(bytes));
	const refused = await cast.actInVain(operator, 'seals an annex', 'usageLog.SealFrozen', use);
	const lifted = await cast.act(publicSecurity, 'lifts the freeze', (tx) => tx.eSeal.unfreeze(uscc, order));
	const second = await cast.act(operator, 'seals the annex with the same statement', use);
	return { frozen, refused, lifted, second };
}

/**
 * The carved seal is lost: its e-seal is on hold in the same call.
 *
 * @param {import('./cast.mjs').Cast} cast
 * @param {Issued} issued
 */
async function loseThePhysicalSeal(cast, { seal, code }) {
	const { publicSecurity, narrator } = cast;
	const lostAt = (await publicSecurity.api.query.timestamp.now()).toNumber();
	const lost = await cast.actAsTwo(publicSecurity, `records that the physical seal ${code} is lost`, (tx) =>
		tx.eSeal.reportPhysicalSeal(code, 'Lost', lostAt),
	);
	const { hold } = eventOf(lost, 'eSeal.HoldPlaced');
	must(hold.isPhysicalSealLost, `the loss placed the hold ${String(hold.type)}`);
	const info = await sealNow(publicSecurity, seal);
	must(info.usable.isFalse, 'the e-seal of a lost physical seal is still usable');
	narrator.note(`In the same call e-seal ${seal} is ${standing(info)}`);
	return { lost, lostAt };
}

/**
 * A new carved seal and a new e-seal: approving it ends the old one.
 *
 * @param {import('./cast.mjs').Cast} cast
 * @param {Issued} issued  the old one
 */
async function succeed(cast, { seal: old, uscc }) {
	const { narrator, dataResources } = cast;
	const picture = fixture('imprint-2.png');
	const { code, filed } = await filePhysicalSeal(cast, { uscc, imprint: picture });
	const issued = await applyAndApprove(cast, { uscc, code, picture });

	const revoked = eventOf(issued.approved, 'eSeal.Revoked');
	must(revoked.seal.toNumber() === old && revoked.reason.isSuperseded, 'the approval revoked another e-seal');
	const { seal } = await sealNow(dataResources, old);
	must(seal.status.isRevoked, `the old e-seal is ${seal.status.type}`);
	narrator.note(`In the same call e-seal ${old} is revoked, superseded by e-seal ${issued.seal}`);
	return { code, filed, ...issued };
}

/**
 * @param {import('./cast.mjs').Cast} cast
 * @param {Issued} issued
 * @param {{ digest: { Sha256: string } }} document
 */
export async function surviveTrouble(cast, issued, document) {
	const { narrator } = cast;
	narrator.chapter(5, 'A freeze, a lost seal, a successor');
	const freeze = await freezeAndLift(cast, issued, document);
	const loss = await loseThePhysicalSeal(cast, issued);
	const successor = await succeed(cast, issued);

	narrator.note('The relying party asks again for the first document:');
	const still = await verify(cast, document, issued.seal);
	must(still.ours.seal.seal.status.isRevoked, 'the first e-seal is not shown as revoked');
	return { freeze, loss, successor, still };
}
