/** What global set-up started and global teardown stops: both run in Jest's first process. */
export const running = {postgres: null, scratch: null};
