// What a test must undo when it ends, the newest first: a node ends before its directory goes.

const stacks = new WeakMap();

/**
 * @param {import('node:test').TestContext} test
 * @param {() => void | Promise<void>} undo
 */
export function whenDone(test, undo) {
	if (!stacks.has(test)) {
		const stack = [];
		stacks.set(test, stack);
		test.after(async () => {
			while (stack.length > 0) {
				await stack.pop()();
			}
		});
	}
	stacks.get(test).push(undo);
}
