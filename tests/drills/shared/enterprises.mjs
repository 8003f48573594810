// Many enterprises at once, each with its e-seal, an owner and an operator: the story's first chapters, for a crowd.

import { createHash } from 'node:crypto';
import { officers } from '../../lib/accounts.mjs';
import { possessionBytes } from '../../lib/bytes-to-sign.mjs';
import { withCheckCharacter } from '../../lib/codes.mjs';
import { sha256 } from '../../lib/digests.mjs';
import { SealKey } from '../../lib/seal-key.mjs';
import { encoded, frameOf, quickSigner, signerOf } from './extrinsics.mjs';
import { until } from './finality.mjs';
import { Sender } from './sender.mjs';

const NAME = '杭州某某科技有限公司';
const MAKER = '杭州市某某印章刻制有限公司';
const MONTH_MS = 30 * 24 * 60 * 60 * 1_000;
const QUOTA = 1_000_000;
const PATIENCE_MS = 120_000;

/**
 * An enterprise with its e-seal.
 *
 * @typedef {object} Enterprise
 * @property {string} uscc
 * @property {string} code  its physical seal's
 * @property {import('./extrinsics.mjs').Signer} owner
 * @property {import('./extrinsics.mjs').Signer} operator
 * @property {SealKey} key
 * @property {number} seal
 * @property {string} digest  of the e-seal's application
 * @property {number} grant  the operator's
 */

/** The USCC of the enterprise with this number. @param {number} number */
export const usccOf = (number) => withCheckCharacter(`91330106MA2${String(number).padStart(6, '0')}`);

/** The code of its physical seal. @param {number} number */
const codeOf = (number) => `330106${String(number).padStart(7, '0')}`;

/** An account of its own for each purpose. @param {string} purpose */
export const accountFor = (purpose) => quickSigner(createHash('sha256').update(purpose).digest());

/**
 * What the owner sends to apply for an e-seal.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {Pick<Enterprise, 'uscc' | 'code' | 'owner'>} who
 * @param {SealKey} key
 * @param {number} now  the chain's time
 */
export function application(api, { uscc, code, owner }, key, now) {
	const certificate = sha256(`certificate for ${JSON.stringify(key.public)}`);
	const picture = sha256('picture');
	const [validFrom, validUntil] = [now, now + MONTH_MS];
	const claim = { uscc, code, key: key.public, certificate, picture, validFrom, validUntil };
	const proof = key.sign(possessionBytes(api.genesisHash.toHex(), owner.address, claim));
	return api.tx.eSeal.apply(uscc, code, key.public, certificate, picture, validFrom, validUntil, proof);
}

/**
 * Has the agencies issue e-seals to so many enterprises, whose owners let their operators use them.
 *
 * @param {import('./run.mjs').Run} run
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {import('./sender.mjs').Way} way
 * @param {number} count
 * @param {(number: number, uscc: string) => import('./extrinsics.mjs').Signer} [operatorOf]
 * @returns {Promise<Enterprise[]>}
 */
export async function foundEnterprises(
	run,
	api,
	way,
	count,
	operatorOf = (_, uscc) => accountFor(`operator of ${uscc}`),
) {
	run.say(`${count} enterprises get their e-seals`);
	const frame = frameOf(api);
	/** @param {import('@polkadot/keyring/types').KeyringPair} pair */
	const office = (pair) => Sender.of(way, frame, signerOf(pair));
	const byOffice = officers();
	const [marketSupervision, publicSecurity, dataResources] = await Promise.all(
		[byOffice.marketSupervision, byOffice.publicSecurity, byOffice.dataResources].map(office),
	);
	/** @type {Enterprise[]} */
	const enterprises = Array.from({ length: count }, (_, number) => {
		const uscc = usccOf(number);
		return {
			...{ uscc, code: codeOf(number), owner: accountFor(`owner of ${uscc}`), operator: operatorOf(number, uscc) },
			...{ key: new SealKey('Ed25519'), seal: -1, digest: '', grant: -1 },
		};
	});
	const owners = enterprises.map(({ owner }) => new Sender(way, frame, owner, 0));
	/**
	 * Everybody does something, until all of it shows.
	 *
	 * @param {string} what
	 * @param {(enterprise: Enterprise, number: number) => { sender: Sender, call: { method: { toU8a(): Uint8Array } } }} each
	 * @param {(enterprise: Enterprise) => Promise<boolean>} shows
	 */
	async function all(what, each, shows) {
		const send = enterprises.map((enterprise, number) => {
			const { sender, call } = each(enterprise, number);
			return sender.send(what, encoded(call));
		});
		await Promise.all(send);
		await until(
			`${what}: all ${count}`,
			async () => !(await Promise.all(enterprises.map(shows))).includes(false),
			PATIENCE_MS,
		);
	}
	const { eSeal, usageLog } = api.query;

	await all(
		'registered',
		({ uscc, owner }) => ({
			sender: marketSupervision,
			call: api.tx.eSeal.registerEnterprise(uscc, NAME, owner.address, 'Enforced'),
		}),
		async ({ uscc }) => (await eSeal.enterprises(uscc)).isSome,
	);
	await all(
		'physical seal filed',
		({ uscc, code }) => ({
			sender: publicSecurity,
			call: api.tx.eSeal.filePhysicalSeal(code, uscc, 'Official', sha256(code), MAKER),
		}),
		async ({ code }) => (await eSeal.physicalSeals(code)).isSome,
	);
	const now = (await api.query.timestamp.now()).toNumber();
	await all(
		'applied for',
		(enterprise, number) => ({ sender: owners[number], call: application(api, enterprise, enterprise.key, now) }),
		async (enterprise) => {
			const pending = await eSeal.pendingApplication(enterprise.uscc);
			enterprise.seal = pending.isSome ? pending.unwrap().toNumber() : -1;
			return pending.isSome;
		},
	);
	for (const enterprise of enterprises) {
		const { applicationDigest } = (await api.call.eSealApi.seal(enterprise.seal)).unwrap();
		enterprise.digest = applicationDigest.toHex();
	}
	await all(
		'approved',
		({ seal, digest }) => ({
			sender: dataResources,
			call: api.tx.eSeal.approve(seal, digest),
		}),
		async ({ seal }) => (await eSeal.seals(seal)).unwrap().status.isActive,
	);
	await all(
		'granted',
		({ seal, operator }, number) => ({
			sender: owners[number],
			call: api.tx.usageLog.grant(seal, operator.address, ['Contract'], now + MONTH_MS, QUOTA),
		}),
		async (enterprise) => {
			const open = await usageLog.openGrants(enterprise.seal, enterprise.operator.address);
			enterprise.grant = open.isSome ? open.unwrap().toNumber() : -1;
			return open.isSome;
		},
	);
	return enterprises;
}
