import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TypeKind } from '@subsquid/scale-codec';
import type { Runtime } from '@subsquid/substrate-runtime';
import { mentionsOf } from './mentions.js';

const id = (name: string) => ({ kind: TypeKind.Primitive, primitive: 'U64', path: ['eseal_primitives', 'id', name] });

const [ACCOUNT, TEXT, SEAL, SEALS, OFFICER, ACTOR, HASH, GRANT, MAYBE, CORRECTION] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Types as Subsquid describes those of a runtime. */
const types = [
	{ kind: TypeKind.HexBytesArray, len: 32, path: ['sp_core', 'crypto', 'AccountId32'] },
	{ kind: TypeKind.Primitive, primitive: 'Str', path: [] },
	id('SealId'),
	{ kind: TypeKind.Sequence, type: SEAL, path: [] },
	{
		kind: TypeKind.Composite,
		path: ['eseal_primitives', 'member', 'Officer'],
		fields: [{ name: 'account', type: ACCOUNT }],
	},
	{
		kind: TypeKind.Variant,
		path: ['eseal_primitives', 'history', 'Actor'],
		variants: [
			{ name: 'Owner', index: 1, fields: [{ name: 'account', type: ACCOUNT }] },
			{
				...{ name: 'Agencies', index: 2 },
				fields: [
					{ name: 'proposed', type: OFFICER },
					{ name: 'agreed', type: OFFICER },
				],
			},
			{ name: 'Motion', index: 3, fields: [] },
		],
	},
	{ kind: TypeKind.HexBytesArray, len: 32, path: ['primitive_types', 'H256'] },
	id('GrantId'),
	{ kind: TypeKind.Option, type: SEAL, path: ['Option'] },
	{
		kind: TypeKind.Variant,
		path: ['eseal_primitives', 'correction', 'Correction'],
		variants: [{ name: 'ReverseReport', index: 1, fields: [{ name: 'code', type: TEXT, typeName: 'SealCode' }] }],
	},
];

const definitions = {
	'ESeal.New': {
		fields: [
			{ name: 'uscc', type: TEXT, typeName: 'Uscc' },
			{ name: 'title', type: TEXT, typeName: 'Name' },
			{ name: 'seals', type: SEALS, typeName: 'Vec<SealId>' },
			{ name: 'supersedes', type: MAYBE, typeName: 'Option<SealId>' },
			{ name: 'digest', type: HASH, typeName: 'H256' },
			{ name: 'from', type: GRANT, typeName: 'GrantId' },
			{ name: 'correction', type: CORRECTION, typeName: 'Correction' },
			{ name: 'by', type: ACTOR, typeName: 'Actor<T::AccountId>' },
		],
	},
};

const runtime = { events: { definitions }, description: { types } } as unknown as Runtime;

const account = (byte: string) => `0x${byte.repeat(32)}`;

test('an event names what the types of its fields say, whatever the event is called', () => {
	const args = {
		...{ uscc: '91330106MA2KXYA720', title: '91330106MA2KXYA720', seals: ['3', '4'], supersedes: '3' },
		...{ digest: account('ab'), from: '7', correction: { __kind: 'ReverseReport', code: '3301060000001' } },
		by: { __kind: 'Agencies', proposed: { account: account('01') }, agreed: { account: account('02') } },
	};
	assert.deepEqual(
		mentionsOf(runtime, { name: 'ESeal.New', args }).map(({ kind, key, field }) => [kind, key, field]),
		[
			['uscc', '91330106MA2KXYA720', 'uscc'],
			['seal', '3', 'seals'],
			['seal', '4', 'seals'],
			['grant', '7', 'from'],
			['code', '3301060000001', 'correction'],
			['account', account('01'), 'by'],
			['account', account('02'), 'by'],
		],
	);
});

test('what is not there names nothing', () => {
	const args = { seals: [], supersedes: null, by: { __kind: 'Motion' } };
	assert.deepEqual(mentionsOf(runtime, { name: 'ESeal.New', args }), []);
	assert.deepEqual(mentionsOf(runtime, { name: 'ESeal.Unknown', args }), []);
});
