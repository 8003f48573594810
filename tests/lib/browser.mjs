// Debian's Chromium, and the portal in it as a person has it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { whenDone } from './cleanup.mjs';
import { ROOT } from './command.mjs';
import { until } from './wait.mjs';

/** @import { Browser, BrowserContextOptions, Page } from 'playwright-core' */

/**
 * How much of a page may move by itself while it loads: a share of the window times a share of its height, added up, as browsers
 * measure it. They call 0.1 good.
 */
const MOST_SHIFT = 0.05;

/** How long an answer may take here: three validators share the machine. */
export const PATIENCE_MS = 60_000;

/** The built portal: what ESEAL_PORTAL names, or portal/dist. */
export function portalDirectory() {
	const directory = process.env.ESEAL_PORTAL ?? join(ROOT, 'portal', 'dist');
	if (!existsSync(join(directory, 'index.html'))) {
		throw new Error(`there is no built portal in ${directory}. Build it: cd portal && npm run build`);
	}
	return directory;
}

/** Starts a browser: the one that ESEAL_CHROMIUM names, or `chromium`. */
export function launch() {
	const executablePath = process.env.ESEAL_CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
	// Its own sandbox is not for root, who runs tests in containers.
	const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	return chromium.launch({ executablePath, args });
}

/**
 * Starts a browser, which ends with the test.
 *
 * @param {import('node:test').TestContext} test
 */
export async function startBrowser(test) {
	const browser = await launch();
	whenDone(test, () => browser.close());
	return browser;
}

/**
 * What a person is told of one document.
 *
 * @typedef {object} Answer
 * @property {string} name  and its size
 * @property {string} kind  of the answer
 * @property {string} line  the first line
 * @property {string} text  all of it
 * @property {string[]} notes  what it rests on that is not proven
 * @property {string[]} codes  of the checks
 */

// All of these run in the page.

/** Adds up how much of the page moves by itself, that is, not at once after somebody clicked or typed. */
const COUNT_SHIFTS = `globalThis.shifts = [];
	new PerformanceObserver((list) => list.getEntries().filter(({ hadRecentInput }) => !hadRecentInput).forEach(({ value, sources }) =>
		shifts.push({ value, where: sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? '?').slice(0, 80)) })))
		.observe({ type: 'layout-shift', buffered: true });`;

const ALL_DONE = `(() => {
	const all = [...document.querySelectorAll('.case')];
	return all.length > 0 && all.every((one) => one.getAttribute('aria-busy') === 'false');
})()`;

const ANSWERS = `[...document.querySelectorAll('.case')].map((one) => ({
	name: one.querySelector('.case-name')?.textContent ?? '',
	kind: one.querySelector('.answer')?.getAttribute('data-answer') ?? '',
	line: one.querySelector('h3')?.textContent ?? '',
	text: one.textContent ?? '',
	notes: [...one.querySelectorAll('.notes li')].map(({ textContent }) => textContent ?? ''),
	codes: [...one.querySelectorAll('.checks li')].map((line) => line.getAttribute('data-code') ?? ''),
}))`;

/** One person's window on the portal. What goes wrong in it, and whom it asks, is kept. */
export class Visitor {
	/** What the page wrote on its console as an error, or did not catch. @type {string[]} */
	errors = [];
	/** The addresses that it asked, but for its own. @type {Set<string>} */
	asked = new Set();

	/**
	 * @param {Page} page
	 * @param {string} url  the portal's
	 */
	constructor(page, url) {
		this.page = page;
		this.url = url;
		page.on('console', (message) => {
			if (['error', 'warning'].includes(message.type())) {
				this.errors.push(message.text());
			}
		});
		page.on('pageerror', (error) => this.errors.push(String(error)));
		page.on('request', (request) => {
			const { protocol, origin } = new URL(request.url());
			if (!['blob:', 'data:'].includes(protocol) && !request.url().startsWith(url)) {
				this.asked.add(origin);
			}
		});
		page.on('websocket', (socket) => this.asked.add(new URL(socket.url()).origin));
	}

