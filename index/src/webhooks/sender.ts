// Alarms to webhooks: in order, as long as it takes, each at least once. What waits is no queue that could fill up, but where in the
// table of alarms each webhook is.

import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { writeAccount } from '../chain/accounts.js';
import { toHex } from '../chain/bytes.js';
import type { Webhook } from '../settings.js';

/** How many alarms go in one message. */
const AT_ONCE = 100;

/** How long a webhook may take to answer, in milliseconds. */
const PATIENCE_MS = 10_000;

/** How often new alarms are looked for. */
const PAUSE_MS = 1_000;

/** The pause after a failure, and the longest that it grows to by doubling. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** Sends to all webhooks until it is told to stop. A webhook that is new begins with the alarms from now on. */
export async function sendAlarms(pool: pg.Pool, webhooks: Webhook[], signal: AbortSignal): Promise<void> {
	await Promise.all(
		webhooks.map(async (webhook) => {
			await pool.query(
				'INSERT INTO webhooks (url, sent_to) SELECT $1, coalesce(max(id), 0) FROM alarms ON CONFLICT DO NOTHING',
				[webhook.url],
			);
			while (!signal.aborted) {
				const more = await sendNext(pool, webhook).catch((error) =>
					console.error(`webhook ${webhook.url}: ${error.message}`),
				);
				if (!more) {
					await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
				}
			}
		}),
	);
}

/** Sends the next alarms of a webhook, if it is time. Gives whether there may be more. */
export async function sendNext(
	pool: pg.Pool,
	{ url, secret, kinds, seals, enterprises }: Webhook,
	now = Date.now(),
): Promise<boolean> {
	const { rows: state } = await pool.query('SELECT * FROM webhooks WHERE url = $1', [url]);
	const [at] = state;
	if (at === undefined || at.try_at > now) {
		return false;
	}
	const { rows: all } = await pool.query('SELECT max(id) AS newest FROM alarms');
	const { rows } = await pool.query(
		`SELECT alarms.*, blocks.hash FROM alarms JOIN blocks ON number = block
		WHERE id > $1 AND block >= $5 AND kind = ANY(coalesce($2, ARRAY[kind])) AND ($3::bigint[] IS NULL OR seal = ANY($3))
			AND ($4::text[] IS NULL OR uscc = ANY($4))
		ORDER BY id LIMIT ${AT_ONCE}`,
		[at.sent_to, kinds ?? null, seals ?? null, enterprises ?? null, at.from_block],
	);
	if (rows.length === 0) {
		// What it does not want is not looked through again.
		if (all[0].newest > at.sent_to) {
			await pool.query('UPDATE webhooks SET sent_to = $2 WHERE url = $1', [url, all[0].newest]);
		}
		return false;
	}
	const alarms = rows.map(({ id, kind, block, hash, extrinsic, event, time, seal, uscc, account, details }) => ({
		...{ id: String(id), kind, block, blockHash: toHex(hash), extrinsic, event, time: Number(time) },
		...{ seal: seal === null ? null : String(seal), uscc, account: account && writeAccount(account), details },
	}));
	const failure = await post(url, secret, JSON.stringify({ alarms }), now);
	if (failure === undefined) {
		await pool.query('UPDATE webhooks SET sent_to = $2, failures = 0, try_at = 0, error = NULL WHERE url = $1', [
			url,
			rows.at(-1).id,
		]);
		return rows.length === AT_ONCE;
	}
	const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(at.failures, 30), LONGEST_PAUSE_MS);
	await pool.query('UPDATE webhooks SET failures = failures + 1, try_at = $2, error = $3 WHERE url = $1', [
		...[url, now + pause, failure.slice(0, 500)],
	]);
	return false;
}

/** What a message is signed with: HMAC-SHA256 over its time, a full stop and its text. */
export const sign = (secret: string, time: string, text: string): string =>
	`sha256=${createHmac('sha256', secret).update(`${time}.${text}`).digest('hex')}`;

/** Gives why it did not arrive, if it did not. */
async function post(url: string, secret: string, text: string, now: number): Promise<string | undefined> {
	const time = String(now);
	try {
		const { ok, status } = await fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'x-eseal-time': time,
				'x-eseal-signature': sign(secret, time, text),
			},
			body: text,
			redirect: 'error',
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		return ok ? undefined : `it answered ${status}`;
	} catch (error) {
		return String(error.cause?.message ?? error.message);
	}
}
