// What stands in the way, told to a person.

/** Something is wrong that the person who typed the command can put right. */
export class Refusal extends Error {
	/**
	 * @param {string} what  what is wrong
	 * @param {...string} next  what to do about it, one line each
	 */
	constructor(what, ...next) {
		super(what);
		this.next = next;
	}
}
