// Who signs in the page is who was chosen last.

import { expect, test, vi } from 'vitest';
import type { Chain } from '../src/act/chain.ts';
import type { Account } from '../src/act/keys/signers.ts';

/** What is asked of the chain, by account, until it is answered. */
const asked = vi.hoisted(() => new Map<string, () => void>());

vi.mock('../src/act/explain.ts', async (original) => ({
	...(await original<typeof import('../src/act/explain.ts')>()),
	seatOf: (_: unknown, address: string) =>
		new Promise((resolve) => {
			asked.set(address, () => resolve(undefined));
		}),
}));

// What a browser has, and the words ask it for.
vi.stubGlobal('navigator', { languages: ['en'] });
vi.stubGlobal('document', { documentElement: {} });

const { connection, leave, signAs, signed } = await import('../src/pages/act/desk.ts');

const account = (address: string) => ({ address }) as Account;
const chain = { isOpen: true, final: async () => ({ hash: '0x00' }) } as unknown as Chain;

async function choose(address: string) {
	const done = signAs(account(address));
	await vi.waitFor(() => expect(asked.has(address)).toBe(true));
	return { answer: () => asked.get(address)?.(), done };
}

test('the account that was chosen last signs, whichever answer comes first', async () => {
	connection.value = { is: 'open', chain };
	const first = await choose('first');
	const second = await choose('second');
	second.answer();
	await second.done;
	first.answer();
	await first.done;
	expect(signed.value?.account.address).toBe('second');
});

test('nobody signs who left before the chain answered', async () => {
	connection.value = { is: 'open', chain };
	const only = await choose('only');
	leave();
	only.answer();
	await only.done;
	expect(signed.value).toBeUndefined();
});
