// Not every machine permits every drill.

/** This machine does not permit what a drill needs. The message says what. */
export class Skipped extends Error {}
