// The words of this page in the language that is chosen: apart from the others, as they are loaded with it.

import { language } from '../../../i18n/index.ts';
import { ACT_CATALOGUES } from './catalogues.ts';

export const words = () => ACT_CATALOGUES[language.value];
