// Chapter 3: the operator seals the document. It takes two signatures: the operator's account and the seal key.

import { u8aToHex } from '@polkadot/util';
import { account } from '../lib/accounts.mjs';
import { useBytes } from '../lib/bytes-to-sign.mjs';
import { Refused } from '../lib/errors.mjs';
import { SealKey } from '../lib/seal-key.mjs';
import { eventOf, submit } from '../lib/submit.mjs';
import { must } from './cast.mjs';
import { short, time } from './narrator.mjs';

const DAY_MS = 24 * 60 * 60 * 1_000;
const QUOTA = 10;

/**
 * A statement that `who` uses the e-seal on a document for a contract now, with the bytes that the seal key must sign. The
 * bytes are put together here and compared with those that the chain gives.
 *
 * @param {Pick<import('./cast.mjs').Actor, 'api' | 'signer'>} who
 * @param {number} seal
 * @param {Record<string, string>} document  its digest
 */
export async function stateUse({ api, signer }, seal, document) {
	const statement = {
		seal,
		nonce: (await api.call.usageLogApi.nextNonce(seal, signer.address)).toNumber(),
		document,
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

	const { statement, bytes } = await stateUse(operator, seal, document.digest);
	const withoutKey = await cast.actInVain(
		operator,
		'tries without the seal key, with a key of its own',
		'usageLog.SignatureInvalid',
		(tx) => tx.usageLog.recordUse(seal, statement, new SealKey().sign(bytes)),
	);

	// Whoever stole the seal key still needs an account that holds a role.
	const thief = { title: 'A thief', api: operator.api, signer: account(`//Thief//${seal}`) };
	const stolen = await stateUse(thief, seal, document.digest);
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
