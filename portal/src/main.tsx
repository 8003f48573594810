// Starts the page.

import VerifierWorker from 'virtual:eseal-worker';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './app.tsx';
import { loadConfig } from './config.ts';
import { language, messages, verifierWords } from './i18n/index.ts';
import { config, loadFailure, verifier } from './state.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/check.css';
import './styles/act.css';
import './styles/print.css';
import { VerifierClient } from './verifier/client.ts';
import { moduleBytes } from './verifier/module.ts';

const fails = (error: unknown) => {
	loadFailure.value = error instanceof Error ? error.message : String(error);
};

/** Shows the page once it is known what is in it, so that nothing in it moves when that is known. */
async function show(root: Element) {
	try {
		config.value = await loadConfig();
	} catch (error) {
		fails(error);
	}
	render(<App />, root);
}

async function startVerifier(shown: Promise<void>) {
	try {
		const module = await moduleBytes();
		const [api, words] = await VerifierClient.start(new VerifierWorker(), module);
		await shown;
		verifierWords.value = words;
		if (loadFailure.value === undefined) {
			verifier.value = { api, module };
			fetchTheRest();
		}
	} catch (error) {
		fails(error);
	}
}

/** Fetches what is needed later, while there is a network: a page that was opened checks and prints without one. */
function fetchTheRest() {
	const begin = globalThis.requestIdleCallback ?? setTimeout;
	begin(() =>
		Promise.allSettled([import('./source/node.ts'), import('./bundle.ts'), import('qr'), import('qr/decode.js')]),
	);
}

effect(() => {
	document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
	document.title = `${messages().title} · ${messages().site}`;
});

const root = document.getElementById('app');
if (root) {
	startVerifier(show(root));
}
