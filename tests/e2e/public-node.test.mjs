// A public node with the options that docs/operators.md gives it: it serves dApps, and a flood of reads keeps nobody out.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { WsProvider } from '@polkadot/api';
import { compactAddLength, stringToU8a, u8aToHex } from '@polkadot/util';
import { whenDone } from '../lib/cleanup.mjs';
import { ROOT } from '../lib/command.mjs';
import { DevNode } from '../lib/dev-node.mjs';
import { until } from '../lib/wait.mjs';
import { health, rpc } from '../network/rpc.mjs';

const MEBIBYTE = 1024 * 1024;

/** The options of the guide's command that are about RPC, each with its value. */
const OPTIONS = (() => {
	const guide = readFileSync(join(ROOT, 'docs/operators.md'), 'utf8');
	const [, command = ''] = guide.match(/## A public node[\s\S]*?```sh\neseal-node ([\s\S]*?)```/) ?? [];
	const words = command.replaceAll('\\\n', ' ').trim().split(/\s+/);
	const at = words.flatMap((word, place) => (word.startsWith('--rpc-') ? [place] : []));
	return new Map(at.map((place) => [words[place], words[place + 1]]));
})();

/** @param {string} option */
const limit = (option) => Number(OPTIONS.get(option));

test('a public node', { timeout: 600_000 }, async (t) => {
	const node = await DevNode.start(t, { args: [...OPTIONS].flat() });

	/** @param {unknown} body */
	const post = (body) =>
		fetch(`http://127.0.0.1:${node.port}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: typeof body === 'string' ? body : JSON.stringify(body),
			signal: AbortSignal.timeout(30_000),
		});
	const open = async () => {
		const provider = new WsProvider(node.url, false);
		whenDone(t, () => provider.disconnect());
		await provider.connect();
		await provider.isReady;
		return provider;
	};
	/** @param {number} length */
	const batch = (length) =>
		Array.from({ length }, (_, id) => ({ jsonrpc: '2.0', id, method: 'system_chain', params: [] }));

	await t.test('serves dApps: with the state of any block', async () => {
		const { methods } = await rpc(node.port, 'rpc_methods');
		for (const method of ['archive_v1_storage', 'chainHead_v1_follow', 'transactionWatch_v1_submitAndWatch']) {
			assert.ok(methods.includes(method), method);
		}
		const first = await rpc(node.port, 'chain_getBlockHash', [0]);
		const version = await rpc(node.port, 'state_getRuntimeVersion', [first]);
		assert.equal(version.specName, 'eseal');
	});

	await t.test('refuses what is for operators only', async () => {
		for (const [method, ...params] of [
			['author_rotateKeys'],
			['state_getPairs', '0x'],
			['offchain_localStorageGet', 'PERSISTENT', '0x00'],
		]) {
			await assert.rejects(rpc(node.port, method, params), /unsafe/, method);
		}
	});

	await t.test('takes a batch up to the limit, and none above', async () => {
		const most = limit('--rpc-max-batch-request-len');
		const answers = /** @type {{ result: string }[]} */ (await (await post(batch(most))).json());
		assert.equal(answers.filter(({ result }) => result === 'e-seal development').length, most);
		const { error } = /** @type {{ error: { message: string } }} */ (await (await post(batch(most + 1))).json());
		assert.match(error.message, /batch request was too large/);
	});

	await t.test('takes no request larger than the limit', async () => {
		const text = 'x'.repeat(limit('--rpc-max-request-size') * MEBIBYTE);
		const { status } = await post({ jsonrpc: '2.0', id: 1, method: 'system_chain', params: [text] });
		assert.equal(status, 413);
	});

	await t.test('lets nobody subscribe more often than the limit', async () => {
		const provider = await open();
		const most = limit('--rpc-max-subscriptions-per-connection');
		const subscribe = () => provider.subscribe('chain_newHead', 'chain_subscribeNewHead', [], () => {});
		await Promise.all(Array.from({ length: most }, subscribe));
		await assert.rejects(subscribe(), /[Tt]oo many subscriptions/);
	});

	await t.test('answers a question with a text of any length, or any characters', async () => {
		for (const text of ['x'.repeat(5_000), '\u200b'.repeat(18), '章'.repeat(50_000)]) {
			const asked = u8aToHex(compactAddLength(stringToU8a(text)));
			assert.equal(await rpc(node.port, 'state_call', ['ESealApi_enterprise', asked]), '0x00');
		}
	});

	await t.test('goes on answering others while a flood of reads comes in', async () => {
		const before = (await health(node.port))?.finalized ?? 0;
		const reads = [
			['state_getKeys', '0x'],
			['state_getMetadata'],
			['state_call', 'Metadata_metadata', '0x'],
			['chain_getBlock'],
		];
		const flooders = await Promise.all(Array.from({ length: 4 }, open));
		const perConnection = limit('--rpc-rate-limit') + 50;
		let answered = 0;
		let ended = 0;
		const flood = flooders.flatMap((provider) =>
			Array.from({ length: perConnection }, (_, n) => {
				const [method, ...params] = reads[n % reads.length];
				return provider
					.send(method, params, false)
					.then(
						() => {
							answered += 1;
						},
						() => {},
					)
					.finally(() => {
						ended += 1;
					});
			}),
		);
		/** @type {number[]} */
		const waits = [];
		const ask = async () => {
			const asked = Date.now();
			const answer = await post({
				jsonrpc: '2.0',
				id: 1,
				method: 'state_call',
				params: ['ESealApi_enterprise', '0x00'],
			});
			const { result } = /** @type {{ result: string }} */ (await answer.json());
			waits.push(Date.now() - asked);
			assert.equal(result, '0x00');
		};
		// Whoever asks is not put behind all of the flood. How long either takes depends on the machine.
		await ask();
		assert.ok(ended < flood.length, 'the first question was answered after all of the flood');
		for (let more = 0; more < 4; more += 1) {
			await sleep(250);
			await ask();
		}
		t.diagnostic(`${answered} of ${flood.length} reads answered; others waited ${Math.max(...waits)} ms at most`);
		await until('an answered read of the flood', async () => answered > 0);
		await until(
			'a block that became final meanwhile',
			async () => ((await health(node.port))?.finalized ?? 0) > before,
		);
		await Promise.all(flooders.map((provider) => provider.disconnect()));
	});
});
