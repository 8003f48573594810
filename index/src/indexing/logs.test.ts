import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hourOf, isUnusual } from './logs.js';

test('hours are those of the day where the index is set to be', () => {
	assert.equal(hourOf(0n), 8);
	assert.equal(hourOf(BigInt(Date.UTC(2027, 0, 15, 15, 59))), 23);
	assert.equal(hourOf(BigInt(Date.UTC(2027, 0, 15, 16, 0))), 0);
});

test('an hour is unusual when next to nothing was recorded in it and beside it', () => {
	const log = (records: number, hours: Record<number, number>) => ({
		records: BigInt(records),
		uses: 0n,
		hours: Array.from({ length: 24 }, (_, hour) => BigInt(hours[hour] ?? 0)),
	});
	assert.equal(isUnusual(log(99, { 10: 99 }), 3), false, 'too few to tell');
	assert.equal(isUnusual(log(100, { 10: 100 }), 3), true);
	assert.equal(isUnusual(log(100, { 10: 100 }), 11), false, 'beside a usual hour');
	assert.equal(isUnusual(log(100, { 10: 99, 0: 1 }), 23), false, 'midnight is beside 23 o’clock');
	assert.equal(isUnusual(log(1_000, { 10: 991, 3: 9 }), 3), true);
	assert.equal(isUnusual(log(1_000, { 10: 990, 3: 10 }), 3), false);
});
