// Which page is shown: what stands after `#/` in the address. No server sees that, and it works from a disk.

import { signal } from '@preact/signals';

export const address = signal(location.href);

addEventListener('hashchange', () => {
	address.value = location.href;
});
