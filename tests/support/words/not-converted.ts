/** Templates with text that is in no catalogue yet. None is added; each one that is converted goes. */
export const NOT_CONVERTED: readonly string[] = [];

/** What pages say and Polish does not yet: none in a release. Who cannot translate adds it here; who can takes it off. */
export const NOT_TRANSLATED: readonly string[] = [];
