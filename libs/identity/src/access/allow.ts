import {SetMetadata} from '@nestjs/common';
import {ACCESS, type Access} from '@app/platform';
import type {Permission} from './permissions.js';

/** Names the permission a route needs. Whose record it is, the use case checks. */
export const Allow = (permission: Permission) => SetMetadata(ACCESS, {permission} satisfies Access);
