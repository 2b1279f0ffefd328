import {SetMetadata} from '@nestjs/common';

/** What a route needs: a permission by its name, or nothing at all. A route that says neither is refused to everybody. */
export type Access = {public: true} | {permission: string};

export const ACCESS = 'access';

/** Anybody may call this route, signed in or not. */
export const Public = () => SetMetadata(ACCESS, {public: true} satisfies Access);
