// Makes the pictures of the portal in the README and in the guides, on a network on which the story was played (./scripts/devnet):
// the check of a document, and the pages of auditors.
//
//     node story/screenshot.mjs [--portal URL] [--document FILE] [--out DIRECTORY]

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, Visitor } from '../lib/browser.mjs';
import { ROOT } from '../lib/command.mjs';
import { fixturePath } from '../lib/fixtures.mjs';

const { values } = parseArgs({
	options: {
		portal: { type: 'string', default: 'http://127.0.0.1:8480/' },
		document: { type: 'string', default: fixturePath('contract.pdf') },
		out: { type: 'string', default: join(ROOT, 'docs') },
	},
});

/**
 * Takes the picture of what is in the window.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} name  of the file, without its ending
 */
async function picture(page, name) {
	await page.evaluate('document.activeElement?.blur(); scrollTo(0, 0)');
	const session = await page.context().newCDPSession(page);
	const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
	const file = join(values.out, `${name}.webp`);
	writeFileSync(file, Buffer.from(data, 'base64'));
	console.log(file);
}

/** A window of a height in pixels. @param {number} height */
const window = (height) => ({ viewport: { width: 900, height }, timezoneId: 'Asia/Shanghai', deviceScaleFactor: 1.5 });

const browser = await launch();
try {
	const visitor = await Visitor.open(browser, values.portal, { context: window(1560) });
	const [answer] = await visitor.check(values.document);
	console.log(answer.line);
	await visitor.page.locator('.checks > summary').first().click();
	await picture(visitor.page, 'portal');

	for (const [name, path, shown] of [
		['audit-seal', '#/audit/seal?id=0', '.timeline > li'],
		['audit-now', '#/audit/now', '.seats li'],
	]) {
		const { page } = await Visitor.open(browser, values.portal, { context: window(1400), link: path });
		await page.waitForSelector(shown);
		// Once the index was checked against the chain, a minute after it began.
		await page.waitForSelector('.standing[data-tone=good]', { timeout: 120_000 });
		await picture(page, name);
	}
} finally {
	await browser.close();
}
