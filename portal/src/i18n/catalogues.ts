// Every language's words. A key that a language lacks is a type error: `zh` is `Messages`.

import { en, type Messages } from './en.ts';
import type { Language } from './language.ts';
import { zh } from './zh.ts';

export const CATALOGUES: Readonly<Record<Language, Messages>> = { en, zh };