	/**
	 * Opens the portal in a window of its own.
	 *
	 * @param {Browser} browser
	 * @param {string} url
	 * @param {object} [options]
	 * @param {BrowserContextOptions} [options.context]
	 * @param {string} [options.link]  what follows in the address
	 * @param {(page: Page) => Promise<unknown>} [options.before]  what is done before it is opened
	 */
	static async open(browser, url, { context = {}, link = '', before } = {}) {
		const window = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Shanghai', ...context });
		const page = await window.newPage();
		page.setDefaultTimeout(PATIENCE_MS);
		const visitor = new Visitor(page, url);
		await page.addInitScript({ content: COUNT_SHIFTS });
		await before?.(page);
		await page.goto(`${url}${link}`);
		return visitor;
	}

	/**
	 * Waits until something holds in the page. Not by the page itself: its policy lets no text become code there.
	 *
	 * @param {string} expression
	 */
	until(expression) {
		return until(expression, () => this.page.evaluate(expression), { patienceMs: PATIENCE_MS, pauseMs: 50 });
	}

	/** Waits until something can be checked. */
	async ready() {
		await this.page.waitForSelector('.drop button.main:enabled');
		return this;
	}

	/**
	 * Puts in files and waits for the answers.
	 *
	 * @param {...string} files
	 */
	async check(...files) {
		await this.ready();
		if ((await this.page.locator('.case').count()) > 0) {
			await this.page.locator('.results > .row button').last().click();
		}
		await this.page.setInputFiles('[data-testid=files]', files);
		return this.answers();
	}

	/**
	 * The answers, once all are there.
	 *
	 * @returns {Promise<Answer[]>}
	 */
	async answers() {
		await this.until(ALL_DONE);
		return this.page.evaluate(ANSWERS);
	}

	/** The only answer. */
	async answer() {
		const [answer, ...more] = await this.answers();
		assert.deepEqual(more, []);
		assert.ok(answer);
		return answer;
	}

	/**
	 * What a button gives to download.
	 *
	 * @param {string} name  of the button
	 * @returns {Promise<{ name: string, bytes: Buffer }>}
	 */
	async download(name) {
		const [download] = await Promise.all([
			this.page.waitForEvent('download'),
			this.page.getByRole('button', { name }).click(),
		]);
		return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
	}

	/** Fails if axe finds something that keeps people out, or calls it serious. */
	async assertAccessible() {
		const axe = createRequire(import.meta.url).resolve('axe-core');
		// In a world of its own: the page's policy lets no other script in.
		const session = await this.page.context().newCDPSession(this.page);
		const { frameTree } = await session.send('Page.getFrameTree');
		const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
			frameId: frameTree.frame.id,
		});
		await session.send('Runtime.evaluate', { contextId, expression: readFileSync(axe, 'utf8') });
		const { result } = await session.send('Runtime.evaluate', {
			contextId,
			expression: `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(violations.map(
				({ id, impact, help, nodes }) => ({ id, impact, help, where: nodes.map(({ target }) => target.join(' ')) }))))`,
			awaitPromise: true,
			returnByValue: true,
		});
		await session.detach();
		/** @type {{ id: string, impact: string, help: string, where: string[] }[]} */
		const violations = JSON.parse(result.value);
		assert.deepEqual(
			violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)),
			[],
		);
	}

	/** Fails if the page has moved by itself since it was loaded. */
	async assertStill() {
		/** @type {{ value: number, where: string[] }[]} */
		const shifts = await this.page.evaluate('shifts');
		const sum = shifts.reduce((all, { value }) => all + value, 0);
		assert.ok(sum < MOST_SHIFT, `the page moved by itself, by ${sum}: ${JSON.stringify(shifts)}`);
	}

	/**
	 * Fails if anything went wrong in the page, or it asked somebody else than these.
	 *
	 * @param {string[]} [allowed]
	 */
	async leave(allowed = []) {
		assert.deepEqual(this.errors, []);
		assert.deepEqual(
			[...this.asked].filter((origin) => !allowed.includes(origin)),
			[],
		);
		await this.page.context().close();
	}
}
