// What whoever serves the page says of their network: `config.json` beside it, or what was put into the one-file page.

import { asAnchor, type KnownAnchor } from './anchor.ts';

export interface Config {
	/** WebSocket addresses of nodes, in the order in which they are asked. */
	readonly nodes: readonly string[];
	/** The anchor, and where it is from. None: whoever checks opens one. */
	readonly anchor: KnownAnchor | undefined;
	/** Where this page is published, for links on certificates. */
	readonly address: string | undefined;
	/** Where the auditors' index answers: a path on the server of the page, which may ask no other. None: there is no index. */
	readonly index: string | undefined;
	/** Whether the network is one for development, where a key may be opened in the page. */
	readonly development: boolean;
}

export const NOTHING_CONFIGURED: Config = {
	nodes: [],
	anchor: undefined,
	address: undefined,
	index: undefined,
	development: false,
};

/** The configuration in a value that was JSON. What is not understood is left out. */
export function asConfig(value: unknown): Config {
	const { nodes, anchor, address, index, development } = (value ?? {}) as Record<string, unknown>;
	const { origin, value: file } = (anchor ?? {}) as Record<string, unknown>;
	const known = asAnchor(file);
	return {
		nodes: Array.isArray(nodes) ? nodes.filter(isNodeAddress) : [],
		anchor: known && { anchor: known, origin: typeof origin === 'string' ? origin : '' },
		address: typeof address === 'string' && /^https?:\/\//.test(address) ? address : undefined,
		index: typeof index === 'string' && /^\/?(?:[\w-]+\/)+$/.test(index) ? index : undefined,
		development: development === true,
	};
}

/** Whether a node can be asked there. */
export function isNodeAddress(address: unknown): address is string {
	return typeof address === 'string' && /^wss?:\/\/[^\s/]+/.test(address) && URL.canParse(address);
}

export async function loadConfig(): Promise<Config> {
	const within = document.getElementById('config')?.textContent?.trim();
	if (within) {
		return parsed(within);
	}
	if (location.protocol === 'file:') {
		return NOTHING_CONFIGURED;
	}
	try {
		const answer = await fetch('config.json', { cache: 'no-cache' });
		return answer.ok ? parsed(await answer.text()) : NOTHING_CONFIGURED;
	} catch {
		return NOTHING_CONFIGURED;
	}
}

function parsed(text: string): Config {
	try {
		return asConfig(JSON.parse(text));
	} catch {
		return NOTHING_CONFIGURED;
	}
}
