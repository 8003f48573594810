import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type pg from 'pg';
import { sendNext, sign } from './sender.js';

const SECRET = 'a secret of at least thirty-two characters';

/** As much of the database as sending needs: where a webhook is, and so many alarms. */
function database(alarms: number) {
	const at = { from_block: 0, sent_to: 0n, failures: 0, try_at: 0, error: null as string | null };
	const query = (text: string, values: unknown[]) => {
		if (text.startsWith('SELECT * FROM webhooks')) {
			return { rows: [at] };
		}
		if (text.startsWith('SELECT max(id)')) {
			return { rows: [{ newest: alarms === 0 ? null : BigInt(alarms) }] };
		}
		if (text.startsWith('SELECT alarms')) {
			const wanted = (values[1] as string[] | null)?.includes('UseRefused') ?? true;
			const rows = Array.from({ length: alarms }, (_, place) => BigInt(place + 1)).filter((id) => id > at.sent_to);
			return { rows: wanted ? rows.slice(0, 100).map(alarm) : [] };
		}
		if (text.startsWith('UPDATE webhooks SET sent_to')) {
			Object.assign(at, { sent_to: values[1], failures: 0, try_at: 0, error: null });
			return {};
		}
		assert.match(text, /^UPDATE webhooks SET failures/);
		Object.assign(at, { failures: at.failures + 1, try_at: values[1], error: values[2] });
		return {};
	};
	return { at, pool: { query } as unknown as pg.Pool };
}

const alarm = (id: bigint) => ({
	...{ id, kind: 'UseRefused', block: 7, hash: Buffer.alloc(32), extrinsic: 1, event: null, time: 5n, seal: 0n },
	uscc: '91330106MA2KXYA720',
	...{ account: null, details: {} },
});

test('alarms are sent in order, a hundred at once, until all are', async (t) => {
	const got: string[] = [];
	const server = createServer(async (request, response) => {
		let text = '';
		for await (const part of request) {
			text += part;
		}
		assert.equal(request.headers['x-eseal-signature'], sign(SECRET, request.headers['x-eseal-time'] as string, text));
		got.push(...JSON.parse(text).alarms.map(({ id }: { id: string }) => id));
		response.end();
	}).listen(0, '127.0.0.1');
	t.after(() => server.close());
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const { at, pool } = database(250);
	assert.equal(await sendNext(pool, { url, secret: SECRET }), true);
	assert.equal(await sendNext(pool, { url, secret: SECRET }), true);
	assert.equal(await sendNext(pool, { url, secret: SECRET }), false);
	assert.deepEqual(
		got,
		Array.from({ length: 250 }, (_, place) => String(place + 1)),
	);
	assert.equal(at.sent_to, 250n);
});

test('what does not arrive is sent again, later and later, and nothing is passed over', async () => {
	const { at, pool } = database(1);
	// Nobody listens there.
	const webhook = { url: 'http://127.0.0.1:9', secret: SECRET };
	let now = 1_000_000;
	for (const pause of [1, 2, 4, 8, 16]) {
		await sendNext(pool, webhook, now);
		assert.equal(at.try_at, now + pause * 1_000);
		await sendNext(pool, webhook, at.try_at - 1);
		assert.equal(at.try_at, now + pause * 1_000, 'not before it is time');
		now = at.try_at;
	}
	Object.assign(at, { failures: 60 });
	await sendNext(pool, webhook, now);
	assert.equal(at.try_at, now + 3_600_000, 'an hour at most');
	assert.equal(at.sent_to, 0n);
	assert.ok(at.error);
});

test('a webhook goes past what it does not want, and is sent nothing', async () => {
	const { at, pool } = database(250);
	assert.equal(await sendNext(pool, { url: 'http://127.0.0.1:9', secret: SECRET, kinds: ['BurstOfUses'] }), false);
	assert.deepEqual([at.sent_to, at.failures], [250n, 0]);
});

test('a signature is the HMAC over time and text', () => {
	const expected = createHmac('sha256', SECRET).update('12.{}').digest('hex');
	assert.equal(sign(SECRET, '12', '{}'), `sha256=${expected}`);
});
