import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { GraphQLError, getIntrospectionQuery } from 'graphql';
import { makeSchema } from './answers.js';
import { LIMITS, makeLimiter, readQuestion } from './limits.js';

const schema = makeSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const limit = makeLimiter(schema);
const costOf = (text: string, variables: Record<string, unknown> = {}) => limit(readQuestion(text), variables);

/** How long a hostile question may keep the server, in milliseconds. */
const QUICKLY_MS = 1_000;

test('a field costs 1, in a page as often as there may be items', () => {
	assert.equal(costOf('{ check { found } }'), 2);
	assert.equal(costOf('{ records { next } }'), 1 + 20);
	assert.equal(costOf('{ records(first: 7) { items { number } next } }'), 1 + 7 + 7 + 7);
	assert.equal(costOf('query ($n: Int!) { records(first: $n) { next } }', { n: 3 }), 4);
	assert.equal(costOf('query ($n: Int = 3) { records(first: $n) { next } }'), 4);
	assert.equal(costOf('{ ...a } fragment a on Query { check { found } }'), 2);
	assert.equal(costOf('{ seal(id: 1) { days { day } } }'), 1 + 1 + 31);
});

test('what programs ask of the schema is answered', () => {
	assert.ok(costOf(getIntrospectionQuery()) < LIMITS.cost);
});

test('whatever is too much is refused at once', () => {
	const doubled = (levels: number) =>
		`{ ...f0 } ${Array.from({ length: levels }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')}`;
	const wide = Array.from({ length: 400 }, (_, i) => `a${i}: records(first: 100) { next }`).join(' ');
	for (const text of [
		`{ ${wide} }`,
		`{ ${'records { items { seal { log { items { seal { '.repeat(2)} id ${'} } } } } } '.repeat(2)} }`,
		`${doubled(90)} fragment f90 on Query { check { found } }`,
		'{ ...f } fragment f on Query { ...g } fragment g on Query { ...f }',
		'{ records(first: 2147483647) { items { number } } }',
		'query a { check { found } } query b { check { found } }',
		'fragment f on Query { check { found } }',
		`{ ${Array.from({ length: 600 }, () => '__typename').join(' ')} }`,
		`{ ${'a '.repeat(5_000)} }`,
		'{ __type(name: "Query") { fields { type { fields { name } } } } }',
	]) {
		const begun = performance.now();
		assert.throws(
			() => costOf(text),
			(error) => error instanceof GraphQLError && error.extensions.code === 'TOO_MUCH',
			text,
		);
		assert.ok(performance.now() - begun < QUICKLY_MS, text.slice(0, 80));
	}
	assert.throws(() => costOf('query ($n: Int!) { records(first: $n) { items { number } } }', { n: 1e9 }), /costs more/);
});
