/** Templates with text that is in no catalogue yet. None is added; each one that is converted goes. */
export const NOT_CONVERTED: readonly string[] = [];
