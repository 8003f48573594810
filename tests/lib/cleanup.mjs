// What a test must undo when it ends, the newest first: a node ends before its directory goes.

/** @type {WeakMap<import('node:test').TestContext, (() => unknown)[]>} */
const stacks = new WeakMap();

/**
 * @param {import('node:test').TestContext} test
 * @param {() => unknown} undo  is waited for
 */
export function whenDone(test, undo) {
	const known = stacks.get(test);
	if (known) {
		known.push(undo);
		return;
	}
	const stack = [undo];
	stacks.set(test, stack);
	test.after(async () => {
		for (let last = stack.pop(); last !== undefined; last = stack.pop()) {
			await last();
		}
	});
}
