// Every language's words of this page. A key that a language lacks is a type error: `zh` is `ActMessages`.

import type { Language } from '../../../i18n/language.ts';
import { type ActMessages, en } from './en.ts';
import { zh } from './zh.ts';

export const ACT_CATALOGUES: Readonly<Record<Language, ActMessages>> = { en, zh };
