import {CodeController} from '../sign-in/code.controller.js';
import {AgainController} from './again.controller.js';
import {AuthenticatorController} from './authenticator.controller.js';
import {PasskeyController} from './passkey.controller.js';
import {PasswordController} from './password.controller.js';
import {SecurityController} from './security.controller.js';
import {StayController} from './stay.controller.js';

/** What comes after the first factor, and how one looks after one's own sign-in. */
export const SECURITY_PAGES = [
  CodeController,
  AgainController,
  StayController,
  PasswordController,
  AuthenticatorController,
  PasskeyController,
  SecurityController,
];
