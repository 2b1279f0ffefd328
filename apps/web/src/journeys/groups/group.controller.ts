import {Controller, Get, Render} from '@nestjs/common';
import {PublicCommunity, type CommunityProfile} from '@app/directory';
import {notFound} from '@app/kernel';
import {IdParam, Public} from '@app/platform';
import {COMMUNITY_WORDS, NEED_WORDS} from '../../words/listing-words.js';
import {languageWords} from '../../words/language-words.js';

/** A group or service as anybody may read it: no rate, nothing to book, and how to turn up. */
@Controller('groups')
export class GroupController {
  constructor(private readonly community: PublicCommunity) {}

  @Public()
  @Get(':id')
  @Render('journeys/groups/group')
  async show(@IdParam() id: string) {
    const profile = await this.community.profile(id);
    if (!profile) throw notFound('group');
    return {group: groupPage(profile)};
  }
}

export function groupPage(profile: CommunityProfile) {
  return {
    ...profile,
    kind: COMMUNITY_WORDS[profile.sort],
    about: profile.about.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== ''),
    needs: profile.needs.map((need) => NEED_WORDS[need]),
    languages: profile.languages.map((code) => languageWords(code)),
    where: [profile.place, profile.postcode ?? profile.outcode].filter(Boolean).join(', '),
  };
}
