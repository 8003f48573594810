// A node's JSON-RPC over a WebSocket.

import { SourceError } from './source.ts';

/** How long an answer may take, in milliseconds. */
const PATIENCE_MS = 20_000;

/** How long a connection may take. */
const CONNECT_MS = 8_000;

interface Pending {
	resolve(result: unknown): void;
	reject(error: SourceError | Refusal): void;
}

/** The node refused a call, or failed at it. */
export class RpcRefusal extends SourceError {
	/**
	 * @param code JSON-RPC's number of the error
	 * @param detail what more the node says, if it is a text
	 */
	constructor(
		method: string,
		message: string,
		readonly code?: number,
		readonly detail?: string,
	) {
		super('no-proof', `${method}: ${message}`);
	}
}

/** An error of JSON-RPC. */
interface Refusal {
	message?: string;
	code?: number;
	data?: unknown;
}

interface Message {
	id?: number;
	result?: unknown;
	error?: Refusal;
	params?: { subscription?: unknown; result?: unknown };
}

/** A connection to one node. */
export class Rpc {
	readonly #socket: WebSocket;
	readonly #pending = new Map<number, Pending>();
	/** By their ids: what hears each subscription. */
	readonly #heard = new Map<unknown, (value: unknown) => void>();
	#next = 0;
	#broken: SourceError | undefined;

	private constructor(
		readonly url: string,
		socket: WebSocket,
	) {
		this.#socket = socket;
		socket.addEventListener('message', ({ data }) => this.#told(String(data)));
		socket.addEventListener('close', () => this.#broke());
	}

	static connect(url: string): Promise<Rpc> {
		return new Promise((resolve, reject) => {
			const unreachable = () => reject(new SourceError('unreachable', `no node answers at ${url}`));
			let socket: WebSocket;
			try {
				socket = new WebSocket(url);
			} catch {
				unreachable();
				return;
			}
			const timer = setTimeout(() => {
				socket.close();
				unreachable();
			}, CONNECT_MS);
			socket.addEventListener('error', () => {
				clearTimeout(timer);
				unreachable();
			});
			socket.addEventListener('open', () => {
				clearTimeout(timer);
				resolve(new Rpc(url, socket));
			});
		});
	}

	get isOpen() {
		return this.#broken === undefined && this.#socket.readyState === WebSocket.OPEN;
	}

	call<T>(method: string, params: readonly unknown[] = []): Promise<T> {
		if (this.#broken) {
			return Promise.reject(this.#broken);
		}
		const id = this.#next++;
		return new Promise<T>((resolve, reject) => {
			const timer = setTimeout(() => {
				this.#pending.delete(id);
				reject(new SourceError('unreachable', `${this.url} does not answer ${method}`));
			}, PATIENCE_MS);
			const done =
				<V>(then: (value: V) => void) =>
				(value: V) => {
					clearTimeout(timer);
					then(value);
				};
			this.#pending.set(id, {
				resolve: done((result) => resolve(result as T)),
				reject: done((error: SourceError | Refusal) =>
					reject(error instanceof SourceError ? error : refused(method, error)),
				),
			});
			this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
		});
	}

	/** Hears values until it is told to stop. */
	async subscribe(method: string, unsubscribe: string, hear: (value: unknown) => void): Promise<() => void> {
		const subscription = await this.call<unknown>(method);
		this.#heard.set(subscription, hear);
		return () => {
			this.#heard.delete(subscription);
			this.call(unsubscribe, [subscription]).catch(() => {});
		};
	}

	close() {
		this.#socket.close();
	}

	#told(text: string) {
		let message: Message;
		try {
			message = JSON.parse(text);
		} catch {
			return;
		}
		if (message.id === undefined) {
			this.#heard.get(message.params?.subscription)?.(message.params?.result);
			return;
		}
		const pending = this.#pending.get(message.id);
		this.#pending.delete(message.id);
		if (message.error) {
			pending?.reject(message.error);
		} else {
			pending?.resolve(message.result);
		}
	}

	#broke() {
		this.#broken = new SourceError('unreachable', `the connection to ${this.url} broke`);
		for (const { reject } of this.#pending.values()) {
			reject(this.#broken);
		}
		this.#pending.clear();
	}
}

function refused(method: string, { message = 'refused', code, data }: Refusal) {
	return new RpcRefusal(method, message, code, typeof data === 'string' ? data : undefined);
}
