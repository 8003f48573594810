// Where a keyboard and a screen reader go on when what they were at is gone.

import { useEffect, useRef } from 'preact/hooks';

/** A heading that takes the focus when it comes to be shown and nothing else has it. */
export function useFocusIfLost(isShown = true) {
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		if (isShown && document.activeElement === document.body) {
			heading.current?.focus();
		}
	}, [isShown]);
	return heading;
}
