// The portal's page "Act" in a browser, as a person uses it.

import assert from 'node:assert/strict';
import { Visitor } from './browser.mjs';
import { WALLET, Wallet } from './wallet.mjs';

/** The day, so many days ahead, as the input of a date takes it. */
export const inDays = (/** @type {number} */ days) =>
	new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** One person at the page, and what signs for them. */
export class Actor {
	/**
	 * @param {Visitor} visitor
	 * @param {Wallet | undefined} wallet
	 */
	constructor(visitor, wallet) {
		this.visitor = visitor;
		this.wallet = wallet;
		this.page = visitor.page;
	}

	/**
	 * Opens the page with a wallet.
	 *
	 * @param {import('playwright-core').Browser} browser
	 * @param {string} url  the portal's
	 * @param {Wallet} wallet
	 * @param {object} [options]
	 * @param {import('playwright-core').BrowserContextOptions} [options.context]
	 * @param {(page: import('playwright-core').Page) => Promise<unknown>} [options.before]
	 */
	static async open(browser, url, wallet, { context, before } = {}) {
		const visitor = await Visitor.open(browser, url, {
			link: '#/act',
			...(context && { context }),
			before: async (page) => {
				await wallet.install(page);
				await before?.(page);
			},
		});
		const actor = new Actor(visitor, wallet);
		await actor.page.getByRole('button', { name: new RegExp(WALLET) }).click();
		await actor.page.locator('section select').selectOption('0');
		await actor.page.locator('.tasks').waitFor();
		return actor;
	}

	/**
	 * Opens the page and signs in with a key file.
	 *
	 * @param {import('playwright-core').Browser} browser
	 * @param {string} url
	 * @param {{ file: string, password: string }} key
	 * @param {import('playwright-core').BrowserContextOptions} [context]
	 */
	static async openWithKey(browser, url, key, context) {
		const visitor = await Visitor.open(browser, url, { link: '#/act', ...(context && { context }) });
		const actor = new Actor(visitor, undefined);
		await actor.openKey(key);
		await actor.page.locator('.tasks').waitFor();
		return actor;
	}

	/** @param {{ file: string, password: string }} key */
	async openKey({ file, password }) {
		await this.page.setInputFiles('[name=key]', file);
		await this.page.fill('[name=password]', password);
		await this.page.locator('form button[type=submit]').click();
	}

	/**
	 * Chooses what to do.
	 *
	 * @param {string} task  as the page calls it
	 */
	async chooses(task) {
		await this.page.getByRole('button', { name: task, exact: true }).click();
	}

	/**
	 * Fills in a form and asks what will be signed.
	 *
	 * @param {Record<string, string>} fields  by their names; those that begin with `@` are files
	 */
	async fills(fields) {
		for (const [name, value] of Object.entries(fields)) {
			const file = name.startsWith('@');
			const field = this.page.locator(`[name=${file ? name.slice(1) : name}]`);
			if (file) {
				await field.setInputFiles(value);
			} else if ((await field.first().getAttribute('type')) === 'checkbox') {
				await field.and(this.page.locator(`[value=${value}]`)).check();
			} else if ((await field.evaluate((/** @type {any} */ one) => one.tagName)) === 'SELECT') {
				await field.selectOption(value);
			} else {
				await field.fill(value);
			}
		}
		await this.page.locator('form button.main').click();
	}

	/**
	 * What is to be seen there.
	 *
	 * @param {string} selector
	 */
	async sees(selector) {
		await this.page.locator(selector).first().waitFor();
		return String(await this.page.evaluate(`document.querySelector(${JSON.stringify(selector)}).innerText`));
	}

	/** What is said before anything is signed. */
	async isShown() {
		return this.sees('.review');
	}

	/** What is wrong, as it is said beside the form. */
	async isTold() {
		return this.sees('[role=alert].box');
	}

	/** Signs what is shown. */
	async signs() {
		await this.page.locator('.review button.main').click();
	}

	/**
	 * How it ended.
	 *
	 * @param {string} how  the kind of the end
	 */
	async ends(how) {
		await this.page.locator(`[data-progress=${how}]`).waitFor({ timeout: 120_000 });
		return this.sees('[data-progress]');
	}

	/** Signs, and it is done. */
	async does() {
		await this.signs();
		return this.ends('done');
	}

	/**
	 * Fails if anything went wrong in the page, or it asked somebody else than these nodes.
	 *
	 * @param {string[]} nodes
	 */
	async leaves(nodes) {
		for (const { mode, metadataHash } of /** @type {any[]} */ (this.wallet?.asked ?? [])) {
			assert.equal(mode, 1, 'the wallet signs the hash of the metadata');
			assert.match(metadataHash, /^0x[0-9a-f]{64}$/);
		}
		await this.visitor.leave(nodes);
	}
}
