// Chapter 2: how an enterprise gets its e-seal. Four facts must stand, by three agencies and the owner.

import { u8aToHex } from '@polkadot/util';
import { possessionBytes } from '../lib/bytes-to-sign.mjs';
import { anySealCode, anyUscc, firstFree } from '../lib/codes.mjs';
import { sha256 } from '../lib/digests.mjs';
import { fixture } from '../lib/fixtures.mjs';
import { SealKey } from '../lib/seal-key.mjs';
import { eventOf } from '../lib/submit.mjs';
import { must } from './cast.mjs';
import { short, standing, time } from './narrator.mjs';

export const ENTERPRISE = '杭州某某科技有限公司';
const MAKER = '杭州市某某印章刻制有限公司';
const FIRST_USCC = '91330106MA2KXYA720';
const FIRST_CODE = '3301060000001';
const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;

/**
 * Public Security files an official physical seal.
 *
 * @param {import('./cast.mjs').Cast} cast
 * @param {{ uscc: string, imprint: Buffer }} seal
 */
export async function filePhysicalSeal(cast, { uscc, imprint }) {
	const { publicSecurity } = cast;
	const { physicalSeals } = publicSecurity.api.query.eSeal;
	const code = await firstFree(FIRST_CODE, anySealCode, async (taken) => (await physicalSeals(taken)).isSome);
	const digest = sha256(imprint);
	const filed = await cast.act(
		publicSecurity,
		`files the official physical seal ${code}; imprint picture SHA-256 ${short(digest.Sha256)}`,
		(tx) => tx.eSeal.filePhysicalSeal(code, uscc, 'Official', digest, MAKER),
	);
	return { code, filed };
}

/**
 * The owner applies with a fresh seal key and Data Resources approves.
 *
 * @param {import('./cast.mjs').Cast} cast
 * @param {{ uscc: string, code: string, picture: Buffer }} form
 */
export async function applyAndApprove(cast, { uscc, code, picture }) {
	const { owner, dataResources } = cast;
	const { api, signer } = owner;
	const key = new SealKey();
	const now = (await api.query.timestamp.now()).toNumber();
	const claim = {
		uscc,
		code,
		key: key.public,
		// What a certification authority would issue is no part of this story; its digest is.
		certificate: sha256(`certificate of ${uscc} for the seal key ${JSON.stringify(key.public)}`),
		picture: sha256(picture),
		validFrom: now,
		validUntil: now + YEAR_MS,
	};
	const bytes = possessionBytes(api.genesisHash.toHex(), signer.address, claim);
	const { certificate, validFrom, validUntil } = claim;
	const theirs = await api.call.eSealApi.possessionBytes(
		...[signer.address, uscc, code, claim.key, certificate, claim.picture, validFrom, validUntil],
	);
	must(
		theirs.isSome && theirs.unwrap().bytes.toHex() === u8aToHex(bytes),
		'the chain has other bytes to sign than we do',
	);

	const applied = await cast.act(
		owner,
		`applies with a fresh seal key and proves possession of it; valid until ${time(validUntil)}`,
		(tx) => tx.eSeal.apply(uscc, code, claim.key, certificate, claim.picture, validFrom, validUntil, key.sign(bytes)),
	);
	const seal = eventOf(applied, 'eSeal.Applied').seal.toNumber();
	// A decision names the application by its digest too: on another fork the number may be another's.
	const { applicationDigest } = (await dataResources.api.call.eSealApi.seal(seal)).unwrap();
	const approved = await cast.act(dataResources, `approves: e-seal ${seal} is active`, (tx) =>
		tx.eSeal.approve(seal, applicationDigest),
	);

	const info = (await dataResources.api.call.eSealApi.sealOf(uscc)).unwrap();
	must(info.id.toNumber() === seal, `the enterprise's e-seal is ${info.id} and not ${seal}`);
	cast.narrator.note(`E-seal ${seal} of ${info.seal.name}: ${info.seal.status.type}, ${standing(info)}`);
	return { seal, key, applied, approved, info };
}

/** @param {import('./cast.mjs').Cast} cast */
export async function issueSeal(cast) {
	const { narrator, marketSupervision } = cast;
	narrator.chapter(2, 'An enterprise gets its e-seal');

	const { enterprises } = marketSupervision.api.query.eSeal;
	const uscc = await firstFree(FIRST_USCC, anyUscc, async (taken) => (await enterprises(taken)).isSome);
	cast.enterEnterprise(uscc);
	const registered = await cast.act(
		marketSupervision,
		`registers ${ENTERPRISE} under ${uscc}; its owner is ${short(cast.owner.signer.address)}`,
		(tx) => tx.eSeal.registerEnterprise(uscc, ENTERPRISE, cast.owner.signer.address, 'Enforced'),
	);

	const picture = fixture('imprint-1.png');
	const { code, filed } = await filePhysicalSeal(cast, { uscc, imprint: picture });
	const issued = await applyAndApprove(cast, { uscc, code, picture });
	return { uscc, code, registered, filed, ...issued };
}
