/** A failure that a person can mend: its message is one plain sentence, shown without a stack. */
export class PlainError extends Error {}
