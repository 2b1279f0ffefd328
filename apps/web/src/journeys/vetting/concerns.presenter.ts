import {ENTRY_FACTS, type ConcernText} from '@app/register';
import {
  CONTACT_WORDS,
  FACT_WORDS,
  KIND_WORDS,
  LINK_WORDS,
  SOURCE_OF_CONCERN,
  TOLD_WORDS,
} from '../../words/safe-words.js';
import {t} from '../../words/t.js';

/** A concern in words, with what its page asks. */
export function concernPage(concern: ConcernText) {
  const {about, cause, wishes, told, contactSafe, reporter, reporterContact, reporterLink} = concern;
  const raised = concern.source !== 'staff';
  const unnamed = raised ? t('Not named') : null;
  const facts: [string, string | null][] = [
    [t('About'), about],
    [t('On the register'), concern.member && concern.member.name],
    [t('Who may be the cause'), cause],
    [t('What they would like'), wishes],
    [t('They know'), told && TOLD_WORDS[told]],
    [t('Safe to contact them'), contactSafe && CONTACT_WORDS[contactSafe]],
    [t('Who told us'), reporter ?? unnamed],
    [t('How to reach them'), reporterContact],
    [t('To the person'), reporterLink && LINK_WORDS[reporterLink]],
  ];
  return {
    concern: {
      ...concern,
      sourceWords: SOURCE_OF_CONCERN[concern.source],
      facts: facts.flatMap(([key, value]) => (value ? {key, value} : [])),
      entries: concern.entries.map((entry) => ({
        ...entry,
        title: [KIND_WORDS[entry.kind], entry.fact && FACT_WORDS[entry.fact]].filter(Boolean).join(': '),
      })),
    },
    doneItems: [
      {value: 'note', text: KIND_WORDS.note},
      ...(['contact', 'referral'] as const).flatMap((kind) =>
        ENTRY_FACTS[kind].map((fact) => ({
          value: `${kind}:${fact}`,
          text: `${KIND_WORDS[kind]}: ${FACT_WORDS[fact]}`,
        })),
      ),
    ],
    decisionItems: ENTRY_FACTS.listing
      .filter((fact) => (fact === 'restored') === concern.suspended || fact === 'left_up')
      .map((fact) => ({value: fact, text: FACT_WORDS[fact]})),
  };
}
