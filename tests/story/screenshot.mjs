// Makes the picture of the portal in the README, on a network on which the story was played (./scripts/devnet):
//
//     node story/screenshot.mjs [--portal URL] [--document FILE] [--out FILE]

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launch, Visitor } from '../lib/browser.mjs';
import { ROOT } from '../lib/command.mjs';
import { fixturePath } from '../lib/fixtures.mjs';

const { values } = parseArgs({
	options: {
		portal: { type: 'string', default: 'http://127.0.0.1:8480/' },
		document: { type: 'string', default: fixturePath('contract.pdf') },
		out: { type: 'string', default: `${ROOT}/docs/portal.webp` },
	},
});

const browser = await launch();
try {
	const context = { viewport: { width: 900, height: 1180 }, timezoneId: 'Asia/Shanghai', deviceScaleFactor: 1.5 };
	const visitor = await Visitor.open(browser, values.portal, { context });
	const { page } = visitor;
	const [answer] = await visitor.check(values.document);
	console.log(answer.line);
	await page.locator('.checks > summary').first().click();
	await page.evaluate('document.activeElement?.blur()');
	const session = await page.context().newCDPSession(page);
	const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
	writeFileSync(values.out, Buffer.from(data, 'base64'));
	console.log(values.out);
} finally {
	await browser.close();
}
