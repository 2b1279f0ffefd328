import type {Type} from '@nestjs/common';
import {BringInController} from './bring-in.controller.js';
import {CouncilGroupsController} from './council-groups.controller.js';
import {GroupController} from './group.controller.js';
import {ManageGroupController} from './manage-group.controller.js';
import {SendGroupController} from './send-group.controller.js';

/** What is not for sale: groups, clubs, services that help people stay well, peers and advocates. */
export const GROUP_PAGES: Type[] = [
  SendGroupController,
  ManageGroupController,
  GroupController,
  BringInController,
  CouncilGroupsController,
];
