// Metrics in Prometheus' text format, version 0.0.4.

/** What /metrics says its content is. */
export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** @typedef {Record<string, string>} Labels */

const escapeHelp = (text) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const escapeLabel = (text) => escapeHelp(text).replaceAll('"', '\\"');

/** One metric with all its series. */
export class Metric {
	/** By their labels as they are written. @type {Map<string, number | (() => number)>} */
	#series = new Map();

	/**
	 * @param {object} options
	 * @param {string} options.name
	 * @param {'counter' | 'gauge'} options.type
	 * @param {string} options.help
	 */
	constructor({ name, type, help }) {
		this.name = name;
		this.type = type;
		this.help = help;
	}

	/**
	 * Adds to a series, which begins at 0. By adding 0 it is there before anything happens: Prometheus sees an increase only
	 * from one value to another.
	 *
	 * @param {number} amount
	 * @param {Labels} [labels]
	 */
	add(amount, labels = {}) {
		const key = written(labels);
		this.#series.set(key, (this.#series.get(key) ?? 0) + amount);
	}

	/**
	 * @param {number | (() => number)} value  a function is asked at each scrape
	 * @param {Labels} [labels]
	 */
	set(value, labels = {}) {
		this.#series.set(written(labels), value);
	}

	/** Forgets all series: their values are not known any more. */
	clear() {
		this.#series.clear();
	}

	/** @returns {string} its lines; none if there is no series */
	render() {
		if (this.#series.size === 0) {
			return '';
		}
		const lines = [...this.#series].map(([labels, value]) => {
			return `${this.name}${labels} ${typeof value === 'function' ? value() : value}\n`;
		});
		return `# HELP ${this.name} ${escapeHelp(this.help)}\n# TYPE ${this.name} ${this.type}\n${lines.join('')}`;
	}
}

/** @param {Labels} labels */
function written(labels) {
	const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
	return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}
