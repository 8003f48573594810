// The page "Act" has words for whatever the chain may say, in both languages.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actDigest, actName, actNumber, isKnown, officeOf } from '../src/act/acts.ts';
import { GRANTABLE, PURPOSES } from '../src/act/drafts.ts';
import { ACT_CATALOGUES } from '../src/pages/act/i18n/catalogues.ts';
import { ERRORS } from '../src/pages/act/i18n/errors.zh.ts';

const HAN = /\p{Script=Han}/u;

function leaves(value: unknown, path = ''): [string, unknown][] {
	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
		: [[path, value]];
}

const source = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the same keys, and no text that is empty or of the other language', () => {
	const [en, zh] = [leaves(ACT_CATALOGUES.en), leaves(ACT_CATALOGUES.zh)];
	expect(zh.map(([path]) => path)).toEqual(en.map(([path]) => path));
	expect(zh.map(([, one]) => typeof one)).toEqual(en.map(([, one]) => typeof one));
	for (const [path, text] of en) {
		// That nothing happens yet is said of a preparation alone.
		if (typeof text === 'string' && path !== '.review.about.make') {
			expect(text.trim(), path).not.toBe('');
			expect(text, path).not.toMatch(HAN);
		}
	}
	for (const [path, text] of zh) {
		if (typeof text === 'string' && path !== '.review.about.make') {
			expect(text, path).toMatch(HAN);
		}
	}
});

/** The names of the errors of a pallet, by its code. */
function errorsOf(pallet: string): string[] {
	const [, body = ''] = /pub enum Error<T> \{\n(.*?)\n\t\}/s.exec(source(`pallets/${pallet}/src/lib.rs`)) ?? [];
	return [...body.matchAll(/^\t\t(\w+),$/gm)].map(([, name = '']) => name);
}

test('every error of the pallets that are acted on has Chinese words, and no others have', () => {
	const pallets = {
		ESeal: 'e-seal',
		UsageLog: 'usage-log',
		DualControl: 'dual-control',
		Admission: 'admission',
	};
	const known = Object.entries(pallets).flatMap(([name, path]) => errorsOf(path).map((error) => `${name}.${error}`));
	expect(known.length).toBeGreaterThan(150);
	const worded = Object.keys(ERRORS).filter((name) => !name.startsWith('System.'));
	expect(worded.sort()).toEqual(known.sort());
});

test('every act of officers has the number that the chain gives it', () => {
	const [, body = ''] = /pub enum Act \{\n(.*?)\n\t\}/s.exec(source('primitives/src/act.rs')) ?? [];
	const acts = [...body.matchAll(/^\t\t(\w+) = (\d+),$/gm)].map(([, name = '', number]) => [name, Number(number)]);
	expect(acts.length).toBeGreaterThan(20);
	const calls = Object.keys(ACT_CATALOGUES.en.calls).filter(isKnown);
	for (const call of calls) {
		const number = actNumber(call);
		const isAct = officeOf(call) !== 'owner' && officeOf(call) !== 'user';
		expect(number !== undefined, call).toBe(isAct);
		if (isAct) {
			expect(acts).toContainEqual([actName(call), number]);
		}
	}
	// What has no number is no act, and has no digest of one.
	expect(actDigest('UsageLog.grant', new Uint8Array(9))).toBeUndefined();
});

test('what a call may say has words: purposes, reasons, kinds', () => {
	const variants = (path: string, name: string) => {
		const [, body = ''] = new RegExp(`pub enum ${name} \\{\\n(.*?)\\n\\t?\\}`, 's').exec(source(path)) ?? [];
		return [...body.matchAll(/^\t{1,2}(\w+)(?: = \d+)?,$/gm)].map(([, variant = '']) => variant);
	};
	expect(variants('primitives/src/statement.rs', 'Purpose')).toEqual([...PURPOSES]);
	expect(GRANTABLE).toEqual(PURPOSES.filter((purpose) => purpose !== 'Liquidation'));
	expect(Object.keys(ACT_CATALOGUES.en.sealStatuses).sort()).toEqual(
		variants('primitives/src/seal.rs', 'SealStatus').sort(),
	);
	for (const [path, name] of [
		['primitives/src/flag.rs', 'FlagReason'],
		['primitives/src/seal.rs', 'RevocationReason'],
		['primitives/src/seal.rs', 'RejectionReason'],
		['primitives/src/statement.rs', 'Purpose'],
		['primitives/src/physical_seal.rs', 'SealKind'],
		['primitives/src/physical_seal.rs', 'PhysicalSealReport'],
		['primitives/src/enterprise.rs', 'EnterpriseStatus'],
	] as const) {
		const all = variants(path, name);
		expect(all.length, name).toBeGreaterThan(1);
		for (const variant of all) {
			expect(ACT_CATALOGUES.zh.choices[variant], `${name}.${variant}`).toMatch(HAN);
			expect(ACT_CATALOGUES.en.choices[variant], `${name}.${variant}`).toMatch(/\w/);
		}
	}
});
