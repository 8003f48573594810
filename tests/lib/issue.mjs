// An e-seal from the register to its operator's grant, with the command `eseal`.

import { writeFileSync } from 'node:fs';
import { fixturePath } from './fixtures.mjs';

/** @import { Desk } from './eseal.mjs' */
/** @typedef {{ uscc: string, code: string, algorithm: string, identity?: string, secret?: string }} Enterprise */
/** @typedef {{ seal: string, sealKey: { file: string } }} Issued */

/** The name of every enterprise here. */
export const NAME = '杭州某某科技有限公司';

/**
 * The agencies' officers of the development network, and the people of an enterprise: their keys.
 *
 * @param {Desk} desk
 * @param {string} secret  the operator's, whom polkadot.js signs for, too
 */
export async function people(desk, secret) {
	const officer = (/** @type {string} */ seat) => desk.key(seat, { secret: `//${seat}//officer` });
	return {
		ms: await officer('MarketSupervision'),
		ps: await officer('PublicSecurity'),
		dr: await officer('DataResources'),
		owner: await desk.key('owner'),
		operator: await desk.key('operator', { algorithm: 'ed25519', secret }),
	};
}

/**
 * One enterprise's e-seal, from the register to the operator's grant.
 *
 * @param {Desk} desk
 * @param {Awaited<ReturnType<typeof people>>} cast
 * @param {Enterprise} enterprise
 * @returns {Promise<Issued>}
 */
export async function issue(desk, { ms, ps, dr, owner, operator }, { uscc, code, algorithm, identity, secret }) {
	const sealKey = await desk.key(`seal-${algorithm}`, { algorithm, identity, secret });
	const certificate = desk.path(`${uscc}.crt`);
	writeFileSync(certificate, `the certificate of ${uscc}`);
	await desk.does(['enterprise', 'register', uscc, '--name', NAME, '--owner', owner.account], { as: ms });
	const imprint = fixturePath('imprint-1.png');
	await desk.does(['physical', 'file', code, '--uscc', uscc, '--imprint', imprint, '--maker', '杭州刻章厂'], {
		as: ps,
	});
	await desk.does(
		[
			...['seal', 'apply', '--uscc', uscc, '--physical', code, '--seal-key', sealKey.file],
			...[
				'--seal-password-file',
				desk.password,
				'--certificate',
				certificate,
				'--picture',
				imprint,
				'--until',
				'2030-01-01',
			],
		],
		{ as: owner },
	);
	const { data } = await desk.does(['enterprise', 'show', uscc]);
	const seal = String(data.pendingApplication);
	await desk.does(['seal', 'approve', seal], { as: dr });
	const until = ['--purpose', 'contract,tender', '--until', '2029-01-01', '--uses', '100'];
	await desk.does(['grant', 'add', seal, '--operator', operator.account, ...until], { as: owner });
	return { seal, sealKey };
}

/**
 * The arguments that name the e-seal and its key.
 *
 * @param {Desk} desk
 * @param {Issued} issued
 */
export const withSeal = (desk, { seal, sealKey }) => [
	...['--seal', seal, '--purpose', 'contract', '--seal-key', sealKey.file],
	...['--seal-password-file', desk.password],
];
