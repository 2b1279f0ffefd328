import {FirstController} from './first.controller.js';
import {FollowLinkController} from './follow-link.controller.js';
import {IssuerController} from './issuer.controller.js';
import {LinksController} from './links.controller.js';
import {OpenAccountController} from './open-account.controller.js';
import {SignInController} from './sign-in.controller.js';
import {WaysController} from './ways.controller.js';

export const SIGN_IN_PAGES = [
  SignInController,
  LinksController,
  FollowLinkController,
  IssuerController,
  FirstController,
  OpenAccountController,
  WaysController,
];
