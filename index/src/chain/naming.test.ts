import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awaitedName, type EnterpriseValue, nameAt } from './naming.js';

const NEXT = { name: 'new', from: '500', recordedAt: '100' };
const of = (status: string, nextName?: EnterpriseValue['nextName']): EnterpriseValue => ({
	...{ name: 'old', status: { __kind: status } },
	...(nextName === undefined ? {} : { nextName }),
});

test('a name that was recorded ahead counts from its moment on, and not before', () => {
	for (const status of ['Active', 'Restricted']) {
		const enterprise = of(status, NEXT);
		assert.deepEqual([nameAt(enterprise, 499), awaitedName(enterprise, 499)], ['old', NEXT]);
		assert.deepEqual([nameAt(enterprise, 500), awaitedName(enterprise, 500)], ['new', undefined]);
	}
});

test('of an enterprise that is no more in the register it never counts', () => {
	for (const status of ['Deregistered', 'Voided']) {
		const enterprise = of(status, NEXT);
		for (const moment of [499, 500]) {
			assert.deepEqual([nameAt(enterprise, moment), awaitedName(enterprise, moment)], ['old', undefined]);
		}
	}
});

test('without one the name is the one on record', () => {
	for (const enterprise of [of('Active'), of('Active', null)]) {
		assert.deepEqual([nameAt(enterprise, 500), awaitedName(enterprise, 500)], ['old', undefined]);
	}
});
