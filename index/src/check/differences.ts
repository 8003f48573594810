// What a check found.

export interface Difference {
	/** The table of the index. */
	table: string;
	/** Which row, by its key. */
	row: string;
	/** What differs. */
	what: string;
}

/** How many differences are told one by one. */
const TOLD = 100;

export class Differences {
	readonly told: Difference[] = [];
	found = 0;

	add(table: string, row: unknown, what: string): void {
		this.found += 1;
		if (this.told.length < TOLD) {
			this.told.push({ table, row: String(row), what });
		}
	}
}
